import type { BibRecord } from '../../../core/catalogue/record.ts';
import type { MigrationBatch } from '../../../core/migration/entities.ts';
import type { MigrationWork } from '../../../core/ports/migration.ts';
import type { Sql, SqlValue } from '../sql.ts';
import { allListed, insertion, listStatement } from './batches.ts';
import { columns, met, scanKey } from './columns.ts';
import { itemColumns, itemOf, type ItemRow } from './items.ts';
import { claimsWork } from './migration-claims.ts';
import { decideLines, settleLines } from './migration-fates.ts';
import { imagesWork } from './migration-images.ts';
import { batchColumns, newLineColumns, newLineValues } from './migration-rows.ts';
import { spentDigest } from './patron-cards.ts';
import { replaceRecordKeys } from './record-keys.ts';
import { recordColumns } from './records.ts';

const insertBatch = insertion('migration_batches', [
  'kind',
  'libraryId',
  'source',
  'profile',
  'profileVersion',
  'file',
  'size',
  'createdAt',
  'createdBy',
  'state',
  'done',
  'lineCount',
  'updatedAt',
  'digest',
]);
const insertLines = insertion('migration_lines', newLineColumns, null);
const insertFindings = insertion('migration_findings', ['batchId', 'line', 'kind', 'subject', 'detail'], null);
const insertAliases = insertion('item_aliases', ['libraryId', 'barcodeKey', 'itemId'], null);
const insertReaders = insertion('migrated_readers', ['source', 'sourceId', 'patronId'], null);
const aliases = listStatement('SELECT barcodeKey, itemId FROM item_aliases WHERE libraryId = ? AND barcodeKey IN (?*)');
const records = listStatement(`SELECT ${columns('bib_records', recordColumns)} FROM bib_records WHERE id IN (?*)`);
const items = listStatement(`SELECT ${columns('items', itemColumns)} FROM items WHERE id IN (?*)`);
const results = listStatement(
  'SELECT line, resultId FROM migration_lines WHERE resultId IS NOT NULL AND batchId = ? AND line IN (?*)',
);
const readers = listStatement('SELECT sourceId, patronId FROM migrated_readers WHERE source = ? AND sourceId IN (?*)');
const forgetFindings = listStatement('DELETE FROM migration_findings WHERE batchId = ? AND kind IN (?*)');
const cardsTaken = listStatement('SELECT cardKey AS taken FROM patron_cards WHERE cardKey IN (?*)');
const itemsTaken = listStatement('SELECT barcodeKey AS taken FROM items WHERE barcodeKey IN (?*)');
const spentTaken = listStatement('SELECT cardDigest AS taken FROM spent_cards WHERE cardDigest IN (?*)');
const read = `SELECT ${columns('migration_batches', batchColumns)} FROM migration_batches WHERE id = ?`;

/** Batches, as one transaction moves them. */
export function migrationWork(sql: Sql): MigrationWork {
  return {
    ...imagesWork(sql),
    async insertBatch(batch) {
      const values: SqlValue[] = [
        ...[batch.kind, batch.libraryId, batch.source, batch.profile, batch.profileVersion, batch.file, batch.size],
        ...[batch.createdAt, batch.createdBy, 'UPLOADED', 0, 0, batch.createdAt, batch.digest],
      ];
      return (await insertBatch(sql, [values]))[0]!;
    },
    async lock(batchId) {
      await sql.run('UPDATE migration_batches SET id = id WHERE id = ?', [batchId]);
      return sql.one<MigrationBatch>(read, [batchId]);
    },
    async change(batchId, to, at) {
      const names = (Object.keys(to) as (keyof typeof to)[]).filter((name) => batchColumns.includes(name));
      const columns = [...names, 'updatedAt'].map((name) => `${name} = ?`);
      const text = `UPDATE migration_batches SET ${columns.join(', ')} WHERE id = ?`;
      met(await sql.run(text, [...names.map((name) => to[name] ?? null), at, batchId]), `batch ${batchId}`);
    },
    async insertLines(batchId, lines) {
      await insertLines(
        sql,
        lines.map((line) => newLineValues(batchId, line)),
      );
    },
    ...claimsWork(sql),
    decide: (batchId, decided) => decideLines(sql, batchId, decided),
    settle: (batchId, settled) => settleLines(sql, batchId, settled),
    async insertFindings(batchId, findings) {
      await insertFindings(
        sql,
        findings.map(({ line, kind, subject, detail }) => [batchId, line, kind, subject, detail]),
      );
    },
    async forgetFindings(batchId, kinds) {
      for (const { text, size } of forgetFindings.slice(0, 3)) {
        if (size < kinds.length) continue;
        await sql.run(text, [batchId, ...kinds, ...Array<string>(size - kinds.length).fill(kinds[0]!)]);
        return;
      }
    },
    async tally(batchId, tallies) {
      for (const { libraryId, itemType, read: seen, created, known, rejected } of tallies) {
        const counts = [seen, created, known, rejected];
        const where = [batchId, libraryId, itemType];
        const add = `UPDATE migration_tallies SET itemsRead = itemsRead + ?, itemsCreated = itemsCreated + ?,
          itemsKnown = itemsKnown + ?, itemsRejected = itemsRejected + ? WHERE batchId = ? AND libraryId = ? AND itemType = ?`;
        if ((await sql.run(add, [...counts, ...where])) > 0) continue;
        const insert = `INSERT INTO migration_tallies
          (itemsRead, itemsCreated, itemsKnown, itemsRejected, batchId, libraryId, itemType) VALUES (?, ?, ?, ?, ?, ?, ?)`;
        await sql.run(insert, [...counts, ...where]);
      }
    },
    async forgetOutcomes(batchId) {
      await sql.run('UPDATE migration_lines SET outcome = NULL, resultId = NULL WHERE batchId = ?', [batchId]);
      const counts = 'itemsCreated = 0, itemsKnown = 0, itemsRejected = 0';
      await sql.run(`UPDATE migration_tallies SET ${counts} WHERE batchId = ?`, [batchId]);
    },
    async forgetPeople(batchId) {
      const nobody = JSON.stringify({ kind: 'row', values: {}, corrections: [] });
      const text = `UPDATE migration_lines SET content = ? WHERE batchId = ? AND marc IS NULL AND facts IS NULL`;
      await sql.run(text, [nobody, batchId]);
    },
    replaceKeys: (keyed) => replaceRecordKeys(sql, keyed),
    records: (ids) => allListed<BibRecord>(sql, records, ids),
    items: async (ids) => (await allListed<ItemRow>(sql, items, ids)).map(itemOf),
    async results(batchId, lines) {
      const rows = await allListed<{ line: number; resultId: number }>(sql, results, lines, { before: [batchId] });
      return new Map(rows.map(({ line, resultId }) => [line, resultId]));
    },
    async addAliases(added) {
      await insertAliases(
        sql,
        added.map(({ libraryId, barcode, itemId }) => [libraryId, scanKey(barcode), itemId]),
      );
    },
    async aliased(libraryId, barcodes) {
      const keys = barcodes.map(scanKey);
      const rows = await allListed<{ barcodeKey: string; itemId: number }>(sql, aliases, keys, {
        before: [libraryId],
      });
      return new Map(rows.map(({ barcodeKey, itemId }) => [barcodeKey, itemId]));
    },
    async rememberReaders(source, remembered) {
      await insertReaders(
        sql,
        remembered.map(({ sourceId, patronId }) => [source, sourceId, patronId]),
      );
    },
    async knownReaders(source, sourceIds) {
      const rows = await allListed<{ sourceId: string; patronId: number }>(sql, readers, sourceIds, {
        before: [source],
      });
      return new Map(rows.map(({ sourceId, patronId }) => [sourceId, patronId]));
    },
    async numbersTaken(numbers) {
      const keys = [...new Set(numbers.map(scanKey))];
      const bySpent = new Map(keys.map((key) => [spentDigest(key), key]));
      const [cards, ofItems, spent] = [
        await allListed<{ taken: string }>(sql, cardsTaken, keys),
        await allListed<{ taken: string }>(sql, itemsTaken, keys),
        await allListed<{ taken: string }>(sql, spentTaken, [...bySpent.keys()]),
      ];
      return new Set(
        [...cards, ...ofItems].map(({ taken }) => taken).concat(spent.map(({ taken }) => bySpent.get(taken)!)),
      );
    },
    async saveProfile(profile, { login, at }) {
      const newest = await sql.one<{ version: number | null }>(
        'SELECT MAX(version) AS version FROM source_profiles WHERE name = ?',
        [profile.name],
      );
      const version = (newest?.version ?? 0) + 1;
      await sql.run('INSERT INTO source_profiles (name, version, content, savedAt, savedBy) VALUES (?, ?, ?, ?, ?)', [
        profile.name,
        version,
        JSON.stringify({ ...profile, version }),
        at,
        login,
      ]);
      return version;
    },
    async saveRules(rules, { login, at }) {
      await sql.run('INSERT INTO matching_rules (content, savedAt, savedBy) VALUES (?, ?, ?)', [
        JSON.stringify(rules),
        at,
        login,
      ]);
    },
  };
}
