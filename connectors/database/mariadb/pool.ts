import mariadb, { type Connection } from 'mariadb';
import { Sequelize, Transaction } from 'sequelize';
import { faultOf, spoilsConnection } from './faults.ts';
import type { MariadbPlace } from './url.ts';

export interface PoolOptions {
  /** Connections at most. */
  readonly poolSize?: number;
  /** How long a request waits for a connection, in milliseconds. */
  readonly acquireTimeout?: number;
  /** How long a new connection may take, in milliseconds: the connector's own second is too short under load. */
  readonly connectTimeout?: number;
  /** How long a server may stay silent, in milliseconds. Nothing else ends the wait on a frozen server. */
  readonly socketTimeout?: number;
  /** How long a statement waits for a row, in seconds. */
  readonly lockWaitTimeout?: number;
}

/**
 * The pool of connections to MariaDB: Sequelize's own, first come first served (that of the connector starves waiters),
 * lent as raw connections to the prepared statements of the hot paths.
 */
export class Pool {
  readonly sequelize: Sequelize;
  /** `host:port/name`, as sentences name it. */
  readonly server: string;

  constructor(place: MariadbPlace, options: PoolOptions = {}) {
    const { poolSize = 16, acquireTimeout = 10_000, connectTimeout = 10_000, socketTimeout = 20_000 } = options;
    this.server = `MariaDB ${place.host}:${place.port}/${place.database}`;
    this.sequelize = new Sequelize({
      dialect: 'mariadb',
      dialectModule: mariadb,
      host: place.host,
      port: place.port,
      username: place.user,
      password: place.password,
      database: place.database,
      logging: false,
      isolationLevel: Transaction.ISOLATION_LEVELS.READ_COMMITTED,
      // Idle connections are let go before the silence of their socket would break them.
      pool: { max: poolSize, min: 0, acquire: acquireTimeout, idle: Math.floor(socketTimeout / 2), evict: 1_000 },
      dialectOptions: {
        connectTimeout,
        socketTimeout,
        collation: 'UTF8MB4_BIN',
        foundRows: true,
        bigIntAsNumber: true,
        insertIdAsNumber: true,
        // Instead of Sequelize's conversion of every field: the columns are numbers, text and bytes.
        typeCast: false,
        prepareCacheLength: 512,
        logger: { warning: () => undefined },
        initSql: [sessionSettings(options.lockWaitTimeout ?? 3)],
      },
    });
  }

  /** Lends a connection to `use`. It is given back, or thrown away when the fault spoilt it. */
  async withConnection<T>(use: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await this.#acquire();
    try {
      const result = await use(connection);
      this.sequelize.connectionManager.releaseConnection(connection);
      return result;
    } catch (error) {
      const fault = faultOf(error, this.server);
      if (spoilsConnection(fault) || !connection.isValid()) await this.#destroy(connection);
      else this.sequelize.connectionManager.releaseConnection(connection);
      throw fault;
    }
  }

  async close(): Promise<void> {
    await this.sequelize.close();
  }

  async #acquire(): Promise<Connection> {
    try {
      return (await this.sequelize.connectionManager.getConnection({ type: 'write', useMaster: true })) as Connection;
    } catch (error) {
      throw faultOf(error, this.server);
    }
  }

  async #destroy(connection: Connection): Promise<void> {
    connection.destroy(); // a lost connection has nobody to say goodbye to
    const manager = this.sequelize.connectionManager as unknown as {
      destroyConnection(lost: Connection): Promise<void>;
    };
    await manager.destroyConnection(connection);
  }
}

/**
 * READ COMMITTED: a waiting write sees what it waited for. `||` concatenates as in SQLite. Strict: a value too long is an
 * error, not a shorter value.
 */
function sessionSettings(lockWaitTimeout: number): string {
  return (
    `SET SESSION tx_isolation = 'READ-COMMITTED', innodb_lock_wait_timeout = ${lockWaitTimeout}, ` +
    `sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,PIPES_AS_CONCAT'`
  );
}
