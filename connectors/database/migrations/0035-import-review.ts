import type { Sql } from '../sql.ts';

/**
 * What several people need who review one batch: who is looking at which line, and the lines that wait found without
 * reading those that do not; why a step stopped; and the digest by which a file handed over twice is recognised.
 */
export function up(dialect: Sql['dialect']): string[] {
  const t = types[dialect];
  return [
    `CREATE TABLE migration_claims (
      batchId ${t.integer} NOT NULL,
      line ${t.integer} NOT NULL,
      login ${t.word(128)} NOT NULL,
      expiresAt ${t.integer} NOT NULL,
      PRIMARY KEY (batchId, line)
    )${t.table}`,
    `CREATE INDEX migrationLinesByDecision ON migration_lines (batchId, decision, line)`,
    `ALTER TABLE migration_batches ADD COLUMN stopReason ${t.word(64)}`,
    `ALTER TABLE migration_batches ADD COLUMN stopDetail ${t.text}`,
    `ALTER TABLE migration_batches ADD COLUMN digest ${t.word(64)}`,
  ];
}

const types = {
  sqlite: { integer: 'INTEGER', word: () => 'TEXT', text: 'TEXT', table: ' STRICT, WITHOUT ROWID' },
  mariadb: {
    integer: 'BIGINT',
    word: (length: number) => `VARCHAR(${length})`,
    text: 'TEXT',
    table: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
  },
} as const;
