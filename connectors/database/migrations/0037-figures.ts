import type { Sql } from '../sql.ts';

/** The figures of each month, how far the journal is counted, who was counted, and what the communes say of a year. */
export function up(dialect: Sql['dialect']): string[] {
  const t = types[dialect];
  return [
    `CREATE TABLE monthly_figures (
      month ${t.word(7)} NOT NULL,
      libraryId ${t.integer} NOT NULL,
      itemType ${t.word(16)} NOT NULL,
      figure ${t.word(16)} NOT NULL,
      total ${t.integer} NOT NULL,
      PRIMARY KEY (month, libraryId, itemType, figure)
    )${t.table}`,
    `CREATE TABLE figures_place (
      id ${t.integer} NOT NULL PRIMARY KEY,
      position ${t.integer} NOT NULL,
      readersUntil ${t.word(7)} NOT NULL
    )${t.table}`,
    `INSERT INTO figures_place (id, position, readersUntil) VALUES (1, 0, '')`,
    `CREATE TABLE figure_readers (
      period ${t.word(7)} NOT NULL,
      libraryId ${t.integer} NOT NULL,
      digest ${t.word(64)} NOT NULL,
      PRIMARY KEY (period, libraryId, digest)
    )${t.table}`,
    `CREATE TABLE commune_budgets (
      inseeCode ${t.word(8)} NOT NULL,
      year ${t.integer} NOT NULL,
      population ${t.integer} NOT NULL,
      populationYear ${t.integer} NOT NULL,
      acquisitions ${t.integer},
      culture ${t.integer},
      PRIMARY KEY (inseeCode, year)
    )${t.table}`,
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
