import { day, start } from '../circulation/small-network.fixture.ts';
import { holdsNetwork, type HoldsNetwork } from './holds-network.fixture.ts';

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
const page = { offset: 0, limit: 50 };

test('nobody came before the deadline: the hold is EXPIRED_ON_SHELF and the document a task for staff', async () => {
  const hold = await at.placed('P1', 'I1');
  await at.scan('I1', 'lens');
  const { pickupDeadline } = (await at.network.store.read.holds.sheet(hold))!.hold;
  at.network.at(pickupDeadline!);
  expect((await at.sweep()).expiredOnShelf).toBe(0);
  at.network.at(pickupDeadline! + 1);
  expect((await at.sweep()).expiredOnShelf).toBe(1);
  expect([await at.hold(hold), await at.status('I1')]).toEqual(['EXPIRED_ON_SHELF', 'RESHELVE']);
  expect(await at.desk.holdShelf(lens, page)).toEqual({ lines: [], total: 0 });
  expect((await at.desk.toRemove(lens, page)).lines).toMatchObject([{ barcode: 'I1', status: 'EXPIRED_ON_SHELF' }]);
});

test('bug: expiry at a pickup library that does not own the document sends it home, not "for pickup" again', async () => {
  const hold = await at.placed('P1', 'I1', { pickupLibraryId: avion });
  await at.scan('I1', 'lens');
  await at.scan('I1', 'avion');
  at.network.at(start + 20 * day);
  await at.sweep();
  expect(await at.seen('I1', 'avion')).toBe('transit-home LENS TRANSIT_HOME');
  expect((await at.network.store.read.item('I1'))!.transit).toMatchObject({ reason: 'RETURN_HOME', holdId: null });
  expect(await at.hold(hold)).toBe('EXPIRED_ON_SHELF');
  expect(await at.seen('I1', 'lens')).toBe('shelf LENS AVAILABLE');
  expect(await at.told()).toEqual([hold]);
});

test('expired on the shelf, it goes to the next reader by the scan that takes it off', async () => {
  await at.placed('P1', 'I1');
  await at.scan('I1', 'lens');
  at.network.at(start + 1);
  const next = await at.placed('P2', 'I1');
  at.network.at(start + 20 * day);
  await at.sweep();
  expect(await at.hold(next)).toBe('PENDING');
  expect(await at.seen('I1', 'lens')).toBe('hold-shelf LENS ON_HOLD_SHELF');
  expect(await at.hold(next)).toBe('ON_SHELF I1');
});

test('a hold that nobody could fill in time is EXPIRED_UNFILLED, also from the pull list', async () => {
  const pending = await at.placed('P1', 'I1', {
    itemBarcode: 'I1',
    notBefore: start + day,
    expiresAt: start + 2 * day,
  });
  const targeted = await at.placed('P2', 'I1', { pickupLibraryId: avion, expiresAt: start + 2 * day });
  await at.sweep();
  expect(await at.hold(targeted)).toBe('TARGETED');
  at.network.at(start + 2 * day);
  expect((await at.sweep()).expiredUnfilled).toBe(2);
  expect([await at.hold(pending), await at.hold(targeted)]).toEqual(['EXPIRED_UNFILLED', 'EXPIRED_UNFILLED']);
});

test('a hold on its way does not expire in the van', async () => {
  const hold = await at.placed('P1', 'I1', { pickupLibraryId: avion, expiresAt: start + day });
  await at.scan('I1', 'lens');
  at.network.at(start + 2 * day);
  await at.sweep();
  expect(await at.hold(hold)).toBe('IN_TRANSIT I1');
});

test('he comes while the shelf is being swept: he has it or it expired, never both', async () => {
  const hold = await at.placed('P1', 'I1');
  await at.scan('I1', 'lens');
  at.network.at(start + 20 * day);
  const [lent] = await Promise.all([at.lend('I1', 'P1'), at.sweep()]);
  expect(lent).toBe('lent');
  expect(['FULFILLED', 'EXPIRED_ON_SHELF']).toContain(await at.hold(hold));
  expect(await at.status('I1')).toBe('ON_LOAN');
});

test('a second sweep finds nothing to do', async () => {
  await at.placed('P1', 'I1');
  await at.scan('I1', 'lens');
  at.network.at(start + 20 * day);
  await at.sweep();
  expect(await at.sweep()).toEqual({
    expiredOnShelf: 0,
    expiredUnfilled: 0,
    cancelledForLeaving: 0,
    turnedHome: 0,
    reshelved: 0,
    targeted: 0,
  });
});

test('more holds than are read at once expire in one sweep', async () => {
  const { recordId } = (await at.network.store.read.item('I1'))!.item;
  for (let n = 0; n < 230; n += 1) {
    await at.network.hold(await at.network.patron(`E${n}`, { pinHash: null }), recordId, { expiresAt: start });
  }
  expect((await at.sweep()).expiredUnfilled).toBe(230);
});
