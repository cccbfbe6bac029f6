import { holdsNetwork, type HoldsNetwork } from '../holds/holds-network.fixture.ts';
import { granted } from '../outcome.ts';
import type { TransitReason } from './entities.ts';
import { day, start } from './small-network.fixture.ts';

let at: HoldsNetwork;
let avion: number;
let lievin: number;
let lens: number;
beforeEach(async () => {
  at = await holdsNetwork();
  ({ avion, lievin, lens } = at.network.libraries);
});
afterEach(async () => {
  expect(await at.network.store.read.audit()).toEqual([]);
  await at.close();
});

/** Sends a document off, as staff or the shuttle's planning would. */
async function send(barcode: string, toLibraryId: number, reason: TransitReason): Promise<void> {
  await at.network.work(async (work) => {
    const item = (await work.items.claim(barcode))!;
    const from = item.holdingLibraryId;
    await work.transits.open({
      itemId: item.id,
      fromLibraryId: from,
      toLibraryId,
      reason,
      holdId: null,
      createdAt: start,
    });
    await work.items.move(item.id, { status: 'TRANSIT_HOME', statusSince: start, holdingLibraryId: from });
  });
}

test('row 5: arrived where its reader waits, it is on the hold shelf, the clock starts, he is told', async () => {
  const hold = await at.placed('P1', 'I1', { pickupLibraryId: lievin });
  await at.scan('I1', 'lens');
  expect(await at.told()).toEqual([]);
  expect(await at.seen('I1', 'lievin')).toBe('hold-shelf LIEVIN ON_HOLD_SHELF');
  const { hold: shelved } = (await at.network.store.read.holds.sheet(hold))!;
  expect(shelved).toMatchObject({
    status: 'ON_SHELF',
    shelvedAt: start,
    pickupDeadline: Date.UTC(2026, 11, 2, 22, 59, 59),
  });
  expect(await at.told()).toEqual([hold]);
});

test('row 5: a second scan on the hold shelf changes nothing and tells nobody again', async () => {
  const hold = await at.placed('P1', 'I1');
  await at.scan('I1', 'lens');
  at.network.at(start + day);
  expect(await at.seen('I1', 'lens')).toBe('hold-shelf LENS ON_HOLD_SHELF');
  expect(await at.told()).toEqual([hold]);
  expect((await at.network.store.read.holds.sheet(hold))!.hold.shelvedAt).toBe(start);
});

test('row 5: cancelled on the way, the document that arrives is given to whoever waits next', async () => {
  const first = await at.placed('P1', 'I1', { pickupLibraryId: lievin });
  await at.scan('I1', 'lens');
  const second = await at.placed('P2', 'I1');
  await at.cancel(first);
  expect(await at.seen('I1', 'lievin')).toBe('transit-hold LENS TRANSIT_HOLD');
  expect(await at.hold(second)).toBe('IN_TRANSIT I1');
});

test('row 6: at a waypoint it keeps its destination, scan after scan', async () => {
  await at.placed('P1', 'I1', { pickupLibraryId: lievin });
  await at.scan('I1', 'lens');
  expect(await at.seen('I1', 'avion')).toBe('transit-hold LIEVIN TRANSIT_HOLD');
  expect(await at.seen('I1', 'avion')).toBe('transit-hold LIEVIN TRANSIT_HOLD');
});

test('row 6: when the head of the queue waits at the waypoint, it is his; the other is back at his rank', async () => {
  const head = await at.placed('P1', 'I1', { pickupLibraryId: avion, suspendedUntil: start + day });
  const later = await at.placed('P2', 'I1', { pickupLibraryId: lievin });
  expect(await at.seen('I1', 'lens')).toBe('transit-hold LIEVIN TRANSIT_HOLD');
  at.network.at(start + day);
  expect(await at.seen('I1', 'avion')).toBe('hold-shelf AVION ON_HOLD_SHELF');
  expect([await at.hold(head), await at.hold(later)]).toEqual(['ON_SHELF I1', 'PENDING']);
  expect(await at.told()).toEqual([head]);
});

test('row 6: one who waits at the waypoint with a worse rank does not get it', async () => {
  await at.placed('P1', 'I1', { pickupLibraryId: lievin });
  await at.scan('I1', 'lens');
  at.network.at(start + 1);
  await at.placed('P2', 'I1', { pickupLibraryId: avion });
  expect(await at.seen('I1', 'avion')).toBe('transit-hold LIEVIN TRANSIT_HOLD');
});

test.each(['MANUAL', 'ROTATION'] as const)(
  'row 6: a %s move keeps its destination, and stays where it arrives',
  async (reason) => {
    await send('I1', lievin, reason);
    expect(await at.seen('I1', 'avion')).toBe('transit-home LIEVIN TRANSIT_HOME');
    expect(await at.seen('I1', 'lievin')).toBe('shelf LIEVIN AVAILABLE');
    expect(await at.seen('I1', 'lievin')).toBe('no-change LIEVIN AVAILABLE');
  },
);

test('row 6: a move staff decided is trapped by the head of the queue where he waits, not before', async () => {
  await send('I1', lievin, 'MANUAL');
  await at.placed('P1', 'I1', { pickupLibraryId: avion });
  expect(await at.seen('I1', 'lens')).toBe('transit-home LIEVIN TRANSIT_HOME');
  expect(await at.seen('I1', 'avion')).toBe('hold-shelf AVION ON_HOLD_SHELF');
});

test('row 7: the first in rank gets it: class before date', async () => {
  const { recordId } = (await at.network.store.read.item('I1'))!.item;
  const early = await at.network.hold(await at.network.patron('A'), recordId, { placedAt: start - 5 });
  const first = await at.network.hold(await at.network.patron('B'), recordId, {
    placedAt: start - 1,
    priorityClass: -1,
  });
  await at.scan('I1', 'lens');
  expect([await at.hold(early), await at.hold(first)]).toEqual(['PENDING', 'ON_SHELF I1']);
});

test.each([
  ['suspended', { suspendedUntil: start + day }],
  ['wanted later', { notBefore: start + day }],
  ['for another copy', { itemBarcode: 'I2' }],
  ['over', { expiresAt: start }],
] as const)('row 7: a hold that is %s is passed over, and keeps its rank', async (_, as) => {
  await at.network.item('I2', { recordId: (await at.network.store.read.item('I1'))!.item.recordId });
  const passedOver = await at.placed('P1', 'I1', as);
  at.network.at(start + 1);
  const next = await at.placed('P2', 'I1');
  await at.scan('I1', 'lens');
  expect([await at.hold(passedOver), await at.hold(next)]).toEqual(['PENDING', 'ON_SHELF I1']);
  expect((await at.network.store.read.holds.sheet(passedOver))!.position).toBe(1);
});

describe('row 7 under localFirstDays: the readers of the library where it is scanned come first, for so many days', () => {
  async function queue(): Promise<{ elsewhere: number; here: number }> {
    const elsewhere = await at.placed('P1', 'I1', { pickupLibraryId: avion });
    at.network.at(start + day);
    return { elsewhere, here: await at.placed('P2', 'I1') };
  }

  test('not by the network’s own rule', async () => {
    const { elsewhere } = await queue();
    await at.scan('I1', 'lens');
    expect(await at.hold(elsewhere)).toBe('IN_TRANSIT I1');
  });

  test('the reader here goes before one who waits less long than that', async () => {
    at.set({ localFirstDays: 7 });
    const { elsewhere, here } = await queue();
    at.network.at(start + 7 * day - 1);
    await at.scan('I1', 'lens');
    expect([await at.hold(elsewhere), await at.hold(here)]).toEqual(['PENDING', 'ON_SHELF I1']);
  });

  test('nobody elsewhere waits longer for it', async () => {
    at.set({ localFirstDays: 7 });
    const { elsewhere, here } = await queue();
    at.network.at(start + 7 * day);
    await at.scan('I1', 'lens');
    expect([await at.hold(elsewhere), await at.hold(here)]).toEqual(['IN_TRANSIT I1', 'PENDING']);
  });

  test('a document already kept for somebody is not turned', async () => {
    at.set({ localFirstDays: 7 });
    const elsewhere = await at.placed('P1', 'I1', { pickupLibraryId: avion });
    await at.scan('I1', 'lievin');
    await at.placed('P2', 'I1');
    await at.scan('I1', 'lens');
    expect(await at.hold(elsewhere)).toBe('IN_TRANSIT I1');
  });
});

test('row 7: a hold of another volume is passed over', async () => {
  const { recordId } = (await at.network.store.read.item('I1'))!.item;
  await at.network.item('T1', { recordId, volume: 'T. 1' });
  await at.network.item('T2', { recordId, volume: 'T. 2' });
  const first = await at.placed('P1', 'I1', { volume: 'T. 1' });
  const second = await at.placed('P2', 'I1', { volume: 'T. 2' });
  await at.scan('T2', 'lens');
  expect([await at.hold(first), await at.hold(second)]).toEqual(['PENDING', 'ON_SHELF T2']);
});

test.each([
  ['hands out no holds', { isPickup: false }],
  ['is not in service', { state: 'LEAVING' }],
] as const)('row 7: a hold whose pickup library %s is passed over', async (_, to) => {
  const hold = await at.placed('P1', 'I1', { pickupLibraryId: avion });
  await at.change('avion', to);
  expect(await at.seen('I1', 'lens')).toBe('no-change LENS AVAILABLE');
  expect(await at.hold(hold)).toBe('PENDING');
});

test('row 7: a hold that the policy of its pickup library forbids is passed over', async () => {
  const hold = await at.placed('P1', 'I1', { pickupLibraryId: avion });
  const [row] = await at.network.store.read.policies();
  const { id: _, ...common } = row!;
  await at.network.store.administration.insertPolicies([
    { ...common, itemType: 'BOOK', libraryId: avion, holdable: false },
  ]);
  await at.ports.directory.refresh();
  expect(await at.seen('I1', 'lens')).toBe('no-change LENS AVAILABLE');
  expect(await at.hold(hold)).toBe('PENDING');
});

test('row 7: two documents of one record scanned at the same time are not both kept for one reader', async () => {
  await at.network.item('I2', { recordId: (await at.network.store.read.item('I1'))!.item.recordId });
  const hold = await at.placed('P1', 'I1');
  await Promise.all([at.scan('I1', 'lens'), at.scan('I2', 'lens')]);
  expect(await at.hold(hold)).toMatch(/^ON_SHELF I[12]$/);
  expect([await at.status('I1'), await at.status('I2')].toSorted()).toEqual(['AVAILABLE', 'ON_HOLD_SHELF']);
});

test('row 7: a document on its way home is given its new destination in the same move', async () => {
  await at.scan('I1', 'avion');
  await at.placed('P1', 'I1', { pickupLibraryId: lievin });
  expect(await at.seen('I1', 'avion')).toBe('transit-hold LIEVIN TRANSIT_HOLD');
  expect((await at.network.store.read.counts()).openTransits).toBe(1);
});

test('bug: a library without pickup does not break a transit: home there, and on the way there for a hold', async () => {
  await at.change('lens', { isPickup: false });
  expect(await at.seen('I1', 'avion')).toBe('transit-home LENS TRANSIT_HOME');
  expect(await at.seen('I1', 'lens')).toBe('shelf LENS AVAILABLE');

  const hold = await at.placed('P1', 'I1', { pickupLibraryId: lievin });
  await at.scan('I1', 'lens');
  await at.change('lievin', { isPickup: false });
  expect(await at.seen('I1', 'lievin')).toBe('transit-home LENS TRANSIT_HOME');
  expect(await at.hold(hold)).toBe('PENDING');
  expect(await at.told()).toEqual([]);
});

test('row 8: our document back from a partner is noted, then goes home', async () => {
  await at.network.item('I2', { status: 'AT_ILL_PARTNER' });
  expect(await at.seen('I2', 'avion')).toBe('transit-home LENS TRANSIT_HOME');
  const events = await at.network.store.read.eventsAfter(0, ['BACK_FROM_PARTNER'], 9);
  expect(events).toHaveLength(1);
});

test('row 8: a partner’s document goes back to him', async () => {
  await at.change('lievin', { kind: 'ILL_PARTNER' });
  await at.network.item('I2', { homeLibraryId: lievin });
  expect(await at.seen('I2', 'lens')).toBe('transit-home LIEVIN TRANSIT_HOME');
  expect((await at.network.store.read.item('I2'))!.transit).toMatchObject({ reason: 'ILL', toLibraryId: lievin });
});

test('row 9: due back to its owner within the days agreed, it goes to him; the same at the next scan', async () => {
  await at.network.item('I2', { ownerLibraryId: lievin, returnToOwnerOn: '2026-12-02' });
  expect(await at.seen('I2', 'lens')).toBe('transit-home LIEVIN TRANSIT_HOME');
  expect((await at.network.store.read.item('I2'))!.transit).toMatchObject({ reason: 'TO_OWNER', toLibraryId: lievin });
  expect(await at.seen('I2', 'avion')).toBe('transit-home LIEVIN TRANSIT_HOME');
});

test('row 9: not due back yet, it stays at home', async () => {
  await at.network.item('I2', { ownerLibraryId: lievin, returnToOwnerOn: '2026-12-03' });
  expect(await at.seen('I2', 'lens')).toBe('no-change LENS AVAILABLE');
});

test('row 9 comes after row 7: a reader has it before its owner, until the date agreed is past', async () => {
  await at.network.item('I2', { ownerLibraryId: lievin, returnToOwnerOn: '2026-11-18' });
  const hold = await at.placed('P1', 'I2', { pickupLibraryId: avion });
  expect(await at.seen('I2', 'lens')).toBe('transit-hold AVION TRANSIT_HOLD');
  await at.cancel(hold);
  await at.placed('P2', 'I2', { pickupLibraryId: avion });
  at.network.at(start + day);
  expect(await at.seen('I2', 'lens')).toBe('transit-home LIEVIN TRANSIT_HOME');
});

test('row 10: away from home it goes home', async () => {
  expect(await at.seen('I1', 'avion')).toBe('transit-home LENS TRANSIT_HOME');
  expect((await at.network.store.read.item('I1'))!.transit).toMatchObject({ reason: 'RETURN_HOME', toLibraryId: lens });
});

async function float(...libraryIds: number[]): Promise<void> {
  const rules = libraryIds.map((libraryId) => ({ itemType: 'BOOK' as const, libraryId }));
  await at.network.store.transaction(async (work) => granted(await work.holds.setFloating(rules)));
}

test('row 10: where its type floats between both libraries it stays on the shelf, at the next scan too', async () => {
  await float(lens, avion);
  await at.lend('I1', 'P1');
  expect(await at.seen('I1', 'avion')).toBe('shelf AVION AVAILABLE');
  expect((await at.network.store.read.item('I1'))!.item.holdingLibraryId).toBe(avion);
  expect(await at.seen('I1', 'avion')).toBe('no-change AVION AVAILABLE');
});

test('row 10: it does not float when only one of the two libraries agreed, nor when its home leaves the network', async () => {
  await float(avion);
  expect(await at.seen('I1', 'avion')).toBe('transit-home LENS TRANSIT_HOME');
  await float(lens, avion);
  await at.change('lens', { state: 'LEAVING' });
  expect(await at.seen('I1', 'avion')).toBe('transit-home LENS TRANSIT_HOME');
});

test('row 11: at home it is available at once, or lies on the trolley first where the network says so', async () => {
  await at.lend('I1', 'P1');
  expect(await at.seen('I1', 'lens')).toBe('shelf LENS AVAILABLE');
  at.set({ reshelveMinutes: 120 });
  await at.lend('I1', 'P1');
  at.network.at(start + 1_000);
  expect(await at.seen('I1', 'lens')).toBe('shelf LENS RESHELVE');
  expect(await at.seen('I1', 'lens')).toBe('shelf LENS AVAILABLE');
});

test('row 11: the trolley is empty after some time, but for what came off the hold shelf and was not scanned', async () => {
  at.set({ reshelveMinutes: 120 });
  await at.network.item('I2');
  const hold = await at.placed('P1', 'I2');
  await at.scan('I2', 'lens');
  await at.lend('I1', 'P1');
  await at.scan('I1', 'lens');
  await at.cancel(hold);
  at.network.at(start + 121 * 60_000);
  expect((await at.sweep()).reshelved).toBe(1);
  expect([await at.status('I1'), await at.status('I2')]).toEqual(['AVAILABLE', 'RESHELVE']);
});
