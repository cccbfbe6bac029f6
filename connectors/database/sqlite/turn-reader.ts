import type { Sql, SqlValue } from '../sql.ts';
import { type Connection, ConnectionSql } from './connection.ts';

/**
 * Reads of one turn of the event loop, from one snapshot: SQLite then takes and gives back its read lock once a turn
 * instead of once a statement. The writer ends the snapshot at each commit, so that who waited for his commit reads it.
 */
export class TurnReader implements Sql {
  readonly dialect = 'sqlite';
  readonly #connection: Connection;
  readonly #sql: ConnectionSql;
  readonly #renew = (): void => this.renew();
  #open = false;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#sql = new ConnectionSql(connection, 'reader');
  }

  one<Row>(text: string, values?: readonly SqlValue[]): Promise<Row | null> {
    this.#begin();
    return this.#sql.one<Row>(text, values);
  }

  all<Row>(text: string, values?: readonly SqlValue[]): Promise<Row[]> {
    this.#begin();
    return this.#sql.all<Row>(text, values);
  }

  run(text: string, values?: readonly SqlValue[]): Promise<number> {
    return this.#sql.run(text, values);
  }

  /** Ends the snapshot: the next read sees what was committed since. */
  renew(): void {
    if (!this.#open) return;
    this.#open = false;
    if (this.#connection.database.isOpen) this.#connection.prepare('COMMIT').run();
  }

  #begin(): void {
    if (this.#open || !this.#connection.database.isOpen) return; // a closed database says so at the statement itself
    this.#connection.prepare('BEGIN').run();
    this.#open = true;
    setImmediate(this.#renew);
  }
}
