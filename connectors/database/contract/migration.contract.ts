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
      const recoded = (await network.store.read.item('6206530009001'))!.item;
      expect(await network.store.read.migration.aliasesOf(recoded.id)).toEqual([
        { libraryId: batch.libraryId, barcode: '30009001' },
      ]);
      expect(await network.store.read.migration.aliasesOf(recoded.id + 1_000_000)).toEqual([]);
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

    test('keeps lines for one person at a time, until a moment that comes by itself', async () => {
      // Described alike, without a number in common: each is for a person.
      const books = [1, 2, 3].map((n) =>
        leMonde.replace('0395-2037', '---------').replace('Le Monde', 'Le Matin').replace('1944', `194${n}`),
      );
      const batch = await network.open('RECORDS', 'B-LENS', 'koha', bytes(books.join('')));
      await network.take(batch, 'parse', 'analyse');
      const { store } = network;
      const waits = [1, 2, 3].map((line) => {
        return { line, decision: 'REVIEW' as const, target: null, proposals: [], decidedBy: 'automatic' };
      });
      await committed(store, (work) => work.migration.decide(batch.id, waits));
      const claim = (login: string, now: number, after = 0) =>
        committed(store, async (work) => {
          await work.migration.lock(batch.id);
          return work.migration.claim(batch.id, { login, after, limit: 2, now, until: now + 100 });
        });
      expect(await claim('a', 1_000)).toEqual([1, 2]);
      expect(await claim('b', 1_000)).toEqual([3]);
      expect(await claim('b', 1_050)).toEqual([3]);
      expect(await claim('a', 1_050, 1)).toEqual([2]);
      expect(await claim('b', 1_060)).toEqual([1, 3]);
      const standing = (line: number, at: number) =>
        committed(store, (work) => work.migration.standing(batch.id, line, at));
      expect(await standing(3, 1_159)).toEqual({ decision: 'REVIEW', decidedBy: 'automatic', claimedBy: 'b' });
      expect(await standing(3, 1_160)).toMatchObject({ claimedBy: null });
      expect(await standing(99, 1_000)).toBeNull();
      const waiting = async (at: number, libraryId: number | null = batch.libraryId) =>
        (await store.read.migration.waiting(libraryId, at)).find(({ batchId }) => batchId === batch.id);
      expect(await waiting(1_100)).toEqual({ batchId: batch.id, waiting: 3, claimed: 3 });
      expect(await waiting(1_155)).toMatchObject({ claimed: 2 });
      expect(await waiting(1_155, network.libraries.AVION)).toBeUndefined();
      await committed(store, (work) => work.migration.release(batch.id, 'b', 3));
      expect(await claim('a', 1_120)).toEqual([2, 3]);
      expect(await store.read.audit()).toEqual([]);
      await write('UPDATE migration_claims SET line = 77 WHERE batchId = ? AND line = 2', [batch.id]);
      expect((await store.read.audit()).map(({ invariant }) => invariant)).toEqual(['claim-of-a-line']);
      await committed(store, (work) => work.migration.release(batch.id, 'a'));
      await committed(store, (work) => work.migration.release(batch.id, 'b'));
      expect(await store.read.audit()).toEqual([]);
    });

    test('says what taking it back undoes: rows it made, rows it changed', async () => {
      const before = lesMiserables.replaceAll('3000', '3555').replace('30835143', '77777777');
      const first = await network.open(
        'RECORDS',
        'B-LENS',
        'koha',
        bytes(before.replace('FRBNF308351', 'TOUCHED0001')),
      );
      await network.take(first, 'parse', 'analyse', 'finish-review', 'apply');
      const again = before.replace('FRBNF308351', 'TOUCHED0002').replaceAll('3555', '3666');
      const batch = await network.open('RECORDS', 'B-LIEVIN', 'koha', bytes(again.replace('Folio', 'Poche')));
      await network.take(batch, 'parse', 'analyse', 'finish-review', 'apply');
      const rows = await network.store.read.migration.touched(batch.id);
      expect(rows.find(({ table }) => table === 'bib_records')).toMatchObject({ made: 1 });
      expect(rows.find(({ table }) => table === 'items')!.made).toBeGreaterThan(0);
      await network.take(batch, 'revert');
      expect(await network.store.read.migration.touched(batch.id)).toEqual([]);
      await network.take(first, 'revert');
      await network.told();
    });

    test('reports what its lines say, whether they were written one by one or in runs', async () => {
      const unnumbered = leMonde.replace('0395-2037', '---------');
      const titles = ['Aube', 'Bise', 'Cime', 'Dune', 'Givre', 'Houle'];
      const distinct = titles.map((title) => unnumbered.replace('Le Monde', title));
      const twice = lesMiserables.replaceAll('3000', '3222').replace('30835143', '88888888');
      const torn = lesMiserables.slice(0, 300);
      const file = bytes([...distinct, twice, twice, torn].join(''));
      const batch = await network.open('RECORDS', 'B-LIEVIN', 'koha', file);
      await network.take(batch, 'parse', 'analyse', 'finish-review', 'apply');
      const lines = await network.store.read.migration.lines(batch.id, 0, 100);
      expect(lines.map(({ decision, outcome }) => `${decision} ${outcome}`)).toEqual([
        ...distinct.map(() => 'NEW CREATED'),
        'MERGE MERGED',
        'MERGE MERGED',
        'REJECT REJECTED',
      ]);
      for (const { resultId, content } of lines.slice(0, 6)) {
        const [record] = await network.store.read.records([resultId!]);
        expect(record!.hash).toBe(lines.find((line) => line.resultId === resultId)!.hash);
        expect(content.kind).toBe('record');
      }
      const report = value(await network.desk.report(batch.id, admin));
      const records = lines.flatMap(({ content, offset }) =>
        content.kind === 'record' ? [{ ...content, offset }] : [],
      );
      expect(report.unlinkedHeadings).toBe(records.reduce((sum, { unlinked }) => sum + unlinked, 0));
      expect(report.unlinkedHeadings).toBeGreaterThan(0);
      expect(report.recordsWithoutItem).toBe(records.filter(({ items }) => items.length === 0).length);
      expect(report.rejects).toEqual([
        { line: 9, offset: lines[8]!.offset, reason: lines[8]!.reason, detail: lines[8]!.detail },
      ]);
      const codes = new Set(records.flatMap(({ corrections }) => corrections.map(({ code }) => code)));
      expect(new Set(report.corrections.map(({ code }) => code))).toEqual(codes);
      for (const { code, lines: count, firstOffset } of report.corrections) {
        const having = records.filter(({ corrections }) => corrections.some((one) => one.code === code));
        expect({ count, firstOffset }).toEqual({ count: having.length, firstOffset: having[0]!.offset });
      }
      const evidence = lines.flatMap(({ decision, proposals }) =>
        decision === 'MERGE' ? proposals[0]!.evidence.map(({ code }) => code) : [],
      );
      expect(Object.values(report.matchedBy).reduce((sum, count) => sum + count, 0)).toBe(evidence.length);
      await network.told();
      expect(await network.store.read.audit()).toEqual([]);
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

  test('records written many at once are told by the numbers they got, in their order', async () => {
    const { store } = subject();
    const books = Array.from({ length: 53 }, (_, index) => book(1_000_000 + fresh(), `Tome ${index}`));
    const ids = await committed(store, (work) => work.records.insertMany(books));
    const found = new Map((await store.read.records(ids)).map(({ id, controlNumber }) => [id, controlNumber]));
    expect(ids.map((id) => found.get(id))).toEqual(books.map(({ controlNumber }) => controlNumber));
    expect(await store.read.audit()).toEqual([]);
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
