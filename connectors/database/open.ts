import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Administration, Store } from '../../core/ports/store.ts';
import { StoreUnavailable } from '../../core/ports/store.ts';
import { createAdministration } from './administration/administration.ts';
import { openMariadb, type MariadbOptions } from './mariadb/open.ts';
import { DatabaseUrlError } from './mariadb/url.ts';
import { migrate, type OpenDatabase } from './migrate.ts';
import { defineModels } from './models/models.ts';
import { openSqlite, type SqliteOptions } from './sqlite/open.ts';
import { sequelizeOverSqlite } from './sqlite/sequelize.ts';
import { createStore } from './store.ts';

export interface StoreOptions {
  /** `sqlite:` (a file of the data folder), `sqlite:NAME`, `sqlite::memory:` or `mariadb://user:password@host:3306/name`. */
  readonly url: string;
  /** The data folder, created when absent. */
  readonly dataDir: string;
  /** Path of `sqlite/checkpointer.ts`: with it SQLite's checkpoints run in a thread of their own. */
  readonly checkpointerFile?: string;
  readonly sqlite?: Partial<Omit<SqliteOptions, 'file' | 'checkpointerFile'>>;
  readonly mariadb?: Partial<Omit<MariadbOptions, 'url'>>;
  /** How long a statement of a migration may run on MariaDB, in milliseconds. */
  readonly migrationTimeout?: number;
}

export interface OpenedDatabase {
  readonly database: OpenDatabase;
  readonly administration: Administration;
  /** The migrations that opening it applied. */
  readonly applied: readonly string[];
}

/**
 * Opens the store a URL names and brings its schema up to date. Throws DatabaseUrlError for a URL that names none,
 * DatabaseInUse when another process writes the file, SchemaTooNew, StoreUnavailable.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { database, administration } = await openDatabase(options);
  return createStore(database, administration);
}

/** The same, without the stores of circulation and catalogue. */
export async function openDatabase(options: StoreOptions): Promise<OpenedDatabase> {
  return options.url.startsWith('sqlite:') ? openEmbedded(options) : openServer(options);
}

async function openEmbedded(options: StoreOptions): Promise<OpenedDatabase> {
  const { checkpointerFile } = options;
  const file = sqliteFile(options);
  const database = await openSqlite({ ...options.sqlite, file, checkpointerFile });
  try {
    const { applied } = await migrate(database);
    const sequelize = sequelizeOverSqlite(database);
    const administration = createAdministration(database, sequelize, defineModels(sequelize), { place: file });
    return { database, administration, applied };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openServer(options: StoreOptions): Promise<OpenedDatabase> {
  const { url, migrationTimeout = 600_000 } = options;
  if (!url.startsWith('mariadb:')) {
    const scheme = /^[a-z0-9+.-]+:/i.exec(url)?.[0] ?? 'no scheme';
    throw new DatabaseUrlError(`the database URL should begin with sqlite: or mariadb:, not ${scheme}`);
  }
  // Changing a large table takes longer than a kiosk may wait: connections of their own, more patient.
  const migrating = openMariadb({ ...options.mariadb, url, socketTimeout: migrationTimeout, poolSize: 2 });
  let applied: readonly string[];
  try {
    ({ applied } = await migrate(migrating));
  } finally {
    await migrating.close();
  }
  const database = openMariadb({ ...options.mariadb, url });
  const models = defineModels(database.sequelize);
  return {
    database,
    administration: createAdministration(database, database.sequelize, models, { place: 'MariaDB' }),
    applied,
  };
}

function sqliteFile({ url, dataDir }: StoreOptions): string {
  const name = url.slice('sqlite:'.length);
  if (name === ':memory:') return name;
  if (name.startsWith('//') || name.includes('?')) {
    throw new DatabaseUrlError(`a SQLite URL is sqlite:, sqlite:NAME or sqlite::memory:, not ${url}`);
  }
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!code) throw error;
    throw new StoreUnavailable(`the data folder ${dataDir} cannot be created (${code})`, { cause: error });
  }
  return resolve(dataDir, name || 'passerelle.sqlite');
}
