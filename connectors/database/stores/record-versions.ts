import type { RecordChange, RecordVersion, VersionLine } from '../../../core/catalogue/editing/entities.ts';
import type { Sql } from '../sql.ts';
import { columns, met } from './columns.ts';

export const versionColumns = [
  'recordId',
  'version',
  'at',
  'actor',
  'act',
  'reason',
  'status',
  'mergedIntoId',
  'suppressedAt',
  'hash',
  'marc',
] as const;
const lineColumns = versionColumns.filter((name) => name !== 'hash' && name !== 'marc');

const target = `INSERT INTO record_versions (${versionColumns.join(', ')})`;
const standing = 'status, mergedIntoId, suppressedAt, hash, marc';
const keepFirst = `${target} SELECT id, version, updatedAt, 'import', 'IMPORTED', '', ${standing} FROM bib_records
   WHERE id = ? AND version = 1 AND NOT EXISTS (SELECT 1 FROM record_versions WHERE recordId = ? AND version = 1)`;
const keepLast = `${target} SELECT id, version, ?, ?, ?, ?, ${standing} FROM bib_records WHERE id = ?`;

/** A record that came with an import has no version of its own kept: it is kept now, as it is about to change. */
export async function keepFirstVersion(sql: Sql, recordId: number): Promise<void> {
  await sql.run(keepFirst, [recordId, recordId]);
}

/** Keeps a record as it stands now. */
export async function keepVersion(sql: Sql, recordId: number, change: RecordChange): Promise<void> {
  const values = [change.at, change.actor, change.act, change.reason, recordId];
  met(await sql.run(keepLast, values), `record ${recordId}`);
}

const kept = `SELECT ${columns('record_versions', versionColumns)} FROM record_versions WHERE recordId = ? AND version = ?`;
/** A record never changed since it came is its own first version. */
const asItCame = `SELECT id AS recordId, version, updatedAt AS at, 'import' AS actor, 'IMPORTED' AS act, '' AS reason,
     ${standing} FROM bib_records WHERE id = ? AND version = ?`;
const lines = `SELECT ${columns('record_versions', lineColumns)} FROM record_versions
   WHERE recordId = ? AND version < ? ORDER BY version DESC LIMIT ?`;

export async function versionOf(sql: Sql, recordId: number, version: number): Promise<RecordVersion | null> {
  const found = await sql.one<RecordVersion>(kept, [recordId, version]);
  return found ?? sql.one<RecordVersion>(asItCame, [recordId, version]);
}

export async function versionLines(
  sql: Sql,
  recordId: number,
  before: number | null,
  limit: number,
): Promise<VersionLine[]> {
  const found = await sql.all<VersionLine>(lines, [recordId, before ?? Number.MAX_SAFE_INTEGER, limit]);
  if (found.length > 0 || (before !== null && before <= 1)) return found;
  const first = await sql.one<RecordVersion>(asItCame, [recordId, 1]);
  if (!first) return [];
  const { marc: _marc, hash: _hash, ...line } = first;
  return [line];
}
