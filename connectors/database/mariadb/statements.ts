import type { Connection } from 'mariadb';
import { StoreBusy } from '../../../core/ports/store.ts';
import type { Sql, SqlValue } from '../sql.ts';
import { faultOf } from './faults.ts';

const noValues: readonly SqlValue[] = [];

/** Executes a prepared statement; the connection keeps it prepared by its text. */
export async function execute(
  connection: Connection,
  text: string,
  values: readonly SqlValue[] = noValues,
): Promise<unknown> {
  return connection.execute(text, values.map(bound));
}

/** The connector knows bytes as Buffer only. */
function bound(value: SqlValue): unknown {
  if (!(value instanceof Uint8Array) || Buffer.isBuffer(value)) return value;
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}

/** Rows that a write matched; of a write with RETURNING, those it returned. */
export function affected(result: unknown): number {
  return Array.isArray(result) ? result.length : (result as { affectedRows: number }).affectedRows;
}

/** The statements of one transaction on its connection, until `end()`. */
export class ConnectionSql implements Sql {
  readonly dialect = 'mariadb';
  readonly #connection: Connection;
  readonly #server: string;
  #over: Error | null = null;
  #doom: Error | null = null;

  constructor(connection: Connection, server: string) {
    this.#connection = connection;
    this.#server = server;
  }

  /** The fault for which the server rolled back, or that makes the transaction worth running again, whoever caught it. */
  get doom(): Error | null {
    return this.#doom;
  }

  async one<Row>(text: string, values?: readonly SqlValue[]): Promise<Row | null> {
    return ((await this.#execute(text, values)) as Row[])[0] ?? null;
  }

  async all<Row>(text: string, values?: readonly SqlValue[]): Promise<Row[]> {
    return (await this.#execute(text, values)) as Row[];
  }

  async run(text: string, values?: readonly SqlValue[]): Promise<number> {
    return affected(await this.#execute(text, values));
  }

  /** Every later call is rejected with `reason`. */
  end(reason: Error): void {
    this.#over = reason;
  }

  async #execute(text: string, values?: readonly SqlValue[]): Promise<unknown> {
    if (this.#over) throw this.#over;
    try {
      return await execute(this.#connection, text, values);
    } catch (error) {
      const fault = faultOf(error, this.#server);
      if (fault instanceof StoreBusy) this.#doom ??= fault;
      throw fault;
    }
  }
}
