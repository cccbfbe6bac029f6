import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { granted, refused } from '../../../core/outcome.ts';
import { StoreBusy } from '../../../core/ports/store.ts';
import type { Sql } from '../sql.ts';
import type { MariadbDatabase } from './open.ts';

export interface LeaseOptions {
  /** Milliseconds after which the lease of a process that died is free. */
  readonly duration?: number;
  /** Milliseconds between two renewals. */
  readonly heartbeat?: number;
  /** Milliseconds between two tries. */
  readonly retry?: number;
}

// A row and a guarded UPDATE by the database's clock, not GET_LOCK: Galera refuses it (error 1235).
const now = 'CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS INTEGER)';
const createLease = `CREATE TABLE IF NOT EXISTS schema_lease (id BIGINT NOT NULL PRIMARY KEY, owner VARCHAR(255) NOT NULL,
   heldUntil BIGINT NOT NULL) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`;
const insertLease = `INSERT IGNORE INTO schema_lease (id, owner, heldUntil) VALUES (1, '', 0)`;
const takeLease = `UPDATE schema_lease SET owner = ?, heldUntil = ${now} + ? WHERE id = 1 AND (owner = ? OR heldUntil < ${now})`;
const renewLease = `UPDATE schema_lease SET heldUntil = ${now} + ? WHERE id = 1 AND owner = ?`;
const freeLease = `UPDATE schema_lease SET owner = '', heldUntil = 0 WHERE id = 1 AND owner = ?`;

/**
 * Runs `work` while this process alone may change the schema. `work` calls `stillHeld` first in each of its transactions:
 * it renews the lease, and throws when the lease passed to another process in the meantime. Throws StoreBusy when
 * another process keeps the lease for longer than `patience` milliseconds.
 */
export async function holdMigrationLease<T>(
  database: MariadbDatabase,
  patience: number,
  work: (stillHeld: (sql: Sql) => Promise<void>) => Promise<T>,
  options: LeaseOptions = {},
): Promise<T> {
  const { duration = 30_000, heartbeat = 5_000, retry = 200 } = options;
  const owner = `${hostname()}:${process.pid}:${randomUUID()}`;
  await database.define(createLease);
  await database.define(insertLease);
  await take(database, { owner, duration, retry, patience });

  const stillHeld = async (sql: Sql) => {
    if ((await sql.run(renewLease, [duration, owner])) === 0) {
      throw new StoreBusy('the lease on the schema passed to another process: this migration stops here');
    }
  };
  const renewal = setInterval(
    () => void change(database, renewLease, [duration, owner]).catch(ignoreUntilNextStep),
    heartbeat,
  );
  try {
    return await work(stillHeld);
  } finally {
    clearInterval(renewal);
    await change(database, freeLease, [owner]);
  }
}

/** A missed heartbeat is told by `stillHeld`, before anything else is written. */
const ignoreUntilNextStep = () => undefined;

async function take(
  database: MariadbDatabase,
  lease: { owner: string; duration: number; retry: number; patience: number },
): Promise<void> {
  const giveUpAt = performance.now() + lease.patience;
  while ((await change(database, takeLease, [lease.owner, lease.duration, lease.owner])) === 0) {
    if (performance.now() >= giveUpAt) throw new StoreBusy('another process is migrating this database');
    await new Promise((resolve) => setTimeout(resolve, lease.retry));
  }
}

async function change(database: MariadbDatabase, text: string, values: (string | number)[]): Promise<number> {
  const outcome = await database.transaction(async (sql) => {
    const rows = await sql.run(text, values);
    return rows > 0 ? granted(rows) : refused('temporarily-unavailable');
  });
  return outcome.granted ? outcome.value : 0;
}
