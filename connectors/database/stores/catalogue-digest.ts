import { createHash, type Hash } from 'node:crypto';
import { tables } from '../models/models.ts';
import type { Database, Sql, SqlValue } from '../sql.ts';

/** The tables that are the catalogue, each with the columns of its key and those that hold the time something was done. */
const catalogue = [
  { table: 'bib_records', key: ['id'], times: ['createdAt', 'updatedAt'] },
  { table: 'items', key: ['id'], times: ['statusSince'] },
  { table: 'item_aliases', key: ['libraryId', 'barcodeKey'], times: [] },
  { table: 'record_keys', key: ['kind', 'value', 'recordId'], times: [] },
] as const;

const rowsAtOnce = 1_000;

/**
 * SHA-256 over every row and column of the catalogue, in the order of the keys. `everything-but-times` leaves out when
 * things were done, so that two runs of the same work at two moments are equal.
 */
export function catalogueDigest(database: Database, of: 'everything' | 'everything-but-times'): Promise<string> {
  return database.snapshot(async (sql) => {
    const hash = createHash('sha256');
    for (const { table, key, times } of catalogue) {
      const left: readonly string[] = of === 'everything' ? [] : times;
      const columns = Object.keys(tables[table]).filter((name) => !left.includes(name));
      hash.update(`\u001d${table}\u001e`);
      await digestTable(sql, hash, { table, key, columns });
    }
    return hash.digest('hex');
  });
}

async function digestTable(
  sql: Sql,
  hash: Hash,
  { table, key, columns }: { table: string; key: readonly string[]; columns: readonly string[] },
): Promise<void> {
  const order = `ORDER BY ${key.join(', ')} LIMIT ${rowsAtOnce}`;
  const after = `(${key.join(', ')}) > (${key.map(() => '?').join(', ')})`;
  let last: SqlValue[] | null = null;
  for (;;) {
    const text = `SELECT ${columns.join(', ')} FROM ${table} ${last ? `WHERE ${after} ` : ''}${order}`;
    const rows: Record<string, SqlValue>[] = await sql.all<Record<string, SqlValue>>(text, last ?? []);
    for (const row of rows) {
      for (const name of columns) {
        const value = row[name];
        if (value instanceof Uint8Array) hash.update(value);
        else hash.update(`${typeof value}${String(value)}`);
        hash.update('\u001f');
      }
    }
    if (rows.length < rowsAtOnce) return;
    last = key.map((name) => rows.at(-1)![name]!);
  }
}
