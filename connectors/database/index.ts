/** The database connector: SQLite in the data folder, or MariaDB. */
export { DatabaseUrlError } from './mariadb/url.ts';
export { appliedMigrations, migrate } from './migrate.ts';
export { openDatabase, openStore, type OpenedDatabase, type StoreOptions } from './open.ts';
export { SchemaChanged, SchemaTooNew } from './schema-version.ts';
export { DatabaseInUse, ownerOf } from './sqlite/ownership.ts';
