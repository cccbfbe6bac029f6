import type { Sql, SqlValue } from '../sql.ts';
import { type Connection, ConnectionSql } from './connection.ts';
import type { Writer } from './writer.ts';

/**
 * Reads of committed data, those of one turn of the event loop from one snapshot: SQLite takes and gives back its read
 * lock once a turn instead of once a statement. They go through the writer's connection, whose page cache every commit
 * leaves warm, and through a connection of their own while the writer is at work.
 */
export class TurnReader implements Sql {
  readonly dialect = 'sqlite';
  readonly #writer: Writer;
  readonly #warm: Connection;
  readonly #throughWriter: ConnectionSql;
  readonly #meanwhile: ConnectionSql;
  readonly #endNow = (): void => this.end();
  #open = false;

  constructor({ writer, warm, apart }: { writer: Writer; warm: Connection; apart: Connection }) {
    this.#writer = writer;
    this.#warm = warm;
    this.#throughWriter = new ConnectionSql(warm, 'reader');
    this.#meanwhile = new ConnectionSql(apart, 'reader');
  }

  one<Row>(text: string, values?: readonly SqlValue[]): Promise<Row | null> {
    return this.#connection().one<Row>(text, values);
  }

  all<Row>(text: string, values?: readonly SqlValue[]): Promise<Row[]> {
    return this.#connection().all<Row>(text, values);
  }

  run(text: string, values?: readonly SqlValue[]): Promise<number> {
    return this.#meanwhile.run(text, values);
  }

  /** Ends the snapshot of this turn: the writer is about to begin. */
  end(): void {
    if (!this.#open) return;
    this.#open = false;
    if (this.#warm.database.isOpen) this.#warm.prepare('COMMIT').run();
  }

  #connection(): ConnectionSql {
    if (this.#open) return this.#throughWriter;
    if (this.#writer.atWork || !this.#warm.database.isOpen) return this.#meanwhile;
    this.#warm.prepare('BEGIN').run();
    this.#open = true;
    setImmediate(this.#endNow);
    return this.#throughWriter;
  }
}
