import type { AlertView, QuickSearchView } from './contract-alerts.ts';
import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { getAs, post, refusal, signIn, type SignedIn } from './testing-client.fixture.ts';

const minute = 60_000;
let network: RealNetwork;
beforeEach(async () => {
  network = await realNetwork();
});
afterEach(async () => {
  expect(await network.store.read.audit()).toEqual([]);
  await network.close();
});

async function alerts(who: SignedIn): Promise<readonly AlertView[]> {
  const answer = await getAs(who, `${network.url}/alerts`);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { items: AlertView[] }).items;
}
const acknowledge = (who: SignedIn, key: string) =>
  post(`${network.url}/alerts/acknowledgements`, { key }, { Cookie: who.cookie, 'X-CSRF': who.csrf });

/** The kiosk of this library speaks now, and no more. */
async function speaks(place: 'lens' | 'lievin'): Promise<void> {
  await network.store.administration.sawDevices([
    { deviceId: network.devices[place].id!, at: network.now(), status: 0 },
  ]);
}
/** A loan told afterwards, by a reader nobody knows: somebody must look at it. */
async function doubt(library: string, batch: string): Promise<void> {
  const admin = await signIn(network.url, 'admin');
  const at = new Date(network.now() - minute).toISOString();
  const line = { key: 'a', kind: 'check-out', library, at, card: 'NOBODY', item: 'I1' };
  const headers = { Cookie: admin.cookie, 'X-CSRF': admin.csrf };
  expect((await post(`${network.url}/offline-batches`, { batch, lines: [line] }, headers)).status).toBe(200);
}

describe('alerts', () => {
  test('a device that falls silent while its library is open calls, until it is heard again', async () => {
    const coord = await signIn(network.url, 'coord');
    await speaks('lens');
    network.at(network.now() + 14 * minute);
    expect(await alerts(coord)).toEqual([]);
    network.at(network.now() + minute);
    const since = new Date(network.now() - 15 * minute).toISOString();
    expect(await alerts(coord)).toMatchObject([
      { kind: 'device-silent', library: { code: 'LENS' }, count: 1, since, acknowledged: null },
    ]);
    await speaks('lens');
    expect(await alerts(coord)).toEqual([]);
  });

  test('somebody sees to it, by name, once; the same device silent again calls again', async () => {
    const [coord, agent] = [await signIn(network.url, 'coord'), await signIn(network.url, 'agent-lens')];
    await speaks('lens');
    network.at(network.now() + 20 * minute);
    const [{ key }] = (await alerts(agent)) as [AlertView];
    const first = await acknowledge(agent, key);
    expect(await first.json()).toMatchObject({ acknowledged: { by: 'agent-lens' } });
    expect(await (await acknowledge(coord, key)).json()).toMatchObject({ acknowledged: { by: 'agent-lens' } });
    expect((await alerts(coord))[0]!.acknowledged).toMatchObject({ by: 'agent-lens' });
    const journal = await network.rows(`SELECT type, actor FROM events WHERE type = 'ALERT_ACKNOWLEDGED'`);
    expect(journal).toEqual([{ type: 'ALERT_ACKNOWLEDGED', actor: 'user:agent-lens' }]);

    await speaks('lens');
    network.at(network.now() + 20 * minute);
    expect((await alerts(coord)).map(({ acknowledged }) => acknowledged)).toEqual([null]);
    expect(await refusal(await acknowledge(coord, key))).toEqual([404, 'alert-unknown']);
  });

  test('exceptions of off-line batches are told to those who settle them, of their library', async () => {
    await network.item('I1');
    await doubt('LENS', 'batch-lens-1');
    await doubt('LIEVIN', 'batch-lievin-1');
    await doubt('LIEVIN', 'batch-lievin-2');
    const seen = async (login: string) =>
      (await alerts(await signIn(network.url, login))).map(({ kind, library, count }) => [kind, library?.code, count]);
    expect(await seen('agent-lens')).toEqual([['offline-exceptions', 'LENS', 1]]);
    expect((await seen('coord')).toSorted()).toEqual([
      ['offline-exceptions', 'LENS', 1],
      ['offline-exceptions', 'LIEVIN', 2],
    ]);
    expect(await seen('info')).toEqual([]);
  });

  test('a bell that asks every minute does not keep somebody signed in who has left', async () => {
    const agent = await signIn(network.url, 'agent-lens');
    for (let asked = 0; asked < 12; asked += 1) {
      network.at(network.now() + 5 * minute);
      const answer = await getAs(agent, `${network.url}/alerts`);
      if (answer.status === 401) return;
    }
    throw new Error('an hour later the session was still open');
  });

  test('nobody sees to the alerts of another library, nor an auditor to any', async () => {
    const [agent, audit] = [await signIn(network.url, 'agent-lens'), await signIn(network.url, 'audit')];
    await speaks('lievin');
    network.at(network.now() + 20 * minute);
    expect(await alerts(agent)).toEqual([]);
    const [{ key }] = (await alerts(audit)) as [AlertView];
    expect(await refusal(await acknowledge(agent, key))).toEqual([404, 'alert-unknown']);
    expect(await refusal(await acknowledge(audit, key))).toEqual([403, 'forbidden']);
  });
});

describe('the search of the top bar', () => {
  const find = async (login: string, q: string): Promise<QuickSearchView> => {
    const answer = await getAs(
      await signIn(network.url, login),
      `${network.url}/quick-search?q=${encodeURIComponent(q)}`,
    );
    expect(answer.status).toBe(200);
    return (await answer.json()) as QuickSearchView;
  };

  test('finds a copy by its barcode and a reader by his card, with no more than it takes to choose', async () => {
    await network.item('I1');
    await network.patron('P1');
    expect((await find('agent-lens', 'I1')).copies).toMatchObject([{ barcode: 'I1', title: 'Germinal' }]);
    const { readers } = await find('agent-lens', 'P1');
    expect(readers).toHaveLength(1);
    expect(Object.keys(readers[0]!).toSorted()).toEqual(
      ['birthYear', 'firstName', 'homeLibrary', 'id', 'lastName', 'state'].toSorted(),
    );
  });

  test.each(['info', 'audit'])('tells %s of no reader', async (login) => {
    await network.patron('P1');
    expect((await find(login, 'P1')).readers).toEqual([]);
  });

  test('finds devices, and asks for two letters', async () => {
    expect((await find('info', 'lens')).devices.length).toBeGreaterThan(0);
    const short = await getAs(await signIn(network.url, 'info'), `${network.url}/quick-search?q=a`);
    expect(await refusal(short)).toEqual([400, 'invalid-request']);
  });
});
