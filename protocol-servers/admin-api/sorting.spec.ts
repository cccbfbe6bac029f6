import type { SortBinsRequest } from './contract-sorting.ts';
import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { getAs, post, signIn } from './testing-client.fixture.ts';

let network: RealNetwork;
beforeEach(async () => {
  network = await realNetwork();
});
afterEach(() => network.close());

async function send(login: string, method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown): Promise<Response> {
  const who = await signIn(network.url, login);
  const headers = { Cookie: who.cookie, 'X-CSRF': who.csrf };
  if (method === 'GET') return getAs(who, network.url + path);
  if (method === 'POST') return post(network.url + path, body, headers);
  const json = { ...headers, 'Content-Type': 'application/json' };
  return fetch(network.url + path, { method, headers: json, body: JSON.stringify(body) });
}
async function said(answer: Promise<Response>): Promise<[number, unknown]> {
  const { status, ...rest } = { status: (await answer).status, body: await (await answer).json() };
  return [status, rest.body];
}

const lens = '/libraries/LENS/sort-bins';
const list: SortBinsRequest = {
  rules: [
    { bin: '1', when: { hold: true } },
    { bin: '2', when: { routing: ['transit-home', 'transit-hold'], destination: ['AVION', 'LIEVIN'] } },
    { bin: 'Jeunesse', when: { location: 'Jeunesse', itemType: ['BOOK'], homeLibrary: 'LENS', alert: false } },
    { bin: '4', when: {} },
  ],
};

test('a list is replaced whole and read in its order', async () => {
  expect(await said(send('agent-lens', 'GET', lens))).toEqual([200, { library: 'LENS', rules: [] }]);
  expect(await said(send('resp-lens', 'PUT', lens, list))).toEqual([200, { library: 'LENS', ...list }]);
  expect(await said(send('agent-lens', 'GET', lens))).toEqual([200, { library: 'LENS', ...list }]);
  const shorter = { rules: [{ bin: '9', when: {} }] };
  expect(await said(send('coord', 'PUT', lens, shorter))).toEqual([200, { library: 'LENS', ...shorter }]);
  expect(await said(send('agent-lens', 'GET', lens))).toEqual([200, { library: 'LENS', ...shorter }]);
});

test('a return names its bin, and a dry run names it without taking anything back', async () => {
  await network.item('I1', { location: 'Jeunesse, albums' });
  await send('resp-lens', 'PUT', lens, list);
  const before = await network.store.read.lastEventSeq();
  expect(await said(send('agent-lens', 'POST', `${lens}/dry-run`, { item: 'I1' }))).toMatchObject([
    200,
    { bin: 'Jeunesse', destination: { code: 'LENS' } },
  ]);
  expect(await said(send('coord', 'POST', '/libraries/AVION/sort-bins/dry-run', { item: 'I1' }))).toMatchObject([
    200,
    { bin: null, routing: 'transit-home' },
  ]);
  expect(await network.store.read.eventsAfter(before, ['SCAN', 'RETURN', 'TRANSIT'], 10)).toEqual([]);
  expect((await network.store.read.item('I1'))?.transit).toBeNull();
  expect(await said(send('agent-lens', 'POST', '/returns', { item: 'I1' }))).toMatchObject([200, { bin: 'Jeunesse' }]);
});

test.each<[string, 'GET' | 'PUT' | 'POST', string, unknown, number]>([
  ['info', 'GET', lens, undefined, 403],
  ['audit', 'GET', lens, undefined, 403],
  ['agent-lens', 'PUT', lens, list, 403],
  ['info', 'PUT', lens, list, 403],
  ['admin', 'PUT', lens, list, 200],
  ['resp-lens', 'PUT', '/libraries/AVION/sort-bins', list, 403],
  ['audit', 'POST', `${lens}/dry-run`, { item: 'I1' }, 403],
  ['agent-lens', 'POST', `${lens}/dry-run`, { item: 'I9' }, 404],
  ['agent-lens', 'GET', '/floating-rules', undefined, 200],
  ['audit', 'GET', '/floating-rules', undefined, 403],
  ['resp-lens', 'PUT', '/floating-rules', { rules: [] }, 403],
  ['admin', 'PUT', '/floating-rules', { rules: [] }, 200],
  ['coord', 'GET', '/libraries/PARIS/sort-bins', undefined, 404],
  ['coord', 'PUT', '/floating-rules', { rules: [{ itemType: 'CD', library: 'PARIS' }] }, 404],
])('%s: %s %s %j is answered %i', async (login, method, path, body, status) => {
  expect((await send(login, method, path, body)).status).toBe(status);
});

test.each([
  [{ bin: '', when: {} }, 400],
  [{ bin: ' 1', when: {} }, 400],
  [{ bin: '1|CV99', when: {} }, 400],
  [{ bin: '1\r', when: {} }, 400],
  [{ bin: 'x'.repeat(21), when: {} }, 400],
  [{ bin: 'x'.repeat(20), when: {} }, 200],
  [{ bin: '1', when: { routing: [] } }, 400],
  [{ bin: '1', when: { routing: ['somewhere'] } }, 400],
  [{ bin: '1', when: { location: '' } }, 400],
  [{ bin: '1', when: { colour: 'red' } }, 400],
  [{ bin: '1', when: { destination: ['PARIS'] } }, 404],
])('the rule %j is answered %i', async (rule, status) => {
  expect((await send('coord', 'PUT', lens, { rules: [rule] })).status).toBe(status);
});

test('what floats is replaced whole', async () => {
  const rules = ['LENS', 'AVION'].map((library) => ({ itemType: 'CD', library }));
  expect(await said(send('coord', 'PUT', '/floating-rules', { rules }))).toEqual([200, { rules }]);
  expect(await said(send('agent-lens', 'GET', '/floating-rules'))).toEqual([200, { rules }]);
  await network.item('I1', { type: 'CD' });
  expect(await said(send('coord', 'POST', '/libraries/AVION/sort-bins/dry-run', { item: 'I1' }))).toMatchObject([
    200,
    { destination: { code: 'AVION' } },
  ]);
  expect(await said(send('coord', 'PUT', '/floating-rules', { rules: [] }))).toEqual([200, { rules: [] }]);
});
