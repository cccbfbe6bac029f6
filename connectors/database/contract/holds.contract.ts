import { granted } from '../../../core/outcome.ts';
import type { NewHold } from '../../../core/ports/store.ts';
import { ConstraintViolation } from '../sql.ts';
import { committed, hold, loan, noon, registered, shelved, type SmallNetwork, type Subject } from './small-network.ts';

const page = { offset: 0, limit: 10 };

/** The queues of holds, and the lists staff work by. */
export function holdsContract(subject: () => Subject): void {
  const placed = async (recordId: number, as: readonly Partial<NewHold>[]): Promise<number[]> => {
    const { store, network } = subject();
    const readers = await registered(store, network, as.length);
    const rows = as.map((one, at) => ({ ...hold(network, recordId, readers[at]!.id), ...one }));
    return committed(store, (work) => work.holds.insertMany(rows));
  };
  const sheet = async (id: number) => (await subject().store.read.holds.sheet(id))!;

  test('locks a hold with its reader’s pseudonym and the barcode of its document, and a queue by rank', async () => {
    const { store, network } = subject();
    const { recordId, items } = await shelved(store, network);
    const [late, early] = await placed(recordId, [
      { placedAt: noon + 5, status: 'ON_SHELF', boundItemId: items[0]!.id, shelvedAt: noon, pickupDeadline: noon + 9 },
      { placedAt: noon + 1 },
    ]);
    const locked = await committed(store, (work) => work.holds.lock(late!));
    expect(locked).toMatchObject({
      id: late,
      categoryId: network.category,
      boundBarcode: items[0]!.barcode,
      patronRef: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(await committed(store, (work) => work.holds.lock(999_999))).toBeNull();
    const queue = await committed(store, (work) => work.holds.lockQueue(recordId));
    expect(queue.map(({ id, boundBarcode }) => [id, boundBarcode])).toEqual([
      [early, null],
      [late, items[0]!.barcode],
    ]);
  });

  test('one live hold a reader, record and volume', async () => {
    const { store, network } = subject();
    const { recordId } = await shelved(store, network);
    const [reader] = await registered(store, network);
    const mine = hold(network, recordId, reader!.id);
    const volumes = ['', 'Tome 1', 'Tome 2', 'é'.repeat(64)];
    await committed(store, (work) => work.holds.insertMany(volumes.map((volume) => ({ ...mine, volume }))));
    const again = committed(store, (work) => work.holds.insertMany([{ ...mine, volume: 'Tome 1' }]));
    await expect(again).rejects.toThrow(ConstraintViolation);
    expect(await committed(store, (work) => work.holds.countLive(reader!.id))).toBe(4);
  });

  test('targets a copy for one hold, and forgets it when the hold moves on', async () => {
    const { store, network } = subject();
    const { recordId, items } = await shelved(store, network, 2);
    const [first, second] = await placed(recordId, [{}, {}]);
    await committed(store, async (work) => {
      expect(await work.holds.target(first!, items[0]!.id, noon)).toBe(true);
      expect(await work.holds.target(first!, items[1]!.id, noon)).toBe(false);
    });
    const same = committed(store, (work) => work.holds.target(second!, items[0]!.id, noon));
    await expect(same).rejects.toThrow(ConstraintViolation);
    expect((await store.read.holds.pullList(network.lens, page)).lines).toContainEqual({
      holdId: first,
      barcode: items[0]!.barcode,
      title: 'Germinal',
      location: 'Adultes',
      callNumber: 'R ZOL',
      volume: '',
      pickupLibraryId: network.lens,
      targetedAt: noon,
      printedAt: null,
      others: 1,
      failedSearches: 0,
    });
    const burden = await committed(store, (work) => work.holds.burden());
    expect(burden.get(network.lens)).toBeGreaterThan(0);
    const copies = await committed(store, (work) => work.holds.copies(recordId));
    expect(copies.map(({ targetHoldId, failedSearches }) => [targetHoldId, failedSearches])).toEqual([
      [first, 0],
      [null, 0],
    ]);
    await committed(store, async (work) => {
      await work.holds.noteSearch({
        holdId: first!,
        itemId: items[0]!.id,
        libraryId: network.lens,
        at: noon,
        actor: 'user:a',
      });
      expect((await work.holds.copies(recordId))[0]!.failedSearches).toBe(1);
      await work.items.move(items[0]!.id, {
        status: 'AVAILABLE',
        statusSince: noon + 1,
        holdingLibraryId: network.lens,
      });
      expect((await work.holds.copies(recordId))[0]!.failedSearches).toBe(0);
      expect(await work.holds.settle(first!, ['TARGETED'], 'PENDING')).toBe(true);
    });
    expect((await sheet(first!)).hold.targetItemId).toBeNull();
    expect(await store.read.holds.itemOf(first!)).toMatchObject({ barcode: null, hold: { status: 'PENDING' } });
  });

  test('knows which line of which library is on paper, until another copy is to be fetched or the line is made anew', async () => {
    const { store, network } = subject();
    const { recordId, items } = await shelved(store, network, 2);
    const [hold] = await placed(recordId, [{}]);
    const line = async () =>
      (await store.read.holds.pullList(network.lens, page)).lines.find(({ holdId }) => holdId === hold);
    const print = (libraryId: number, at: number) =>
      committed(store, (work) => work.holds.markPrinted({ libraryId, holdIds: [hold!], at, actor: 'user:a' }));
    expect(await print(network.lens, noon)).toBe(0);
    await committed(store, (work) => work.holds.target(hold!, items[0]!.id, noon));
    expect([await print(network.lievin, noon + 1), (await line())!.printedAt]).toEqual([0, null]);
    expect([await print(network.lens, noon + 1), (await line())!.printedAt]).toEqual([1, noon + 1]);
    expect([await print(network.lens, noon + 2), (await line())!.printedAt]).toEqual([1, noon + 2]);
    await committed(store, async (work) => {
      expect(await work.holds.settle(hold!, ['TARGETED'], 'PENDING')).toBe(true);
      expect(await work.holds.target(hold!, items[0]!.id, noon + 3)).toBe(true);
    });
    expect((await line())!.printedAt).toBeNull();
  });

  test('reads a queue by rank, copies with when they are due back, holds by words of their title; moves a deadline', async () => {
    const { store, network } = subject();
    const { recordId, items } = await shelved(store, network, 2);
    const [late, early] = await placed(recordId, [
      { placedAt: noon + 5, status: 'ON_SHELF', boundItemId: items[1]!.id, shelvedAt: noon, pickupDeadline: noon + 9 },
      { placedAt: noon + 1 },
    ]);
    const [reader] = await registered(store, network);
    await committed(store, (work) => work.loans.open(loan(network, items[0]!.id, reader!.id)));
    expect((await store.read.holds.queue(recordId)).map(({ id }) => id)).toEqual([early, late]);
    const copies = await store.read.holds.copies(recordId);
    expect(copies.map(({ barcode, dueAt, failedSearches }) => [barcode, dueAt, failedSearches])).toEqual([
      [items[0]!.barcode, expect.any(Number), 0],
      [items[1]!.barcode, null, 0],
    ]);
    const found = async (...titleWords: string[]) =>
      (await store.read.holds.find({ recordId, titleWords }, page)).lines.map(({ hold: { id } }) => id);
    expect([await found('germ'), await found('germ', 'xyz'), await found('%'), await found('_erm')]).toEqual([
      [early, late],
      ...[[], [], []],
    ]);
    await committed(store, async (work) => {
      expect(await work.holds.setDeadline(late!, noon + 99)).toBe(true);
      expect(await work.holds.setDeadline(early!, noon + 99)).toBe(false);
    });
    expect((await sheet(late!)).hold.pickupDeadline).toBe(noon + 99);
  });

  test('suspends and moves what only waits; what a hold leaves on the shelf is a task until it is scanned', async () => {
    const { store, network } = subject();
    const { recordId, items } = await shelved(store, network, 2);
    const [waiting, kept] = await placed(recordId, [
      {},
      { status: 'ON_SHELF', boundItemId: items[0]!.id, shelvedAt: noon, pickupDeadline: noon + 9 },
    ]);
    const here = { statusSince: noon + 20, holdingLibraryId: network.lens };
    await committed(store, async (work) => {
      expect(await work.holds.suspend(waiting!, noon + 50)).toBe(true);
      expect(await work.holds.suspend(kept!, noon + 50)).toBe(false);
      expect(await work.holds.setPickup(waiting!, ['PENDING'], network.lievin)).toBe(true);
      expect(await work.holds.setPickup(kept!, ['PENDING'], network.lievin)).toBe(false);
      const ended = { endedAt: noon + 20, cancelReason: 'patron', releasedItemId: items[0]!.id };
      expect(await work.holds.settle(kept!, ['ON_SHELF'], 'CANCELLED', ended)).toBe(true);
      await work.items.move(items[0]!.id, { ...here, status: 'RESHELVE' });
    });
    expect(await sheet(waiting!)).toMatchObject({
      hold: { suspendedUntil: noon + 50, pickupLibraryId: network.lievin },
    });
    expect(await sheet(kept!)).toMatchObject({ cancelReason: 'patron', endedAt: noon + 20, position: null });
    const released = {
      holdId: kept,
      barcode: items[0]!.barcode,
      title: 'Germinal',
      status: 'CANCELLED',
      cancelReason: 'patron',
    };
    expect((await store.read.holds.toRemove(network.lens, page)).lines).toContainEqual({
      ...released,
      releasedAt: noon + 20,
    });
    await committed(store, async (work) => {
      await work.items.move(items[1]!.id, { ...here, status: 'RESHELVE' });
      expect(await work.holds.finishReshelving(noon + 20, noon + 60)).toBe(1);
    });
    expect((await store.read.item(items[0]!.barcode))!.item.status).toBe('RESHELVE');
    await committed(store, (work) =>
      work.items.move(items[0]!.id, { ...here, statusSince: noon + 30, status: 'AVAILABLE' }),
    );
    expect((await store.read.holds.toRemove(network.lens, page)).lines).not.toContainEqual(
      expect.objectContaining(released),
    );
  });

  test('says which holds are over, which records wait for a copy, and which holds concern a library', async () => {
    const { store, network } = subject();
    const { recordId, items } = await shelved(store, network, 2);
    const elsewhere = { status: 'IN_TRANSIT', boundItemId: items[0]!.id, pickupLibraryId: network.lievin } as const;
    const [over, away] = await placed(recordId, [{ expiresAt: noon + 100 }, elsewhere]);
    const { holds } = store.read;
    expect(await holds.recordsToTarget(noon, recordId - 1, 10)).toContain(recordId);
    expect(await holds.recordsToTarget(noon, recordId, 10)).not.toContain(recordId);
    expect(await holds.pastExpiry(noon + 99, 100)).not.toContain(over);
    expect(await holds.pastExpiry(noon + 100, 100)).toContain(over);
    expect(await holds.inbound(network.lievin, away! - 1, 10)).toContain(away);
    expect(await holds.outbound(network.lens, away! - 1, 10)).toContain(away);
    const shelf = { itemId: items[1]!.id, status: 'ON_SHELF', shelvedAt: noon, pickupDeadline: noon + 5 } as const;
    await committed(store, (work) => work.holds.bind(over!, shelf));
    expect(await holds.pastDeadline(noon + 5, 100)).not.toContain(over);
    expect(await holds.pastDeadline(noon + 6, 100)).toContain(over);
    const onShelf = await holds.holdShelf(network.lens, { offset: 0, limit: 100 });
    expect(onShelf.lines.map((line) => line.hold.id)).toContain(over);
    expect((await holds.find({ recordId, statuses: ['ON_SHELF', 'IN_TRANSIT'] }, page)).total).toBe(2);
    expect(
      (await holds.find({ recordId, pickupLibraryId: network.lievin }, { offset: 0, limit: 1 })).lines,
    ).toHaveLength(1);
  });

  test('copies and holds follow a merged record', async () => {
    const { store, network } = subject();
    const from = await shelved(store, network);
    const into = await shelved(store, network);
    const [id] = await placed(from.recordId, [{ volume: 'T. 1', placedAt: noon + 7 }]);
    await committed(store, async (work) => {
      expect(await work.holds.moveCopies(from.recordId, into.recordId)).toBe(2);
      await work.holds.rerank(id!, { recordId: into.recordId, priorityClass: 2, placedAt: noon + 3 });
      expect((await work.holds.queue(into.recordId)).map((line) => [line.id, line.placedAt])).toEqual([[id, noon + 3]]);
    });
    expect((await store.read.item(from.items[0]!.barcode))!.item.recordId).toBe(into.recordId);
    expect((await store.read.audit()).filter(({ invariant }) => invariant === 'live-hold-key')).toEqual([]);
  });

  test('knows what a reader has of a volume, and which documents float or stray', async () => {
    const { store, network } = subject();
    const { recordId, items } = await shelved(store, network);
    const [reader] = await registered(store, network);
    await committed(store, async (work) => {
      expect(await work.holds.hasOnLoan(reader!.id, recordId, '')).toBe(false);
      await work.loans.open(loanOf(network, items[0]!.id, reader!.id));
      expect(await work.holds.hasOnLoan(reader!.id, recordId, '')).toBe(true);
      expect(await work.holds.hasOnLoan(reader!.id, recordId, 'T. 2')).toBe(false);
      const rules = [network.lens, network.lievin].map((libraryId) => ({ itemType: 'BOOK' as const, libraryId }));
      await work.holds.setFloating(rules);
      expect(await work.holds.floats('BOOK', network.lens, network.lievin)).toBe(true);
      expect(await work.holds.floats('DVD', network.lens, network.lievin)).toBe(false);
      await work.holds.setFloating(rules.slice(1));
      expect(await work.holds.floats('BOOK', network.lens, network.lievin)).toBe(false);
    });
    expect(await store.read.holds.floating()).toEqual([{ itemType: 'BOOK', libraryId: network.lievin }]);
    const [stray] = (await shelved(store, network)).items;
    const there = { status: 'AVAILABLE', statusSince: noon, holdingLibraryId: network.lievin } as const;
    await committed(store, (work) => work.items.move(stray!.id, there));
    expect(await store.read.holds.strays(network.lens, page)).toMatchObject({
      lines: [{ barcode: stray!.barcode, title: 'Germinal', holdingLibraryId: network.lievin }],
    });
  });

  test('of twenty that settle one hold at the same time one does', async () => {
    const { store, network } = subject();
    const { recordId } = await shelved(store, network);
    const [id] = await placed(recordId, [{}]);
    const settled = await Promise.all(
      Array.from({ length: 20 }, () =>
        store.transaction(async (work) =>
          granted(await work.holds.settle(id!, ['PENDING'], 'CANCELLED', { cancelReason: 'patron' })),
        ),
      ),
    );
    expect(settled.filter((outcome) => outcome.granted && outcome.value)).toHaveLength(1);
  });
}

function loanOf(network: SmallNetwork, itemId: number, patronId: number) {
  return {
    itemId,
    patronId,
    libraryId: network.lens,
    deviceId: network.kiosk,
    at: noon,
    dueAt: noon + 1,
    renewals: 0,
    policyId: network.policy,
    source: 'SELF',
  } as const;
}
