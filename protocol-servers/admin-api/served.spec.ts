import type { SearchIndex } from '../../core/ports/search-index.ts';
import { Served } from '../shared/served.ts';
import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { queryTrialView, servedSettingsView, servedView } from './schemas-served.ts';
import {
  getAs,
  partnerSettings,
  post,
  refusal,
  serve,
  signIn,
  type Served as Address,
} from './testing-client.fixture.ts';
import { networkOf } from './views-served.ts';

let network: RealNetwork;
let api: Address;
let served: Served;
beforeEach(async () => {
  const counting = { search: async () => ({ total: 12, recordIds: [] }) } as unknown as SearchIndex;
  network = await realNetwork({ index: counting });
  served = new Served(() => Date.UTC(2026, 10, 20), { slowFrom: 100 });
  api = await serve({ library: network.library }, { partners: { served, settings: () => partnerSettings } });
});
afterEach(async () => {
  await api.close();
  await network.close();
});

const get = async (login: string, path: string) => getAs(await signIn(api.url, login), api.url + path);
async function attempt(login: string, body: unknown): Promise<Response> {
  const { cookie, csrf } = await signIn(api.url, login);
  return post(`${api.url}/served/trial`, body, { Cookie: cookie, 'X-CSRF': csrf });
}

test('what partners asked is told to those who run the servers; to an auditor without machines or queries', async () => {
  served.connected('z3950', '192.0.2.17');
  served.answered({
    ...{ protocol: 'z3950', client: '192.0.2.17', operation: 'searchRequest', milliseconds: 300, place: 'LENS' },
    ...{ diagnostic: { code: '114', meaning: 'Unsupported Use attribute' }, query: () => '@attr 1=4 x' },
  });
  const told = servedView.parse(await (await get('info', '/served')).json());
  expect(told).toMatchObject({
    ...{ since: '2026-11-20T00:00:00.000Z', slowFrom: 100, sru: { clients: [] }, oai: { clients: [] } },
    z3950: {
      operations: [{ operation: 'searchRequest', requests: 1, refused: 1, mean: 300, longest: 300 }],
      clients: [{ client: '192.0.2.17', connections: 1, places: ['LENS'] }],
      diagnostics: [{ code: '114', times: 1 }],
      slow: [{ client: '192.0.2.17', query: '@attr 1=4 x' }],
    },
  });
  const { z3950 } = servedView.parse(await (await get('audit', '/served')).json());
  expect(z3950).toMatchObject({ clients: [{ client: '192.0.2.…' }], slow: [{ client: '192.0.2.…', query: null }] });
  expect(await refusal(await get('agent-lens', '/served'))).toEqual([403, 'forbidden']);
  expect(await refusal(await get('resp-lens', '/served'))).toEqual([403, 'forbidden']);
  expect(servedSettingsView.parse(await (await get('audit', '/served/settings')).json())).toEqual(partnerSettings);
});

test('an address is told by its network alone', () => {
  expect(['192.0.2.17', '::ffff:192.0.2.17', '2001:db8:1:2:3:4:5:6'].map(networkOf)).toEqual([
    '192.0.2.…',
    '192.0.2.…',
    '2001:db8:1:2:…',
  ]);
});

test.each([
  [
    { language: 'cql', query: 'dc.title = germinal' },
    { records: 12, diagnostic: null },
  ],
  [
    { language: 'pqf', query: '@attr 1=4 germinal', database: 'LENS' },
    { records: 12, diagnostic: null },
  ],
  [
    { language: 'cql', query: 'dc.colour = red' },
    { records: null, diagnostic: { code: 'index' } },
  ],
  [
    { language: 'pqf', query: '@and x' },
    { records: null, diagnostic: { code: 'syntax' } },
  ],
])('a query tried, %j, says %j', async (query, expected) => {
  const answer = queryTrialView.parse(await (await attempt('coord', query)).json());
  expect(answer).toMatchObject(expected);
  expect(answer.milliseconds).toBeGreaterThanOrEqual(0);
});

test('a query to a database that is not, or by who may not, is refused', async () => {
  const query = { language: 'cql', query: 'x' };
  expect(await refusal(await attempt('coord', { ...query, database: 'PARIS' }))).toEqual([404, 'library-unknown']);
  expect(await refusal(await attempt('audit', query))).toEqual([403, 'forbidden']);
  expect((await attempt('coord', { language: 'sql', query: 'x' })).status).toBe(400);
});
