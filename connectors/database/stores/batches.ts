import type { Sql, SqlValue } from '../sql.ts';

/** Rows a MariaDB statement inserts at once: 100 records of the longest kind (99,999 bytes) stay under 16 MB. */
const insertSizes = [100, 10, 1] as const;
/** Values one IN list holds. A list that is not full repeats its last value, so that few texts are ever prepared. */
const listSizes = [1, 4, 16, 64, 256, 1024] as const;

export type Insertion = (sql: Sql, rows: readonly (readonly SqlValue[])[]) => Promise<number[]>;

/**
 * Inserts rows and returns the column `returning` of each, in their order; nothing when it is null. SQLite runs one prepared statement a row,
 * which costs it less than parsing long ones; MariaDB takes up to a hundred rows a round trip.
 */
export function insertion(table: string, columns: readonly string[], returning: string | null = 'id'): Insertion {
  const row = `(${columns.map(() => '?').join(', ')})`;
  const told = returning === null ? '' : ` RETURNING ${returning} AS id`;
  const texts = insertSizes.map((size) => ({
    size,
    text: `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${Array(size).fill(row).join(', ')}${told}`,
  }));
  const single = texts.at(-1)!.text;

  return async (sql, rows) => {
    const ids: number[] = [];
    if (sql.dialect === 'sqlite') {
      if (returning === null) for (const values of rows) await sql.run(single, values);
      else for (const values of rows) ids.push((await sql.one<{ id: number }>(single, values))!.id);
      return ids;
    }
    for (let from = 0; from < rows.length;) {
      const { size, text } = texts.find((candidate) => candidate.size <= rows.length - from)!;
      const values = rows.slice(from, from + size).flat();
      if (returning === null) await sql.run(text, values);
      else for (const { id } of await sql.all<{ id: number }>(text, values)) ids.push(id);
      from += size;
    }
    return ids;
  };
}

/** A statement whose `(?*)` stands for a list of values, prepared in a few lengths. */
export type ListStatement = readonly { readonly size: number; readonly text: string }[];

export function listStatement(text: string): ListStatement {
  return listSizes.map((size) => ({ size, text: text.replace('(?*)', `(${Array(size).fill('?').join(', ')})`) }));
}

/** Reads the rows that a list of values selects; `before` and `after` are the values around the list. */
export async function allListed<Row>(
  sql: Sql,
  statement: ListStatement,
  list: readonly SqlValue[],
  { before = [], after = [] }: { before?: readonly SqlValue[]; after?: readonly SqlValue[] } = {},
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { text, part } of parts(statement, list)) {
    for (const row of await sql.all<Row>(text, [...before, ...part, ...after])) rows.push(row);
  }
  return rows;
}

/** Runs a write on the rows that a list of values selects and returns how many there were. */
export async function runListed(sql: Sql, statement: ListStatement, list: readonly SqlValue[]): Promise<number> {
  let matched = 0;
  for (const { text, part } of parts(statement, list)) matched += await sql.run(text, part);
  return matched;
}

function* parts(statement: ListStatement, list: readonly SqlValue[]): Generator<{ text: string; part: SqlValue[] }> {
  const longest = statement.at(-1)!;
  for (let from = 0; from < list.length; from += longest.size) {
    const part = list.slice(from, from + longest.size);
    const { size, text } = statement.find((candidate) => candidate.size >= part.length)!;
    yield { text, part: padded(part, size) };
  }
}

/** The list repeated at its end up to `size` values. */
export function padded(list: readonly SqlValue[], size: number): SqlValue[] {
  return [...list, ...Array<SqlValue>(size - list.length).fill(list.at(-1) ?? null)];
}
