import type { BibRecord, DerivedFields, KnownRecord } from '../../../core/catalogue/record.ts';
import type { Reading } from '../../../core/ports/reading.ts';
import type { NewRecord, RecordsWork } from '../../../core/ports/store.ts';
import type { Database, Sql, SqlValue } from '../sql.ts';
import { allListed, insertion, listStatement } from './batches.ts';
import type { CatalogueClock } from './catalogue-clock.ts';
import { columns, met } from './columns.ts';
import { insertRecordKeys, replaceRecordKeys } from './record-keys.ts';
import { keepFirstVersion, keepVersion } from './record-versions.ts';

export const recordColumns = [
  'id',
  'controlNumber',
  'source',
  'sourceId',
  'status',
  'mergedIntoId',
  'marc',
  'hash',
  'createdAt',
  'updatedAt',
  'suppressedAt',
] as const;
/** Pure functions of `marc`; lists are JSON text. */
export const derivedColumns = [
  'title',
  'titleSort',
  'year',
  'language',
  'carrier',
  'audience',
  'workKey',
  'authors',
  'isbn13',
  'ean',
  'issn',
] as const;

const all = columns('bib_records', recordColumns);
export const bySource = listStatement(
  'SELECT sourceId, id, controlNumber, hash, createdAt, status, mergedIntoId FROM bib_records WHERE source = ? AND sourceId IN (?*)',
);
const byIds = listStatement(`SELECT ${all} FROM bib_records WHERE id IN (?*)`);
const changedAt = listStatement('SELECT id, updatedAt FROM bib_records WHERE id IN (?*)');
const afterId = `SELECT ${all} FROM bib_records WHERE id > ? ORDER BY id LIMIT ?`;
const insert = insertion('bib_records', [
  'controlNumber',
  'source',
  'sourceId',
  'status',
  'mergedIntoId',
  'hash',
  'createdAt',
  'updatedAt',
  ...derivedColumns,
  'marc',
]);
const replace = `UPDATE bib_records SET status = ?, hash = ?, updatedAt = ?,
   ${derivedColumns.map((name) => `${name} = ?`).join(', ')}, marc = ?, version = version + 1 WHERE id = ?`;
const setStanding = 'UPDATE bib_records SET mergedIntoId = ?, suppressedAt = ? WHERE id = ?';

/** The catalogue, as one transaction writes it. */
export function recordsWork(sql: Sql, clock: CatalogueClock): RecordsWork {
  return {
    async findBySource(source, sourceIds) {
      type Row = { sourceId: string } & KnownRecord;
      const rows = await allListed<Row>(sql, bySource, sourceIds, { before: [source] });
      return new Map(rows.map(({ sourceId, ...known }) => [sourceId, known]));
    },
    reserveNumbers: (count) => clock.reserve(count),
    async insertMany(records) {
      const rows: SqlValue[][] = [];
      for (const record of records) rows.push(valuesOf(record, await clock.stamp(record.updatedAt)));
      const ids = await insert(sql, rows);
      await insertRecordKeys(
        sql,
        ids.map((id, index) => ({ id, keys: records[index]!.derived.matchKeys })),
      );
      return ids;
    },
    async replace(recordId, by, change = { act: 'IMPORTED', actor: 'import', at: by.updatedAt, reason: '' }) {
      const updatedAt = await clock.stamp(by.updatedAt);
      await keepFirstVersion(sql, recordId);
      const values = [by.status, by.hash, updatedAt, ...derivedValues(by.derived), by.marc, recordId];
      met(await sql.run(replace, values), `record ${recordId}`);
      await replaceRecordKeys(sql, [{ id: recordId, keys: by.derived.matchKeys }]);
      if (by.standing) {
        met(await sql.run(setStanding, [by.standing.mergedIntoId, by.standing.suppressedAt, recordId]), 'its standing');
      }
      await keepVersion(sql, recordId, change);
    },
  };
}

function valuesOf(record: NewRecord, updatedAt: number): SqlValue[] {
  const { controlNumber, source, sourceId, status, mergedIntoId = null, hash, createdAt, derived, marc } = record;
  const known = [controlNumber, source, sourceId, status, mergedIntoId, hash, createdAt, updatedAt];
  return [...known, ...derivedValues(derived), marc];
}

/** The derived columns in their order, as they are stored. */
export function derivedValues(derived: DerivedFields): SqlValue[] {
  return derivedColumns.map((name) => {
    const value: string | number | readonly string[] | null = derived[name];
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
  });
}

type RecordsReading = Pick<
  Reading,
  'records' | 'recordsChangedAt' | 'recordByControlNumber' | 'recordsAfter' | 'lastRecordId'
>; // prettier-ignore

/** Reads of the catalogue. */
export function recordsReading(database: Database): RecordsReading {
  const sql = database.reader;
  return {
    async records(ids) {
      const rows = await allListed<BibRecord>(sql, byIds, ids);
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id)).filter((record) => record !== undefined);
    },
    async recordsChangedAt(ids) {
      const rows = await allListed<{ id: number; updatedAt: number }>(sql, changedAt, ids);
      return new Map(rows.map(({ id, updatedAt }) => [id, updatedAt]));
    },
    recordByControlNumber: (controlNumber) =>
      sql.one<BibRecord>(`SELECT ${all} FROM bib_records WHERE controlNumber = ?`, [controlNumber]),
    recordsAfter: (id, limit) => sql.all<BibRecord>(afterId, [id, limit]),
    lastRecordId: async () => (await sql.one<{ id: number | null }>('SELECT max(id) AS id FROM bib_records'))!.id ?? 0,
  };
}
