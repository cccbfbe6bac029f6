import type { Sql } from '../sql.ts';

/** `table.column, table.column …`, for a SELECT. With a prefix the columns are renamed: `loan_id`, `loan_itemId` … */
export function columns(table: string, names: readonly string[], prefix = ''): string {
  return names.map((name) => `${table}.${name}${prefix && ` AS ${prefix}${name}`}`).join(', ');
}

/** The part of a joined row that `columns` renamed with this prefix. */
export function part<Row>(row: Readonly<Record<string, unknown>>, names: readonly string[], prefix: string): Row {
  const found: Record<string, unknown> = {};
  for (const name of names) found[name] = row[prefix + name];
  return found as Row;
}

/**
 * A SELECT that locks the rows of its outermost table until the end of the transaction. SQLite's transactions begin
 * IMMEDIATE: they hold the only write lock from their first statement, a plain SELECT is enough.
 */
export function locking(text: string): Record<Sql['dialect'], string> {
  return { sqlite: text, mariadb: `${text} FOR UPDATE` };
}

/** Identifiers on labels and cards are compared trimmed and without case. */
export function scanKey(scanned: string): string {
  return scanned.trim().toUpperCase();
}

/** Throws when a write that must meet its row met none: the caller held a stale id, which is a bug. */
export function met(matched: number, row: string): void {
  if (matched !== 1) throw new Error(`${row} is not there, or no longer in the state that was read`);
}

/** The database's own clock, UTC milliseconds. */
export const databaseNow: Record<Sql['dialect'], string> = {
  sqlite: `CAST(unixepoch('subsec') * 1000 AS INTEGER)`,
  mariadb: 'CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS INTEGER)',
};
