import type { Connection } from 'mariadb';
import { QueryTypes, type Sequelize } from 'sequelize';
import type { Outcome } from '../../../core/outcome.ts';
import { type StoreHealth, StoreUnavailable } from '../../../core/ports/store.ts';
import type { Database, Sql, SqlValue } from '../sql.ts';
import { faultOf, isMariadbError, mayBeRunAgain } from './faults.ts';
import { Pool, type PoolOptions } from './pool.ts';
import { ConnectionSql, execute } from './statements.ts';
import { parseMariadbUrl } from './url.ts';

export interface MariadbOptions extends PoolOptions {
  /** `mariadb://user:password@host:3306/name` */
  readonly url: string;
  /** How many times a transaction is run again after a deadlock, a lock time-out or a lost connection. */
  readonly retries?: number;
}

/** A MariaDB database behind one pool of connections. */
export interface MariadbDatabase extends Database {
  readonly dialect: 'mariadb';
  /** Sequelize on the same pool; `connectors/database` only. */
  readonly sequelize: Sequelize;
  /** Runs one statement as text, outside any transaction: for what changes the schema. */
  define(text: string): Promise<void>;
}

/**
 * Opens a MariaDB database. Connects when first asked: an unreachable server is a StoreUnavailable of that call, and
 * calls made once it is back succeed. Throws DatabaseUrlError for a URL that names no server, user or database.
 */
export function openMariadb(options: MariadbOptions): MariadbDatabase {
  return new OpenMariadb(new Pool(parseMariadbUrl(options.url), options), options.retries ?? 3);
}

const transactionOver = new Error('this transaction is over: a statement was sent after its end, or was not awaited');

class OpenMariadb implements MariadbDatabase {
  readonly dialect = 'mariadb';
  readonly reader: Sql;
  readonly sequelize: Sequelize;
  readonly #pool: Pool;
  readonly #retries: number;

  constructor(pool: Pool, retries: number) {
    this.#pool = pool;
    this.#retries = retries;
    this.sequelize = pool.sequelize;
    this.reader = new PoolReader((use) => this.#again(() => pool.withConnection(use)));
  }

  transaction<T>(run: (sql: Sql) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    return this.#again(() => this.#pool.withConnection((connection) => this.#attempt(connection, run)));
  }

  snapshot<T>(read: (sql: Sql) => Promise<T>): Promise<T> {
    return this.#again(() =>
      this.#pool.withConnection(async (connection) => {
        const sql = new ConnectionSql(connection, this.#pool.server);
        const begun = Promise.all([
          connection.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ'),
          connection.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY'),
        ]);
        return this.#between(begun, connection, async () => {
          try {
            return await read(sql);
          } finally {
            sql.end(transactionOver);
            if (connection.isValid()) await connection.query('COMMIT');
          }
        });
      }),
    );
  }

  async define(text: string): Promise<void> {
    await this.#pool.withConnection((connection) => connection.query(text));
  }

  async health(): Promise<StoreHealth> {
    try {
      const [row] = await this.sequelize.query<{ version: string; flush: number; readOnly: number }>(
        'SELECT VERSION() AS version, @@innodb_flush_log_at_trx_commit AS flush, @@read_only AS readOnly',
        { type: QueryTypes.SELECT },
      );
      const { version, flush, readOnly } = row!;
      const weakness =
        flush === 1 ? '' : `; innodb_flush_log_at_trx_commit is ${flush}, not 1: a power cut may lose loans`;
      const detail = `${this.#pool.server}, ${version}${weakness}${readOnly ? '; read-only' : ''}`;
      return { reachable: true, durability: flush === 1 ? 'full' : 'weak', detail };
    } catch (error) {
      const fault = faultOf(error, this.#pool.server) as Error;
      return { reachable: false, durability: 'weak', detail: fault.message };
    }
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  async #attempt<T>(connection: Connection, run: (sql: Sql) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const sql = new ConnectionSql(connection, this.#pool.server);
    const begun = connection.query('START TRANSACTION'); // not awaited: it travels with the first statement
    const outcome = await this.#between(begun, connection, async () => {
      try {
        const said = await run(sql);
        if (sql.doom) throw sql.doom;
        return said;
      } finally {
        sql.end(transactionOver);
      }
    });
    await this.#end(connection, outcome.granted ? 'COMMIT' : 'ROLLBACK');
    return outcome;
  }

  /** Awaits both; rolls back when either fails. */
  async #between<T>(begun: Promise<unknown>, connection: Connection, run: () => Promise<T>): Promise<T> {
    const beginning = begun.then(
      () => null,
      (error: unknown) => ({ error }),
    );
    try {
      const result = await run();
      const failed = await beginning;
      if (failed) throw failed.error;
      return result;
    } catch (error) {
      await beginning;
      if (connection.isValid()) await this.#rollBack(connection);
      throw error;
    }
  }

  async #rollBack(connection: Connection): Promise<void> {
    try {
      await connection.query('ROLLBACK');
    } catch (error) {
      // A connection that dies here takes the transaction with it: the fault that brought us here says more.
      if (!isMariadbError(error) || !error.fatal) throw error;
    }
  }

  async #end(connection: Connection, how: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    try {
      await connection.query(how);
    } catch (error) {
      if (how === 'COMMIT' && isMariadbError(error) && error.fatal) throw new CommitUnknown(this.#pool.server, error);
      throw error;
    }
  }

  /** Runs again what a deadlock, a lock time-out or a connection already closed undid, after 20 to 200 ms. */
  async #again<T>(attempt: () => Promise<T>): Promise<T> {
    for (let left = this.#retries; ; left -= 1) {
      try {
        return await attempt();
      } catch (error) {
        if (left <= 0 || error instanceof CommitUnknown || !mayBeRunAgain(error)) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 180));
    }
  }
}

/** The connection died between COMMIT and its answer: the transaction may be done. Asking again with its key tells. */
export class CommitUnknown extends StoreUnavailable {
  constructor(server: string, cause: Error) {
    super(`the connection to ${server} was lost while a transaction was being committed: it may be done`, { cause });
  }
}

type Lend = <T>(use: (connection: Connection) => Promise<T>) => Promise<T>;

/** Reads of committed data, each on whatever connection is free. */
class PoolReader implements Sql {
  readonly dialect = 'mariadb';
  readonly #lend: Lend;

  constructor(lend: Lend) {
    this.#lend = lend;
  }

  async one<Row>(text: string, values?: readonly SqlValue[]): Promise<Row | null> {
    return (await this.all<Row>(text, values))[0] ?? null;
  }

  async all<Row>(text: string, values?: readonly SqlValue[]): Promise<Row[]> {
    return (await this.#lend((connection) => execute(connection, text, values))) as Row[];
  }

  run(): Promise<number> {
    return Promise.reject(new Error('a reader writes nothing'));
  }
}
