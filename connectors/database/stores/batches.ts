import type { Sql, SqlValue } from '../sql.ts';

/** Rows a MariaDB statement inserts at once: 100 records of the longest kind (99,999 bytes) stay under 16 MB. */
const insertSizes = [100, 10, 1] as const;
/** Rows a SQLite statement inserts at once: longer ones bind hardly faster. */
const sqliteInsertSizes = [25, 1] as const;
/** From how many rows on SQLite's numbers are given out here: telling each by RETURNING costs as much as inserting it. */
const numberedFrom = 16;
/** Values one IN list holds. A list that is not full repeats its last value, so that few texts are ever prepared. */
const listSizes = [1, 4, 10, 25, 64, 100, 256, 1024] as const;

export type Insertion = (sql: Sql, rows: readonly (readonly SqlValue[])[]) => Promise<number[]>;

/**
 * Inserts rows and returns the column `returning` of each, in their order; nothing when it is null. MariaDB takes up to a
 * hundred rows a round trip. SQLite has one writer: the numbers it would give to many rows are known beforehand, those
 * after the highest.
 */
export function insertion(table: string, columns: readonly string[], returning: string | null = 'id'): Insertion {
  const told = returning === null ? '' : ` RETURNING ${returning} AS id`;
  const texts = insertTexts(table, columns, insertSizes, told);
  const single = texts.at(-1)!.text;
  const untold = insertTexts(table, columns, sqliteInsertSizes);
  const numbered = insertTexts(table, ['id', ...columns], sqliteInsertSizes);
  const highest = `SELECT COALESCE(MAX(id), 0) AS id FROM ${table}`;

  return async (sql, rows) => {
    const ids: number[] = [];
    if (sql.dialect === 'sqlite') {
      if (returning === null) await insertAll(sql, untold, rows);
      else if (returning !== 'id' || rows.length < numberedFrom) {
        for (const values of rows) ids.push((await sql.one<{ id: number }>(single, values))!.id);
      } else {
        const { id: before } = (await sql.one<{ id: number }>(highest))!;
        await insertAll(
          sql,
          numbered,
          rows.map((values, index) => [before + index + 1, ...values]),
        );
        for (let index = 0; index < rows.length; index += 1) ids.push(before + index + 1);
      }
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

type SizedTexts = readonly { readonly size: number; readonly text: string }[];

function insertTexts(table: string, columns: readonly string[], sizes: readonly number[], told = ''): SizedTexts {
  const row = `(${columns.map(() => '?').join(', ')})`;
  const begin = `INSERT INTO ${table} (${columns.join(', ')}) VALUES `;
  return sizes.map((size) => ({ size, text: begin + Array(size).fill(row).join(', ') + told }));
}

async function insertAll(sql: Sql, texts: SizedTexts, rows: readonly (readonly SqlValue[])[]): Promise<void> {
  for (let from = 0; from < rows.length;) {
    const { size, text } = texts.find((candidate) => candidate.size <= rows.length - from)!;
    await sql.run(text, size === 1 ? rows[from]! : rows.slice(from, from + size).flat());
    from += size;
  }
}

/** A statement whose `(?*)` stands for a list of values, prepared in a few lengths. */
export type ListStatement = SizedTexts;

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
