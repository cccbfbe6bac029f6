import type { Sql } from '../sql.ts';

/** Which lines of a pull list somebody has on paper: the copy that was to be fetched for a hold when it was printed. */
export function up(dialect: Sql['dialect']): string[] {
  const t = types[dialect];
  return [
    `CREATE TABLE pull_prints (
      holdId ${t.integer} NOT NULL,
      itemId ${t.integer} NOT NULL,
      printedAt ${t.integer} NOT NULL,
      actor ${t.word(160)} NOT NULL,
      PRIMARY KEY (holdId, itemId),
      CONSTRAINT pullPrintsHold FOREIGN KEY (holdId) REFERENCES holds (id),
      CONSTRAINT pullPrintsItem FOREIGN KEY (itemId) REFERENCES items (id)
    )${t.table}`,
    `CREATE INDEX pullPrintsByItem ON pull_prints (itemId)`,
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
