import type { Sql } from '../sql.ts';

/** Authorities of every type at once, by heading. */
export function up(_dialect: Sql['dialect']): string[] {
  return [`CREATE INDEX authorityRecordsByName ON authority_records (headingKey, id)`];
}
