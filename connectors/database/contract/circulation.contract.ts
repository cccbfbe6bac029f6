import { ordinaryCopy } from '../../../core/circulation/entities.ts';
import { granted, refused } from '../../../core/outcome.ts';
import { ConstraintViolation } from '../sql.ts';
import { committed, copy, fresh, hold, loan, noon, registered, shelved, type Subject } from './small-network.ts';

/** Items, readers, loans, holds and transits. */
export function circulationContract(subject: () => Subject): void {
  test('claims an item by its barcode, whatever its case and the spaces around it, with its title', async () => {
    const { store, network } = subject();
    const { items, recordId } = await shelved(store, network);
    const claimed = await committed(store, (work) => work.items.claim(`  ${items[0]!.barcode.toLowerCase()} `));
    expect(claimed).toEqual({
      id: items[0]!.id,
      ...copy(network, recordId, items[0]!.barcode),
      ...ordinaryCopy,
      title: 'Germinal',
      mayBeWanted: expect.any(Boolean),
    });
    expect(await committed(store, (work) => work.items.claim('nobody bears this'))).toBeNull();
  });

  test('lends every item once when twenty requests ask for each at the same time', async () => {
    const { store, network } = subject();
    const { items } = await shelved(store, network, 10);
    const readers = await registered(store, network, 20);
    const lend = (barcode: string, readerId: number) =>
      store.transaction(async (work) => {
        const item = await work.items.claim(barcode);
        if (item?.status !== 'AVAILABLE') return refused('item-on-loan-to-another');
        const opened = await work.loans.open(loan(network, item.id, readerId));
        await work.items.move(item.id, { status: 'ON_LOAN', statusSince: noon, holdingLibraryId: network.lens });
        return granted(opened.id);
      });
    const asked = items.flatMap(({ barcode }) => readers.map((reader) => lend(barcode, reader.id)));
    const outcomes = await Promise.all(asked);
    const granting = items.map(
      (_, at) => outcomes.slice(at * 20, at * 20 + 20).filter(({ granted: yes }) => yes).length,
    );
    expect(granting).toEqual(items.map(() => 1));
  });

  test('keeps readers to their limit when ten kiosks lend to each at the same time', async () => {
    const { store, network } = subject();
    const readers = await registered(store, network, 8);
    const shelves = await Promise.all(readers.map(() => shelved(store, network, 10)));
    const lend = (barcode: string, card: string) =>
      store.transaction(async (work) => {
        const item = (await work.items.claim(barcode))!;
        const { patron } = (await work.patrons.lock(card))!;
        if ((await work.loans.count(patron.id, 'BOOK', noon)).total >= 3) return refused('loan-limit-reached');
        return granted(await work.loans.open(loan(network, item.id, patron.id)));
      });
    const asked = readers.flatMap(({ card }, at) => shelves[at]!.items.map(({ barcode }) => lend(barcode, card)));
    const outcomes = await Promise.all(asked);
    expect(outcomes.filter((outcome) => outcome.granted)).toHaveLength(3 * readers.length);
    const accounts = await Promise.all(readers.map(({ id }) => store.read.patronAccount(id, noon)));
    expect(accounts.map(({ loans }) => loans.length)).toEqual(readers.map(() => 3));
  });

  test('undoes all of a unit of work that was refused, and of one that failed', async () => {
    const { store, network } = subject();
    const { items } = await shelved(store, network);
    const move = { status: 'MISSING', statusSince: noon + 1, holdingLibraryId: network.lievin } as const;
    await store.transaction(async (work) => {
      await work.items.move(items[0]!.id, move);
      return refused('item-missing');
    });
    const failed = store.transaction(async (work) => {
      await work.items.move(items[0]!.id, move);
      throw new RangeError('the van broke down');
    });
    await expect(failed).rejects.toThrow('the van broke down');
    expect((await store.read.item(items[0]!.barcode))!.item.status).toBe('AVAILABLE');
  });

  test('opens, extends and closes a loan, and counts what a reader has of each type', async () => {
    const { store, network } = subject();
    const { items } = await shelved(store, network, 2);
    const [reader] = await registered(store, network);
    const opened = await committed(store, (work) => work.loans.open(loan(network, items[0]!.id, reader!.id)));
    expect(opened).toEqual({
      id: expect.any(Number),
      ...loan(network, items[0]!.id, reader!.id),
      returnedAt: null,
      returnLibraryId: null,
    });
    await committed(store, async (work) => {
      expect(await work.loans.openOf(items[0]!.id)).toEqual(opened);
      expect(await work.loans.count(reader!.id, 'BOOK', noon)).toMatchObject({ total: 1, ofType: 1 });
      expect(await work.loans.count(reader!.id, 'DVD', noon)).toMatchObject({ total: 1, ofType: 0 });
      await work.loans.extend(opened.id, { dueAt: noon + 5, renewals: 1 });
      expect(await work.loans.openOf(items[0]!.id)).toMatchObject({ dueAt: noon + 5, renewals: 1 });
      await work.loans.close(opened.id, { returnedAt: noon + 9, returnLibraryId: network.lievin });
      expect(await work.loans.openOf(items[0]!.id)).toBeNull();
      expect(await work.loans.count(reader!.id, 'BOOK', noon)).toMatchObject({ total: 0, ofType: 0 });
    });
  });

  test('refuses a second open loan of one item whatever the code above does, and to close a loan twice', async () => {
    const { store, network } = subject();
    const { items } = await shelved(store, network);
    const [first, second] = await registered(store, network, 2);
    const opened = await committed(store, (work) => work.loans.open(loan(network, items[0]!.id, first!.id)));
    const twice = committed(store, (work) => work.loans.open(loan(network, items[0]!.id, second!.id)));
    await expect(twice).rejects.toThrow(ConstraintViolation);
    const close = () =>
      committed(store, (work) => work.loans.close(opened.id, { returnedAt: noon, returnLibraryId: network.lens }));
    await close();
    await expect(close()).rejects.toThrow(`open loan ${opened.id}`);
  });

  test('finds a reader by his card, says when it was replaced, and keeps one number for one person', async () => {
    const { store, network } = subject();
    const [zoe, other] = await registered(store, network, 2);
    const old = `OLD${fresh()}`;
    await committed(store, (work) => work.patrons.retireCard(zoe!.id, old, noon));
    const found = await committed(store, (work) => work.patrons.lock(` ${zoe!.card.toLowerCase()}`));
    expect(found).toMatchObject({
      replaced: false,
      patron: { id: zoe!.id, cardNumber: zoe!.card, lastName: 'Ça’rlïer', categoryCode: 'ADULTE' },
    });
    expect(await store.read.patron(zoe!.card)).toEqual(found);
    expect(await committed(store, (work) => work.patrons.lockById(zoe!.id))).toEqual(found!.patron);
    expect(await store.read.patron(old)).toMatchObject({ replaced: true, patron: { id: zoe!.id } });
    expect(await store.read.patron('nobody')).toBeNull();
    const stolen = committed(store, (work) => work.patrons.retireCard(other!.id, zoe!.card, noon));
    await expect(stolen).rejects.toThrow(ConstraintViolation);
  });

  test('gives the blocks in force at a moment', async () => {
    const { store, network } = subject();
    const [reader] = await registered(store, network);
    const block = {
      patronId: reader!.id,
      kind: 'MANUAL',
      since: noon,
      until: noon + 10,
      note: 'livre mouillé',
      author: 'user:coord',
      stopsCheckOut: true,
      stopsHold: false,
      stopsRenewal: true,
      stopsDigital: false,
    } as const;
    await committed(store, (work) => work.patrons.insertBlocks([block, { ...block, until: null, since: noon + 20 }]));
    const at = (when: number) => committed(store, (work) => work.patrons.blocks(reader!.id, when));
    expect(await at(noon + 5)).toEqual([{ id: expect.any(Number), ...block }]);
    expect(await at(noon + 10)).toEqual([]);
    expect(await at(noon + 20)).toHaveLength(1);
  });

  test('queues holds first come first served and binds one to one item only', async () => {
    const { store, network } = subject();
    const { recordId, items } = await shelved(store, network, 2);
    const [a, b, c] = await registered(store, network, 3);
    const [late, early, first] = await committed(store, (work) =>
      work.holds.insertMany([
        { ...hold(network, recordId, a!.id), placedAt: noon + 5 },
        { ...hold(network, recordId, b!.id), placedAt: noon + 1 },
        { ...hold(network, recordId, c!.id), placedAt: noon + 9, priorityClass: -1 },
      ]),
    );
    const shelf = { itemId: items[0]!.id, status: 'ON_SHELF', shelvedAt: noon, pickupDeadline: noon + 9 } as const;
    await committed(store, async (work) => {
      expect((await work.holds.queue(recordId)).map(({ id }) => id)).toEqual([first, early, late]);
      expect(await work.holds.bind(first!, shelf)).toBe(true);
      expect(await work.holds.bind(first!, { ...shelf, itemId: items[1]!.id })).toBe(false);
      expect(await work.holds.boundTo(items[0]!.id)).toMatchObject({
        id: first,
        ...{ status: 'ON_SHELF', shelvedAt: noon },
      });
    });
    const sameItem = committed(store, (work) => work.holds.bind(early!, shelf));
    await expect(sameItem).rejects.toThrow(ConstraintViolation);
    const again = committed(store, (work) => work.holds.insertMany([hold(network, recordId, a!.id)]));
    await expect(again).rejects.toThrow(ConstraintViolation);
    await committed(store, async (work) => {
      expect(await work.holds.settle(first!, ['PENDING'], 'CANCELLED')).toBe(false);
      expect(await work.holds.settle(first!, ['IN_TRANSIT', 'ON_SHELF'], 'PENDING')).toBe(true);
      expect(await work.holds.boundTo(items[0]!.id)).toBeNull();
      expect((await work.holds.queue(recordId))[0]).toMatchObject({ id: first, shelvedAt: null, pickupDeadline: null });
      expect(await work.holds.settle(first!, ['PENDING'], 'FULFILLED')).toBe(true);
      expect((await work.holds.queue(recordId)).map(({ id }) => id)).toEqual([early, late]);
      await work.holds.insertMany([hold(network, recordId, c!.id)]);
      expect(await work.holds.availableCopies(recordId)).toBe(2);
    });
  });

  test('opens one transit an item, turns it, ends it', async () => {
    const { store, network } = subject();
    const { items } = await shelved(store, network, 2);
    const going = {
      itemId: items[0]!.id,
      fromLibraryId: network.lievin,
      toLibraryId: network.lens,
      reason: 'RETURN_HOME',
      holdId: null,
      createdAt: noon,
    } as const;
    const opened = await committed(store, (work) => work.transits.open(going));
    expect(opened).toEqual({ id: expect.any(Number), ...going });
    await expect(committed(store, (work) => work.transits.open(going))).rejects.toThrow(ConstraintViolation);
    await committed(store, async (work) => {
      await work.transits.retarget(opened.id, { toLibraryId: network.lievin, reason: 'MANUAL', holdId: null });
      expect(await work.transits.openOf(items[0]!.id)).toMatchObject({ toLibraryId: network.lievin, reason: 'MANUAL' });
      await work.transits.arrive(opened.id, noon + 1);
      expect(await work.transits.openOf(items[0]!.id)).toBeNull();
      const other = await work.transits.open({ ...going, itemId: items[1]!.id });
      await work.transits.cancel(other.id, noon + 2);
      expect(await work.transits.openOf(items[1]!.id)).toBeNull();
    });
    await expect(committed(store, (work) => work.transits.arrive(opened.id, noon))).rejects.toThrow('open transit');
  });

  test('shows an item with its loan, its transit, its hold and its queue', async () => {
    const { store, network } = subject();
    const { recordId, items } = await shelved(store, network, 2);
    const [a, b] = await registered(store, network, 2);
    const lent = await committed(store, (work) => work.loans.open(loan(network, items[0]!.id, a!.id)));
    const [waiting] = await committed(store, (work) =>
      work.holds.insertMany([{ ...hold(network, recordId, b!.id), status: 'IN_TRANSIT', boundItemId: items[1]!.id }]),
    );
    expect(await store.read.item(items[0]!.barcode.toLowerCase())).toEqual({
      item: { id: items[0]!.id, ...copy(network, recordId, items[0]!.barcode), ...ordinaryCopy },
      title: 'Germinal',
      carrier: 'book',
      controlNumber: expect.stringMatching(/^PAS\d{10}$/) as string,
      loan: lent,
      transit: null,
      boundHold: null,
      queueLength: 1,
    });
    expect(await store.read.item(items[1]!.barcode)).toMatchObject({
      loan: null,
      boundHold: { id: waiting, notBefore: null },
    });
    expect(await store.read.item('unknown')).toBeNull();
  });

  test('shows all of a reader: blocks, loans and holds with their titles', async () => {
    const { store, network } = subject();
    const { recordId, items } = await shelved(store, network, 2);
    const [reader] = await registered(store, network);
    const lent = await committed(store, (work) => work.loans.open(loan(network, items[0]!.id, reader!.id)));
    const kept = { ...hold(network, recordId, reader!.id), status: 'ON_SHELF', boundItemId: items[1]!.id } as const;
    const [id] = await committed(store, (work) => work.holds.insertMany([kept]));
    expect(await store.read.patronAccount(reader!.id, noon)).toEqual({
      blocks: [],
      loans: [{ loan: lent, barcode: items[0]!.barcode, title: 'Germinal', itemType: 'BOOK' }],
      holds: [{ hold: { id, ...kept }, barcode: items[1]!.barcode, title: 'Germinal' }],
    });
  });

  test('remembers an answer by its key, replaces it, and forgets the old ones', async () => {
    const { store } = subject();
    const key = `check-out|1|É${fresh()}|${'x'.repeat(160)}`;
    await committed(store, (work) => work.answers.keep(key, '{"a":1}', noon));
    await committed(store, (work) => work.answers.keep(key, '{"a":2}', noon + 5));
    await committed(store, async (work) => {
      expect(await work.answers.find(key)).toBe('{"a":2}');
      expect(await work.answers.find(key.toLowerCase())).toBeNull();
      expect(await work.answers.forgetBefore(noon + 5)).toBe(0);
      expect(await work.answers.forgetBefore(noon + 6)).toBe(1);
      expect(await work.answers.find(key)).toBeNull();
    });
  });
}
