import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { oaiRouter } from './index.ts';
import { ask, bib, codes, identifiers, noon, second, simple, TestRepository } from './test-repository.fixture.ts';

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.close());

const root =
  '<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"' +
  ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/' +
  ' http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"><responseDate>2026-11-21T12:00:00Z</responseDate>';

describe('Protocol §4.2 Identify', () => {
  test('says who we are, in the order of the schema', async () => {
    repository.catalogue.records = [bib(1, Date.parse('2026-01-02T03:04:05.678Z'))];
    expect(await ask(await repository.serve(), 'verb=Identify')).toBe(
      `${root}<request verb="Identify">https://passerelle.example.fr/oai</request>` +
        '<Identify><repositoryName>Réseau &lt;des&gt; médiathèques</repositoryName>' +
        '<baseURL>https://passerelle.example.fr/oai</baseURL><protocolVersion>2.0</protocolVersion>' +
        '<adminEmail>oai@passerelle.example.fr</adminEmail>' +
        '<earliestDatestamp>2026-01-02T03:04:05Z</earliestDatestamp><deletedRecord>persistent</deletedRecord>' +
        '<granularity>YYYY-MM-DDThh:mm:ssZ</granularity><compression>gzip</compression>' +
        '<description><oai-identifier xmlns="http://www.openarchives.org/OAI/2.0/oai-identifier"' +
        ' xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai-identifier' +
        ' http://www.openarchives.org/OAI/2.0/oai-identifier.xsd"><scheme>oai</scheme>' +
        '<repositoryIdentifier>passerelle.example.fr</repositoryIdentifier><delimiter>:</delimiter>' +
        '<sampleIdentifier>oai:passerelle.example.fr:PAS0000000042</sampleIdentifier></oai-identifier></description>' +
        '<description><rightsManifest xmlns="http://www.openarchives.org/OAI/2.0/rights/"' +
        ' xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/rights/' +
        ' http://www.openarchives.org/OAI/2.0/rightsManifest.xsd"' +
        ' appliesTo="http://www.openarchives.org/OAI/2.0/entity#metadata"><rights>' +
        '<rightsReference ref="https://passerelle.example.fr/licence"/></rights></rightsManifest></description>' +
        '<description><friends xmlns="http://www.openarchives.org/OAI/2.0/friends/"' +
        ' xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/friends/' +
        ' http://www.openarchives.org/OAI/2.0/friends.xsd"><baseURL>https://numerique.example.fr/oai</baseURL>' +
        '</friends></description><description><branding xmlns="http://www.openarchives.org/OAI/2.0/branding/"' +
        ' xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/branding/' +
        ' http://www.openarchives.org/OAI/2.0/branding.xsd"><collectionIcon>' +
        '<url>https://passerelle.example.fr/i.png</url><link>https://passerelle.example.fr</link>' +
        '<title>Réseau</title></collectionIcon></branding></description>' +
        '</Identify></OAI-PMH>\n',
    );
  });

  test('an empty catalogue has an earliest datestamp too', async () => {
    expect(await ask(await repository.serve(), 'verb=Identify')).toContain('<earliestDatestamp>2026-11-21T12:00:00Z<');
  });
});

describe('Protocol §4.4 ListMetadataFormats', () => {
  const oaiDc =
    '<ListMetadataFormats><metadataFormat><metadataPrefix>oai_dc</metadataPrefix>' +
    '<schema>http://www.openarchives.org/OAI/2.0/oai_dc.xsd</schema>' +
    '<metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</metadataNamespace></metadataFormat>';
  test('lists the formats of the repository, and of one record', async () => {
    repository.catalogue.records = [bib(1, 0)];
    const base = await repository.serve();
    const all = await ask(base, 'verb=ListMetadataFormats');
    expect(all).toContain(oaiDc);
    expect([...all.matchAll(/<metadataPrefix>(\w+)</g)].map(([, prefix]) => prefix)).toEqual([
      ...['oai_dc', 'marcxchange', 'marcxml', 'qdc', 'mods', 'edm'],
    ]);
    const one = 'verb=ListMetadataFormats&identifier=oai:passerelle.example.fr:PAS0000000001';
    expect(await ask(base, one)).toContain(oaiDc);
  });
});

describe('Protocol §3.6 errors', () => {
  test.each([
    ['', 'badVerb'],
    ['verb=', 'badVerb'],
    ['verb=identify', 'badVerb'],
    ['verb=toString', 'badVerb'],
    ['verb=Identify&verb=Identify', 'badVerb'],
    ['verb=Identify&from=2026-01-01', 'badArgument'],
    ['verb=ListRecords', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai%20dc', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&colour=blue', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&set=', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&set=a::b', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-1-1', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&until=2026-11-21T12:00:00.5Z', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&until=2026-11-21T12:00:00%2B01:00', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&until=2026-11-21T24:00:00Z', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&until=junk', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-11-21T12:00:00Z', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=abc', 'badArgument'],
    ['verb=ListRecords&resumptionToken=', 'badArgument'],
    ['verb=ListRecords&resumptionToken=abc', 'badResumptionToken'],
    ['verb=ListRecords&resumptionToken=abc.def', 'badResumptionToken'],
    ['verb=ListRecords&resumptionToken=%ff%fe', 'badResumptionToken'],
    ['verb=ListRecords&metadataPrefix=marc21', 'cannotDisseminateFormat'],
    ['verb=ListRecords&metadataPrefix=toString', 'cannotDisseminateFormat'],
    ['verb=ListIdentifiers&metadataPrefix=oai_dc&set=livres', 'noSetHierarchy'],
    ['verb=ListIdentifiers&metadataPrefix=oai_dc&until=2001-01-01', 'noRecordsMatch'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2030-01-01', 'noRecordsMatch'],
    ['verb=ListSets', 'noSetHierarchy'],
    ['verb=ListSets&resumptionToken=abc', 'badResumptionToken'],
    ['verb=GetRecord&metadataPrefix=oai_dc', 'badArgument'],
    ['verb=GetRecord&metadataPrefix=oai_dc&identifier=not%20a%20uri', 'badArgument'],
    ['verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:passerelle.example.fr:PAS0000000009', 'idDoesNotExist'],
    ['verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:other.example.fr:PAS0000000001', 'idDoesNotExist'],
    ['verb=GetRecord&metadataPrefix=oai_dc&identifier=http://example.fr/', 'idDoesNotExist'],
    [
      'verb=GetRecord&metadataPrefix=marc21&identifier=oai:passerelle.example.fr:PAS0000000001',
      'cannotDisseminateFormat',
    ],
    ['verb=ListMetadataFormats&identifier=oai:passerelle.example.fr:PAS0000000009', 'idDoesNotExist'],
  ])('%s is %s', async (query, code) => {
    repository.catalogue.records = [bib(1, noon - second)];
    expect(codes(await ask(await repository.serve(), query))).toEqual([code]);
  });

  test('names every bad argument at once', async () => {
    const xml = await ask(await repository.serve(), 'verb=GetRecord&colour=blue');
    expect(codes(xml)).toEqual(['badArgument', 'badArgument', 'badArgument']);
  });

  test('§3.2 the request bears no attribute after badVerb and badArgument, and its escaped arguments after others', async () => {
    const base = await repository.serve();
    const bare = '<request>https://passerelle.example.fr/oai</request>';
    expect(await ask(base, 'verb=Nothing&metadataPrefix=oai_dc')).toContain(bare);
    expect(await ask(base, 'verb=ListRecords&metadataPrefix=oai_dc&x=%22')).toContain(bare);
    expect(await ask(base, "verb=ListRecords&metadataPrefix=a'(b)")).toContain(
      '<request verb="ListRecords" metadataPrefix="a\'(b)">https://passerelle.example.fr/oai</request>',
    );
  });

  test('echoes nothing that XML forbids', async () => {
    const xml = await ask(await repository.serve(), 'verb=%EF%BF%BE%00%1B%3Cscript%3E');
    expect(xml).toContain('<error code="badVerb">Unknown verb: &lt;script&gt;</error>');
  });
});

describe('Protocol §4.1 GetRecord', () => {
  test('gives the record as Dublin Core', async () => {
    repository.catalogue.records = [
      bib(7, Date.parse('2026-11-20T08:30:15.999Z'), { marc: Buffer.from(simple('Germinal & <suite>')) }),
    ];
    const xml = await ask(
      await repository.serve(),
      'verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:passerelle.example.fr:PAS0000000007',
    );
    expect(xml).toContain(
      '<request verb="GetRecord" metadataPrefix="oai_dc" identifier="oai:passerelle.example.fr:PAS0000000007">' +
        'https://passerelle.example.fr/oai</request><GetRecord><record><header>' +
        '<identifier>oai:passerelle.example.fr:PAS0000000007</identifier><datestamp>2026-11-20T08:30:15Z</datestamp>' +
        '</header><metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"' +
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' +
        ' xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/' +
        ' http://www.openarchives.org/OAI/2.0/oai_dc.xsd"><dc:title>Germinal &amp; &lt;suite&gt;</dc:title>',
    );
    expect(xml).toContain(
      '<dc:relation>Notice du catalogue : https://passerelle.example.fr/PAS0000000007</dc:relation></oai_dc:dc></metadata>' +
        '<about><rights xmlns="http://www.openarchives.org/OAI/2.0/rights/"' +
        ' xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/rights/ http://www.openarchives.org/OAI/2.0/rights.xsd">' +
        '<rightsReference ref="https://passerelle.example.fr/licence"/></rights></about>' +
        '</record></GetRecord></OAI-PMH>\n',
    );
  });

  test.each(['DELETED', 'MERGED'] as const)(
    'a %s record is a header, without metadata and without error',
    async (status) => {
      repository.catalogue.records = [bib(7, noon, { status })];
      const query = 'verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:passerelle.example.fr:PAS0000000007';
      expect(await ask(await repository.serve(), query)).toContain(
        '<GetRecord><record><header status="deleted"><identifier>oai:passerelle.example.fr:PAS0000000007</identifier>' +
          '<datestamp>2026-11-21T12:00:00Z</datestamp></header></record></GetRecord>',
      );
    },
  );

  test('a record not yet accepted does not exist', async () => {
    repository.catalogue.records = [bib(7, noon, { status: 'STAGED' })];
    const query = 'verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:passerelle.example.fr:PAS0000000007';
    expect(codes(await ask(await repository.serve(), query))).toEqual(['idDoesNotExist']);
  });

  test('is 503 while the catalogue is away: a harvester comes back, where an error would make it give up', async () => {
    repository.catalogue.away = true;
    const query = 'verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:passerelle.example.fr:PAS0000000007';
    expect((await fetch(`${await repository.serve()}?${query}`)).status).toBe(503);
  });
});

describe('Protocol §3.1 HTTP', () => {
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  test('POST takes the same arguments', async () => {
    repository.catalogue.records = [bib(1, noon - second)];
    const base = await repository.serve();
    const posted = await fetch(base, { method: 'POST', headers: form, body: 'verb=ListRecords&metadataPrefix=oai_dc' });
    expect(await posted.text()).toBe(await ask(base, 'verb=ListRecords&metadataPrefix=oai_dc'));
    const repeated = await fetch(`${base}?verb=Identify`, { method: 'POST', headers: form, body: 'verb=Identify' });
    expect(codes(await repeated.text())).toEqual(['badVerb']);
  });

  test('another type of content, another method and a form too long are refused by HTTP', async () => {
    const base = await repository.serve();
    const json = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' };
    expect((await fetch(base, json)).status).toBe(415);
    expect((await fetch(base, { method: 'PUT' })).status).toBe(405);
    const long = `verb=Identify&x=${'a'.repeat(9_000)}`;
    expect((await fetch(base, { method: 'POST', headers: form, body: long })).status).toBe(413);
  });

  test('§3.1.3 compresses for those who accept it', async () => {
    repository.catalogue.records = Array.from({ length: 20 }, (_, index) => bib(index + 1, noon - 60 * second));
    const url = `${await repository.serve()}?verb=ListRecords&metadataPrefix=oai_dc`;
    const bytes = await new Promise<Buffer>((resolve, reject) => {
      request(url, { headers: { 'Accept-Encoding': 'gzip' } }, (answer) => {
        expect(answer.headers['content-encoding']).toBe('gzip');
        expect(answer.headers.vary).toBe('Accept, Accept-Encoding');
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => resolve(Buffer.concat(parts)));
      })
        .on('error', reject)
        .end();
    });
    expect(identifiers(gunzipSync(bytes).toString('utf8'))).toHaveLength(20);
    const plain = await fetch(url, { headers: { 'Accept-Encoding': 'gzip;q=0' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
  });
});

test('refuses settings that no harvester would accept', async () => {
  const options = {
    library: { dissemination: repository.dissemination, now: () => noon },
    licence: 'https://passerelle.example.fr/licence',
    publicUrl: 'http://127.0.0.1:8080',
    repositoryName: 'Réseau',
    adminEmail: 'oai@passerelle.example.fr',
    repositoryId: 'passerelle.example.fr',
    tokenKey: Buffer.from('key'),
  };
  expect(() => oaiRouter({ ...options, repositoryId: 'localhost' })).toThrow(/domain name/);
  expect(() => oaiRouter({ ...options, adminEmail: 'root@localhost' })).toThrow(/address/);
});
