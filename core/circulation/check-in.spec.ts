import type { CheckedIn } from '../library.ts';
import type { Device } from '../network/network.ts';
import { granted } from '../outcome.ts';
import { breaches } from './loans.fixture.ts';
import { day, smallNetwork, start, type SmallNetwork } from './small-network.fixture.ts';

let network: SmallNetwork;
beforeEach(async () => {
  network = await smallNetwork();
  await network.item('I1');
  await network.patron('P1');
});
afterEach(async () => {
  expect(await breaches(network)).toEqual([]);
  await network.close();
});

let transaction = 0;
async function scan(itemBarcode: string, device: Device, returnedAt = network.now()): Promise<CheckedIn> {
  transaction += 1;
  const outcome = await network.checkIn({ device, itemBarcode, returnedAt, transactionDate: `t${transaction}` });
  if (!outcome.granted) throw new Error(outcome.refusal);
  return outcome.value;
}
async function lend(itemBarcode: string, card = 'P1'): Promise<void> {
  transaction += 1;
  const outcome = await network.checkOut({
    device: network.devices.lens,
    card,
    itemBarcode,
    renewalAllowed: false,
    transactionDate: `t${transaction}`,
  });
  if (!outcome.granted) throw new Error(outcome.refusal);
}
const place = (checked: CheckedIn): string => `${checked.routing} ${checked.destination.code} ${checked.item.status}`;

test('row 0: the same scan again gives the stored answer, the closed loan included', async () => {
  await lend('I1');
  network.at(start + day);
  const asked = { device: network.devices.lens, itemBarcode: 'I1', returnedAt: network.now(), transactionDate: 'same' };
  const first = await network.checkIn(asked);
  network.at(start + day + 5_000);
  expect(await network.checkIn(asked)).toMatchObject({
    granted: true,
    value: { closedLoan: first.granted && first.value.closedLoan },
  });
});

test('row 1: an unknown barcode goes to the exceptions', async () => {
  const outcome = await network.checkIn({
    device: network.devices.lens,
    itemBarcode: 'X',
    returnedAt: start,
    transactionDate: '',
  });
  expect(outcome).toMatchObject({ granted: false, refusal: 'item-unknown' });
});

test('row 2: an available document at home, nobody waiting: nothing changes, and that is fine', async () => {
  expect(place(await scan('I1', network.devices.lens))).toBe('no-change LENS AVAILABLE');
});

test('row 3: a return closes the loan, dated when the document came back but never before the loan nor in the future', async () => {
  await lend('I1');
  network.at(start + 2 * day);
  const back = await scan('I1', network.devices.lens, start + day);
  expect(back).toMatchObject({
    routing: 'shelf',
    closedLoan: { returnedAt: start + day, returnLibraryId: network.libraries.lens },
  });
  await lend('I1');
  expect((await scan('I1', network.devices.lens, start + 9 * day)).closedLoan?.returnedAt).toBe(network.now());
  await lend('I1');
  expect((await scan('I1', network.devices.lens, start - 9 * day)).closedLoan?.returnedAt).toBe(network.now());
});

test('row 4: a lost document that comes back is found, and routed', async () => {
  await network.item('I2', { status: 'MISSING' });
  const found = await scan('I2', network.devices.lievin);
  expect([found.found, place(found)]).toEqual([true, 'transit-home LENS TRANSIT_HOME']);
});

test('row 5: arrival at the pickup library puts it on the hold shelf with a deadline', async () => {
  const reader = await network.patron('P2');
  const { recordId } = await network.item('I2');
  await network.hold(reader, recordId, { pickupLibraryId: network.libraries.lievin });
  expect(place(await scan('I2', network.devices.lens))).toBe('transit-hold LIEVIN TRANSIT_HOLD');
  const arrived = await scan('I2', network.devices.lievin);
  expect(place(arrived)).toBe('hold-shelf LIEVIN ON_HOLD_SHELF');
  expect(arrived.hold).toMatchObject({ status: 'ON_SHELF', pickupDeadline: Date.UTC(2026, 11, 2, 22, 59, 59) });
});

test('row 6: at a third library the destination stays the same, and there is one transit', async () => {
  const reader = await network.patron('P2');
  const { recordId } = await network.item('I2');
  await network.hold(reader, recordId, { pickupLibraryId: network.libraries.lievin });
  await scan('I2', network.devices.lens);
  expect(place(await scan('I2', network.devices.avion))).toBe('transit-hold LIEVIN TRANSIT_HOLD');
  expect(place(await scan('I2', network.devices.avion))).toBe('transit-hold LIEVIN TRANSIT_HOLD');
  expect((await network.store.read.counts()).openTransits).toBe(1);
});

test('row 7: the first who waits gets it; suspended, later and other-copy holds are passed over', async () => {
  const { recordId } = await network.item('I2');
  const other = await network.item('I3', { recordId });
  const readers = await Promise.all(['P2', 'P3', 'P4', 'P5', 'P6'].map((card) => network.patron(card)));
  const placed = (n: number): number => start - (10 - n) * day;
  await network.hold(readers[0]!, recordId, { placedAt: placed(0), suspendedUntil: start + day });
  await network.hold(readers[1]!, recordId, { placedAt: placed(1), notBefore: start + day });
  await network.hold(readers[2]!, recordId, { placedAt: placed(2), itemId: other.id });
  const wins = await network.hold(readers[3]!, recordId, { placedAt: placed(3) });
  await network.hold(readers[4]!, recordId, { placedAt: placed(4) });
  expect((await scan('I2', network.devices.lens)).hold?.id).toBe(wins);
});

test('row 10: away from home it goes home, and arrives there', async () => {
  await lend('I1');
  expect(place(await scan('I1', network.devices.avion))).toBe('transit-home LENS TRANSIT_HOME');
  expect(place(await scan('I1', network.devices.lievin))).toBe('transit-home LENS TRANSIT_HOME');
  expect(place(await scan('I1', network.devices.lens))).toBe('shelf LENS AVAILABLE');
  expect(await network.store.read.counts()).toMatchObject({ openTransits: 0, openLoans: 0 });
});

test('a document on its way home is trapped at a waypoint by the reader who waits there', async () => {
  const { recordId } = await network.item('I2');
  await scan('I2', network.devices.avion);
  await network.hold(await network.patron('P2'), recordId, { pickupLibraryId: network.libraries.lievin });
  expect(place(await scan('I2', network.devices.lievin))).toBe('hold-shelf LIEVIN ON_HOLD_SHELF');
  expect((await network.store.read.counts()).openTransits).toBe(0);
});

test('a hold cancelled on the way: the document turns home, and nobody is promised it', async () => {
  const { recordId } = await network.item('I2');
  const hold = await network.hold(await network.patron('P2'), recordId, { pickupLibraryId: network.libraries.lievin });
  await scan('I2', network.devices.lens);
  await network.store.transaction(async (work) => {
    await work.items.claim('I2');
    return granted(await work.holds.settle(hold, ['IN_TRANSIT'], 'CANCELLED', { cancelReason: 'patron' }));
  });
  expect(place(await scan('I2', network.devices.lievin))).toBe('transit-home LENS TRANSIT_HOME');
  expect((await network.store.read.counts()).openTransits).toBe(1);
});

test('taken off the hold shelf and scanned elsewhere, it travels back to the reader', async () => {
  const { recordId } = await network.item('I2');
  await network.hold(await network.patron('P2'), recordId);
  expect(place(await scan('I2', network.devices.lens))).toBe('hold-shelf LENS ON_HOLD_SHELF');
  expect(place(await scan('I2', network.devices.avion))).toBe('transit-hold LENS TRANSIT_HOLD');
  expect(place(await scan('I2', network.devices.lens))).toBe('hold-shelf LENS ON_HOLD_SHELF');
});
