import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { compileFunction } from 'node:vm';
import type { Sql, SqlValue } from '../sql.ts';
import { faultOf } from './faults.ts';

export interface ConnectionOptions {
  readonly file: string;
  /** A connection that refuses every write. Default false. */
  readonly readOnly?: boolean;
  /** How long SQLite itself blocks on a lock, in milliseconds: the event loop stands still meanwhile. */
  readonly busyTimeout?: number;
  /** Statements kept prepared; beyond it the oldest is dropped. */
  readonly statementCache?: number;
}

const noValues: readonly SqlValue[] = [];

interface ReadingStatement {
  readonly statement: StatementSync;
  /** An INSERT, UPDATE or DELETE that returns rows. */
  readonly writes: boolean;
  readonly rowOf: (values: readonly SqlValue[]) => Record<string, SqlValue>;
}

/**
 * The function that makes an object of one row. Compiled for the statement, so that all its rows have one shape that the
 * engine knows: filling objects name by name costs four times as much, and makes each later look at them slower.
 */
function rowMaker(names: readonly string[]): ReadingStatement['rowOf'] {
  const fields = names.map((name, at) => `${JSON.stringify(name)}: values[${at}]`);
  return compileFunction(`return { ${fields.join(', ')} };`, ['values']) as ReadingStatement['rowOf'];
}

function keep<T>(cache: Map<string, T>, text: string, value: T, most: number): void {
  if (cache.size >= most) cache.delete(cache.keys().next().value!);
  cache.set(text, value);
}

/** One open connection to a SQLite file and its prepared statements, kept by their text. Every call is synchronous. */
export class Connection {
  readonly database: DatabaseSync;
  readonly file: string;
  readonly #statements = new Map<string, StatementSync>();
  readonly #readings = new Map<string, ReadingStatement>();
  readonly #statementCache: number;
  #written = 0;

  /** Throws StoreUnavailable when the file cannot be opened. */
  constructor({ file, readOnly = false, busyTimeout = 200, statementCache = 1000 }: ConnectionOptions) {
    this.file = file;
    this.#statementCache = statementCache;
    try {
      this.database = new DatabaseSync(file, { readOnly, timeout: busyTimeout, enableForeignKeyConstraints: true });
    } catch (error) {
      throw faultOf(error, file);
    }
  }

  /** The statement of this text, prepared once. */
  prepare(text: string): StatementSync {
    const known = this.#statements.get(text);
    if (known) return known;

    const statement = this.database.prepare(text);
    keep(this.#statements, text, statement, this.#statementCache);
    return statement;
  }

  /** Writes made so far: who finds the same number again knows that nothing was written meanwhile. */
  get written(): number {
    return this.#written;
  }

  one(text: string, values: readonly SqlValue[] = noValues): unknown {
    const { statement, writes, rowOf } = this.#reading(text);
    if (writes) this.#written += 1;
    const row = statement.get(...(values as SqlValue[])) as unknown as SqlValue[] | undefined;
    return row === undefined ? null : rowOf(row);
  }

  all(text: string, values: readonly SqlValue[] = noValues): unknown[] {
    const { statement, writes, rowOf } = this.#reading(text);
    if (writes) this.#written += 1;
    const rows = statement.all(...(values as SqlValue[])) as unknown as SqlValue[][];
    return rows.map((row) => rowOf(row));
  }

  run(text: string, values: readonly SqlValue[] = noValues): number {
    this.#written += 1;
    return this.prepare(text).run(...(values as SqlValue[])).changes as number;
  }

  /** node:sqlite makes a dictionary of each row, twice as slow as an array, and slow again to read. */
  #reading(text: string): ReadingStatement {
    const known = this.#readings.get(text);
    if (known) return known;

    const statement = this.database.prepare(text);
    statement.setReturnArrays(true);
    const writes = !/^\s*(SELECT|PRAGMA|EXPLAIN)\b/i.test(text);
    const reading = { statement, writes, rowOf: rowMaker(statement.columns().map((column) => column.name)) };
    keep(this.#readings, text, reading, this.#statementCache);
    return reading;
  }

  /** The value of a PRAGMA. */
  pragma(name: string): string | number | null {
    const row = this.database.prepare(`PRAGMA ${name}`).get();
    return row ? ((Object.values(row)[0] ?? null) as string | number | null) : null;
  }

  close(): void {
    this.#statements.clear();
    this.#readings.clear();
    this.database.close();
  }
}

/** The statements of one transaction or reader, until `end()`: used later they would land in somebody else's transaction. */
export class ConnectionSql implements Sql {
  readonly dialect = 'sqlite';
  readonly #connection: Connection;
  readonly #inTransaction: boolean;
  #over: Error | null = null;

  constructor(connection: Connection, kind: 'reader' | 'transaction') {
    this.#connection = connection;
    this.#inTransaction = kind === 'transaction';
  }

  one<Row>(text: string, values?: readonly SqlValue[]): Promise<Row | null> {
    try {
      if (this.#over) throw this.#over;
      return Promise.resolve(this.#connection.one(text, values) as Row | null);
    } catch (error) {
      return Promise.reject(this.#failed(error));
    }
  }

  all<Row>(text: string, values?: readonly SqlValue[]): Promise<Row[]> {
    try {
      if (this.#over) throw this.#over;
      return Promise.resolve(this.#connection.all(text, values) as Row[]);
    } catch (error) {
      return Promise.reject(this.#failed(error));
    }
  }

  run(text: string, values?: readonly SqlValue[]): Promise<number> {
    try {
      if (this.#over) throw this.#over;
      if (!this.#inTransaction) throw new Error('a reader writes nothing');
      return Promise.resolve(this.#connection.run(text, values));
    } catch (error) {
      return Promise.reject(this.#failed(error));
    }
  }

  /** Every later call is rejected with `reason`. */
  end(reason: Error): void {
    this.#over = reason;
  }

  #failed(error: unknown): Error {
    const fault = faultOf(error, this.#connection.file) as Error;
    // A failed write can make SQLite roll back by itself: a later statement would then commit alone.
    if (this.#inTransaction && !this.#connection.database.isTransaction) this.#over ??= fault;
    return fault;
  }
}
