import type { Sql, SqlValue } from '../sql.ts';
import { allListed, insertion, listStatement, runListed } from './batches.ts';

const insert = insertion('record_keys', ['kind', 'value', 'recordId'], null);
const ofRecords = listStatement('DELETE FROM record_keys WHERE recordId IN (?*)');
const byValue = listStatement('SELECT value, recordId FROM record_keys WHERE kind = ? AND value IN (?*)');

/** Writes the keys of new records. Sorted, so that keys near each other go to the same pages. */
export async function insertRecordKeys(
  sql: Sql,
  records: readonly { readonly id: number; readonly keys: readonly string[] }[],
): Promise<void> {
  const rows: SqlValue[][] = [];
  for (const { id, keys } of records) for (const key of keys) rows.push([...split(key), id]);
  rows.sort(byKey);
  await insert(sql, rows);
}

/** Writes the keys of records anew. */
export async function replaceRecordKeys(
  sql: Sql,
  records: readonly { readonly id: number; readonly keys: readonly string[] }[],
): Promise<void> {
  await deleteRecordKeys(
    sql,
    records.map(({ id }) => id),
  );
  await insertRecordKeys(sql, records);
}

export async function deleteRecordKeys(sql: Sql, recordIds: readonly number[]): Promise<void> {
  await runListed(sql, ofRecords, recordIds);
}

/** Key → records that have it; a key that more than `most` share tells nothing and is left out. */
export async function recordsByKeys(sql: Sql, keys: readonly string[], most: number): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>();
  const kinds = Map.groupBy(new Set(keys), (key) => split(key)[0]);
  for (const [kind, ofKind] of kinds) {
    const values = ofKind.map((key) => split(key)[1]).sort();
    const rows = await allListed<{ value: string; recordId: number }>(sql, byValue, values, { before: [kind] });
    for (const { value, recordId } of rows) {
      const records = found.get(`${kind}:${value}`);
      if (records) records.push(recordId);
      else found.set(`${kind}:${value}`, [recordId]);
    }
  }
  for (const [key, records] of found) if (records.length > most) found.delete(key);
  return found;
}

/** `isbn:978…` as its kind and its value. */
function split(key: string): [string, string] {
  const colon = key.indexOf(':');
  return [key.slice(0, colon), key.slice(colon + 1)];
}

function byKey([kind, value]: readonly SqlValue[], [otherKind, otherValue]: readonly SqlValue[]): number {
  if (kind !== otherKind) return kind! < otherKind! ? -1 : 1;
  return value! < otherValue! ? -1 : value === otherValue ? 0 : 1;
}
