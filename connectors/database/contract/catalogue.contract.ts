import { committed, book, copy, fresh, noon, shelved, type Subject } from './small-network.ts';

/** Records and their copies. */
export function catalogueContract(subject: () => Subject): void {
  test('inserts hundreds of records and items and gives their ids in order', async () => {
    const { store, network } = subject();
    const records = Array.from({ length: 237 }, () => book(fresh(), 'La Bête humaine'));
    const barcodes = records.map(() => `É${fresh()}`);
    const { recordIds, itemIds } = await committed(store, async (work) => {
      const recordIds = await work.records.insertMany(records);
      const itemIds = await work.items.insertMany(recordIds.map((id, at) => copy(network, id, barcodes[at]!)));
      return { recordIds, itemIds };
    });
    expect(new Set(recordIds).size).toBe(237);
    const asked = [recordIds[200]!, 999_999, recordIds[3]!, ...recordIds];
    const found = await store.read.records(asked);
    expect(found.map(({ id }) => id)).toEqual([recordIds[200], recordIds[3], ...recordIds]);
    const { derived, updatedAt, ...stored } = records[3]!;
    expect(derived.title).toBe('La Bête humaine');
    expect({ ...found[1], marc: Buffer.from(found[1]!.marc) }).toEqual({
      id: recordIds[3],
      ...stored,
      marc: Buffer.from(stored.marc),
      mergedIntoId: null,
      suppressedAt: null,
      updatedAt: expect.any(Number),
    });
    expect(found[1]!.updatedAt).toBeGreaterThanOrEqual(updatedAt);
    const changedAt = await store.read.recordsChangedAt([...recordIds, 999_999_999]);
    const read = await store.read.records(recordIds);
    expect([...changedAt].sort(([one], [other]) => one - other)).toEqual(
      read.map(({ id, updatedAt }) => [id, updatedAt]),
    );
    const holdings = await store.read.holdings(recordIds);
    expect(recordIds.map((id) => holdings.get(id)!.map((item) => item.id))).toEqual(itemIds.map((id) => [id]));
    expect(holdings.get(recordIds[9]!)![0]).toMatchObject({
      id: itemIds[9],
      ...copy(network, recordIds[9]!, barcodes[9]!),
    });
    const page = await store.read.recordsAfter(recordIds[99]!, 5);
    expect(page.map(({ id }) => id)).toEqual(recordIds.slice(100, 105));
    expect(await store.read.lastRecordId()).toBe(recordIds.at(-1));
    expect((await store.read.recordByControlNumber(records[5]!.controlNumber))!.id).toBe(recordIds[5]);
    expect(await store.read.recordByControlNumber('PAS404')).toBeNull();
  });

  test('finds what it has of a source and of a list of barcodes', async () => {
    const { store, network } = subject();
    const record = book(fresh(), 'Nana');
    const barcode = `nana${fresh()}`;
    await committed(store, async (work) => {
      const [id] = await work.records.insertMany([record]);
      const [itemId] = await work.items.insertMany([copy(network, id!, barcode)]);
      const { controlNumber, hash, createdAt } = record;
      const known = await work.records.findBySource('LENS', [record.sourceId, 'never seen']);
      expect([...known]).toEqual([
        [record.sourceId, { id, controlNumber, hash, createdAt, status: 'LIVE', mergedIntoId: null }],
      ]);
      expect((await work.records.findBySource('AVION', [record.sourceId])).size).toBe(0);
      const items = await work.items.findByBarcodes([` ${barcode.toUpperCase()}`, 'unknown']);
      expect(items.get(barcode)?.id).toBe(itemId);
      expect(items.get(` ${barcode.toUpperCase()}`)?.id).toBe(itemId);
      expect(items.has('unknown')).toBe(false);
      const many = Array.from({ length: 1_500 }, (_, at) => `nothing ${at}`);
      expect((await work.items.findByBarcodes([...many, barcode])).get(barcode)?.id).toBe(itemId);
    });
  });

  test('describes an item anew and replaces a record without touching where it came from', async () => {
    const { store, network } = subject();
    const { recordId, items } = await shelved(store, network);
    const before = (await store.read.records([recordId]))[0]!;
    const described = {
      type: 'LARGE_PRINT',
      location: 'Réserve',
      callNumber: '',
      volume: '2',
      inventoryNo: 'I',
      loanable: false,
    } as const;
    const { marc, hash, derived } = book(fresh(), 'Germinal, nouvelle édition');
    await committed(store, async (work) => {
      await work.items.describe(items[0]!.id, described);
      await work.records.replace(recordId, { marc, hash, derived, status: 'DELETED', updatedAt: noon });
    });
    const sheet = (await store.read.item(items[0]!.barcode))!;
    expect(sheet).toMatchObject({ item: described, title: 'Germinal, nouvelle édition' });
    const after = (await store.read.records([recordId]))[0]!;
    expect(after).toMatchObject({
      controlNumber: before.controlNumber,
      sourceId: before.sourceId,
      hash,
      status: 'DELETED',
    });
    expect(after.updatedAt).toBeGreaterThan(before.updatedAt);
    await expect(
      committed(store, (work) =>
        work.records.replace(987_654, { marc, hash, derived, status: 'LIVE', updatedAt: noon }),
      ),
    ).rejects.toThrow('record 987654');
  });

  test('reserves control numbers that nobody else gets, and gives them back when undone', async () => {
    const { store } = subject();
    const firsts = await Promise.all(
      Array.from({ length: 8 }, () => committed(store, (work) => work.records.reserveNumbers(10))),
    );
    const sorted = [...firsts].sort((a, b) => a - b);
    expect(sorted).toEqual(sorted.map((_, at) => sorted[0]! + at * 10));
  });

  test('stamps every change after the one before, even when the clock stands still or goes back', async () => {
    const { store } = subject();
    const ids = await committed(store, (work) =>
      work.records.insertMany([book(fresh(), 'Un'), book(fresh(), 'Deux'), book(fresh(), 'Trois', noon - 999)]),
    );
    const { marc, hash, derived } = book(fresh(), 'Quatre');
    await committed(store, (work) =>
      work.records.replace(ids[0]!, { marc, hash, derived, status: 'LIVE', updatedAt: noon - 5_000 }),
    );
    const times = (await store.read.records([ids[1]!, ids[2]!, ids[0]!])).map(({ updatedAt }) => updatedAt);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(new Set(times).size).toBe(3);
  });
}
