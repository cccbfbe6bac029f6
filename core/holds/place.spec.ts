import { day, start } from '../circulation/small-network.fixture.ts';
import { holdsNetwork, type HoldsNetwork } from './holds-network.fixture.ts';
import type { PlaceRequest } from './desk.ts';
import { holdsDesk } from './holds.ts';

let at: HoldsNetwork;
let lens: number;
let avion: number;
beforeEach(async () => {
  at = await holdsNetwork();
  ({ lens, avion } = at.network.libraries);
});
afterEach(async () => {
  expect(await at.network.store.read.audit()).toEqual([]);
  await at.close();
});

async function refusal(card: string, barcode: string, as?: Partial<PlaceRequest>): Promise<string> {
  const outcome = await at.place(card, barcode, as);
  return outcome.granted ? outcome.value.hold.status : outcome.refusal;
}
const recordOf = async (barcode: string): Promise<number> => (await at.network.store.read.item(barcode))!.item.recordId;

test('a hold waits from now on, at the end of the queue of the whole network', async () => {
  await at.placed('P1', 'I1');
  const outcome = await at.place('P2', 'I1', { pickupLibraryId: avion });
  expect(outcome).toMatchObject({
    granted: true,
    value: {
      title: 'Germinal',
      position: 2,
      patron: { cardNumber: 'P2' },
      hold: { status: 'PENDING', placedAt: start, pickupLibraryId: avion, expiresAt: start + 180 * day, volume: '' },
    },
  });
  const [event] = await at.network.store.read.eventsAfter(0, ['HOLD_PLACED'], 9);
  expect(event).toMatchObject({ actor: 'user:spec', patronRef: 'P1'.padStart(32, '0') });
});

test('the reader: unknown, expired, blocked for holds', async () => {
  expect(await refusal('NOBODY', 'I1')).toBe('patron-unknown');
  await at.network.patron('OLD', { expiresAt: start });
  expect(await refusal('OLD', 'I1')).toBe('patron-expired');
  const blocked = await at.network.patron('BLOCKED');
  const block = {
    patronId: blocked,
    kind: 'MANUAL',
    since: start,
    until: null,
    note: 'livres abîmés',
    author: 'user:spec',
    stopsCheckOut: false,
    stopsHold: true,
    stopsRenewal: false,
  } as const;
  await at.network.work((work) => work.patrons.insertBlocks([block]));
  expect(await refusal('BLOCKED', 'I1')).toBe('patron-blocked');
});

test('the reader: too many documents overdue', async () => {
  const cards = Array.from({ length: 5 }, (_, n) => `L${n}`);
  for (const barcode of cards) {
    await at.network.item(barcode);
    expect(await at.lend(barcode, 'P1')).toBe('lent');
  }
  at.network.at(start + 40 * day);
  expect(await at.place('P1', 'I1')).toMatchObject({ refusal: 'patron-blocked', facts: { block: 'OVERDUE' } });
});

test('the record: merged into one that was merged again, the last of them', async () => {
  const { store } = at.network;
  const [live] = await store.read.records([(await store.read.item('I1'))!.item.recordId]);
  const merged = (id: number, mergedIntoId: number) => ({ ...live!, id, mergedIntoId, status: 'MERGED' as const });
  const known = new Map([101, 102].map((id) => [id, merged(id, id === 102 ? live!.id : 102)]));
  const read = {
    ...store.read,
    recordByControlNumber: async () => known.get(101)!,
    records: async ([id]: readonly number[]) => [known.get(id!) ?? live!],
  };
  const desk = holdsDesk({ ...at.ports, store: { ...store, read } });
  const asked = { card: 'P1', controlNumber: 'OLD', pickupLibraryId: at.network.libraries.lens, actor: 'user:spec' };
  expect(await desk.place(asked)).toMatchObject({ value: { controlNumber: live!.controlNumber } });
});

test('the pickup library: in service, and one that hands out holds', async () => {
  await at.change('avion', { isPickup: false });
  expect(await refusal('P1', 'I1', { pickupLibraryId: avion })).toBe('pickup-not-possible');
  await at.change('avion', { state: 'LEAVING' });
  expect(await refusal('P1', 'I1', { pickupLibraryId: avion })).toBe('pickup-not-possible');
});

test('the record: unknown', async () => {
  expect(await refusal('P1', 'I1', { controlNumber: 'X' })).toBe('record-unknown');
});

test('1: the limit of the policy row, with the row and the figure', async () => {
  for (let n = 0; n < 10; n += 1) {
    await at.network.item(`L${n}`);
    await at.placed('P1', `L${n}`);
  }
  const [policy] = await at.network.store.read.policies();
  expect(await at.place('P1', 'I1')).toMatchObject({
    refusal: 'hold-limit-reached',
    facts: { policy: policy!.id, limit: 10, holds: 10 },
  });
});

test('2: a duplicate', async () => {
  await at.placed('P1', 'I1');
  expect(await refusal('P1', 'I1')).toBe('hold-already-placed');
});

test('2: a double click makes one hold', async () => {
  const outcomes = await Promise.all([refusal('P1', 'I1'), refusal('P1', 'I1')]);
  expect(outcomes.toSorted()).toEqual(['PENDING', 'hold-already-placed']);
});

test('3: already on loan to this reader; another volume is fine', async () => {
  const recordId = await recordOf('I1');
  expect(await at.lend('I1', 'P1')).toBe('lent');
  expect(await refusal('P1', 'I1')).toBe('item-already-on-loan-to-patron');

  await at.network.item('T1', { recordId, volume: 'T. 1' });
  await at.network.item('T2', { recordId, volume: 'T. 2' });
  await at.lend('T1', 'P2');
  expect(await refusal('P2', 'T1', { volume: 'T. 1' })).toBe('item-already-on-loan-to-patron');
  expect(await refusal('P2', 'T1', { volume: 'T. 2' })).toBe('PENDING');
});

test('4: no copy of the network can serve it', async () => {
  await at.network.item('R1', { type: 'REFERENCE' });
  await at.network.item('R2', { loanable: false });
  await at.network.item('R3', { status: 'WITHDRAWN' });
  await at.network.item('R4', { status: 'MISSING' });
  for (const barcode of ['R1', 'R2', 'R3', 'R4']) expect(await refusal('P1', barcode)).toBe('no-loanable-copy');
  await at.network.item('R5', { status: 'ON_ORDER' });
  expect(await refusal('P1', 'R5')).toBe('PENDING');
});

test('4: the copies of a library that leaves are lent no further than its own desk', async () => {
  await at.change('lens', { state: 'LEAVING' });
  expect(await refusal('P1', 'I1', { pickupLibraryId: avion })).toBe('no-loanable-copy');
});

test('4: a kind of document that the policy does not let be reserved', async () => {
  const [row] = await at.network.store.read.policies();
  const { id: _, ...common } = row!;
  await at.network.store.administration.insertPolicies([{ ...common, itemType: 'GAME', holdable: false }]);
  await at.ports.directory.refresh();
  await at.network.item('G1', { type: 'GAME' });
  expect(await refusal('P1', 'G1')).toBe('hold-not-possible');
});

test('5: on the shelf where he would pick it up: as the network decided', async () => {
  expect(await refusal('P1', 'I1')).toBe('PENDING');
  at.set({ holdOnShelfAtPickup: 'refuse' });
  expect(await refusal('P2', 'I1')).toBe('hold-on-shelf-here');
  expect(await refusal('P2', 'I1', { pickupLibraryId: avion })).toBe('PENDING');
});

test('a record in several volumes is not held without naming one, and one reader may wait for each', async () => {
  const recordId = await recordOf('I1');
  await at.network.item('T1', { recordId, volume: 'T. 1' });
  await at.network.item('T2', { recordId, volume: 'T. 2' });
  expect(await at.place('P1', 'T1')).toMatchObject({ refusal: 'volume-needed', facts: { volumes: 'T. 1 | T. 2' } });
  expect(await refusal('P1', 'T1', { volume: 'T. 3' })).toBe('volume-needed');
  expect(await refusal('P1', 'T1', { volume: 'T. 1' })).toBe('PENDING');
  expect(await refusal('P1', 'T1', { volume: 'T. 2' })).toBe('PENDING');
  expect(await refusal('P1', 'T1', { volume: 'T. 1' })).toBe('hold-already-placed');
});

test('a hold of one copy bears its volume, and is served by that copy only', async () => {
  const recordId = await recordOf('I1');
  await at.network.item('T1', { recordId, volume: 'T. 1' });
  await at.network.item('T1b', { recordId, volume: 'T. 1' });
  await at.network.item('T2', { recordId, volume: 'T. 2' });
  const hold = await at.placed('P1', 'T1', { itemBarcode: ' t1 ' });
  expect((await at.network.store.read.holds.sheet(hold))!.hold.volume).toBe('T. 1');
  expect(await refusal('P1', 'T1', { volume: 'T. 1' })).toBe('hold-already-placed');
  await at.scan('T1b', 'lens');
  await at.scan('T2', 'lens');
  expect(await at.hold(hold)).toBe('PENDING');
  await at.scan('T1', 'lens');
  expect(await at.hold(hold)).toBe('ON_SHELF T1');
});

test('a hold of a copy the record does not have', async () => {
  await at.network.item('I2');
  expect(await refusal('P1', 'I1', { itemBarcode: 'I2' })).toBe('item-unknown');
});

test('once fulfilled, the same reader may wait for it again', async () => {
  const hold = await at.placed('P1', 'I1');
  await at.scan('I1', 'lens');
  expect(await at.lend('I1', 'P1')).toBe('lent');
  expect(await at.hold(hold)).toBe('FULFILLED');
  await at.scan('I1', 'lens');
  expect(await refusal('P1', 'I1', { pickupLibraryId: lens })).toBe('PENDING');
});
