import type { Sql } from '../sql.ts';

/** The filters of lists that people keep: for themselves, for a library, for everybody. */
export function up(dialect: Sql['dialect']): string[] {
  const t = types[dialect];
  return [
    `CREATE TABLE saved_filters (
      id ${t.serial},
      list ${t.word(16)} NOT NULL,
      owner ${t.word(80)} NOT NULL,
      name ${t.word(80)} NOT NULL,
      scope ${t.word(8)} NOT NULL,
      libraryId ${t.integer},
      login ${t.word(64)} NOT NULL,
      parameters ${t.text} NOT NULL,
      savedAt ${t.integer} NOT NULL
    )${t.table}`,
    `CREATE UNIQUE INDEX savedFiltersName ON saved_filters (list, owner, name)`,
  ];
}

const types = {
  sqlite: { serial: 'INTEGER PRIMARY KEY', integer: 'INTEGER', word: () => 'TEXT', text: 'TEXT', table: ' STRICT' },
  mariadb: {
    serial: 'BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY',
    integer: 'BIGINT',
    word: (length: number) => `VARCHAR(${length})`,
    text: 'TEXT',
    table: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
  },
} as const;
