import { day, start } from '../circulation/small-network.fixture.ts';
import { holdsNetwork, type HoldsNetwork } from './holds-network.fixture.ts';

let at: HoldsNetwork;
beforeEach(async () => {
  at = await holdsNetwork();
});
afterEach(async () => {
  expect(await at.network.store.read.audit()).toEqual([]);
  await at.close();
});
const page = { offset: 0, limit: 50 };

test('PENDING: it leaves the queue, and says why and when', async () => {
  const hold = await at.placed('P1', 'I1');
  expect(await at.cancel(hold)).toBe('CANCELLED');
  expect(await at.network.store.read.holds.sheet(hold)).toMatchObject({
    cancelReason: 'patron',
    endedAt: start,
    position: null,
  });
  expect(await at.seen('I1', 'lens')).toBe('no-change LENS AVAILABLE');
});

test('a hold is cancelled once', async () => {
  const hold = await at.placed('P1', 'I1');
  await at.cancel(hold);
  expect(await at.cancel(hold)).toBe('hold-ended');
  expect(await at.cancel(hold + 99)).toBe('hold-unknown');
});

test('TARGETED: it leaves the pull list', async () => {
  const hold = await at.placed('P1', 'I1');
  await at.sweep();
  expect(await at.hold(hold)).toBe('TARGETED');
  expect((await at.desk.pullList(at.network.libraries.lens, page)).total).toBe(1);
  await at.cancel(hold);
  expect(await at.desk.pullList(at.network.libraries.lens, page)).toEqual({ lines: [], total: 0 });
});

test('ON_SHELF: the document is a task for staff; the scan that takes it off gives it to the next reader', async () => {
  const first = await at.placed('P1', 'I1');
  await at.scan('I1', 'lens');
  const second = await at.placed('P2', 'I1', { pickupLibraryId: at.network.libraries.lievin });
  await at.cancel(first);
  expect(await at.status('I1')).toBe('RESHELVE');
  expect((await at.desk.toRemove(at.network.libraries.lens, page)).lines).toEqual([
    expect.objectContaining({ holdId: first, barcode: 'I1', status: 'CANCELLED', cancelReason: 'patron' }),
  ]);
  expect(await at.told()).toEqual([first]);
  expect(await at.seen('I1', 'lens')).toBe('transit-hold LIEVIN TRANSIT_HOLD');
  expect(await at.hold(second)).toBe('IN_TRANSIT I1');
  expect((await at.desk.toRemove(at.network.libraries.lens, page)).total).toBe(0);
});

test('ON_SHELF and nobody else waits: the scan that takes it off sends it home', async () => {
  const hold = await at.placed('P1', 'I1', { pickupLibraryId: at.network.libraries.avion });
  await at.scan('I1', 'lens');
  await at.scan('I1', 'avion');
  await at.cancel(hold);
  expect(await at.seen('I1', 'avion')).toBe('transit-home LENS TRANSIT_HOME');
});

test('ON_SHELF: freed, it may be lent to whoever stands there', async () => {
  const hold = await at.placed('P1', 'I1');
  await at.scan('I1', 'lens');
  await at.cancel(hold);
  expect(await at.lend('I1', 'P2')).toBe('lent');
  expect((await at.desk.toRemove(at.network.libraries.lens, page)).total).toBe(0);
});

test('IN_TRANSIT and nobody else waits: it turns home without an arrival', async () => {
  const hold = await at.placed('P1', 'I1', { pickupLibraryId: at.network.libraries.lievin });
  await at.scan('I1', 'lens');
  await at.cancel(hold);
  expect((await at.network.store.read.item('I1'))!.transit).toMatchObject({
    toLibraryId: at.network.libraries.lens,
    reason: 'RETURN_HOME',
    holdId: null,
  });
  expect(await at.status('I1')).toBe('TRANSIT_HOME');
  expect(await at.seen('I1', 'lievin')).toBe('transit-home LENS TRANSIT_HOME');
});

test('bug: cancelling the first request in transit does not put it on the second reader’s shelf, nor tell him to come', async () => {
  const first = await at.placed('P1', 'I1', { pickupLibraryId: at.network.libraries.lievin });
  await at.scan('I1', 'lens');
  const second = await at.placed('P2', 'I1', { pickupLibraryId: at.network.libraries.lievin });
  await at.cancel(first);
  expect(await at.hold(second)).toBe('IN_TRANSIT I1');
  expect(await at.status('I1')).toBe('TRANSIT_HOLD');
  expect(await at.told()).toEqual([]);
  expect(await at.seen('I1', 'lievin')).toBe('hold-shelf LIEVIN ON_HOLD_SHELF');
  expect(await at.told()).toEqual([second]);
});

test('IN_TRANSIT: the next reader waits elsewhere, the document changes its destination and keeps its one transit', async () => {
  const first = await at.placed('P1', 'I1', { pickupLibraryId: at.network.libraries.lievin });
  await at.scan('I1', 'lens');
  const before = (await at.network.store.read.item('I1'))!.transit!;
  const second = await at.placed('P2', 'I1', { pickupLibraryId: at.network.libraries.avion });
  await at.cancel(first);
  expect((await at.network.store.read.item('I1'))!.transit).toEqual({
    ...before,
    toLibraryId: at.network.libraries.avion,
    holdId: second,
  });
});

test('a hold cancelled by staff, for want of a copy, or with its library says so', async () => {
  for (const reason of ['staff', 'no-copy'] as const) {
    const holdId = await at.placed('P1', 'I1');
    await at.desk.cancel({ holdId, reason, actor: 'user:agent' });
    expect((await at.network.store.read.holds.sheet(holdId))!.cancelReason).toBe(reason);
  }
});

test('a cancelled hold never leads to a notice', async () => {
  const hold = await at.placed('P1', 'I1', { pickupLibraryId: at.network.libraries.lievin });
  await at.scan('I1', 'lens');
  await at.cancel(hold);
  await at.scan('I1', 'lievin');
  await at.scan('I1', 'lens');
  expect(await at.told()).toEqual([]);
});

test('cancel against arrival: whichever comes first, the document has one destination and no invariant breaks', async () => {
  for (let round = 0; round < 5; round += 1) {
    const hold = await at.placed('P1', 'I1', { pickupLibraryId: at.network.libraries.lievin });
    await at.scan('I1', 'lens');
    await Promise.all([at.cancel(hold), at.scan('I1', 'lievin')]);
    expect(await at.hold(hold)).toBe('CANCELLED');
    expect(['RESHELVE', 'TRANSIT_HOME']).toContain(await at.status('I1'));
    await at.scan('I1', 'lens');
    expect(await at.status('I1')).toBe('AVAILABLE');
    at.network.at(start + (round + 1) * day);
  }
});
