import { crc32 } from 'node:zlib';
import { derive } from '../../../core/marc/derive.ts';
import { decode } from '../../../core/marc/iso2709.ts';
import { touchedTables, type MigrationWork, type RowKey, type TouchedTable } from '../../../core/ports/migration.ts';
import { tables } from '../models/models.ts';
import type { Sql, SqlValue } from '../sql.ts';
import { insertion } from './batches.ts';
import { deleteRecordKeys, replaceRecordKeys } from './record-keys.ts';

/**
 * What a batch touched: each changed row as it was before, and the keys of the rows it made. After each transaction the
 * rows are digested (CRC-32 of every column), so that a revert knows which of them somebody changed since.
 */

type Row = Readonly<Record<string, SqlValue>>;
const insertImages = insertion('migration_images', ['batchId', 'tableName', 'rowKey', 'rowBefore']);
const insertCreated = insertion('migration_created', ['batchId', 'tableName', 'rowKeys']);

export const rowKeyText = (key: RowKey): string => JSON.stringify(key);
export const rowKeyOf = (text: string): RowKey => JSON.parse(text) as RowKey;
const columnsOf = (table: TouchedTable): string[] => Object.keys(tables[table]);
const whereKey = (table: TouchedTable): string => touchedTables[table].map((column) => `${column} = ?`).join(' AND ');

/** The row of this key, every column of it; null when it is not there. */
export function readRow(sql: Sql, table: TouchedTable, key: RowKey): Promise<Row | null> {
  return sql.one<Row>(`SELECT ${columnsOf(table).join(', ')} FROM ${table} WHERE ${whereKey(table)}`, [...key]);
}

/** CRC-32 of every column of a row: its bytes, then all the rest as one text. */
export function rowDigest(row: Row): number {
  let digest = 0;
  let text = '';
  for (const name in row) {
    const value = row[name];
    if (value instanceof Uint8Array) digest = crc32(value, digest);
    else text += `${typeof value}${String(value)}\u001f`;
  }
  return crc32(text, digest);
}

/** Rows that have one number for key are read many at once. */
async function readRows(sql: Sql, table: TouchedTable, keys: readonly RowKey[]): Promise<(Row | null)[]> {
  if (touchedTables[table].length > 1 || keys.length < 8 || typeof keys[0]![0] !== 'number') {
    const rows: (Row | null)[] = [];
    for (const key of keys) rows.push(await readRow(sql, table, key));
    return rows;
  }
  const numbers = keys.map(([id]) => id as number);
  const column = touchedTables[table][0];
  const [from, to] = [Math.min(...numbers), Math.max(...numbers)];
  // Made in one go, they follow each other.
  const text = `SELECT ${columnsOf(table).join(', ')} FROM ${table} WHERE ${column} BETWEEN ? AND ?`;
  const byId = new Map((await sql.all<Row>(text, [from, to])).map((row) => [row[column] as number, row]));
  return numbers.map((number) => byId.get(number) ?? null);
}

export async function digestsOf(sql: Sql, table: TouchedTable, keys: readonly RowKey[]): Promise<(number | null)[]> {
  return (await readRows(sql, table, keys)).map((row) => (row ? rowDigest(row) : null));
}

function kept(row: Row): string {
  return JSON.stringify(row, (_, value: unknown) =>
    value instanceof Uint8Array ? { $base64: Buffer.from(value).toString('base64') } : value,
  );
}
/** JSON.stringify asks a Buffer for its own JSON before any replacer: bytes are plain here. */
function plain(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, Buffer.isBuffer(value) ? new Uint8Array(value) : value]),
  );
}
function unkept(text: string): Row {
  return JSON.parse(text, (_, value: unknown) => {
    const bytes = value !== null && typeof value === 'object' && '$base64' in value ? value.$base64 : null;
    return typeof bytes === 'string' ? new Uint8Array(Buffer.from(bytes, 'base64')) : value;
  }) as Row;
}

type ImagesWork = Pick<MigrationWork, 'keepBefore' | 'noteCreated' | 'sealImages' | 'putBack'>;

export function imagesWork(sql: Sql): ImagesWork {
  return {
    async keepBefore(batchId, table, keys) {
      for (const key of keys) {
        const again = 'UPDATE migration_images SET digest = NULL WHERE batchId = ? AND tableName = ? AND rowKey = ?';
        if ((await sql.run(again, [batchId, table, rowKeyText(key)])) > 0) continue;
        const row = await readRow(sql, table, key);
        if (!row) throw new Error(`${table} ${rowKeyText(key)} is not there to be kept`);
        await insertImages(sql, [[batchId, table, rowKeyText(key), kept(plain(row))]]);
      }
    },
    async noteCreated(batchId, table, keys) {
      if (keys.length > 0) await insertCreated(sql, [[batchId, table, JSON.stringify(keys)]]);
    },
    async sealImages(batchId) {
      type Open = { id: number; tableName: TouchedTable; rowKey: string };
      const images = await sql.all<Open>(
        'SELECT id, tableName, rowKey FROM migration_images WHERE batchId = ? AND digest IS NULL',
        [batchId],
      );
      for (const { id, tableName, rowKey } of images) {
        const row = await readRow(sql, tableName, rowKeyOf(rowKey));
        await sql.run('UPDATE migration_images SET digest = ? WHERE id = ?', [row ? rowDigest(row) : 0, id]);
      }
      const created = await sql.all<{ id: number; tableName: TouchedTable; rowKeys: string }>(
        'SELECT id, tableName, rowKeys FROM migration_created WHERE batchId = ? AND digests IS NULL ORDER BY id',
        [batchId],
      );
      for (const { id, tableName, rowKeys } of created) {
        const digests = await digestsOf(sql, tableName, JSON.parse(rowKeys) as RowKey[]);
        await sql.run('UPDATE migration_created SET digests = ? WHERE id = ?', [JSON.stringify(digests), id]);
      }
    },
    putBack: (batchId, limit) => putBack(sql, batchId, limit),
  };
}

async function putBack(sql: Sql, batchId: number, limit: number): Promise<{ recordIds: number[]; left: number }> {
  const images = await sql.all<{ id: number; tableName: TouchedTable; rowKey: string; rowBefore: string }>(
    'SELECT id, tableName, rowKey, rowBefore FROM migration_images WHERE batchId = ? ORDER BY id DESC LIMIT ?',
    [batchId, limit],
  );
  const recordIds = new Set<number>();
  for (const { id, tableName, rowKey, rowBefore } of images) {
    const before = unkept(rowBefore);
    await restore(sql, tableName, rowKeyOf(rowKey), before);
    touch(recordIds, tableName, before);
    await sql.run('DELETE FROM migration_images WHERE id = ?', [id]);
  }
  // The rows a batch made go only when every row it changed is as it was.
  if (images.length < limit) {
    const made = await sql.all<{ id: number; tableName: TouchedTable; rowKeys: string }>(
      'SELECT id, tableName, rowKeys FROM migration_created WHERE batchId = ? ORDER BY id DESC LIMIT 1',
      [batchId],
    );
    for (const { id, tableName, rowKeys } of made) {
      for (const key of (JSON.parse(rowKeys) as RowKey[]).toReversed()) await remove(sql, tableName, key, recordIds);
      await sql.run('DELETE FROM migration_created WHERE id = ?', [id]);
    }
  }
  const left = await sql.one<{ images: number }>(
    `SELECT (SELECT COUNT(*) FROM migration_images WHERE batchId = ?)
       + (SELECT COUNT(*) FROM migration_created WHERE batchId = ?) AS images`,
    [batchId, batchId],
  );
  return { recordIds: [...recordIds], left: left!.images };
}

async function restore(sql: Sql, table: TouchedTable, key: RowKey, before: Row): Promise<void> {
  const names = Object.keys(before);
  const text = `UPDATE ${table} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE ${whereKey(table)}`;
  await sql.run(text, [...Object.values(before), ...key]);
  if (table !== 'bib_records') return;
  const { matchKeys } = derive(decode(before['marc'] as Uint8Array, 'utf-8').record);
  await replaceRecordKeys(sql, [{ id: before['id'] as number, keys: matchKeys }]);
}

async function remove(sql: Sql, table: TouchedTable, key: RowKey, recordIds: Set<number>): Promise<void> {
  if (table === 'items') {
    const row = await sql.one<Row>('SELECT recordId FROM items WHERE id = ?', [...key]);
    if (row) touch(recordIds, table, row);
  }
  if (table === 'bib_records') {
    await deleteRecordKeys(sql, [key[0] as number]);
    recordIds.add(key[0] as number);
  }
  if (table === 'patrons') {
    await sql.run('DELETE FROM migrated_readers WHERE patronId = ?', [...key]);
  }
  await sql.run(`DELETE FROM ${table} WHERE ${whereKey(table)}`, [...key]);
}

/** Of which record a row tells: the index must look at it again. */
function touch(recordIds: Set<number>, table: TouchedTable, row: Row): void {
  const id = table === 'bib_records' ? row['id'] : table === 'items' ? row['recordId'] : null;
  if (typeof id === 'number') recordIds.add(id);
}
