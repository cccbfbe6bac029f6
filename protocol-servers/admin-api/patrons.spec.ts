import { start } from '../../core/circulation/small-network.fixture.ts';
import type { RegisterPatronRequest } from './contract-patrons.ts';
import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { erasurePreviewView, patronDataView, patronHistoryView } from './schemas-patron-data.ts';
import { patronAccountView, patronCategoryList, patronListView, patronView } from './schemas-patrons.ts';
import { getAs, post, refusal, signIn, type SignedIn } from './testing-client.fixture.ts';

let network: RealNetwork;
let agent: SignedIn;
beforeEach(async () => {
  network = await realNetwork();
  agent = await signIn(network.url, 'agent-lens');
});
afterEach(() => network.close());

async function send(who: SignedIn, method: string, path: string, body?: unknown): Promise<Response> {
  const headers = { Cookie: who.cookie, 'X-CSRF': who.csrf };
  if (method === 'POST') return post(network.url + path, body ?? {}, headers);
  const json = body === undefined ? {} : { body: JSON.stringify(body) };
  const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
  return fetch(network.url + path, { method, headers: { ...headers, ...type }, ...json });
}
async function done(answer: Response): Promise<void> {
  if (answer.status !== 204) throw new Error(`${answer.status} ${await answer.text()}`);
}
const zoe: RegisterPatronRequest = {
  cardNumber: 'CARD1',
  category: 'ADULTE',
  pin: null,
  firstName: 'Zoé',
  lastName: 'Lefèvre',
  birthDate: '1990-05-17',
  email: 'zoe@example.org',
  phone: null,
  address: null,
  homeLibrary: 'LENS',
  language: 'fr',
  guardian: null,
};
async function registered(changes: Partial<RegisterPatronRequest> = {}): Promise<number> {
  const answer = await send(agent, 'POST', '/patrons', { ...zoe, ...changes });
  const { id } = (await answer.json()) as { id: number };
  return id;
}
const sheet = async (id: number) =>
  patronView.strict().parse(await (await getAs(agent, `${network.url}/patrons/${id}`)).json());

test('a reader is registered, found and shown; lists tell the year of birth only', async () => {
  const id = await registered();
  const list = await getAs(agent, `${network.url}/patrons?q=lefevre`);
  expect(patronListView.strict().parse(await list.json())).toEqual({
    items: [{ id, firstName: 'Zoé', lastName: 'Lefèvre', birthYear: 1990, homeLibrary: 'LENS', state: 'ACTIVE' }],
    total: 1,
    byPastCard: false,
  });
  expect(await sheet(id)).toMatchObject({
    cardNumber: 'CARD1',
    birthDate: '1990-05-17',
    category: { code: 'ADULTE' },
    state: 'ACTIVE',
    expiresAt: '2027-11-18T22:59:59.000Z',
    registeredAt: new Date(start).toISOString(),
    pin: { set: false, lockedUntil: null },
    guardian: null,
  });
});

test('what is wrong with a registration is said by its code', async () => {
  await registered();
  const ask = async (changes: object) => refusal(await send(agent, 'POST', '/patrons', { ...zoe, ...changes }));
  expect(await ask({})).toEqual([409, 'card-taken']);
  expect(await ask({ cardNumber: 'C A R D' })).toEqual([422, 'card-invalid']);
  expect(await ask({ cardNumber: 'CARD2', homeLibrary: 'PARIS' })).toEqual([404, 'library-unknown']);
  expect(await ask({ cardNumber: 'CARD2', category: 'X' })).toEqual([404, 'category-unknown']);
  expect(await ask({ cardNumber: 'CARD2', pin: '0000' })).toEqual([422, 'pin-not-acceptable']);
  expect(await ask({ cardNumber: 'CARD2', birthDate: '2019-01-01' })).toEqual([409, 'guardian-needed']);
  expect(await ask({ cardNumber: 'CARD2', email: 'nobody' })).toEqual([400, 'invalid-request']);
});

test('card, PIN, membership, details and blocks are changed by staff', async () => {
  const id = await registered();
  const path = `/patrons/${id}`;
  await done(await send(agent, 'POST', `${path}/card`, { cardNumber: 'CARD2', reason: 'LOST' }));
  await done(await send(agent, 'POST', `${path}/pin`, { pin: '4821' }));
  await done(await send(agent, 'POST', `${path}/pin/unlock`));
  await done(await send(agent, 'POST', `${path}/membership`, { category: null }));
  const { cardNumber: _card, category: _category, pin: _pin, ...details } = zoe;
  const guardian = { contact: 'M. Petit' };
  await done(await send(agent, 'PUT', path, { ...details, phone: '03 21 00 00 00', guardian }));
  const stops = { checkOut: true, hold: false, renewal: true, digital: true };
  const block = { kind: 'BEHAVIOUR', note: 'Bruit', until: '2027-01-01T00:00:00.000Z', stops };
  const blocked = (await (await send(agent, 'POST', `${path}/blocks`, block)).json()) as { id: number };
  expect(await sheet(id)).toMatchObject({
    cardNumber: 'CARD2',
    pastCards: [{ reason: 'LOST' }],
    phone: '03 21 00 00 00',
    guardian: { reader: null, contact: 'M. Petit' },
    state: 'BLOCKED',
    pin: { set: true },
    blocks: [{ id: blocked.id, ...block, author: 'user:agent-lens' }],
  });
  await done(await send(agent, 'DELETE', `${path}/blocks/${blocked.id}`));
  expect(await refusal(await send(agent, 'DELETE', `${path}/blocks/${blocked.id}`))).toEqual([404, 'block-unknown']);
  expect((await sheet(id)).blocks).toEqual([]);
  const byOldCard = await getAs(agent, `${network.url}/patrons?q=card1`);
  expect(await byOldCard.json()).toMatchObject({ byPastCard: true, items: [{ id }] });
});

test('an account shows its loans and holds', async () => {
  const id = await registered();
  const { recordId } = await network.item('I1');
  await network.item('I2', { recordId });
  const asked = { device: network.devices.lens, card: 'CARD1', itemBarcode: 'I1', renewalAllowed: false };
  await network.checkOut({ ...asked, transactionDate: 't' });
  await network.hold(id, (await network.item('I3')).recordId);
  const answer = await getAs(agent, `${network.url}/patrons/${id}/account`);
  expect(patronAccountView.strict().parse(await answer.json())).toMatchObject({
    loans: [{ barcode: 'I1', library: 'LENS', overdue: false, renewals: 0 }],
    holds: [{ status: 'PENDING', pickupLibrary: 'LENS' }],
  });
});

test('accounts are merged by who may, and erased by fewer', async () => {
  const [id, twin] = [await registered(), await registered({ cardNumber: 'CARD2' })];
  expect((await sheet(id)).duplicates).toMatchObject([{ id: twin }]);
  const merge = async (who: string) =>
    send(await signIn(network.url, who), 'POST', `/patrons/${id}/merge`, { mergedId: twin });
  expect(await refusal(await merge('agent-lens'))).toEqual([403, 'forbidden']);
  await done(await merge('resp-lens'));
  const erase = async (who: string) => send(await signIn(network.url, who), 'POST', `/patrons/${id}/erasure`);
  expect(await refusal(await erase('resp-lens'))).toEqual([403, 'forbidden']);
  await done(await erase('coord'));
  expect(await refusal(await getAs(agent, `${network.url}/patrons/${id}`))).toEqual([404, 'patron-unknown']);
  // That nobody sends the notices ordered here is none of this.
  const breaches = (await network.store.read.audit()).filter(({ invariant }) => invariant !== 'outbox-followed');
  expect(breaches).toEqual([]);
});

test('a refusal tells the facts it was decided on, never a name', async () => {
  const [id, twin] = [await registered(), await registered({ cardNumber: 'CARD2' })];
  await network.item('I1');
  const asked = { device: network.devices.lens, card: 'CARD1', itemBarcode: 'I1', renewalAllowed: false };
  await network.checkOut({ ...asked, transactionDate: 't' });
  const coord = await signIn(network.url, 'coord');
  expect(await (await send(coord, 'POST', `/patrons/${id}/erasure`)).json()).toMatchObject({
    code: 'erasure-not-possible',
    facts: { loans: 1, holds: 0, debts: 0, wards: 0 },
  });
  expect(await (await send(coord, 'POST', `/patrons/${twin}/merge`, { mergedId: twin })).json()).toMatchObject({
    facts: { reason: 'same-account' },
  });
});

test.each([
  ['info', ['', '/account', '/events', '/erasure']],
  ['audit', ['/account', '/erasure']],
  ['agent-lens', ['/erasure']],
])('%s is not told what is not his to know', async (login, paths) => {
  const id = await registered();
  const who = await signIn(network.url, login);
  for (const path of paths) {
    expect(await refusal(await getAs(who, `${network.url}/patrons/${id}${path}`))).toEqual([403, 'forbidden']);
  }
  expect(await refusal(await send(who, 'POST', `/patrons/${id}/export`))).toEqual([403, 'forbidden']);
});

test('an auditor sees what was done to a reader, and not who he is', async () => {
  const id = await registered({ phone: '03 21 00 00 00', address: '1 rue des Mineurs' });
  const stops = { checkOut: true, hold: false, renewal: true, digital: true };
  const block = { kind: 'BEHAVIOUR', note: 'A crié sur Mme Petit', until: null, stops };
  await send(agent, 'POST', `/patrons/${id}/blocks`, block);
  const audit = await signIn(network.url, 'audit');
  const answer = await (await getAs(audit, `${network.url}/patrons/${id}`)).text();
  expect(patronView.strict().parse(JSON.parse(answer))).toMatchObject({
    masked: true,
    ...{ cardNumber: '', firstName: 'Z.', lastName: 'L.', birthDate: null, email: null, phone: null, address: null },
    blocks: [{ kind: 'BEHAVIOUR', note: '' }],
    duplicates: [],
  });
  expect(answer).not.toMatch(/Zoé|Lefèvre|CARD1|zoe@|Mineurs|Petit|1990/);
  const events = await (await getAs(audit, `${network.url}/patrons/${id}/events`)).text();
  expect(
    patronHistoryView
      .strict()
      .parse(JSON.parse(events))
      .items.map(({ kind }) => kind),
  ).toEqual(['BLOCK_SET', 'PATRON_REGISTERED']);
  expect(events).not.toMatch(/Zoé|Lefèvre|CARD1|zoe@|Mineurs|Petit|1990/);
});

test.each(['zoe@example.org', 'ZOE@example.org', '17/05/1990', '17.5.1990'])('a reader is found by %s', async (q) => {
  const id = await registered();
  const found = await getAs(agent, `${network.url}/patrons?q=${encodeURIComponent(q)}`);
  expect(await found.json()).toMatchObject({ total: 1, items: [{ id }] });
});

test('all that is kept of a reader is given to him, loans that ended too, and the journal says who asked', async () => {
  const id = await registered();
  await network.item('I1');
  const asked = { device: network.devices.lens, card: 'CARD1', itemBarcode: 'I1', renewalAllowed: false };
  await network.checkOut({ ...asked, transactionDate: 't' });
  const back = { device: network.devices.lens, itemBarcode: 'I1', returnedAt: start, transactionDate: 'r' };
  await network.checkIn(back);
  const manager = await signIn(network.url, 'resp-lens');
  const answer = await send(manager, 'POST', `/patrons/${id}/export`);
  const data = patronDataView.strict().parse(await answer.json());
  expect(data).toMatchObject({
    person: { firstName: 'Zoé', email: 'zoe@example.org', cardNumber: 'CARD1' },
    cards: [{ card: 'CARD1', retiredAt: null }],
    account: { loans: [], holds: [] },
    endedLoans: [{ returnedAt: new Date(start).toISOString() }],
    events: [{ kind: 'PATRON_EXPORTED', actor: 'user:resp-lens', library: 'LENS' }, { kind: 'PATRON_REGISTERED' }],
  });
  expect(JSON.stringify(data)).not.toMatch(/pinHash|scrypt|pseudonym/);
});

test('what an erasure would leave is told beforehand, and touches nothing', async () => {
  const id = await registered();
  const coord = await signIn(network.url, 'coord');
  const preview = async () =>
    erasurePreviewView.strict().parse(await (await getAs(coord, `${network.url}/patrons/${id}/erasure`)).json());
  const { recordId } = await network.item('I1');
  const hold = await network.hold(id, recordId);
  expect(await preview()).toEqual({
    prevents: { loans: 0, holds: 1, debts: 0, wards: 0 },
    goes: { cards: 1, blocks: 0 },
    stays: { loans: 0, holds: 0, notices: 0 },
  });
  await network.work((work) => work.holds.settle(hold, ['PENDING'], 'CANCELLED', { cancelReason: 'patron' }));
  expect(await preview()).toMatchObject({ prevents: { holds: 0 }, stays: { holds: 1 } });
  expect((await sheet(id)).state).toBe('ACTIVE');
});

test.each(['info', 'audit'])('%s finds no reader and changes none', async (login) => {
  const id = await registered();
  const who = await signIn(network.url, login);
  for (const path of ['/patrons?q=lefevre', `/patrons/${id}/account`]) {
    expect(await refusal(await getAs(who, network.url + path))).toEqual([403, 'forbidden']);
  }
  expect(await refusal(await send(who, 'POST', '/patrons', zoe))).toEqual([403, 'forbidden']);
});

test.each(['', '?q=l', '?q=lef&list=to-erase', '?list=everybody', '?q=lef&limit=1000'])(
  'GET /patrons%s is refused',
  async (query) => {
    expect(await refusal(await getAs(agent, `${network.url}/patrons${query}`))).toEqual([400, 'invalid-request']);
  },
);

test('the lists staff work through', async () => {
  for (const list of ['come-of-age', 'to-erase', 'duplicates']) {
    const answer = await getAs(agent, `${network.url}/patrons?list=${list}`);
    expect(await answer.json()).toEqual({ items: [], total: 0, byPastCard: false });
  }
});

test('categories are read by everybody, added and changed by those who run the network', async () => {
  const coord = await signIn(network.url, 'coord');
  const child = { code: 'ENFANT', label: 'Enfant', kind: 'CHILD', membershipMonths: 12, minAge: 0, maxAge: 17 };
  expect((await send(coord, 'POST', '/patron-categories', child)).status).toBe(200);
  expect(await refusal(await send(coord, 'POST', '/patron-categories', child))).toEqual([409, 'category-taken']);
  const { code: _code, ...facts } = child;
  const put = (who: SignedIn, body: object) => send(who, 'PUT', '/patron-categories/ENFANT', body);
  expect(await (await put(coord, { ...facts, maxAge: 13 })).json()).toEqual({ ...child, maxAge: 13 });
  expect(await refusal(await put(coord, { ...facts, minAge: 20 }))).toEqual([400, 'invalid-request']);
  expect(await refusal(await put(agent, facts))).toEqual([403, 'forbidden']);
  const list = await getAs(await signIn(network.url, 'audit'), `${network.url}/patron-categories`);
  expect(
    patronCategoryList
      .strict()
      .parse(await list.json())
      .items.map(({ code }) => code),
  ).toEqual(['ADULTE', 'ENFANT']);
});
