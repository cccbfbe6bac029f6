import type { Sql } from '../sql.ts';

/**
 * Each loan and each return wrote the index of items by state twice, in SQLite two pages of every commit. Only documents
 * on the trolley are ever looked for by their state, and those are few. MariaDB has no index of a part of a table.
 */
export function up(dialect: Sql['dialect']): readonly string[] {
  return statements[dialect];
}

const statements = {
  sqlite: ['DROP INDEX itemsByStatus', `CREATE INDEX itemsOnTrolley ON items (statusSince) WHERE status = 'RESHELVE'`],
  mariadb: [],
} as const;
