import type { Sql } from '../sql.ts';

/** Devices get a ready-made profile, may be disabled or cut off while the server runs, and count their changes. */
export function up(dialect: Sql['dialect']): string[] {
  const { integer, word } = types[dialect];
  return [
    `ALTER TABLE devices ADD COLUMN readyProfile ${word(32)} NOT NULL DEFAULT 'standard'`,
    `ALTER TABLE devices ADD COLUMN disabledAt ${integer}`,
    `ALTER TABLE devices ADD COLUMN cutOffAt ${integer}`,
    `ALTER TABLE devices ADD COLUMN version ${integer} NOT NULL DEFAULT 1`,
  ];
}

const types = {
  sqlite: { integer: 'INTEGER', word: () => 'TEXT' },
  mariadb: { integer: 'BIGINT', word: (length: number) => `VARCHAR(${length})` },
} as const;
