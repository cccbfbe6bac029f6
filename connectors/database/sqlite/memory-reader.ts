import type { Sql, SqlValue } from '../sql.ts';
import type { Connection } from './connection.ts';
import type { Writer } from './writer.ts';

/** Reads of a database that has one connection: they wait for the end of the transaction under way. */
export class MemoryReader implements Sql {
  readonly dialect = 'sqlite';
  readonly #connection: Connection;
  readonly #writer: Writer;

  constructor(connection: Connection, writer: Writer) {
    this.#connection = connection;
    this.#writer = writer;
  }

  one<Row>(text: string, values?: readonly SqlValue[]): Promise<Row | null> {
    return this.#writer.read(() => this.#connection.one(text, values) as Row | null);
  }

  all<Row>(text: string, values?: readonly SqlValue[]): Promise<Row[]> {
    return this.#writer.read(() => this.#connection.all(text, values) as Row[]);
  }

  run(): Promise<number> {
    return Promise.reject(new Error('a reader writes nothing'));
  }
}
