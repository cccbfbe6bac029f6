import { batchNetwork, value, admin, type BatchNetwork } from '../../../core/migration/batch.fixture.ts';
import { bytes, leMonde, lesMiserables } from '../../../core/marc/fixtures.ts';
import { rebuildMatchKeys } from '../../../core/migration/rebuild-keys.ts';
import { granted } from '../../../core/outcome.ts';
import { committed, copy, book, fresh, type Subject } from './small-network.ts';

/** Batches, their images and the keys of records, on any database. */
export function migrationContract(subject: () => Subject): void {
  const write = (text: string, values: (string | number)[] = []) =>
    subject().database.transaction(async (sql) => granted(await sql.run(text, values)));

  describe('a batch', () => {
    let network: BatchNetwork;
    beforeAll(async () => {
      network = await batchNetwork({ on: subject().store });
    });
    afterAll(() => network.close());
    const digest = () => network.store.read.migration.digest('everything');

    test('is applied and taken back byte for byte, in parts', async () => {
      await network.take(
        await network.open('RECORDS', 'B-LENS', 'koha', bytes(lesMiserables)),
        'parse',
        'analyse',
        'finish-review',
        'apply',
      );
      const before = await digest();
      const other = lesMiserables
        .replace('FRBNF308351', 'X0000308351')
        .replace('30835143', '99999999')
        .replaceAll('bLENS', 'bXXXX');
      const batch = await network.open('RECORDS', 'B-AVION', 'pmb', bytes(other + leMonde));
      await network.take(batch, 'parse', 'analyse', 'finish-review', 'apply');
      const report = value(await network.desk.report(batch.id, admin));
      expect(report.lines).toMatchObject({ read: 2, automatic: 1, created: 1, merged: 1 });
      expect(report.findings).toMatchObject({ 'item-recoded': 1 });
      expect(await digest()).not.toBe(before);
      await network.told();
      expect(await network.store.read.audit()).toEqual([]);
      // The barcode on the label of Avion is that of its own copy there.
      expect(await network.store.read.migration.aliased(batch.libraryId, ' 30009001')).toBe('6206530009001');
      await network.take(batch, 'revert');
      expect(await digest()).toBe(before);
      await network.told();
      expect(await network.store.read.audit()).toEqual([]);
    });

    test('is moved by one hand at a time', async () => {
      const batch = await network.open('RECORDS', 'B-LENS', 'koha', bytes(leMonde.replace('Le Monde', 'Le Temps')));
      await network.take(batch, 'parse');
      const outcomes = await Promise.all(
        [1, 2, 3].map(() => network.desk.take({ batchId: batch.id, step: 'analyse', by: admin })),
      );
      expect(outcomes.some(({ granted: yes }) => yes)).toBe(true);
      const [line] = await network.store.read.migration.lines(batch.id, 0, 1);
      expect(line).toMatchObject({ decision: expect.stringMatching(/NEW|REVIEW|MERGE/) });
      await network.take(batch, 'analyse');
    });

    test('whose items do not add up, or whose line has no outcome, is found', async () => {
      const batch = await network.open('RECORDS', 'B-LENS', 'koha', bytes(lesMiserables.replaceAll('3000', '3111')));
      await network.take(batch, 'parse', 'analyse', 'finish-review', 'apply');
      await network.told();
      expect(await network.store.read.audit()).toEqual([]);
      await write('UPDATE migration_tallies SET itemsRead = itemsRead + 1 WHERE batchId = ?', [batch.id]);
      await write('UPDATE migration_lines SET outcome = NULL WHERE batchId = ?', [batch.id]);
      const found = (await network.store.read.audit()).map(({ invariant }) => invariant);
      expect(new Set(found)).toEqual(new Set(['items-in-are-created-or-rejected', 'applied-line-has-outcome']));
      await write(`UPDATE migration_tallies SET itemsRead = itemsRead - 1 WHERE batchId = ?`, [batch.id]);
      await write(`UPDATE migration_lines SET outcome = 'CREATED', resultId = 0 WHERE batchId = ?`, [batch.id]);
      expect((await network.store.read.audit()).map(({ invariant }) => invariant)).toEqual(['applied-line-has-record']);
      await write(`UPDATE migration_lines SET outcome = 'UNCHANGED' WHERE batchId = ?`, [batch.id]);
    });
  });

  test('keys follow their record, are found stale, and are written again', async () => {
    const { store } = subject();
    const number = 1_000_000 + fresh();
    const [id] = await committed(store, (work) => work.records.insertMany([book(number, 'La Curée')]));
    const key = 'isbn:9782070408504';
    expect((await store.read.migration.recordsByKeys([key], 10_000)).get(key)).toContain(id);
    expect((await store.read.migration.recordsByKeys([key], 0)).get(key)).toBeUndefined();
    await write('DELETE FROM record_keys WHERE recordId = ?', [id!]);
    expect(await store.read.audit()).toEqual([
      { invariant: 'record-keys', detail: `record ${id}: its keys differ from the record` },
    ]);
    await rebuildMatchKeys(store);
    expect(await store.read.audit()).toEqual([]);
    const next = book(number, 'Nana');
    await committed(store, (work) => work.records.replace(id!, { ...next, updatedAt: next.updatedAt + 1 }));
    expect(await store.read.audit()).toEqual([]);
    await write(`INSERT INTO record_keys (kind, value, recordId) VALUES ('isbn', '1', 999999)`);
    expect((await store.read.audit()).map(({ invariant }) => invariant)).toEqual(['record-key-of-a-record']);
    await write(`DELETE FROM record_keys WHERE recordId = 999999`);
  });

  test('an alias that is the barcode itself is found', async () => {
    const { store, network } = subject();
    const [recordId] = await committed(store, (work) =>
      work.records.insertMany([book(1_000_000 + fresh(), 'Pot-Bouille')]),
    );
    const barcode = `B${fresh()}`;
    const [itemId] = await committed(store, (work) => work.items.insertMany([copy(network, recordId!, barcode)]));
    await committed(store, async (work) => {
      await work.records.reserveNumbers(0);
      await work.migration.addAliases([{ libraryId: network.lievin, barcode, itemId: itemId! }]);
    });
    expect((await store.read.audit()).map(({ invariant }) => invariant)).toEqual(['alias-is-not-the-barcode']);
    await write('DELETE FROM item_aliases WHERE itemId = ?', [itemId!]);
    expect(await store.read.audit()).toEqual([]);
  });
}
