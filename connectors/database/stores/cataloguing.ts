import type { CataloguedRecord, EditingLock, RecordMerge } from '../../../core/catalogue/editing/entities.ts';
import type { CataloguingWork } from '../../../core/ports/cataloguing.ts';
import type { Sql } from '../sql.ts';
import { allListed, insertion, listStatement } from './batches.ts';
import type { CatalogueClock } from './catalogue-clock.ts';
import { columns, locking } from './columns.ts';
import { copiesWork } from './copies.ts';
import { keepVersion, versionOf } from './record-versions.ts';
import { recordColumns, recordsWork } from './records.ts';

export const cataloguedColumns = [...recordColumns, 'version'] as const;
const all = columns('bib_records', cataloguedColumns);
const byNumber = locking(`SELECT ${all} FROM bib_records WHERE controlNumber = ?`);
const byId = locking(`SELECT ${all} FROM bib_records WHERE id = ?`);
const many = locking(`SELECT ${all} FROM bib_records WHERE id IN (?*)`);
const byIds = { sqlite: listStatement(many.sqlite), mariadb: listStatement(many.mariadb) } as const;
const mergedInto = locking(`SELECT ${all} FROM bib_records WHERE mergedIntoId = ? ORDER BY id`);
const itemsHere = locking(`SELECT id FROM items WHERE recordId = ? AND status <> 'WITHDRAWN'`);
const holdsHere = locking(`SELECT id FROM holds WHERE recordId = ? AND liveKey > ''`);
const status = {
  sqlite: 'SELECT status FROM bib_records WHERE id = ?',
  mariadb: 'SELECT status FROM bib_records WHERE id = ? LOCK IN SHARE MODE',
} as const;
const mergeColumns = [
  'fromRecordId',
  'intoRecordId',
  'fromVersion',
  'intoVersion',
  'mergedVersion',
  'itemIds',
  'at',
  'actor',
] as const;
const insertMerge = insertion('record_merges', mergeColumns);
const merges = `SELECT ${columns('record_merges', ['id', ...mergeColumns, 'undoneAt'])} FROM record_merges
   WHERE (fromRecordId = ? OR intoRecordId = ?) AND undoneAt IS NULL ORDER BY id DESC`;
const lockColumns = ['recordId', 'login', 'sessionHash', 'since', 'expiresAt'] as const;
const insertLock = insertion('record_locks', lockColumns, 'recordId');
const lockSelect = `SELECT ${columns('record_locks', lockColumns)} FROM record_locks WHERE recordId = ? AND expiresAt > ?`;

/** Records, as one transaction of a cataloguer changes them. */
export function cataloguingWork(sql: Sql, clock: CatalogueClock): CataloguingWork {
  const records = recordsWork(sql, clock);
  const lockById = (recordId: number) => sql.one<CataloguedRecord>(byId[sql.dialect], [recordId]);
  return {
    ...copiesWork(sql),
    async lock(controlNumber) {
      await clock.reserve(0);
      return sql.one<CataloguedRecord>(byNumber[sql.dialect], [controlNumber]);
    },
    lockById,
    async lockByIds(recordIds) {
      const rows = await allListed<CataloguedRecord>(sql, byIds[sql.dialect], recordIds);
      return new Map(rows.map((row) => [row.id, row]));
    },
    async create(record, change) {
      const [id] = await records.insertMany([record]);
      await keepVersion(sql, id!, change);
      return id!;
    },
    async revise(recordId, { mergedIntoId, suppressedAt, ...to }, change) {
      await records.replace(
        recordId,
        { ...to, updatedAt: change.at, standing: { mergedIntoId, suppressedAt } },
        change,
      );
      return (await lockById(recordId))!.version;
    },
    version: (recordId, version) => versionOf(sql, recordId, version),
    mergedInto: (recordId) => sql.all<CataloguedRecord>(mergedInto[sql.dialect], [recordId]),
    async usage(recordId) {
      const items = await sql.all(itemsHere[sql.dialect], [recordId]);
      const holds = await sql.all(holdsHere[sql.dialect], [recordId]);
      return { items: items.length, liveHolds: holds.length };
    },
    async isLive(recordId) {
      return (await sql.one<{ status: string }>(status[sql.dialect], [recordId]))?.status === 'LIVE';
    },

    async noteMerge(merge) {
      const { fromRecordId, intoRecordId, fromVersion, intoVersion, mergedVersion, itemIds, at, actor } = merge;
      const versions = [fromVersion, intoVersion, mergedVersion];
      const [id] = await insertMerge(sql, [
        [fromRecordId, intoRecordId, ...versions, JSON.stringify(itemIds), at, actor],
      ]);
      return id!;
    },
    merges: (recordId) => mergesOf(sql, recordId),
    async undoMerge(mergeId, at) {
      await sql.run('UPDATE record_merges SET undoneAt = ? WHERE id = ?', [at, mergeId]);
    },

    async editing(recordId, at) {
      return editingOf(sql, recordId, at);
    },
    async keepEditing({ recordId, login, sessionHash, since, expiresAt }) {
      await sql.run('DELETE FROM record_locks WHERE recordId = ?', [recordId]);
      await insertLock(sql, [[recordId, login, sessionHash, since, expiresAt]]);
    },
    async endEditing(recordId, sessionHash) {
      const text = 'DELETE FROM record_locks WHERE recordId = ? AND sessionHash = ?';
      return (await sql.run(text, [recordId, sessionHash])) === 1;
    },

    async keepRules(rules, fromVersion) {
      const text = 'UPDATE cataloguing_rules SET version = version + 1, rules = ? WHERE id = 1 AND version = ?';
      return (await sql.run(text, [JSON.stringify(rules), fromVersion])) === 1;
    },
  };
}

export function editingOf(sql: Sql, recordId: number, at: number): Promise<EditingLock | null> {
  return sql.one<EditingLock>(lockSelect, [recordId, at]);
}

export async function mergesOf(sql: Sql, recordId: number): Promise<RecordMerge[]> {
  const rows = await sql.all<Omit<RecordMerge, 'itemIds'> & { itemIds: string }>(merges, [recordId, recordId]);
  return rows.map((row) => ({ ...row, itemIds: JSON.parse(row.itemIds) as number[] }));
}
