import { day, start } from '../circulation/small-network.fixture.ts';
import { holdsNetwork, type HoldsNetwork } from './holds-network.fixture.ts';

const hour = 3_600_000;
let at: HoldsNetwork;
let lens: number;
let lievin: number;
let avion: number;
let recordId: number;
beforeEach(async () => {
  at = await holdsNetwork();
  ({ lens, lievin, avion } = at.network.libraries);
  recordId = (await at.network.store.read.item('I1'))!.item.recordId;
});
afterEach(async () => {
  expect(await at.network.store.read.audit()).toEqual([]);
  await at.close();
});
const page = { offset: 0, limit: 50 };

/** A copy of the record of I1 on the shelf of its own library. */
function copyAt(libraryId: number, barcode: string): Promise<unknown> {
  return at.network.item(barcode, { recordId, homeLibraryId: libraryId, holdingLibraryId: libraryId });
}
async function pulled(): Promise<string[]> {
  const lists = await Promise.all([lens, lievin, avion].map((id) => at.desk.pullList(id, page)));
  return lists.flatMap(({ lines }) => lines.map(({ barcode }) => barcode));
}

test('a hold that a copy can serve is on the pull list of its library, with where to find it and where it goes', async () => {
  const hold = await at.placed('P1', 'I1', { pickupLibraryId: avion });
  expect((await at.sweep()).targeted).toBe(1);
  expect(await at.desk.pullList(lens, page)).toEqual({
    total: 1,
    lines: [
      {
        holdId: hold,
        barcode: 'I1',
        title: 'Germinal',
        location: 'Adultes',
        callNumber: 'R ZOL',
        printedAt: null,
        others: 0,
        failedSearches: 0,
        volume: '',
        pickupLibraryId: avion,
        targetedAt: start,
      },
    ],
  });
  expect(await at.hold(hold)).toBe('TARGETED');
  expect((await at.sweep()).targeted).toBe(0);
});

test('1) the copy on the shelf of the pickup library comes first, whatever the shuttle promises', async () => {
  await copyAt(avion, 'A1');
  at.shuttle(() => start);
  await at.placed('P1', 'I1', { pickupLibraryId: avion });
  await at.sweep();
  expect(await pulled()).toEqual(['A1']);
});

test('2) else the copy that is there the earliest by the timetable', async () => {
  await copyAt(lievin, 'V1');
  at.shuttle((from) => (from === lievin ? start + 5 * hour : start + day));
  await at.placed('P1', 'I1', { pickupLibraryId: avion });
  await at.sweep();
  expect(await pulled()).toEqual(['V1']);
});

test('3) else the least burdened lender', async () => {
  await copyAt(lievin, 'V1');
  await at.network.item('X1');
  await at.placed('P2', 'X1', { pickupLibraryId: avion });
  await at.sweep();
  await at.placed('P1', 'I1', { pickupLibraryId: avion });
  await at.sweep();
  expect((await pulled()).toSorted()).toEqual(['V1', 'X1']);
});

test('a library closed until its next departure is passed over, until that van has gone', async () => {
  const evening = start + 10 * hour; // 20:00 in Lens: it opens again at ten in the morning
  const [vans, arrivals] = [
    [start + 20 * hour, start + 48 * hour],
    [start + 22 * hour, start + 50 * hour],
  ];
  at.shuttle((_from, _to, when) => arrivals[vans.findIndex((leaves) => leaves >= when)] ?? null);
  const hold = await at.placed('P1', 'I1', { pickupLibraryId: avion });
  at.network.at(evening);
  expect((await at.sweep()).targeted).toBe(0);
  at.network.at(vans[0]! + 1);
  expect((await at.sweep()).targeted).toBe(1);
  expect(await at.hold(hold)).toBe('TARGETED');
});

test('without a known route a closed library comes after an open one', async () => {
  await copyAt(lievin, 'V1');
  const closed = Array.from({ length: 7 }, (_, weekday) => (weekday === 4 ? [{ from: '10:00', to: '12:00' }] : []));
  await at.network.store.administration.setCalendars([{ libraryId: lens, weekly: closed, exceptions: [] }]);
  await at.ports.directory.refresh();
  await at.placed('P1', 'I1', { pickupLibraryId: avion });
  await at.sweep();
  expect(await pulled()).toEqual(['V1']);
});

test('the copies of libraries out of service are not fetched', async () => {
  await copyAt(lievin, 'V1');
  await at.change('lens', { state: 'MIGRATING' });
  await at.placed('P1', 'I1', { pickupLibraryId: avion });
  await at.sweep();
  expect(await pulled()).toEqual(['V1']);
});

test('readers are served by rank, each by a copy of his own; who cannot be served is passed over', async () => {
  await copyAt(avion, 'A1');
  const suspended = await at.placed('P1', 'I1', { suspendedUntil: start + day });
  at.network.at(start + 1);
  const first = await at.placed('P2', 'I1', { pickupLibraryId: avion });
  at.network.at(start + 2);
  const second = await at.placed('P3', 'I1', { pickupLibraryId: avion });
  at.network.at(start + 3);
  const third = await at.placed('P4', 'I1', { pickupLibraryId: avion });
  await at.sweep();
  const targets = await Promise.all(
    [suspended, first, second, third].map(async (id) => (await at.network.store.read.holds.sheet(id))!),
  );
  expect(targets.map(({ hold, barcode }) => `${hold.status} ${barcode}`)).toEqual([
    'PENDING null',
    'TARGETED A1',
    'TARGETED I1',
    'PENDING null',
  ]);
});

test('a targeted copy may still be lent to whoever stands there; the hold then looks for another', async () => {
  const hold = await at.placed('P1', 'I1', { pickupLibraryId: avion });
  await at.sweep();
  expect(await at.lend('I1', 'P2')).toBe('lent');
  expect(await pulled()).toEqual([]);
  await copyAt(lievin, 'V1');
  await at.sweep();
  expect(await pulled()).toEqual(['V1']);
  expect(await at.hold(hold)).toBe('TARGETED');
});

test('a targeted copy that is lent no more is fetched no more', async () => {
  const hold = await at.placed('P1', 'I1', { pickupLibraryId: avion });
  await at.sweep();
  await at.network.work(async (work) => {
    const item = (await work.items.claim('I1'))!;
    await work.items.describe(item.id, { ...item, loanable: false });
  });
  await copyAt(avion, 'A1');
  await at.sweep();
  expect([await pulled(), await at.hold(hold)]).toEqual([['A1'], 'TARGETED']);
});

test('scanned, the fetched copy goes to its reader', async () => {
  const hold = await at.placed('P1', 'I1', { pickupLibraryId: avion });
  await at.sweep();
  expect(await at.seen('I1', 'lens')).toBe('transit-hold AVION TRANSIT_HOLD');
  expect(await at.hold(hold)).toBe('IN_TRANSIT I1');
  expect(await pulled()).toEqual([]);
});

test('not on its shelf: another copy serves the hold, and after some searches the copy is taken for missing', async () => {
  at.shuttle((from) => (from === lens ? start + hour : start + 2 * hour));
  await copyAt(lievin, 'V1');
  const hold = await at.placed('P1', 'I1', { pickupLibraryId: avion });
  await at.sweep();
  expect(await pulled()).toEqual(['I1']);

  await at.desk.notFound({ holdId: hold, actor: 'user:agent' });
  expect([await at.hold(hold), await at.status('I1')]).toEqual(['PENDING', 'AVAILABLE']);
  await at.sweep();
  expect(await pulled()).toEqual(['V1']);

  const other = await at.placed('P2', 'I1', { pickupLibraryId: avion });
  await at.sweep();
  expect((await pulled()).toSorted()).toEqual(['I1', 'V1']);
  await at.desk.notFound({ holdId: other, actor: 'user:agent' });
  expect(await at.status('I1')).toBe('MISSING');
  await at.sweep();
  expect(await pulled()).toEqual(['V1']);
});

test('seen again after a search in vain, a copy is as good as any other', async () => {
  const hold = await at.placed('P1', 'I1', { pickupLibraryId: avion });
  await at.sweep();
  await at.desk.notFound({ holdId: hold, actor: 'user:agent' });
  await at.cancel(hold);
  at.network.at(start + hour);
  await at.lend('I1', 'P2');
  await at.scan('I1', 'lens');
  const later = await at.placed('P3', 'I1', { pickupLibraryId: avion });
  await at.sweep();
  await at.desk.notFound({ holdId: later, actor: 'user:agent' });
  expect(await at.status('I1')).toBe('AVAILABLE');
});

test('not on the hold shelf: it is missing, and its reader is back at his rank', async () => {
  const hold = await at.placed('P1', 'I1');
  await at.scan('I1', 'lens');
  await at.desk.notFound({ holdId: hold, actor: 'user:agent' });
  expect([await at.hold(hold), await at.status('I1')]).toEqual(['PENDING', 'MISSING']);
  expect(await at.seen('I1', 'lens')).toBe('hold-shelf LENS ON_HOLD_SHELF');
});

test('there is nothing to look for while a hold only waits', async () => {
  const hold = await at.placed('P1', 'I1');
  expect(await at.desk.notFound({ holdId: hold, actor: 'user:agent' })).toMatchObject({ refusal: 'hold-not-there' });
});

test('two servers that target at the same time ask for each copy once', async () => {
  await copyAt(lievin, 'V1');
  for (const card of ['P1', 'P2', 'P3']) await at.placed(card, 'I1', { pickupLibraryId: avion });
  await Promise.all([at.sweep(), at.sweep()]);
  expect((await pulled()).toSorted()).toEqual(['I1', 'V1']);
});
