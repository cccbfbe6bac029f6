import type { Sql } from '../sql.ts';

/** The bins of sorters. */
export function up(dialect: Sql['dialect']): string[] {
  const t = types[dialect];
  return [
    `CREATE TABLE sort_bin_rules (
      libraryId ${t.integer} NOT NULL,
      position ${t.integer} NOT NULL,
      bin ${t.word(20)} NOT NULL,
      conditions ${t.text} NOT NULL,
      PRIMARY KEY (libraryId, position),
      CONSTRAINT sortBinRulesLibrary FOREIGN KEY (libraryId) REFERENCES libraries (id)
    )${t.table}`,
  ];
}

const types = {
  sqlite: { integer: 'INTEGER', word: () => 'TEXT', text: 'TEXT', table: ' STRICT' },
  mariadb: {
    integer: 'BIGINT',
    word: (length: number) => `VARCHAR(${length})`,
    text: 'TEXT',
    table: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
  },
} as const;
