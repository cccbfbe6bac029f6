import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { getAs, signIn, type SignedIn } from './testing-client.fixture.ts';

const minute = 60_000;
let network: RealNetwork;
let agent: SignedIn;
let manager: SignedIn;
beforeEach(async () => {
  network = await realNetwork();
  await network.item('I1');
  await network.patron('P1');
  agent = await signIn(network.url, 'agent-lens');
  manager = await signIn(network.url, 'resp-lens');
});
afterEach(async () => {
  expect(await network.store.read.audit()).toEqual([]);
  await network.close();
});

async function say(who: SignedIn, path: string, body: unknown, key?: string): Promise<[number, unknown]> {
  const headers = {
    ...{ Cookie: who.cookie, 'X-CSRF': who.csrf, 'Content-Type': 'application/json' },
    ...(key !== undefined && { 'Idempotency-Key': key }),
  };
  const answer = await fetch(`${network.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return [answer.status, await answer.json()];
}
const scan = (code: string, more: object = {}, who = agent, key?: string): Promise<[number, unknown]> =>
  say(who, '/desk/scans', { code, mode: 'auto', card: null, ...more }, key);
const undo = (item: string, what: string, who = agent): Promise<[number, unknown]> =>
  say(who, '/desk/undo', { item, what });
async function sheet(barcode: string): Promise<unknown> {
  return (await getAs(agent, `${network.url}/items/${barcode}`)).json();
}

test('a card opens its reader, with no more than the desk needs', async () => {
  const [status, body] = await scan('P1');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    kind: 'reader',
    reader: { id: 1, card: 'P1', state: 'ACTIVE', blocks: [], account: { loans: [], holds: [] } },
  });
  const words = JSON.stringify(body);
  for (const secret of ['email', 'phone', 'address', 'pin', 'birthDate']) expect(words).not.toContain(`"${secret}"`);
});

test('a document goes out when a reader is there, is offered again, and comes back when nobody is', async () => {
  expect(await scan('I1', { card: 'P1' })).toMatchObject([
    200,
    { kind: 'loan', loan: { item: { barcode: 'I1', title: 'Germinal', status: 'ON_LOAN' }, renewed: false } },
  ]);
  network.at(network.now() + 5 * minute);
  expect(await scan('I1', { card: 'P1' })).toMatchObject([200, { kind: 'renewable', item: { barcode: 'I1' } }]);
  expect(await scan('I1', { card: 'P1', renew: true })).toMatchObject([
    200,
    { kind: 'loan', loan: { renewed: true, renewals: 1 } },
  ]);
  expect(await scan('I1')).toMatchObject([
    200,
    { kind: 'return', back: { routing: 'shelf', destination: { code: 'LENS' } }, hold: null, departure: null },
  ]);
});

test('a document kept for somebody names three letters and a number, and the place in the queue', async () => {
  const { recordId } = await network.item('I2');
  const hold = await network.hold(1, recordId);
  const [, body] = await scan('I2');
  expect(body).toMatchObject({ kind: 'return', back: { routing: 'hold-shelf' }, hold: { id: hold, position: 1 } });
  const { letters } = (body as { hold: { letters: string } }).hold;
  expect(letters).toMatch(/^\p{Lu}{1,3}$/u);
  expect(JSON.stringify(body)).not.toContain('P1');
});

test('what a rule forbids is told with its reasons, and goes out when a manager sets them aside', async () => {
  await network.item('I3', { loanable: false, minAge: 18 });
  const asked = { card: 'P1' };
  const refusal = {
    kind: 'refused',
    item: { barcode: 'I3' },
    code: 'item-not-loanable',
    reasons: ['item-not-loanable', 'age-restricted'],
  };
  expect(await scan('I3', asked)).toMatchObject([200, refusal]);
  const override = { reasons: ['item-not-loanable', 'age-restricted'], why: 'exposition' };
  expect(await scan('I3', { ...asked, override })).toMatchObject([403, { code: 'override-not-allowed' }]);
  expect(await scan('I3', { ...asked, override }, manager)).toMatchObject([200, { kind: 'loan' }]);
});

test('an unknown number, a card replaced, a document without a reader', async () => {
  expect(await scan('99999999')).toEqual([200, { kind: 'unknown' }]);
  expect(await scan('P1', { mode: 'return' })).toEqual([200, { kind: 'unknown' }]);
  expect(await scan('I1', { mode: 'lend' })).toMatchObject([200, { kind: 'card-first', item: { barcode: 'I1' } }]);
  const card = { cardNumber: 'P1-BIS', reason: 'LOST' };
  const headers = { Cookie: agent.cookie, 'X-CSRF': agent.csrf, 'Content-Type': 'application/json' };
  await fetch(`${network.url}/patrons/1/card`, { method: 'POST', headers, body: JSON.stringify(card) });
  expect(await scan('P1')).toMatchObject([200, { kind: 'card-refused', code: 'card-replaced' }]);
});

test('a loan undone leaves the document where it was; a return undone gives the reader his loan back, its date too', async () => {
  const before = await sheet('I1');
  await scan('I1', { card: 'P1' });
  expect(await undo('I1', 'check-out')).toMatchObject([200, { item: { status: 'AVAILABLE' }, dueAt: null }]);
  expect(await sheet('I1')).toEqual(before);

  network.at(network.now() + 2_000);
  await scan('I1', { card: 'P1' });
  const lent = await sheet('I1');
  network.at(network.now() + 5 * minute);
  await scan('I1');
  network.at(network.now() + minute);
  const { dueAt } = (lent as { loan: { dueAt: string } }).loan;
  expect(await undo('I1', 'check-in')).toMatchObject([200, { item: { status: 'ON_LOAN' }, dueAt }]);
  expect(await sheet('I1')).toEqual(lent);
});

test('nobody undoes what another desk did, nor what was overtaken', async () => {
  await scan('I1', { card: 'P1' });
  expect(await undo('I1', 'check-out', manager)).toMatchObject([409, { code: 'nothing-to-undo' }]);
  network.at(network.now() + 5_000);
  await scan('I1', {}, manager);
  expect(await undo('I1', 'check-out')).toMatchObject([409, { code: 'undo-overtaken' }]);
});

test('the answer that never came is the same when it is asked again', async () => {
  const first = await scan('I1', { card: 'P1' }, agent, 'scan-1');
  network.at(network.now() + 4 * minute);
  expect(await scan('I1', { card: 'P1' }, agent, 'scan-1')).toEqual(first);
  expect(await sheet('I1')).toMatchObject({ loan: { renewals: 0 } });
});

test('a reader who was looked at is kept in no answer, and is read afresh when he is asked for again', async () => {
  expect(await scan('P1', {}, agent, 'look')).toMatchObject([200, { kind: 'reader', reader: { state: 'ACTIVE' } }]);
  const kept = () => network.work((work) => work.answers.find('api|agent-lens|look'));
  expect(await kept()).toBeNull();
  const given = await say(await signIn(network.url, 'coord'), '/patrons/1/export', {}, 'all');
  expect(given[0]).toBe(200);
  expect(await network.work((work) => work.answers.find('api|coord|all'))).toBeNull();
  expect(await scan('P1', {}, agent, 'look')).toMatchObject([200, { kind: 'reader' }]);
  expect(await scan('I1', { card: 'P1' }, agent, 'lend')).toMatchObject([200, { kind: 'loan' }]);
  expect(await network.work((work) => work.answers.find('api|agent-lens|lend'))).not.toBeNull();
});
