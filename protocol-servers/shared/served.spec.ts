import { Served, type ServedRequest } from './served.ts';

let now = 0;
beforeEach(() => (now = 1_000));
const asked = (changes: Partial<ServedRequest> = {}): ServedRequest => ({
  ...{ protocol: 'z3950', client: '192.0.2.1', operation: 'searchRequest', milliseconds: 4, diagnostic: null },
  ...{ query: () => '@attr 1=4 germinal', place: null },
  ...changes,
});
const unsupported = { code: '114', meaning: 'Unsupported Use attribute' };

test('counts what each protocol answered, how long it took and what was said no to', () => {
  const served = new Served(() => now);
  served.answered(asked());
  now = 2_000;
  served.answered(asked({ milliseconds: 10, diagnostic: unsupported, client: '192.0.2.2' }));
  const { operations, clients, diagnostics, slow } = served.of('z3950');
  expect(operations).toEqual([{ operation: 'searchRequest', requests: 2, refused: 1, milliseconds: 14, longest: 10 }]);
  expect(clients.map(({ client, requests, refused, lastAt }) => [client, requests, refused, lastAt])).toEqual([
    ['192.0.2.2', 1, 1, 2_000],
    ['192.0.2.1', 1, 0, 1_000],
  ]);
  expect(diagnostics).toEqual([{ ...unsupported, times: 1, lastAt: 2_000 }]);
  expect(slow).toEqual([]);
  expect(served.of('sru')).toEqual({ operations: [], clients: [], diagnostics: [], slow: [] });
});

test('keeps the query of slow requests alone, cut, the latest first, so many', () => {
  const served = new Served(() => now, { slowFrom: 100, slowRequests: 2, queryCharacters: 5 });
  for (const milliseconds of [99, 100, 200, 300]) served.answered(asked({ milliseconds }));
  expect(served.of('z3950').slow).toMatchObject([
    { milliseconds: 300, query: '@attr', at: 1_000 },
    { milliseconds: 200, query: '@attr' },
  ]);
});

test('forgets the clients silent for longest, never one that is connected', () => {
  const served = new Served(() => now, { clients: 2 });
  const leave = served.connected('z3950', 'here');
  for (const client of ['a', 'b', 'c']) served.answered(asked({ client }));
  expect(served.of('z3950').clients.map(({ client, connections }) => [client, connections])).toEqual([
    ['c', 0],
    ['here', 1],
  ]);
  leave();
  served.answered(asked({ client: 'd' }));
  expect(served.of('z3950').clients.map(({ client }) => client)).toEqual(['d', 'c']);
});

test('remembers no more of a word than its limit, whatever a client makes up', () => {
  const served = new Served(() => now, { wordCharacters: 4, places: 2, diagnostics: 1, slowFrom: 0 });
  for (const place of ['abcdefgh', 'second', 'third']) {
    served.answered(asked({ place, diagnostic: { code: place, meaning: 'made up' } }));
  }
  const { clients, diagnostics, slow } = served.of('z3950');
  expect(clients[0]!.places).toEqual(['seco', 'thir']);
  expect(diagnostics).toMatchObject([{ code: 'abcdefgh', meaning: 'made', times: 1 }]);
  expect(slow[0]!.place).toBe('thir');
});

test('says which repositories a harvester asked', () => {
  const served = new Served(() => now);
  for (const place of ['gallica', null, 'europeana', 'gallica']) {
    served.answered(asked({ protocol: 'oai-pmh', operation: 'ListRecords', query: () => null, place }));
  }
  expect(served.of('oai-pmh').clients).toMatchObject([{ places: ['europeana', 'gallica'], requests: 4 }]);
});
