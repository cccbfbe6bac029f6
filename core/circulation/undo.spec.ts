import { holdsDesk } from '../holds/holds.ts';
import type { UndoRequest } from '../library.ts';
import { day, smallNetwork, start, type SmallNetwork } from './small-network.fixture.ts';
import { undo } from './undo.ts';

let network: SmallNetwork;
beforeEach(async () => {
  network = await smallNetwork();
});
afterEach(async () => {
  expect(await network.store.read.audit()).toEqual([]);
  await network.close();
});

let told = 0;
const lend = (itemBarcode: string, card: string, device = network.devices.lens, renewalAllowed = false) =>
  network.checkOut({ device, card, itemBarcode, renewalAllowed, transactionDate: `d${(told += 1)}` });
const takeBack = (itemBarcode: string, device = network.devices.lens) =>
  network.checkIn({ device, itemBarcode, returnedAt: network.now(), transactionDate: `d${(told += 1)}` });
const cancel = (what: UndoRequest['what'], itemBarcode: string, more: Partial<UndoRequest> = {}) =>
  undo(network.ports)({
    device: network.devices.lens,
    what,
    itemBarcode,
    transactionDate: `d${(told += 1)}`,
    ...more,
  });
const item = async (barcode: string) => (await network.store.read.item(barcode))!;

describe('a check-out undone', () => {
  test('leaves an ordinary document on its shelf, and the loan is nobody’s', async () => {
    await network.item('I1');
    const reader = await network.patron('C1');
    expect(await lend('I1', 'C1')).toMatchObject({ granted: true });
    network.at(start + 5_000);
    expect(await cancel('check-out', 'I1')).toMatchObject({ granted: true, value: { loan: null } });
    expect(await item('I1')).toMatchObject({ loan: null, item: { status: 'AVAILABLE', statusSince: start - day } });
    expect((await network.store.read.patronAccount(reader, network.now())).loans).toEqual([]);
    expect(await lend('I1', 'C1')).toMatchObject({ granted: true, value: { renewed: false } });
  });

  test('that was a renewal gives back due date and renewals', async () => {
    await network.item('I1');
    await network.patron('C1');
    await lend('I1', 'C1');
    const { loan } = await item('I1');
    network.at(start + 3 * day);
    expect(await lend('I1', 'C1', network.devices.lens, true)).toMatchObject({ value: { renewed: true } });
    expect(await cancel('check-out', 'I1')).toMatchObject({ granted: true, value: { loan } });
  });

  test('puts the document back on the hold shelf, and the hold waits for its reader as before', async () => {
    const { recordId } = await network.item('I1');
    const reader = await network.patron('C1');
    const hold = await network.hold(reader, recordId);
    await takeBack('I1');
    const before = await network.store.read.holds.sheet(hold);
    network.at(start + 60_000);
    await lend('I1', 'C1');
    expect((await network.store.read.holds.sheet(hold))!.hold.status).toBe('FULFILLED');
    expect(await cancel('check-out', 'I1')).toMatchObject({ granted: true });
    expect(await network.store.read.holds.sheet(hold)).toEqual(before);
    expect((await item('I1')).item.status).toBe('ON_HOLD_SHELF');
  });

  test('sends on a document that was on its way to its reader, and gives him back the copy kept elsewhere', async () => {
    const { recordId } = await network.item('I1');
    await network.item('I2', {
      recordId,
      holdingLibraryId: network.libraries.lievin,
      homeLibraryId: network.libraries.lievin,
    });
    const reader = await network.patron('C1');
    const hold = await network.hold(reader, recordId);
    await takeBack('I2', network.devices.lievin); // trapped, in the van to Lens
    const before = [await item('I2'), await network.store.read.holds.sheet(hold)];
    network.at(start + 60_000);
    await lend('I1', 'C1');
    expect((await item('I2')).item.status).toBe('TRANSIT_HOME');
    expect(await cancel('check-out', 'I1')).toMatchObject({ granted: true });
    expect([await item('I2'), await network.store.read.holds.sheet(hold)]).toEqual(before);
    expect((await item('I1')).item.status).toBe('AVAILABLE');
  });
});

describe('a check-in undone', () => {
  test('gives the reader his loan back, with its due date', async () => {
    await network.item('I1', { homeLibraryId: network.libraries.lievin });
    await network.patron('C1');
    await lend('I1', 'C1');
    const before = await item('I1');
    network.at(start + 60_000);
    expect(await takeBack('I1')).toMatchObject({ value: { routing: 'transit-home' } });
    expect(await cancel('check-in', 'I1', { card: 'C1' })).toMatchObject({ value: { loan: before.loan } });
    expect(await item('I1')).toEqual(before);
  });

  test('frees the reader for whom it was kept, who keeps his rank and is told nothing', async () => {
    const { recordId } = await network.item('I1');
    await network.patron('C1');
    const other = await network.patron('C2');
    await lend('I1', 'C1');
    const hold = await network.hold(other, recordId);
    const before = [await item('I1'), await network.store.read.holds.sheet(hold)];
    network.at(start + 60_000);
    expect(await takeBack('I1')).toMatchObject({ value: { routing: 'hold-shelf' } });
    expect(await cancel('check-in', 'I1', { card: 'C1' })).toMatchObject({ granted: true });
    expect([await item('I1'), await network.store.read.holds.sheet(hold)]).toEqual(before);
  });

  test('is refused for another reader’s card', async () => {
    await network.item('I1');
    await network.patron('C1');
    await network.patron('C2');
    await lend('I1', 'C1');
    await takeBack('I1');
    expect(await cancel('check-in', 'I1', { card: 'C2' })).toMatchObject({ refusal: 'item-not-on-loan-to-patron' });
    expect(await cancel('check-in', 'I1', { card: 'C9' })).toMatchObject({ refusal: 'patron-unknown' });
  });

  test('of a document that only passed through gives it back its destination', async () => {
    await network.item('I1', { homeLibraryId: network.libraries.avion });
    await network.patron('C1');
    await lend('I1', 'C1', network.devices.lievin);
    await takeBack('I1', network.devices.lievin);
    const before = await item('I1');
    network.at(start + 60_000);
    await takeBack('I1', network.devices.lens);
    expect((await item('I1')).item.holdingLibraryId).toBe(network.libraries.lens);
    expect(await cancel('check-in', 'I1')).toMatchObject({ granted: true });
    expect(await item('I1')).toEqual(before);
  });

  test('lost and found again is lost again, and the reader is blocked again', async () => {
    await network.item('I1');
    const reader = await network.patron('C1');
    await lend('I1', 'C1');
    await network.work(async (work) => {
      const claimed = (await work.items.claim('I1'))!;
      await work.items.move(claimed.id, {
        status: 'LOST',
        statusSince: start,
        holdingLibraryId: claimed.holdingLibraryId,
      });
      await work.patronAccounts.setBlock({
        patronId: reader,
        kind: 'LOST_ITEM',
        since: start,
        until: null,
        note: 'perdu',
        author: 'user:agent',
        stopsCheckOut: true,
        stopsHold: true,
        stopsRenewal: true,
      });
    });
    const blocks = async () => (await network.store.read.patronAccount(reader, network.now())).blocks;
    network.at(start + 60_000);
    const before = await blocks();
    await takeBack('I1');
    expect(await blocks()).toEqual([]);
    expect(await cancel('check-in', 'I1', { card: 'C1' })).toMatchObject({ granted: true });
    expect(await blocks()).toEqual(before);
    expect((await item('I1')).item.status).toBe('LOST');
  });
});

describe('exactly once, and only what it names', () => {
  beforeEach(async () => {
    await network.item('I1');
    await network.patron('C1');
  });
  const undone = async () =>
    (await network.store.read.eventsAfter(0, ['UNDONE'], 10)).map(({ payload }) => payload['of']);

  test('asked again it is done already', async () => {
    await lend('I1', 'C1');
    const request = { transactionDate: 'the same' };
    expect(await cancel('check-out', 'I1', request)).toMatchObject({ granted: true });
    expect(await cancel('check-out', 'I1', request)).toMatchObject({ granted: true });
    expect(await undone()).toEqual(['LOAN']);
    expect(await cancel('check-out', 'I1')).toMatchObject({ refusal: 'nothing-to-undo' });
  });

  test.each<[string, () => Promise<unknown>, string]>([
    ['nothing was done', async () => undefined, 'nothing-to-undo'],
    ['another terminal lent it', () => lend('I1', 'C1', network.devices.lievin), 'undo-overtaken'],
    ['it came back since', async () => [await lend('I1', 'C1'), await takeBack('I1')], 'undo-overtaken'],
    [
      'it was renewed since',
      async () => {
        await lend('I1', 'C1');
        network.at(start + 1_000);
        await network.renew({ device: network.devices.lens, card: 'C1', itemBarcode: 'I1', transactionDate: 'r' });
      },
      'nothing-to-undo',
    ],
    [
      'it was long ago',
      async () => {
        await lend('I1', 'C1');
        network.at(start + 16 * 60_000);
      },
      'nothing-to-undo',
    ],
  ])('refused when %s', async (_what, before, refusal) => {
    await before();
    expect(await cancel('check-out', 'I1')).toMatchObject({ granted: false, refusal });
    expect(await undone()).toEqual([]);
  });

  test('refused once its reader waits for the record again', async () => {
    const { recordId } = (await item('I1')).item;
    const [record] = await network.store.read.records([recordId]);
    const holds = holdsDesk(network.ports);
    const ask = () =>
      holds.place({
        card: 'C1',
        controlNumber: record!.controlNumber,
        pickupLibraryId: network.libraries.lens,
        actor: 'x',
      });
    await ask();
    await takeBack('I1');
    await lend('I1', 'C1');
    const reader = (await network.store.read.patron('C1'))!.patron.id;
    await network.hold(reader, recordId, { placedAt: network.now() });
    expect(await cancel('check-out', 'I1')).toMatchObject({ refusal: 'undo-overtaken' });
    expect((await item('I1')).item.status).toBe('ON_LOAN');
  });

  test('refused once the document lies in a crate', async () => {
    const { lievin } = network.libraries;
    await network.item('I2', { homeLibraryId: lievin, holdingLibraryId: lievin });
    await takeBack('I2');
    const { transit } = await item('I2');
    await network.work(async (work) => {
      await work.items.claim('I2');
      const crate = await work.shuttle.openCrate({
        libraryCode: 'LENS',
        fromLibraryId: network.libraries.lens,
        toLibraryId: lievin,
        at: network.now(),
      });
      await work.shuttle.put({ crateId: crate.id, itemId: transit!.itemId, transitId: transit!.id, at: network.now() });
    });
    expect(await cancel('check-in', 'I2')).toMatchObject({ refusal: 'undo-overtaken' });
    expect((await item('I2')).transit).toEqual(transit);
  });
});
