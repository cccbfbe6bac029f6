import type { DisseminationSet } from '../../core/dissemination/entities.ts';
import { ask, bib, codes, identifiers, noon, second, TestRepository, tokenOf } from './test-repository.fixture.ts';

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
  repository.catalogue.sets = [
    set('catalogue', {}),
    set('catalogue:livres', { description: 'Tout ce qui se lit & se feuillette.' }),
    set('catalogue:revues', { retiredAt: noon - second }),
    set('partenaire', { audience: 'repositories' }),
    set('partenaire:gallica', { audience: 'repositories' }),
  ];
  repository.catalogue.repositories = [
    {
      ...{
        audience: 'harvesters' as const,
        name: 'gallica',
        title: 'Pour Gallica',
        sets: ['partenaire:gallica'],
        formats: ['oai_dc', 'edm'],
      },
      ...{ addresses: [], closedAt: null },
    },
  ];
  repository.catalogue.records = [
    bib(1, noon - 9 * second, {
      scopes: ['@gallica', 'catalogue', 'catalogue:livres', 'partenaire', 'partenaire:gallica'],
    }),
    bib(2, noon - 8 * second, { scopes: ['catalogue'], left: { 'catalogue:livres': noon - 8 * second } }),
    bib(3, noon - 7 * second, {
      status: 'DELETED',
      left: { catalogue: noon - 7 * second, '@gallica': noon - 7 * second },
    }),
    bib(4, noon - 6 * second, { scopes: ['catalogue', 'catalogue:livres'] }),
  ];
});
afterEach(() => repository.close());

function set(setSpec: string, more: Partial<DisseminationSet>): DisseminationSet {
  const open = { description: '', rule: {}, audience: 'everyone', retiredAt: null } as const;
  return { setSpec, name: `Ensemble ${setSpec}`, ...open, ...more };
}

const list = 'verb=ListRecords&metadataPrefix=oai_dc';

test('§4.6 ListSets gives each set after its parent, described in Dublin Core; retired ones and those of partners are not told', async () => {
  const xml = await ask(await repository.serve(), 'verb=ListSets');
  expect([...xml.matchAll(/<setSpec>([^<]+)</g)].map(([, spec]) => spec)).toEqual(['catalogue', 'catalogue:livres']);
  expect(xml).toContain(
    '<set><setSpec>catalogue:livres</setSpec><setName>Ensemble catalogue:livres</setName><setDescription>' +
      '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"' +
      ' xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd">' +
      '<dc:title xml:lang="fr">Ensemble catalogue:livres</dc:title>' +
      '<dc:description xml:lang="fr">Tout ce qui se lit &amp; se feuillette.</dc:description></oai_dc:dc></setDescription></set>',
  );
});

test('§2.5 every header names the sets one may see, in ListIdentifiers and GetRecord too', async () => {
  const base = await repository.serve();
  const one = '<setSpec>catalogue</setSpec><setSpec>catalogue:livres</setSpec></header>';
  for (const query of [list, 'verb=ListIdentifiers&metadataPrefix=oai_dc'])
    expect(await ask(base, query)).toContain(one);
  const got = await ask(
    base,
    'verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:passerelle.example.fr:PAS0000000001',
  );
  expect(got).toContain(one);
  expect(got).not.toContain('gallica');
});

test('a record that left a set is deleted for who walks that set, with the set it left, and alive for everybody else', async () => {
  const base = await repository.serve();
  const xml = await ask(base, `${list}&set=catalogue:livres`);
  expect(identifiers(xml)).toEqual(['1', '2', '4']);
  expect(xml).toContain(
    '<header status="deleted"><identifier>oai:passerelle.example.fr:PAS0000000002</identifier>' +
      '<datestamp>2026-11-21T11:59:52Z</datestamp><setSpec>catalogue:livres</setSpec></header></record>',
  );
  const everything = await ask(base, list);
  expect(identifiers(everything)).toEqual(['1', '2', '3', '4']);
  expect(everything.match(/status="deleted"/g)).toHaveLength(1);
  const two = 'verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:passerelle.example.fr:PAS0000000002';
  expect(await ask(base, two)).not.toContain('deleted');
});

test('a set nobody knows, and one of partners, match nothing; one that was retired still says what left it', async () => {
  const base = await repository.serve();
  for (const unknown of ['catalogue:absent', 'partenaire:gallica']) {
    expect(codes(await ask(base, `${list}&set=${unknown}`))).toEqual(['noRecordsMatch']);
  }
  repository.catalogue.records = [
    bib(5, noon - second, { scopes: ['catalogue'], left: { 'catalogue:revues': noon - second } }),
  ];
  expect(identifiers(await ask(base, `${list}&set=catalogue:revues`))).toEqual(['5']);
  repository.catalogue.sets = [];
  expect(codes(await ask(base, `${list}&set=catalogue`))).toEqual(['noSetHierarchy']);
  expect(codes(await ask(base, 'verb=ListSets'))).toEqual(['noSetHierarchy']);
});

test('a token keeps the set, and is of no use to another repository', async () => {
  const base = await repository.serve({ pageSize: 1 });
  const first = await ask(base, `${list}&set=catalogue:livres`);
  const second_ = await ask(base, `verb=ListRecords&resumptionToken=${tokenOf(first)}`);
  expect([identifiers(first), identifiers(second_)]).toEqual([['1'], ['2']]);
  expect(first).toContain('completeListSize="3"');
  const other = await ask(`${base}/gallica`, `verb=ListRecords&resumptionToken=${tokenOf(first)}`);
  expect(codes(other)).toEqual(['badResumptionToken']);
});

describe('a virtual repository', () => {
  test('has its own base URL, name, sets and formats', async () => {
    const base = `${await repository.serve()}/gallica`;
    const identify = await ask(base, 'verb=Identify');
    expect(identify).toContain('<baseURL>https://passerelle.example.fr/oai/gallica</baseURL>');
    expect(identify).toContain('<repositoryName>Réseau &lt;des&gt; médiathèques : Pour Gallica</repositoryName>');
    const sets = await ask(base, 'verb=ListSets');
    expect([...sets.matchAll(/<setSpec>([^<]+)</g)].map(([, spec]) => spec)).toEqual(['partenaire:gallica']);
    const formats = await ask(base, 'verb=ListMetadataFormats');
    expect([...formats.matchAll(/<metadataPrefix>(\w+)</g)].map(([, prefix]) => prefix)).toEqual(['oai_dc', 'edm']);
    expect(codes(await ask(base, 'verb=ListRecords&metadataPrefix=mods'))).toEqual(['cannotDisseminateFormat']);
  });

  test('shows what its sets hold and what left them, and knows no other record', async () => {
    const base = `${await repository.serve()}/gallica`;
    const xml = await ask(base, list);
    expect(identifiers(xml)).toEqual(['1', '3']);
    expect(xml).toContain('<setSpec>partenaire:gallica</setSpec></header><metadata>');
    expect(xml).not.toContain('catalogue:livres');
    const get = 'verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:passerelle.example.fr:PAS000000000';
    expect(codes(await ask(base, `${get}4`))).toEqual(['idDoesNotExist']);
    expect(await ask(base, `${get}3`)).toContain('<header status="deleted">');
  });

  test('is shown to people by pages that lead to its own XML', async () => {
    const base = `${await repository.serve()}/gallica`;
    const browser = { headers: { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' } };
    const page = await (await fetch(`${base}?verb=ListSets`, browser)).text();
    expect(page).toContain('>partenaire:gallica</a>');
    expect(page).toContain('<a href="/oai/gallica/oai.xml?verb=ListSets">');
    const xml = await (await fetch(`${base}/oai.xml?verb=ListSets`, browser)).text();
    expect(xml).toContain('<request verb="ListSets">https://passerelle.example.fr/oai/gallica</request>');
    expect((await fetch(`${base}-no/oai.xml?verb=ListSets`, browser)).status).toBe(404);
  });

  test('answers only the addresses it is for; one that is unknown or closed answers nobody', async () => {
    const base = await repository.serve();
    const [gallica] = repository.catalogue.repositories;
    const status = async (name: string): Promise<number> => (await fetch(`${base}/${name}?verb=Identify`)).status;
    repository.catalogue.repositories = [{ ...gallica!, addresses: ['194.199.8.0/24'] }];
    expect(await status('gallica')).toBe(403);
    repository.catalogue.repositories = [{ ...gallica!, addresses: ['127.0.0.0/8'] }];
    expect(await status('gallica')).toBe(200);
    repository.catalogue.repositories = [{ ...gallica!, closedAt: noon }];
    expect([await status('gallica'), await status('absent')]).toEqual([404, 404]);
  });
});

test('§3.1.2.2 one client who asks too much at once is asked to come back, and is let in again afterwards', async () => {
  const base = await repository.serve({ requestsOfOneClient: 2, retryAfter: 7 });
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => (open = () => resolve()));
  const { sets } = repository.catalogue.reading;
  const bothIn = new Promise<void>((resolve) => {
    let asked = 0;
    repository.catalogue.reading.sets = async () => {
      asked += 1;
      if (asked === 2) resolve();
      return gate.then(sets);
    };
  });
  const waiting = [1, 2].map(() => fetch(`${base}?verb=Identify`));
  await bothIn;
  const refused = await fetch(`${base}?verb=Identify`);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '7']);
  open();
  for (const each of waiting) expect((await each).status).toBe(200);
  expect((await fetch(`${base}?verb=Identify`)).status).toBe(200);
});
