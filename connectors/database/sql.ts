import type { Outcome } from '../../core/outcome.ts';
import type { StoreHealth } from '../../core/ports/store.ts';

export type SqlValue = string | number | bigint | null | Uint8Array;

/**
 * Prepared statements on one connection, the same text on SQLite and MariaDB (`?` placeholders). On SQLite every answer
 * is there at the next microtask. Text is constant in the source: identifiers never come from a request.
 */
export interface Sql {
  readonly dialect: 'sqlite' | 'mariadb';
  /** The first row, or null. */
  one<Row>(text: string, values?: readonly SqlValue[]): Promise<Row | null>;
  all<Row>(text: string, values?: readonly SqlValue[]): Promise<Row[]>;
  /** Runs a write and returns the number of rows it matched (not only those it changed). */
  run(text: string, values?: readonly SqlValue[]): Promise<number>;
}

/** A database: one transaction runner and one reader of committed data. */
export interface Database {
  readonly dialect: 'sqlite' | 'mariadb';
  readonly reader: Sql;
  /** As `Store.transaction`: a refusal or a fault rolls back, a granted value is durable when returned. */
  transaction<T>(run: (sql: Sql) => Promise<Outcome<T>>): Promise<Outcome<T>>;
  /** Several reads of one and the same moment. `read` awaits nothing but its `sql`. */
  snapshot<T>(read: (sql: Sql) => Promise<T>): Promise<T>;
  /** Whether the database answers, and how durable a commit is. Never throws. */
  health(): Promise<StoreHealth>;
  close(): Promise<void>;
}

/**
 * A write that a constraint of the schema refused. The statement alone is undone: the transaction may go on. Thrown alike
 * by SQLite and MariaDB; `unique` covers primary keys.
 */
export class ConstraintViolation extends Error {
  override readonly name = 'ConstraintViolation';
  readonly kind: 'unique' | 'foreign-key' | 'other';

  constructor(kind: ConstraintViolation['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
