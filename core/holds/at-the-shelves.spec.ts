import { day, start } from '../circulation/small-network.fixture.ts';
import { holdsDesk } from './holds.ts';
import { holdsNetwork, type HoldsNetwork } from './holds-network.fixture.ts';

let at: HoldsNetwork;
beforeEach(async () => {
  at = await holdsNetwork();
});
afterEach(async () => {
  expect(await at.network.store.read.audit()).toEqual([]);
  await at.close();
});
const actor = 'user:spec';
const page = { offset: 0, limit: 9 };
const list = async (library: number) => (await at.desk.pullList(library, page)).lines;

test('a library that cannot fetch a document passes it on to the next; the copy is not searched for in vain', async () => {
  const { lens, lievin, avion } = at.network.libraries;
  const { recordId } = (await at.network.store.read.item('I1'))!.item;
  const hold = await at.placed('P1', 'I1', { pickupLibraryId: lens });
  await at.sweep();
  expect(await at.desk.passOn({ holdId: hold, actor })).toMatchObject({ refusal: 'no-other-copy' });
  expect(await list(lens)).toMatchObject([{ barcode: 'I1', others: 0, failedSearches: 0 }]);

  await at.network.item('V1', { recordId, homeLibraryId: lievin, holdingLibraryId: lievin });
  await at.network.item('A1', { recordId, homeLibraryId: avion, holdingLibraryId: avion });
  at.shuttle((from, _to, now) => (from === avion ? now + 1 : now + 9));
  const desk = holdsDesk(at.ports, { earliestArrival: (from, _to, now) => (from === avion ? now + 1 : now + 9) });
  expect(await desk.passOn({ holdId: hold, actor })).toMatchObject({ value: { hold: { status: 'TARGETED' } } });
  expect([await list(lens), await list(lievin)]).toEqual([[], []]);
  expect(await list(avion)).toMatchObject([{ holdId: hold, barcode: 'A1', failedSearches: 0 }]);
  expect((await at.sweep()).targeted).toBe(0);

  await at.scan('A1', 'avion');
  expect(await desk.passOn({ holdId: hold, actor })).toMatchObject({ refusal: 'hold-not-there' });
  await at.cancel(hold);
  expect(await desk.passOn({ holdId: hold, actor })).toMatchObject({ refusal: 'hold-ended' });
});

test('a printed line says so until another copy is to be fetched; of another library, nothing is noted', async () => {
  const { lens, lievin } = at.network.libraries;
  const hold = await at.placed('P1', 'I1');
  await at.sweep();
  expect(await list(lens)).toMatchObject([{ printedAt: null }]);
  at.network.at(start + 60_000);
  expect(await at.desk.printed({ libraryId: lievin, holdIds: [hold], actor })).toMatchObject({ value: { printed: 0 } });
  expect(await at.desk.printed({ libraryId: lens, holdIds: [hold, 99], actor })).toMatchObject({
    value: { printed: 1 },
  });
  expect(await list(lens)).toMatchObject([{ printedAt: start + 60_000 }]);
  await at.desk.notFound({ holdId: hold, actor });
  at.network.at(start + 120_000);
  await at.sweep();
  expect(await list(lens)).toMatchObject([{ barcode: 'I1', printedAt: null, failedSearches: 1 }]);
});

test('a document is kept longer on the hold shelf, as if it had come today', async () => {
  const hold = await at.placed('P1', 'I1');
  expect(await at.desk.extend({ holdId: hold, actor })).toMatchObject({ refusal: 'hold-not-there' });
  await at.scan('I1', 'lens');
  const before = (await at.network.store.read.holds.sheet(hold))!.hold.pickupDeadline!;
  at.network.at(start + 5 * day);
  const extended = await at.desk.extend({ holdId: hold, actor });
  expect(extended).toMatchObject({ value: { hold: { status: 'ON_SHELF', pickupDeadline: before + 5 * day } } });
});

test('a reader is called again, once a day', async () => {
  const hold = await at.placed('P1', 'I1');
  expect(await at.desk.callAgain({ holdId: hold, actor })).toMatchObject({ refusal: 'hold-not-there' });
  await at.scan('I1', 'lens');
  expect(await at.desk.callAgain({ holdId: hold, actor })).toMatchObject({ granted: true });
  expect(await at.desk.callAgain({ holdId: hold, actor })).toMatchObject({ refusal: 'already-called-today' });
  at.network.at(start + day);
  expect(await at.desk.callAgain({ holdId: hold, actor })).toMatchObject({ granted: true });
});
