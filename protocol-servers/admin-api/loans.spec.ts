import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { getAs, post, signIn, type SignedIn } from './testing-client.fixture.ts';
import { start } from '../../core/circulation/small-network.fixture.ts';

const minute = 60_000;
let network: RealNetwork;
let agent: SignedIn;
beforeEach(async () => {
  network = await realNetwork();
  await network.item('I1', {
    notes: { public: '', staff: 'don', checkin: 'vérifier le CD', checkout: 'deux disques' },
  });
  await network.patron('P1');
  agent = await signIn(network.url, 'agent-lens');
});
afterEach(() => network.close());

async function say(who: SignedIn, path: string, body: unknown, method = 'POST'): Promise<[number, unknown]> {
  const headers = { Cookie: who.cookie, 'X-CSRF': who.csrf, 'Content-Type': 'application/json' };
  const answer = await fetch(`${network.url}${path}`, { method, headers, body: JSON.stringify(body) });
  return [answer.status, await answer.json()];
}
async function sheet(barcode: string): Promise<unknown> {
  return (await getAs(agent, `${network.url}/items/${barcode}`)).json();
}

test('a member of staff lends, renews and takes back at the desk of his own library', async () => {
  expect(await say(agent, '/loans', { card: 'P1', item: 'i1' })).toMatchObject([
    200,
    { item: { barcode: 'I1', title: 'Germinal', status: 'ON_LOAN' }, renewals: 0, warnings: [], note: 'deux disques' },
  ]);
  expect(await sheet('I1')).toMatchObject({
    holding: 'LENS',
    loan: { reader: 1, library: 'LENS', at: new Date(start).toISOString() },
    notes: { staff: 'don' },
    version: 1,
  });
  network.at(start + 5 * minute);
  expect(await say(agent, '/renewals', { card: 'P1', item: 'I1' })).toMatchObject([
    200,
    { renewed: true, renewals: 1 },
  ]);
  network.at(start + 6 * minute);
  expect(await say(agent, '/renewals/all', { card: 'P1' })).toMatchObject([
    200,
    { results: [{ barcode: 'I1', renewals: 2, refusal: null }] },
  ]);
  expect(await say(agent, '/returns', { item: 'I1', fromBin: true })).toMatchObject([
    200,
    { routing: 'shelf', destination: { code: 'LENS' }, alert: 'checkin-note', note: 'vérifier le CD' },
  ]);
  expect(await sheet('I1')).toMatchObject({ loan: null, item: { status: 'AVAILABLE' } });
});

test('every reason that asks for an override is told; a manager may give it, an agent may not', async () => {
  await network.item('I2', { loanable: false, minAge: 18 });
  const asked = { card: 'P1', item: 'I2' };
  expect(await say(agent, '/loans', asked)).toMatchObject([
    409,
    { code: 'item-not-loanable', facts: { reasons: 'item-not-loanable age-restricted' } },
  ]);
  const override = { reasons: ['item-not-loanable', 'age-restricted'], why: 'exposition' };
  expect(await say(agent, '/loans', { ...asked, override })).toMatchObject([403, { code: 'override-not-allowed' }]);
  const manager = await signIn(network.url, 'resp-lens');
  expect(await say(manager, '/loans', { ...asked, override })).toMatchObject([
    200,
    { warnings: ['item-not-loanable', 'age-restricted'] },
  ]);
});

test('whoever works for the whole network names the library; an agent does not act for another one', async () => {
  const coordinator = await signIn(network.url, 'coord');
  const asked = { card: 'P1', item: 'I1' };
  expect(await say(coordinator, '/loans', asked)).toMatchObject([404, { code: 'library-unknown' }]);
  expect(await say(coordinator, '/loans', { ...asked, library: 'NOWHERE' })).toMatchObject([
    404,
    { code: 'library-unknown' },
  ]);
  expect(await say(agent, '/loans', { ...asked, library: 'AVION' })).toMatchObject([
    403,
    { code: 'library-not-yours', facts: { library: 'AVION' } },
  ]);
  expect(await say(coordinator, '/loans', { ...asked, library: 'AVION' })).toMatchObject([200, {}]);
  expect(await sheet('I1')).toMatchObject({ holding: 'AVION', loan: { library: 'AVION' } });
});

test('staff say what became of a document; what makes no sense is refused with from and to', async () => {
  await say(agent, '/loans', { card: 'P1', item: 'I1' });
  const status = (mark: string) => say(agent, '/items/I1/status', { mark, why: 'dit le lecteur' }, 'PUT');
  expect(await status('LOST')).toMatchObject([200, { item: { status: 'LOST' }, checkedIn: null }]);
  expect(await status('DAMAGED')).toMatchObject([
    409,
    { code: 'status-change-not-allowed', facts: { from: 'LOST', to: 'DAMAGED' } },
  ]);
  expect(await status('FOUND')).toMatchObject([200, { checkedIn: { routing: 'shelf', found: true, alert: 'found' } }]);
});

test('those who do not circulate are refused, and so is an unknown document', async () => {
  for (const login of ['info', 'audit']) {
    const who = await signIn(network.url, login);
    expect((await say(who, '/loans', { card: 'P1', item: 'I1' }))[0]).toBe(403);
    expect((await getAs(who, `${network.url}/items/I1`)).status).toBe(403);
  }
  expect((await getAs(agent, `${network.url}/items/X`)).status).toBe(404);
  expect((await post(`${network.url}/loans`, { card: 'P1', item: 'I1' })).status).toBe(401);
  expect((await say(agent, '/loans', { card: 'P1', item: 'I1', override: { reasons: [], why: '' } }))[0]).toBe(400);
});

test('a double click at the desk is one loan', async () => {
  const twice = await Promise.all([1, 2].map(() => say(agent, '/loans', { card: 'P1', item: 'I1' })));
  expect(twice.map(([status]) => status)).toEqual([200, 200]);
  expect((await network.store.read.counts()).openLoans).toBe(1);
});
