import type { CheckedIn, CheckInRequest } from '../library.ts';
import type { Outcome } from '../outcome.ts';
import { breaches, checkOutIn, desk, journal, transactionDate } from './loans.fixture.ts';
import { day, smallNetwork, start, type SmallNetwork } from './small-network.fixture.ts';

const hour = 3_600_000;
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

function scan(more: Partial<CheckInRequest> = {}): Promise<Outcome<CheckedIn>> {
  return network.checkIn({
    device: network.devices.lens,
    itemBarcode: 'I1',
    returnedAt: network.now(),
    transactionDate: transactionDate(),
    ...more,
  });
}
async function given(more: Partial<CheckInRequest> = {}): Promise<CheckedIn> {
  const outcome = await scan(more);
  if (!outcome.granted) throw new Error(outcome.refusal);
  return outcome.value;
}
async function lent(): Promise<number> {
  const { id } = await network.item('I1');
  await checkOutIn(network, 'self');
  return id;
}
async function lostBy(barcode: string): Promise<void> {
  const { id } = await network.item(barcode);
  await checkOutIn(network, 'self', { itemBarcode: barcode });
  const lost = { status: 'LOST', statusSince: start, holdingLibraryId: network.libraries.lens } as const;
  await network.work((work) => work.items.move(id, lost));
}
const lostBlock = {
  kind: 'LOST_ITEM',
  since: start - day,
  until: null,
  note: 'relance',
  author: 'user:admin',
} as const;
const everything = { stopsCheckOut: true, stopsHold: true, stopsRenewal: true };
const blocksOf = async () => (await network.store.read.patronAccount(reader, network.now() + 1)).blocks;

test('row 0: the same scan again gives the same answer, word for word, and one line of the journal', async () => {
  await lent();
  network.at(start + day);
  const asked = { transactionDate: 'same' };
  const first = await scan(asked);
  network.at(start + day + 5_000);
  expect(await scan(asked)).toEqual(first);
  expect(await journal(network, 'RETURN', 'SCAN')).toHaveLength(1);
});

test('row 0: a kept answer that the document has outlived is not given again', async () => {
  await lent();
  const asked = { transactionDate: 'same' };
  await scan(asked);
  await checkOutIn(network, 'self');
  expect((await given(asked)).closedLoan).not.toBeNull();
});

test('row 1: an unknown barcode is an exception, and leaves no trace', async () => {
  const before = await network.store.read.lastEventSeq();
  expect(await scan({ itemBarcode: 'X' })).toMatchObject({ granted: false, refusal: 'item-unknown' });
  expect(await network.store.read.lastEventSeq()).toBe(before);
});

test('row 2: available, at home, nobody waiting: no change, and that is fine', async () => {
  await network.item('I1');
  expect(await given()).toMatchObject({ routing: 'no-change', closedLoan: null, alert: null });
});

test('row 3: the loan is closed at this library and this moment, wherever it was made', async () => {
  await lent();
  network.at(start + 2 * day);
  expect((await given({ device: network.devices.avion })).closedLoan).toMatchObject({
    returnedAt: start + 2 * day,
    returnLibraryId: network.libraries.avion,
  });
});

test('row 3: a return while the library is closed is dated at its last opening', async () => {
  await lent();
  const eightInTheEvening = start + day + 10 * hour;
  network.at(eightInTheEvening);
  expect((await given()).closedLoan?.returnedAt).toBe(start + day + 8 * hour);
});

test('row 3: what comes out of the return bin in the morning came back at the last opening before', async () => {
  await lent();
  network.at(start + 2 * day + hour);
  expect((await given({ device: desk(network), fromBin: true })).closedLoan?.returnedAt).toBe(start + day + 8 * hour);
});

test('row 3: a return bin that reads at night dates what it takes at the last opening', async () => {
  await lent();
  network.at(start + 2 * day - hour);
  const bin = { ...network.devices.lens, kind: 'RETURN_BIN' as const };
  expect((await given({ device: bin })).closedLoan?.returnedAt).toBe(start + day + 8 * hour);
});

test('row 3: no return is earlier than its loan, nor in the future', async () => {
  network.at(start + 10 * hour);
  await lent();
  expect((await given({ returnedAt: start + 90 * day })).closedLoan?.returnedAt).toBe(start + 10 * hour);
});

test('row 4: a lost document comes back: the loan is closed, the reader is blocked for it no more, staff see it', async () => {
  await lostBy('I1');
  await network.work((work) => work.patrons.insertBlocks([{ patronId: reader, ...lostBlock, ...everything }]));
  network.at(start + day);
  expect(await given()).toMatchObject({ found: true, alert: 'found', closedLoan: { returnedAt: start + day } });
  expect(await blocksOf()).toEqual([]);
  expect(await journal(network, 'FOUND')).toMatchObject([{ payload: { was: 'LOST' } }]);
});

test('row 4: a reader who lost another document too stays blocked; other blocks are not touched', async () => {
  await lostBy('I1');
  await lostBy('I2');
  const manual = { ...lostBlock, kind: 'MANUAL' } as const;
  await network.work((work) =>
    work.patrons.insertBlocks([lostBlock, manual].map((one) => ({ patronId: reader, ...one, ...everything }))),
  );
  network.at(start + day);
  await scan();
  expect((await blocksOf()).map(({ kind }) => kind)).toEqual(['LOST_ITEM', 'MANUAL']);
  await scan({ itemBarcode: 'I2' });
  expect((await blocksOf()).map(({ kind }) => kind)).toEqual(['MANUAL']);
});

test('row 4: a document the reader says he brought back is found, and his loan is closed', async () => {
  const id = await lent();
  const claimed = { status: 'CLAIMED_RETURNED', statusSince: start, holdingLibraryId: network.libraries.lens } as const;
  await network.work((work) => work.items.move(id, claimed));
  network.at(start + day);
  expect(await given()).toMatchObject({ found: true, alert: 'found', closedLoan: { returnedAt: start + day } });
});

test.each(['MISSING', 'LOST'] as const)('row 4: %s without a loan is found too', async (status) => {
  await network.item('I1', { status });
  expect(await given()).toMatchObject({ found: true, alert: 'found', item: { status: 'AVAILABLE' } });
});

test('a withdrawn document that is seen again alerts, leaves a line, and stays withdrawn where it was seen', async () => {
  await network.item('I1', { status: 'WITHDRAWN' });
  expect(await given({ device: network.devices.avion })).toMatchObject({
    routing: 'no-change',
    alert: 'withdrawn-item-seen',
    destination: { code: 'AVION' },
    item: { status: 'WITHDRAWN', holdingLibraryId: network.libraries.avion },
  });
  expect(await journal(network, 'SCAN')).toMatchObject([{ payload: { alert: 'withdrawn-item-seen' } }]);
  expect(await network.store.read.counts()).toMatchObject({ openTransits: 0 });
});

test('the note for this moment is shown to staff, and is no alert at a kiosk', async () => {
  const notes = { public: '', staff: '', checkin: 'vérifier le CD', checkout: '' };
  await network.item('I1', { notes });
  expect(await given({ device: desk(network) })).toMatchObject({ alert: 'checkin-note', item: { notes } });
  expect((await given()).alert).toBeNull();
});

test('a second scan gives the same destination, whoever scans', async () => {
  await lent();
  const first = await given({ device: network.devices.avion });
  const second = await given({ device: desk(network, 'avion') });
  const third = await given({ device: network.devices.lievin });
  expect([first, second, third].map(({ destination }) => destination.code)).toEqual(['LENS', 'LENS', 'LENS']);
  expect(await network.store.read.counts()).toMatchObject({ openTransits: 1 });
});
