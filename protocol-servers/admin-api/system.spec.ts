import type { Machine } from '../../core/ports/machine.ts';
import { type SearchIndex, SearchUnavailable } from '../../core/ports/search-index.ts';
import type { SystemView } from './contract-system.ts';
import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { getAs, refusal, signIn } from './testing-client.fixture.ts';

let network: RealNetwork;
let indexed: number | null = 0;
const machine: Machine = {
  version: { program: '0.1.0', node: 'v24.0.0' },
  startedAt: Date.UTC(2026, 10, 18),
  searchKind: 'embedded',
  mailIsSet: false,
  services: () => [
    {
      ...{ name: 'sip2', port: '6001', isListening: true, connections: 2, requests: 7, faults: 0 },
      ...{ lastRequestAt: Date.UTC(2026, 10, 18, 8), lastFaultAt: null },
    },
  ],
  disk: async () => ({ free: 5e11, total: 1e12 }),
  certificates: () => [{ service: 'sip2-tls', validUntil: Date.UTC(2026, 10, 20) }],
};
beforeAll(async () => {
  const index = {
    count: async () => {
      if (indexed === null) throw new SearchUnavailable('away');
      return indexed;
    },
  } as unknown as SearchIndex;
  network = await realNetwork({ machine, index });
  await network.item('I1');
});
afterAll(() => network.close());

const state = async (login: string) =>
  (await (await getAs(await signIn(network.url, login), `${network.url}/system`)).json()) as SystemView;

test('the state is told with what is lost: an index that lacks a record, a certificate that ends in two days', async () => {
  indexed = 0;
  const told = await state('info');
  expect(told).toMatchObject({
    startedAt: '2026-11-18T00:00:00.000Z',
    database: { kind: 'sqlite', reachable: true, schema: expect.any(Number) },
    search: { kind: 'embedded', reachable: true, indexed: 0, shown: 1 },
    services: [
      { name: 'sip2', port: '6001', listening: true, connections: 2, lastRequestAt: '2026-11-18T08:00:00.000Z' },
    ],
    jobs: [],
    mail: false,
  });
  expect(told.database.bytes).toBeGreaterThan(100_000);
  expect(told.works.map(({ name }) => name)).toContain('journal');
  expect(told.losses.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['search-incomplete', 'certificate-soon']),
  );
});

test('an index that does not answer is told, not a fault', async () => {
  indexed = null;
  const told = await state('admin');
  expect(told.search).toMatchObject({ reachable: false, indexed: null });
  expect(told.losses[0]).toEqual({ kind: 'search-lost', degree: 'lost', service: null });
  indexed = 1;
  expect((await state('admin')).search.reachable).toBe(true);
});

test('what waits in a queue is told with the age of the oldest', async () => {
  await network.work((work) => work.outbox.add('notices', { kind: 'none' }, network.now() - 3_600_000));
  const told = await state('info');
  expect(told.works.find(({ name }) => name === 'notices')).toEqual({
    name: 'notices',
    waiting: 1,
    since: new Date(network.now() - 3_600_000).toISOString(),
  });
  expect(told.losses.map(({ kind }) => kind)).toContain('notices-late');
});

test('a diagnostic is a file that names nobody, for those who look after the server alone', async () => {
  await network.patron('SECRETCARD');
  const file = await getAs(await signIn(network.url, 'info'), `${network.url}/system/diagnostic`);
  expect(file.headers.get('content-disposition')).toMatch(
    /^attachment; filename=passerelle-diagnostic-2026-11-18-09-00\.json$/,
  );
  const text = await file.text();
  expect(JSON.parse(text)).toMatchObject({ version: machine.version });
  expect(text).not.toMatch(/SECRETCARD|coord|resp-lens|password|127\.0\.0\.1/);
  for (const login of ['coord', 'resp-lens', 'agent-lens', 'audit']) {
    const answer = await getAs(await signIn(network.url, login), `${network.url}/system`);
    expect(await refusal(answer)).toEqual([403, 'forbidden']);
  }
});
