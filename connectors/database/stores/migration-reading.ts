import type { KnownRecord } from '../../../core/catalogue/record.ts';
import type { Finding, FindingKind, ItemTally, MigrationBatch } from '../../../core/migration/entities.ts';
import type { SourceProfile } from '../../../core/migration/profile.ts';
import type { MatchingRules } from '../../../core/migration/score.ts';
import {
  type ChangedRow,
  type FactsLine,
  type LineCount,
  type LineFilter,
  type MigrationReading,
  type RowKey,
  type TouchedTable,
} from '../../../core/ports/migration.ts';
import type { Database, Sql, SqlValue } from '../sql.ts';
import { allListed, listStatement } from './batches.ts';
import { catalogueDigest } from './catalogue-digest.ts';
import { columns, scanKey } from './columns.ts';
import { digestsOf, readRow, rowDigest, rowKeyOf } from './migration-images.ts';
import { waitingLines } from './migration-claims.ts';
import { batchColumns, factsOf, lineColumns, lineOf, targetOf, type LineRow } from './migration-rows.ts';
import { lineSums, touchedRows } from './migration-sums.ts';
import { recordsByKeys } from './record-keys.ts';
import { bySource } from './records.ts';

const allBatches = `SELECT ${columns('migration_batches', batchColumns)} FROM migration_batches`;
const allLines = `SELECT ${columns('migration_lines', lineColumns)} FROM migration_lines`;
const numbered = listStatement(`${allLines} WHERE batchId = ? AND line IN (?*)`);
const factsColumns = columns('migration_lines', [
  ...['line', 'sourceId', 'hash', 'facts', 'decision', 'target', 'decidedBy'],
]);
const facts = `SELECT ${factsColumns} FROM migration_lines WHERE batchId = ? AND line > ? ORDER BY line LIMIT ?`;
const firstOf = listStatement(
  `SELECT sourceId, MIN(line) AS line FROM migration_lines WHERE batchId = ? AND sourceId IN (?*) GROUP BY sourceId`,
);

const factsNumbered = listStatement(`SELECT ${factsColumns} FROM migration_lines WHERE batchId = ? AND line IN (?*)`);

type FactsRow = Omit<FactsLine, 'facts' | 'target'> & { readonly facts: string | null; readonly target: string | null };
function factsLineOf(row: FactsRow): FactsLine {
  return { ...row, facts: factsOf(row.facts), target: targetOf(row.target) };
}

/** Batches, as they are read. */
export function migrationReading(database: Database): MigrationReading {
  const sql = database.reader;
  return {
    batch: (batchId) => sql.one<MigrationBatch>(`${allBatches} WHERE id = ?`, [batchId]),
    batches: (libraryId) =>
      libraryId === null
        ? sql.all<MigrationBatch>(`${allBatches} ORDER BY id DESC`)
        : sql.all<MigrationBatch>(`${allBatches} WHERE libraryId = ? ORDER BY id DESC`, [libraryId]),
    async lines(batchId, afterLine, limit, filter = {}) {
      const { where, values } = filtered(filter);
      const text = `${allLines} WHERE batchId = ? AND line > ?${where} ORDER BY line LIMIT ?`;
      return (await sql.all<LineRow>(text, [batchId, afterLine, ...values, limit])).map(lineOf);
    },
    async linesNumbered(batchId, lines) {
      const rows = await allListed<LineRow>(sql, numbered, lines, { before: [batchId] });
      return rows.map(lineOf);
    },
    async facts(batchId, afterLine, limit) {
      return (await sql.all<FactsRow>(facts, [batchId, afterLine, limit])).map(factsLineOf);
    },
    async factsNumbered(batchId, lines) {
      return (await allListed<FactsRow>(sql, factsNumbered, lines, { before: [batchId] })).map(factsLineOf);
    },
    async recordsBySource(source, sourceIds) {
      const rows = await allListed<{ sourceId: string } & KnownRecord>(sql, bySource, sourceIds, { before: [source] });
      return new Map(rows.map(({ sourceId, ...known }) => [sourceId, known]));
    },
    async firstOf(batchId, sourceIds) {
      const rows = await allListed<{ sourceId: string; line: number }>(sql, firstOf, sourceIds, { before: [batchId] });
      const lines = rows.map(({ line }) => line);
      const found = await allListed<LineRow>(sql, numbered, lines, { before: [batchId] });
      return new Map(
        found.map((row) => {
          const { content } = lineOf(row);
          return [row.sourceId, { line: row.line, identity: content.kind === 'record' ? content.identity : '' }];
        }),
      );
    },
    countLines: (batchId) =>
      sql.all<LineCount>(
        `SELECT decision, decidedBy, outcome, COUNT(*) AS count FROM migration_lines WHERE batchId = ?
         GROUP BY decision, decidedBy, outcome`,
        [batchId],
      ),
    lineSums: (batchId, after, upTo) => lineSums(sql, batchId, after, upTo),
    findings: (batchId, kind, limit) => {
      const text = `SELECT line, kind, subject, detail FROM migration_findings WHERE batchId = ?`;
      return kind === null
        ? sql.all<Finding>(`${text} ORDER BY id LIMIT ?`, [batchId, limit])
        : sql.all<Finding>(`${text} AND kind = ? ORDER BY id LIMIT ?`, [batchId, kind, limit]);
    },
    countFindings: (batchId) =>
      sql.all<{ kind: FindingKind; findings: number }>(
        'SELECT kind, COUNT(*) AS findings FROM migration_findings WHERE batchId = ? GROUP BY kind ORDER BY kind',
        [batchId],
      ),
    tallies: (batchId) =>
      sql.all<ItemTally>(
        `SELECT libraryId, itemType, itemsRead AS ${readAs(sql)}, itemsCreated AS created, itemsKnown AS known,
           itemsRejected AS rejected FROM migration_tallies WHERE batchId = ? ORDER BY libraryId, itemType`,
        [batchId],
      ),
    waiting: (libraryId, at) => waitingLines(sql, libraryId, at),
    batchesOn: (digest) => sql.all<MigrationBatch>(`${allBatches} WHERE digest = ? ORDER BY id DESC`, [digest]),
    touched: (batchId) => touchedRows(sql, batchId),
    changedSince: (batchId, limit) => database.snapshot((snapshot) => changedSince(snapshot, batchId, limit)),
    recordsByKeys: (keys, most) => recordsByKeys(sql, keys, most),
    async aliased(libraryId, barcode) {
      const text = `SELECT items.barcode FROM item_aliases JOIN items ON items.id = item_aliases.itemId
        WHERE item_aliases.libraryId = ? AND item_aliases.barcodeKey = ?`;
      return (await sql.one<{ barcode: string }>(text, [libraryId, scanKey(barcode)]))?.barcode ?? null;
    },
    aliasesOf(itemId) {
      const text = `SELECT libraryId, barcodeKey AS barcode FROM item_aliases WHERE itemId = ?
        ORDER BY libraryId, barcodeKey`;
      return sql.all<{ libraryId: number; barcode: string }>(text, [itemId]);
    },
    async librariesWithAliases() {
      const text = `SELECT id FROM libraries WHERE EXISTS (SELECT 1 FROM item_aliases WHERE libraryId = libraries.id)
        ORDER BY id`;
      return (await sql.all<{ id: number }>(text)).map(({ id }) => id);
    },
    async profiles() {
      const rows = await sql.all<{ content: string }>('SELECT content FROM source_profiles ORDER BY name, version');
      return rows.map(({ content }) => JSON.parse(content) as SourceProfile);
    },
    async rules() {
      const row = await sql.one<{ content: string }>('SELECT content FROM matching_rules ORDER BY id DESC LIMIT 1');
      return row && (JSON.parse(row.content) as MatchingRules);
    },
    digest: (of) => catalogueDigest(database, of),
  };
}

/** READ is a word of MariaDB's own. */
function readAs(sql: Sql): string {
  return sql.dialect === 'mariadb' ? '`read`' : 'read';
}

function filtered({ decision, outcome, decidedBy }: LineFilter): { where: string; values: SqlValue[] } {
  const conditions = Object.entries({ decision, outcome, decidedBy }).filter(([, value]) => value !== undefined);
  return {
    where: conditions.map(([name]) => ` AND ${name} = ?`).join(''),
    values: conditions.map(([, value]) => value!),
  };
}

/** Rows of a batch that are not as it left them, or that circulation uses by now. */
async function changedSince(sql: Sql, batchId: number, limit: number): Promise<ChangedRow[]> {
  const changed: ChangedRow[] = [];
  const images = await sql.all<{ tableName: TouchedTable; rowKey: string; digest: number }>(
    'SELECT tableName, rowKey, digest FROM migration_images WHERE batchId = ? ORDER BY id',
    [batchId],
  );
  const imaged = new Set(images.map(({ tableName, rowKey }) => `${tableName} ${rowKey}`));
  for (const { tableName, rowKey, digest } of images) {
    const row = await readRow(sql, tableName, rowKeyOf(rowKey));
    if (!row) changed.push({ table: tableName, key: rowKey, why: 'gone' });
    else if (rowDigest(row) !== digest) changed.push({ table: tableName, key: rowKey, why: 'changed' });
  }
  const created = await sql.all<{ tableName: TouchedTable; rowKeys: string; digests: string }>(
    'SELECT tableName, rowKeys, digests FROM migration_created WHERE batchId = ? ORDER BY id',
    [batchId],
  );
  const own = new Map<TouchedTable, Set<number>>();
  for (const { tableName, rowKeys, digests } of created) {
    const keys = JSON.parse(rowKeys) as RowKey[];
    const after = JSON.parse(digests) as (number | null)[];
    const now = await digestsOf(sql, tableName, keys);
    for (const [index, key] of keys.entries()) {
      const name = JSON.stringify(key);
      if (typeof key[0] === 'number') own.set(tableName, (own.get(tableName) ?? new Set()).add(key[0]));
      if (imaged.has(`${tableName} ${name}`) || now[index] === after[index]) continue;
      changed.push({ table: tableName, key: name, why: now[index] === null ? 'gone' : 'changed' });
    }
  }
  for (const [table, used] of inUse) {
    const ids = [...(own.get(table) ?? [])];
    for (const { text, except } of used) {
      const rows = await allListed<{ id: number; row: number }>(sql, text, ids);
      for (const { id, row } of rows) {
        if (except && own.get(except)?.has(row)) continue;
        changed.push({ table, key: JSON.stringify([id]), why: 'in-use' });
      }
    }
  }
  return changed.slice(0, limit);
}

const uses = (text: string, except: TouchedTable | null = null) => ({ text: listStatement(text), except });
/** Rows of others that name a row the batch made: it can no longer go. `except`: unless the batch made them too. */
const inUse: readonly (readonly [TouchedTable, readonly ReturnType<typeof uses>[]])[] = [
  [
    'items',
    [
      uses('SELECT itemId AS id, id AS row FROM loans WHERE itemId IN (?*)', 'loans'),
      uses('SELECT itemId AS id, id AS row FROM transits WHERE itemId IN (?*)'),
      uses('SELECT itemId AS id, part AS row FROM rfid_tags WHERE itemId IN (?*)'),
      uses('SELECT boundItemId AS id, id AS row FROM holds WHERE boundItemId IN (?*)'),
      uses('SELECT itemId AS id, id AS row FROM holds WHERE itemId IN (?*)'),
    ],
  ],
  [
    'bib_records',
    [
      uses('SELECT recordId AS id, id AS row FROM holds WHERE recordId IN (?*)'),
      uses('SELECT recordId AS id, id AS row FROM items WHERE recordId IN (?*)', 'items'),
      uses('SELECT mergedIntoId AS id, id AS row FROM bib_records WHERE mergedIntoId IN (?*)', 'bib_records'),
    ],
  ],
  [
    'patrons',
    [
      uses('SELECT patronId AS id, id AS row FROM loans WHERE patronId IN (?*)', 'loans'),
      uses('SELECT patronId AS id, id AS row FROM holds WHERE patronId IN (?*)'),
      uses('SELECT patronId AS id, id AS row FROM blocks WHERE patronId IN (?*)'),
      uses('SELECT guardianId AS id, id AS row FROM patrons WHERE guardianId IN (?*)'),
    ],
  ],
];
