import type { Sql } from '../sql.ts';

/**
 * What a licence lets each partner show: a virtual repository answers one audience, and a record may be shown to a
 * partner alone (`reserved`: the whole repository never told of it). Every record is looked at again.
 */
export function up(dialect: Sql['dialect']): string[] {
  const { integer, word } = types[dialect];
  return [
    `ALTER TABLE dissemination_items ADD COLUMN reserved ${integer} NOT NULL DEFAULT 0`,
    `ALTER TABLE dissemination_repositories ADD COLUMN audience ${word} NOT NULL DEFAULT 'harvesters'`,
    `UPDATE dissemination_repositories SET audience = name WHERE name IN ('gallica', 'europeana')`,
    'UPDATE dissemination_clock SET sweepAfter = 0 WHERE id = 1',
  ];
}

const types = {
  sqlite: { integer: 'INTEGER', word: 'TEXT' },
  mariadb: { integer: 'BIGINT', word: 'VARCHAR(16)' },
} as const;
