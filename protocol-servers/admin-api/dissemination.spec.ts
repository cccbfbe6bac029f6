import { followDissemination } from '../../core/dissemination/follow.ts';
import { addReadySets } from '../../core/dissemination/ready-sets.ts';
import type { PreviewView, RepositoryRequest, SetRequest } from './contract-dissemination.ts';
import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { getAs, signIn } from './testing-client.fixture.ts';

let network: RealNetwork;
beforeEach(async () => {
  network = await realNetwork();
  await addReadySets(network.store, network.ports.directory.libraries());
});
afterEach(() => network.close());

type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';
async function send(login: string, method: Method, path: string, body?: unknown): Promise<[number, unknown]> {
  const who = await signIn(network.url, login);
  const url = `${network.url}/dissemination/${path}`;
  const headers = { Cookie: who.cookie, 'X-CSRF': who.csrf, 'Content-Type': 'application/json' };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = method === 'GET' ? await getAs(who, url) : await fetch(url, { method, headers, ...sent });
  return [answer.status, answer.status === 204 ? null : await answer.json()];
}
const follow = async (): Promise<void> => {
  const ports = { store: network.store, directory: network.ports.directory, clock: network.ports.clock };
  while ((await followDissemination(ports)).busy);
};

const gallica: SetRequest = {
  name: 'Pour Gallica',
  description: 'Ce qui est en ligne.',
  rule: { fields: ['856'], except: { sources: ['vod'] } },
  audience: 'repositories',
};
const partner: RepositoryRequest = {
  title: 'Gallica',
  sets: ['partenaire:gallica'],
  formats: ['oai_dc', 'edm'],
  addresses: ['194.199.8.0/24'],
  audience: 'harvesters',
};

test('a set is made, filled in the background, changed and retired; each is in the journal', async () => {
  await network.item('I1');
  expect(await send('coord', 'PUT', 'sets/partenaire:gallica', { ...gallica, rule: {} })).toMatchObject([
    200,
    { spec: 'partenaire:gallica', records: 0, retiredAt: null },
  ]);
  await follow();
  const find = async (): Promise<unknown> => {
    const [, list] = (await send('info', 'GET', 'sets')) as [number, { items: { spec: string }[] }];
    return list.items.find(({ spec }) => spec === 'partenaire:gallica');
  };
  expect(await find()).toMatchObject({ records: 1, gone: 0 });
  await send('coord', 'PUT', 'sets/partenaire:gallica', gallica);
  await follow();
  expect(await find()).toMatchObject({ ...gallica, records: 0, gone: 1 });
  expect(await send('coord', 'DELETE', 'sets/partenaire:gallica')).toEqual([204, null]);
  expect(await find()).toMatchObject({ retiredAt: expect.stringMatching(/Z$/) });
  const told = await network.store.read.eventsAfter(0, ['DISSEMINATION_CHANGED'], 10);
  expect(told.map(({ payload }) => payload)).toEqual([
    { set: 'partenaire:gallica' },
    { set: 'partenaire:gallica' },
    { retired: 'partenaire:gallica' },
  ]);
});

test('a repository is opened, changed and closed; its sets cannot be retired meanwhile', async () => {
  await send('admin', 'PUT', 'sets/partenaire:gallica', gallica);
  expect(await send('admin', 'PUT', 'repositories/gallica', partner)).toEqual([
    200,
    { name: 'gallica', ...partner, closedAt: null },
  ]);
  expect(await send('admin', 'DELETE', 'sets/partenaire:gallica')).toMatchObject([
    422,
    { code: 'set-not-valid', facts: { what: 'repository' } },
  ]);
  expect(await send('admin', 'DELETE', 'repositories/gallica')).toEqual([204, null]);
  expect(await send('admin', 'DELETE', 'repositories/gallica')).toMatchObject([404, { code: 'repository-unknown' }]);
  expect(await send('admin', 'DELETE', 'sets/partenaire:gallica')).toEqual([204, null]);
});

test.each<[string, Method, string, unknown, number, string | undefined]>([
  ['agent-lens', 'GET', 'sets', undefined, 403, undefined],
  ['info', 'PUT', 'sets/catalogue:x', gallica, 403, undefined],
  ['coord', 'PUT', 'sets/absent:x', { ...gallica, audience: 'everyone' }, 422, 'parent'],
  ['coord', 'PUT', 'sets/a%20b', gallica, 422, 'set-spec'],
  ['coord', 'PUT', 'sets/partenaire:x', { ...gallica, audience: 'everyone' }, 422, 'audience'],
  ['coord', 'PUT', 'sets/catalogue:x', { ...gallica, rule: { libraries: ['PARIS'] } }, 422, 'library'],
  ['coord', 'PUT', 'sets/catalogue:x', { ...gallica, rule: { except: { libraries: ['PARIS'] } } }, 422, 'library'],
  ['coord', 'PUT', 'sets/catalogue:x', { ...gallica, rule: { colour: 'red' } }, 400, undefined],
  ['coord', 'DELETE', 'sets/catalogue', undefined, 422, 'children'],
  ['coord', 'DELETE', 'sets/catalogue:x', undefined, 404, undefined],
  ['coord', 'PUT', 'repositories/Gallica', { ...partner, sets: ['catalogue'] }, 422, 'name'],
  ['coord', 'PUT', 'repositories/gallica', { ...partner, sets: ['partenaire:absent'] }, 422, 'sets'],
  ['coord', 'PUT', 'repositories/gallica', { ...partner, sets: ['catalogue'], formats: ['edm'] }, 422, 'formats'],
  [
    'coord',
    'PUT',
    'repositories/gallica',
    { ...partner, sets: ['catalogue'], addresses: ['10.1.2.3/8'] },
    422,
    'addresses',
  ],
  ['coord', 'GET', 'preview?record=PAS9&format=edm', undefined, 404, undefined],
])('%s: %s %s %j is answered %i (%s)', async (login, method, path, body, status, what) => {
  const [answered, problem] = await send(login, method, path, body);
  expect([answered, (problem as { facts?: { what?: string } }).facts?.what]).toEqual([status, what]);
});

test('a preview is what harvesters get, and says what a partner would find wanting', async () => {
  const { recordId } = await network.item('I1');
  const controlNumber = (await network.store.read.records([recordId]))[0]!.controlNumber;
  const [status, edm] = (await send('coord', 'GET', `preview?record=${controlNumber}&format=edm`)) as [
    number,
    PreviewView,
  ];
  expect([status, edm.record, edm.format]).toEqual([200, controlNumber, 'edm']);
  expect(edm.xml).toMatch(/^<rdf:RDF [^]*<edm:type>TEXT<\/edm:type>[^]*<\/rdf:RDF>$/);
  expect(edm.findings).toContain('856 $u : aucun document en ligne, Europeana mènera à la notice.');
  const [, plain] = (await send('coord', 'GET', `preview?record=${controlNumber}&format=oai_dc`)) as [
    number,
    PreviewView,
  ];
  expect(plain).toMatchObject({ findings: [], xml: expect.stringContaining('<dc:title>') });
  expect((await send('coord', 'GET', `preview?record=${controlNumber}&format=marc21`))[0]).toBe(404);
  expect(await send('coord', 'GET', 'unwritable')).toEqual([200, { count: 0, latest: [] }]);
});

test('what a set would hold, who would come in and leave, is seen before it is saved; its records as harvesters get them', async () => {
  const { recordId } = await network.item('I1');
  const { controlNumber } = (await network.store.read.records([recordId]))[0]!;
  await send('coord', 'PUT', 'sets/essai', { ...gallica, rule: {} });
  await follow();
  const estimate = (login: string, rule: unknown) => send(login, 'POST', 'sets/essai/estimate', { rule });
  expect(await estimate('coord', { libraries: ['LENS'] })).toEqual([
    200,
    { records: 1, enters: 0, leaves: 0, looked: 1, whole: true },
  ]);
  expect(await estimate('coord', { carriers: [] })).toMatchObject([200, { records: 0, leaves: 1 }]);
  expect(await send('coord', 'POST', 'sets/nouveau/estimate', { rule: {} })).toMatchObject([
    200,
    { records: 1, enters: 1 },
  ]);
  expect((await estimate('info', {}))[0]).toBe(403);
  const preview = (format: string) => send('audit', 'GET', `sets/essai/preview?format=${format}`);
  expect(await preview('oai_dc')).toMatchObject([
    200,
    { total: 1, items: [{ record: controlNumber, xml: expect.stringContaining('<dc:title>') }] },
  ]);
  expect(await preview('marc21')).toMatchObject([404, { code: 'format-unknown' }]);
  expect((await send('coord', 'GET', 'sets/absent/preview?format=edm'))[0]).toBe(404);
  const [, formats] = (await send('info', 'GET', 'formats')) as [number, { items: { prefix: string }[] }];
  expect(formats.items.map(({ prefix }) => prefix)).toContain('edm');
});
