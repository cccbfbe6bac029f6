import type { ItemStatusChanged } from '../library.ts';
import type { Outcome } from '../outcome.ts';
import { itemStatuses, type ItemStatus } from './entities.ts';
import { itemMarks, type ItemMark } from './entities.ts';
import { changeItemStatus, markTable } from './item-state.ts';
import { breaches, checkOutIn, desk, journal, transactionDate } from './loans.fixture.ts';
import { day, smallNetwork, start, type SmallNetwork } from './small-network.fixture.ts';

let network: SmallNetwork;
let reader: number;
beforeEach(async () => {
  network = await smallNetwork();
  reader = await network.patron('P1');
});
afterEach(async () => {
  expect(await breaches(network)).toEqual([]);
  await network.close();
});

const why = 'constaté en rayon';
function mark(as: ItemMark, at: keyof SmallNetwork['libraries'] = 'lens'): Promise<Outcome<ItemStatusChanged>> {
  return changeItemStatus(network.ports)({ device: desk(network, at), itemBarcode: 'I1', mark: as, why });
}
const sheet = async () => (await network.store.read.item('I1'))!;

/** Brings I1 to a state as the network itself does. */
async function bring(status: ItemStatus): Promise<void> {
  if (status === 'ON_LOAN' || status === 'LOST' || status === 'CLAIMED_RETURNED') {
    await network.item('I1');
    await checkOutIn(network, 'self');
    if (status !== 'ON_LOAN') await mark(status);
  } else if (status === 'ON_HOLD_SHELF' || status === 'TRANSIT_HOLD') {
    const { recordId } = await network.item('I1');
    const pickup = status === 'ON_HOLD_SHELF' ? 'lens' : 'avion';
    await network.hold(await network.patron('P3'), recordId, { pickupLibraryId: network.libraries[pickup] });
    await scan('lens');
  } else if (status === 'TRANSIT_HOME') {
    await network.item('I1');
    await scan('avion');
  } else await network.item('I1', { status });
}
function scan(at: 'lens' | 'avion') {
  const device = network.devices[at];
  return network.checkIn({ device, itemBarcode: 'I1', returnedAt: start, transactionDate: transactionDate() });
}

const cells = itemMarks.flatMap((as) =>
  itemStatuses.map((from) => ({ as, from, to: markTable[as][from] ?? 'refused' })),
);
test.each(cells)('$from marked $as: $to', async ({ as, from, to }) => {
  await bring(from);
  network.at(start + day);
  const outcome = await mark(as);
  if (to === 'refused') {
    expect(outcome).toMatchObject({ refusal: 'status-change-not-allowed', facts: { from, to: as } });
    expect((await sheet()).item.status).toBe(from);
    return;
  }
  const status = to === 'check-in' ? 'AVAILABLE' : to;
  expect(outcome).toMatchObject({ granted: true, value: { item: { status } } });
  expect((await sheet()).item.status).toBe(status);
  const told = await journal(network, ...(to === 'check-in' ? (['FOUND'] as const) : (['ITEM_STATUS'] as const)));
  expect(told.at(-1)).toMatchObject({ actor: 'user:agent', patronRef: null });
});

test('lost: the loan stays open and its clock stands still', async () => {
  await bring('ON_LOAN');
  network.at(start + 60 * day);
  const overdue = () => network.work(async (work) => (await work.loans.count(reader, 'BOOK', network.now())).overdue);
  expect(await overdue()).toBe(1);
  await mark('LOST');
  expect(await overdue()).toBe(0);
  expect((await sheet()).loan).toMatchObject({ patronId: reader, returnedAt: null });
  await mark('WITH_READER');
  expect(await overdue()).toBe(1);
});

const blocks = async () => (await network.store.read.patronAccount(reader, network.now() + 1)).blocks;

test('lost: its reader is blocked by whoever said so, for the reason given, and the journal tells of it', async () => {
  await bring('ON_LOAN');
  await mark('LOST');
  expect(await blocks()).toMatchObject([
    {
      ...{ kind: 'LOST_ITEM', author: 'user:agent', note: `Document perdu : ${why}`, since: start, until: null },
      ...{ stopsCheckOut: true, stopsHold: true, stopsRenewal: true, stopsDigital: false },
    },
  ]);
  await network.item('I2');
  expect(await checkOutIn(network, 'self', { itemBarcode: 'I2' })).toMatchObject({
    refusal: 'patron-blocked',
    facts: { block: 'LOST_ITEM' },
  });
  const [told] = await journal(network, 'BLOCK_SET');
  expect(told).toMatchObject({ actor: 'user:agent', payload: { kind: 'LOST_ITEM' } });
});

test.each([
  ['FOUND', () => mark('FOUND')],
  ['WITH_READER', () => mark('WITH_READER')],
  ['CLAIMED_RETURNED', () => mark('CLAIMED_RETURNED')],
  ['WITHDRAWN', () => mark('WITHDRAWN')],
  ['a check-in', () => scan('avion')],
] as const)('lost, then %s: nothing is held against its reader any more', async (_, ends) => {
  await bring('LOST');
  expect(await blocks()).toHaveLength(1);
  network.at(start + day);
  expect(await ends()).toMatchObject({ granted: true });
  expect(await blocks()).toEqual([]);
  expect(await journal(network, 'BLOCK_LIFTED')).toMatchObject([{ actor: 'system', payload: { kind: 'LOST_ITEM' } }]);
});

test('two lost documents make one block, which goes with the second of them', async () => {
  await bring('ON_LOAN');
  await network.item('I2');
  await checkOutIn(network, 'self', { itemBarcode: 'I2' });
  await mark('LOST');
  await changeItemStatus(network.ports)({ device: desk(network), itemBarcode: 'I2', mark: 'LOST', why });
  expect(await blocks()).toHaveLength(1);
  network.at(start + day);
  await mark('FOUND');
  expect(await blocks()).toHaveLength(1);
  await changeItemStatus(network.ports)({ device: desk(network), itemBarcode: 'I2', mark: 'FOUND', why });
  expect(await blocks()).toEqual([]);
});

test('a reader says he brought it back, staff find he did not: he is blocked again', async () => {
  await bring('CLAIMED_RETURNED');
  expect(await blocks()).toEqual([]);
  await mark('LOST');
  expect(await blocks()).toMatchObject([{ kind: 'LOST_ITEM' }]);
});

test('a document nobody has is lost without a block', async () => {
  await bring('MISSING');
  await mark('LOST');
  expect(await journal(network, 'BLOCK_SET')).toEqual([]);
});

test.each(['ON_HOLD_SHELF', 'TRANSIT_HOLD'] as const)(
  'missing from %s: the hold is back at the head of its queue, and no transit is left',
  async (status) => {
    await bring(status);
    await mark('MISSING');
    const { item, transit, boundHold } = await sheet();
    expect([item.status, transit, boundHold]).toEqual(['MISSING', null, null]);
    const [head] = await network.work(async (work) => {
      await work.items.claim('I1');
      return work.holds.queue(item.recordId);
    });
    expect(head).toMatchObject({ status: 'PENDING', boundItemId: null });
    expect(await journal(network, 'HOLD_RELEASED')).toMatchObject([
      { actor: 'user:agent', payload: { hold: head!.id, why: 'missing' } },
    ]);
  },
);

test('found is a check-in: it says where the document goes', async () => {
  await bring('MISSING');
  expect(await mark('FOUND', 'avion')).toMatchObject({
    value: { checkedIn: { routing: 'transit-home', destination: { code: 'LENS' } }, item: { status: 'TRANSIT_HOME' } },
  });
});

test('claimed returned by nobody is refused: a lost document without a loan', async () => {
  await network.item('I1', { status: 'LOST' });
  expect(await mark('CLAIMED_RETURNED')).toMatchObject({ refusal: 'status-change-not-allowed' });
  expect(await mark('WITH_READER')).toMatchObject({ refusal: 'status-change-not-allowed' });
});

test('withdrawing what a reader lost ends his loan', async () => {
  await bring('LOST');
  network.at(start + 90 * day);
  await mark('WITHDRAWN');
  expect((await sheet()).loan).toBeNull();
  expect(await network.store.read.counts()).toMatchObject({ openLoans: 0 });
});

test('withdrawn, it leaves the copies of its library: searches and harvesters hear of it at once', async () => {
  const waiting = async () => (await network.store.read.outbox('records-to-disseminate', 10)).length;
  await network.item('I1');
  const before = await waiting();
  await mark('MISSING');
  expect(await waiting()).toBe(before);
  await mark('WITHDRAWN');
  const rows = await network.store.read.outbox('records-to-disseminate', 10);
  expect(rows.slice(before).map(({ payload }) => payload)).toEqual([JSON.stringify([(await sheet()).item.recordId])]);
  expect(await network.store.read.outbox('records-changed', 10)).toHaveLength(rows.length);
});

test('the host of a departmental document cannot withdraw it, its owner can', async () => {
  await network.item('I1', { ownerLibraryId: network.libraries.lievin });
  expect(await mark('WITHDRAWN')).toMatchObject({
    refusal: 'status-change-not-allowed',
    facts: { from: 'AVAILABLE', to: 'WITHDRAWN', owner: 'LIEVIN' },
  });
  expect(await mark('WITHDRAWN', 'lievin')).toMatchObject({ granted: true });
});

test('an unknown document is refused', async () => {
  expect(await mark('LOST')).toMatchObject({ refusal: 'item-unknown' });
});

test('owner, notes, tag and age are kept, and the version grows with the description', async () => {
  const facts = {
    ownerLibraryId: network.libraries.lievin,
    returnToOwnerOn: '2027-01-31',
    minAge: 12,
    notes: { public: 'dédicacé', staff: 'don', checkin: 'vérifier le CD', checkout: 'deux disques' },
    rfid: { uid: 'E00401503A1B2C3D', afi: 7, dsfid: 6 },
  };
  const { id } = await network.item('I1', facts);
  expect((await sheet()).item).toMatchObject({ ...facts, version: 1 });
  await network.work(async (work) => {
    const claimed = (await work.items.claim('I1'))!;
    expect(claimed).toMatchObject(facts);
    await work.items.describe(id, claimed);
  });
  expect((await sheet()).item).toMatchObject({ ...facts, version: 2 });
});
