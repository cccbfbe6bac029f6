import type { Sql } from '../sql.ts';

/** A device whose silence is known may be left alone for a while. */
export function up(dialect: Sql['dialect']): string[] {
  return [`ALTER TABLE devices ADD COLUMN mutedUntil ${dialect === 'sqlite' ? 'INTEGER' : 'BIGINT'}`];
}
