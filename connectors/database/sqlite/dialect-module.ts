import type { SqlValue } from '../sql.ts';
import { StoreBusy } from '../../../core/ports/store.ts';
import type { Connection } from './connection.ts';
import { isSqliteError } from './faults.ts';
import type { SqliteDatabase } from './open.ts';

type Parameters = readonly unknown[] | Readonly<Record<string, unknown>>;
type Callback = (this: Statement, error: Error | null, rows?: unknown[]) => void;

/** What a callback finds in `this`, as Sequelize expects it: it even looks at the name of the class. */
class Statement {
  readonly lastID: number;
  readonly changes: number;

  constructor(lastID: number, changes: number) {
    this.lastID = lastID;
    this.changes = changes;
  }
}

/** What Sequelize loads in the place of the package `sqlite3`. */
export interface DialectModule {
  readonly OPEN_READWRITE: number;
  readonly OPEN_CREATE: number;
  readonly Database: new (file: string, mode: number, opened: (error: Error | null) => void) => unknown;
}

export interface DialectModuleOptions {
  /** How long one Sequelize transaction may keep the writer, in milliseconds, before it is rolled back. */
  readonly transactionLimit?: number;
}

/**
 * A `dialectModule` for Sequelize over a database already open. Sequelize believes it opens and closes a connection per
 * transaction; what it gets is a turn on the one writer, from BEGIN to COMMIT or ROLLBACK. Outside a transaction reads go
 * to the reader and each write takes a turn of its own. The settings made at opening hold throughout.
 */
export function dialectModule(database: SqliteDatabase, options: DialectModuleOptions = {}): DialectModule {
  const { transactionLimit = 10_000 } = options;
  return {
    OPEN_READWRITE: 2,
    OPEN_CREATE: 4,
    Database: class {
      /** Never `:memory:`: Sequelize would then give one and the same connection to every transaction. */
      readonly filename: string;
      #turn: Turn | null = null;

      constructor(file: string, _mode: number, opened: (error: Error | null) => void) {
        this.filename = file;
        queueMicrotask(() => opened(null));
      }

      serialize(run: () => void): void {
        run();
      }

      all(text: string, ...rest: Rest): void {
        const [parameters, callback] = argumentsOf(rest);
        this.#execute(text, callback, (connection) => {
          const rows = connection.prepare(text).all(...bound(parameters));
          return { rows: rows.map((row) => ({ ...row })), statement: new Statement(0, 0) };
        });
      }

      run(text: string, ...rest: Rest): void {
        const [parameters, callback] = argumentsOf(rest);
        this.#execute(text, callback, (connection) => {
          const { lastInsertRowid, changes } = connection.prepare(text).run(...bound(parameters));
          return { statement: new Statement(Number(lastInsertRowid), Number(changes)) };
        });
      }

      close(callback?: (error: Error | null) => void): void {
        this.#turn?.end();
        this.#turn = null;
        callback?.(null);
      }

      #execute(text: string, callback: Callback, use: Use): void {
        const done = ({ rows, statement }: Result) => callback.call(statement, null, rows);
        const failed = (error: unknown) => callback.call(new Statement(0, 0), asSqlite3Error(error));
        this.#dispatch(text, use).then(done, failed);
      }

      async #dispatch(text: string, use: Use): Promise<Result> {
        if (/^\s*BEGIN\b/i.test(text)) {
          const turn = await takeTurn(database, transactionLimit);
          try {
            turn.use((connection) => connection.prepare('BEGIN IMMEDIATE').run());
          } catch (error) {
            turn.end();
            throw error;
          }
          this.#turn = turn;
          return nothing;
        }
        const rollsBack = /^\s*ROLLBACK\s*(TRANSACTION)?\s*;?\s*$/i.test(text);
        if (rollsBack && (!this.#turn || this.#turn.over)) return nothing; // it never began, or is rolled back already
        if (this.#turn) {
          const ends = rollsBack || /^\s*(COMMIT|END)\s*(TRANSACTION)?\s*;?\s*$/i.test(text);
          try {
            return this.#turn.use(use);
          } finally {
            if (ends) this.close(); // also when COMMIT failed: what it left open is rolled back, and the turn passes on
          }
        }
        if (/^\s*(SELECT|WITH|PRAGMA|EXPLAIN|VALUES)\b/i.test(text)) return database.readCommitted(use);
        return database.writer.hold(use);
      }
    },
  };
}

/** After the text: parameters and callback, either alone, or neither. */
type Rest = [] | [Parameters | Callback] | [Parameters, Callback];

function argumentsOf(rest: Rest): [Parameters, Callback] {
  const callback = rest.find((argument) => typeof argument === 'function') ?? (() => undefined);
  const parameters = rest.find((argument) => typeof argument === 'object') ?? [];
  return [parameters as Parameters, callback as Callback];
}

type Result = { readonly rows?: unknown[]; readonly statement: Statement };
const nothing: Result = { rows: [], statement: new Statement(0, 0) };
type Use = (connection: Connection) => Result;

/** The writer, held by one Sequelize transaction. */
interface Turn {
  /** It kept the writer for too long, and was rolled back. */
  readonly over: boolean;
  use<T>(use: (connection: Connection) => T): T;
  end(): void;
}

function takeTurn(database: SqliteDatabase, limit: number): Promise<Turn> {
  return new Promise((resolve, reject) => {
    const held = database.writer.hold(
      (connection) =>
        new Promise<void>((release) => {
          let over: Error | null = null;
          const end = (reason: Error) => {
            if (over) return;
            over = reason;
            clearTimeout(watch);
            if (connection.database.isTransaction) connection.prepare('ROLLBACK').run();
            release();
          };
          const watch = setTimeout(() => {
            end(new StoreBusy(`a transaction kept the writer for more than ${limit} ms and was rolled back`));
          }, limit);
          resolve({
            get over() {
              return over !== null;
            },
            use(use) {
              if (over) throw over;
              return use(connection);
            },
            end: () => end(new Error('this transaction is over')),
          });
        }),
    );
    held.catch(reject);
  });
}

/** Sequelize binds `$1` by name, and values that SQLite has no type for. */
function bound(parameters: Parameters): SqlValue[] {
  const value = (given: unknown): SqlValue => {
    if (given === undefined) return null;
    if (typeof given === 'boolean') return given ? 1 : 0;
    return given instanceof Date ? given.toISOString() : (given as SqlValue);
  };
  if (Array.isArray(parameters)) return parameters.map(value);
  const named = Object.fromEntries(Object.entries(parameters).map(([name, given]) => [name, value(given)]));
  return Object.keys(named).length === 0 ? [] : [named as unknown as SqlValue];
}

/** Error codes as the package sqlite3 spells them: what Sequelize makes its UniqueConstraintError and TimeoutError of. */
const sqlite3Codes: Readonly<Record<number, string>> = {
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  19: 'SQLITE_CONSTRAINT',
  26: 'SQLITE_NOTADB',
};

function asSqlite3Error(error: unknown): Error {
  const inner = (error as Error).cause;
  const cause = isSqliteError(inner) ? inner : error;
  const code = isSqliteError(cause) ? (sqlite3Codes[cause.errcode & 0xff] ?? 'SQLITE_ERROR') : null;
  const busy = error instanceof StoreBusy ? 'SQLITE_BUSY' : null;
  const message = `${code ?? busy ?? 'SQLITE_MISUSE'}: ${(cause as Error).message}`;
  return Object.assign(new Error(message, { cause: error }), { code: code ?? busy ?? 'SQLITE_MISUSE' });
}
