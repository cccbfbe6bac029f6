import { Umzug } from 'umzug';
import { granted } from '../../core/outcome.ts';
import { holdMigrationLease } from './mariadb/migration-lease.ts';
import type { MariadbDatabase } from './mariadb/open.ts';
import {
  type AppliedMigration,
  checkSchema,
  checksumOf,
  type Migration,
  migrations as ours,
} from './schema-version.ts';
import type { Database, Sql } from './sql.ts';
import type { SqliteDatabase } from './sqlite/open.ts';

export type OpenDatabase = SqliteDatabase | MariadbDatabase;

export interface MigrateOptions {
  /** Default: those of this program. */
  readonly migrations?: readonly Migration[];
  /** How long to wait for another process that migrates the same MariaDB database, in milliseconds. */
  readonly patience?: number;
}

/**
 * Brings the schema to the version of this program, forward only, and says which migrations were applied. Two processes
 * that do it at once do it once: on SQLite everything is one transaction; on MariaDB, where each change of the schema
 * commits by itself, a lease keeps the others waiting and every statement done is noted, so that an interrupted migration
 * goes on where it stopped. Throws SchemaTooNew, SchemaChanged, StoreBusy, StoreUnavailable.
 */
export async function migrate(database: OpenDatabase, options: MigrateOptions = {}): Promise<{ applied: string[] }> {
  const { migrations = ours, patience = 600_000 } = options;
  if (database.dialect === 'sqlite') {
    const outcome = await database.transaction(async (sql) => {
      await sql.run(bookkeeping.sqlite);
      return granted(await applyPending(migrations, inOneTransaction(sql)));
    });
    return { applied: outcome.granted ? outcome.value : [] };
  }

  await database.define(bookkeeping.mariadb);
  return holdMigrationLease(database, patience, async (stillHeld) => ({
    applied: await applyPending(migrations, oneTransactionEach(database, stillHeld)),
  }));
}

/** The migrations of a database, in the order they were applied; empty for a database never migrated. */
export async function appliedMigrations(sql: Sql): Promise<AppliedMigration[]> {
  const known = await sql.one(tableExists[sql.dialect]);
  return known ? sql.all<AppliedMigration>(selectApplied) : [];
}

const columns = `name VARCHAR(64) NOT NULL PRIMARY KEY, checksum VARCHAR(64) NOT NULL, steps BIGINT NOT NULL,
   startedAt BIGINT NOT NULL, finishedAt BIGINT`;
const bookkeeping = {
  sqlite: `CREATE TABLE IF NOT EXISTS schema_migrations (${columns})`,
  mariadb: `CREATE TABLE IF NOT EXISTS schema_migrations (${columns}) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
};
const tableExists = {
  sqlite: `SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_migrations'`,
  mariadb: `SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'schema_migrations'`,
};
const selectApplied = 'SELECT name, checksum, steps, finishedAt FROM schema_migrations ORDER BY name';
const insertApplied = 'INSERT INTO schema_migrations (name, checksum, steps, startedAt) VALUES (?, ?, 0, ?)';
const noteStep = 'UPDATE schema_migrations SET steps = ? WHERE name = ?';
const noteEnd = 'UPDATE schema_migrations SET finishedAt = ? WHERE name = ?';

/** How statements reach the database: all in one transaction, or each in its own. */
interface Steps {
  readonly dialect: Sql['dialect'];
  /** Runs `work` so that it is kept whole or not at all. */
  step(work: (sql: Sql) => Promise<void>): Promise<void>;
  applied(): Promise<AppliedMigration[]>;
}

function inOneTransaction(sql: Sql): Steps {
  return { dialect: 'sqlite', step: (work) => work(sql), applied: () => sql.all(selectApplied) };
}

function oneTransactionEach(database: Database, stillHeld: (sql: Sql) => Promise<void>): Steps {
  return {
    dialect: 'mariadb',
    async step(work) {
      await database.transaction(async (sql) => {
        await stillHeld(sql);
        await work(sql);
        return granted(null);
      });
    },
    applied: () => database.reader.all(selectApplied),
  };
}

async function applyPending(migrations: readonly Migration[], steps: Steps): Promise<string[]> {
  const before = await steps.applied();
  checkSchema(before, migrations, steps.dialect);

  const umzug = new Umzug({
    migrations: migrations.map((migration) => ({
      name: migration.name,
      up: () => apply(migration, steps, before.find(({ name }) => name === migration.name)?.steps ?? null),
    })),
    storage: {
      executed: async () =>
        (await steps.applied()).filter(({ finishedAt }) => finishedAt !== null).map(({ name }) => name),
      logMigration: ({ name }) => steps.step(async (sql) => void (await sql.run(noteEnd, [Date.now(), name]))),
      unlogMigration: ({ name }) =>
        Promise.reject(new Error(`migration ${name} cannot be undone: migrations go forward only`)),
    },
    logger: undefined,
  });
  return (await umzug.up()).map(({ name }) => name);
}

/** `done` is the number of statements an interrupted run noted, null when this is the first. */
async function apply(migration: Migration, steps: Steps, done: number | null): Promise<void> {
  if (done === null) {
    const values = [migration.name, checksumOf(migration, steps.dialect), Date.now()];
    await steps.step(async (sql) => void (await sql.run(insertApplied, values)));
  }
  for (const [index, text] of migration.up(steps.dialect).entries()) {
    if (index < (done ?? 0)) continue;
    await steps.step(async (sql) => {
      try {
        await sql.run(text);
      } catch (error) {
        // MariaDB commits a change of the schema by itself: the interrupted run may have made it without noting it.
        if (done !== index || !isAlreadyThere(error)) throw error;
      }
      await sql.run(noteStep, [index + 1, migration.name]);
    });
  }
}

// ER_TABLE_EXISTS_ERROR, ER_DUP_FIELDNAME, ER_DUP_KEYNAME, ER_CANT_DROP_FIELD_OR_KEY, ER_TRG_ALREADY_EXISTS
const alreadyThere = [1050, 1060, 1061, 1091, 1359];

function isAlreadyThere(error: unknown): boolean {
  return alreadyThere.includes((error as { errno?: number }).errno ?? 0);
}
