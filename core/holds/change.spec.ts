import { day, start } from '../circulation/small-network.fixture.ts';
import { holdsNetwork, type HoldsNetwork } from './holds-network.fixture.ts';

let at: HoldsNetwork;
let lens: number;
let lievin: number;
let avion: number;
beforeEach(async () => {
  at = await holdsNetwork();
  ({ lens, lievin, avion } = at.network.libraries);
});
afterEach(async () => {
  expect(await at.network.store.read.audit()).toEqual([]);
  await at.close();
});
const actor = 'user:spec';

test('suspended until a date, a hold is passed over and then has its rank again', async () => {
  const first = await at.placed('P1', 'I1');
  at.network.at(start + 1);
  const second = await at.placed('P2', 'I1');
  await at.desk.suspend({ holdId: first, until: start + day, actor });
  await at.scan('I1', 'lens');
  expect([await at.hold(first), await at.hold(second)]).toEqual(['PENDING', 'ON_SHELF I1']);
  await at.cancel(second);
  at.network.at(start + day);
  await at.scan('I1', 'lens');
  expect(await at.hold(first)).toBe('ON_SHELF I1');
});

test('suspension takes it off the pull list, its end may come earlier', async () => {
  const hold = await at.placed('P1', 'I1', { pickupLibraryId: avion });
  await at.sweep();
  await at.desk.suspend({ holdId: hold, until: start + day, actor });
  expect(await at.hold(hold)).toBe('PENDING');
  expect((await at.sweep()).targeted).toBe(0);
  await at.desk.suspend({ holdId: hold, until: null, actor });
  expect((await at.sweep()).targeted).toBe(1);
});

test('what is on its way or has arrived is not suspended, nor what has ended', async () => {
  const hold = await at.placed('P1', 'I1', { pickupLibraryId: avion });
  await at.scan('I1', 'lens');
  expect(await at.desk.suspend({ holdId: hold, until: start + day, actor })).toMatchObject({ refusal: 'hold-bound' });
  await at.cancel(hold);
  expect(await at.desk.suspend({ holdId: hold, until: start + day, actor })).toMatchObject({ refusal: 'hold-ended' });
});

test('the pickup library changes: of a waiting hold, and off the pull list', async () => {
  const hold = await at.placed('P1', 'I1');
  await at.sweep();
  const outcome = await at.desk.changePickup({ holdId: hold, pickupLibraryId: avion, actor });
  expect(outcome).toMatchObject({ value: { hold: { status: 'PENDING', pickupLibraryId: avion, targetItemId: null } } });
});

test('the pickup library changes on the way: the van has a new destination', async () => {
  const hold = await at.placed('P1', 'I1', { pickupLibraryId: avion });
  await at.scan('I1', 'lens');
  await at.desk.changePickup({ holdId: hold, pickupLibraryId: lievin, actor });
  expect((await at.network.store.read.item('I1'))!.transit).toMatchObject({ toLibraryId: lievin, holdId: hold });
  expect(await at.seen('I1', 'avion')).toBe('transit-hold LIEVIN TRANSIT_HOLD');
});

test('the pickup library changes on the shelf: the scan that takes it off sends it after its reader', async () => {
  const hold = await at.placed('P1', 'I1');
  await at.scan('I1', 'lens');
  at.network.at(start + 1);
  await at.placed('P2', 'I1');
  await at.desk.changePickup({ holdId: hold, pickupLibraryId: avion, actor });
  expect([await at.hold(hold), await at.status('I1')]).toEqual(['PENDING', 'RESHELVE']);
  expect((await at.desk.toRemove(lens, { offset: 0, limit: 9 })).total).toBe(1);
  expect(await at.seen('I1', 'lens')).toBe('transit-hold AVION TRANSIT_HOLD');
  expect(await at.hold(hold)).toBe('IN_TRANSIT I1');
});

test('nothing is picked up where no holds are handed out', async () => {
  const hold = await at.placed('P1', 'I1');
  await at.change('avion', { isPickup: false });
  const outcome = await at.desk.changePickup({ holdId: hold, pickupLibraryId: avion, actor });
  expect(outcome).toMatchObject({ refusal: 'pickup-not-possible' });
});

test('a library that leaves: nobody picks up there any more, its documents turn home, their readers keep their rank', async () => {
  const inbound = await at.placed('P1', 'I1', { pickupLibraryId: lievin });
  await at.scan('I1', 'lens');
  await at.network.item('V1', { homeLibraryId: lievin, holdingLibraryId: lievin });
  const outbound = await at.placed('P2', 'V1', { pickupLibraryId: avion });
  await at.scan('V1', 'lievin');
  await at.network.item('V2', { homeLibraryId: lievin, holdingLibraryId: avion });

  await at.change('lievin', { state: 'LEAVING' });
  expect(await at.sweep()).toMatchObject({ cancelledForLeaving: 1, turnedHome: 1 });
  expect([await at.hold(inbound), await at.hold(outbound)]).toEqual(['CANCELLED', 'PENDING']);
  expect((await at.network.store.read.holds.sheet(inbound))!.cancelReason).toBe('library-leaving');
  expect((await at.network.store.read.item('I1'))!.transit).toMatchObject({ toLibraryId: lens });
  expect((await at.network.store.read.item('V1'))!.transit).toMatchObject({
    toLibraryId: lievin,
    reason: 'RETURN_HOME',
  });
  expect(await at.desk.strays(lievin, { offset: 0, limit: 9 })).toEqual({
    lines: [{ barcode: 'V2', title: 'Germinal', holdingLibraryId: avion }],
    total: 1,
  });
  expect(await at.seen('V2', 'avion')).toBe('transit-home LIEVIN TRANSIT_HOME');
  expect(await at.sweep()).toMatchObject({ cancelledForLeaving: 0, turnedHome: 0 });
});

test.each(['its own document', 'a document of another library on its shelf'] as const)(
  'a library that leaves: nobody is asked any more to fetch %s, and another copy serves the hold',
  async (whose) => {
    const homeLibraryId = whose === 'its own document' ? lievin : avion;
    const { recordId } = await at.network.item('V1', { homeLibraryId, holdingLibraryId: lievin });
    const hold = await at.placed('P1', 'V1', { pickupLibraryId: avion });
    await at.sweep();
    expect(await at.desk.pullList(lievin, { offset: 0, limit: 9 })).toMatchObject({ total: 1 });
    await at.network.item('V2', { recordId });

    await at.change('lievin', { state: 'LEAVING' });
    expect(await at.sweep()).toMatchObject({ turnedHome: 1, targeted: 1 });
    expect(await at.desk.pullList(lievin, { offset: 0, limit: 9 })).toMatchObject({ total: 0 });
    expect(await at.desk.pullList(lens, { offset: 0, limit: 9 })).toMatchObject({ lines: [{ barcode: 'V2' }] });
    expect(await at.hold(hold)).toBe('TARGETED');
  },
);

test('a library that leaves: what waits on another’s hold shelf stays there for the reader who was told', async () => {
  await at.network.item('V1', { homeLibraryId: lievin, holdingLibraryId: lievin });
  const hold = await at.placed('P1', 'V1', { pickupLibraryId: avion });
  await at.scan('V1', 'lievin');
  await at.scan('V1', 'avion');
  await at.change('lievin', { state: 'LEAVING' });
  await at.sweep();
  expect(await at.hold(hold)).toBe('ON_SHELF V1');
});
