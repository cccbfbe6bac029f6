import type { Sql } from '../sql.ts';

/** Who sees to what calls for somebody: the alerts themselves are computed. */
export function up(dialect: Sql['dialect']): string[] {
  const t = types[dialect];
  return [
    `CREATE TABLE alert_acknowledgements (
      alertKey ${t.word(191)} NOT NULL PRIMARY KEY,
      login ${t.word(64)} NOT NULL,
      at ${t.integer} NOT NULL
    )${t.table}`,
    `CREATE INDEX alertAcknowledgementsAt ON alert_acknowledgements (at)`,
  ];
}

const types = {
  sqlite: { integer: 'INTEGER', word: () => 'TEXT', table: ' STRICT' },
  mariadb: {
    integer: 'BIGINT',
    word: (length: number) => `VARCHAR(${length})`,
    table: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
  },
} as const;
