import type { Sql } from '../sql.ts';

/**
 * What cataloguers do: versions of records, who edits which, merges that can be undone, the network's rules, changes of
 * many copies at once. A record that was never changed since it came is version 1 and needs no row of its own.
 */
export function up(dialect: Sql['dialect']): string[] {
  const t = types[dialect];
  return [
    `ALTER TABLE bib_records ADD COLUMN version ${t.integer} NOT NULL DEFAULT 1`,
    `ALTER TABLE bib_records ADD COLUMN suppressedAt ${t.integer}`,
    `CREATE INDEX bibRecordsMergedInto ON bib_records (mergedIntoId)${t.whenSet('mergedIntoId')}`,
    `CREATE INDEX bibRecordsSuppressed ON bib_records (suppressedAt)${t.whenSet('suppressedAt')}`,
    `CREATE TABLE record_versions (
      recordId ${t.integer} NOT NULL,
      version ${t.integer} NOT NULL,
      at ${t.integer} NOT NULL,
      actor ${t.word(160)} NOT NULL,
      act ${t.word(16)} NOT NULL,
      reason ${t.text} NOT NULL,
      status ${t.word(16)} NOT NULL,
      mergedIntoId ${t.integer},
      suppressedAt ${t.integer},
      hash ${t.word(64)} NOT NULL,
      marc ${t.bytes} NOT NULL,
      PRIMARY KEY (recordId, version),
      CONSTRAINT recordVersionsRecord FOREIGN KEY (recordId) REFERENCES bib_records (id) ON DELETE CASCADE
    )${t.table}`,
    // The lock goes with the session that took it, however that session ends.
    `CREATE TABLE record_locks (
      recordId ${t.integer} NOT NULL PRIMARY KEY,
      login ${t.word(128)} NOT NULL,
      sessionHash ${t.word(64)} NOT NULL,
      since ${t.integer} NOT NULL,
      expiresAt ${t.integer} NOT NULL,
      CONSTRAINT recordLocksRecord FOREIGN KEY (recordId) REFERENCES bib_records (id) ON DELETE CASCADE,
      CONSTRAINT recordLocksSession FOREIGN KEY (sessionHash) REFERENCES staff_sessions (tokenHash) ON DELETE CASCADE
    )${t.table}`,
    `CREATE TABLE record_merges (
      id ${t.serial},
      fromRecordId ${t.integer} NOT NULL,
      intoRecordId ${t.integer} NOT NULL,
      fromVersion ${t.integer} NOT NULL,
      intoVersion ${t.integer} NOT NULL,
      mergedVersion ${t.integer} NOT NULL,
      itemIds ${t.long} NOT NULL,
      at ${t.integer} NOT NULL,
      actor ${t.word(160)} NOT NULL,
      undoneAt ${t.integer},
      CONSTRAINT recordMergesFrom FOREIGN KEY (fromRecordId) REFERENCES bib_records (id) ON DELETE CASCADE,
      CONSTRAINT recordMergesInto FOREIGN KEY (intoRecordId) REFERENCES bib_records (id) ON DELETE CASCADE
    )${t.table}`,
    `CREATE TABLE cataloguing_rules (
      id ${t.integer} NOT NULL PRIMARY KEY,
      version ${t.integer} NOT NULL,
      rules ${t.long} NOT NULL
    )${t.table}`,
    `INSERT INTO cataloguing_rules (id, version, rules) VALUES (1, 0, '')`,
    `CREATE TABLE item_changes (
      id ${t.serial},
      wanted ${t.long} NOT NULL,
      actor ${t.word(160)} NOT NULL,
      libraryId ${t.integer},
      createdAt ${t.integer} NOT NULL,
      startedAt ${t.integer},
      finishedAt ${t.integer}
    )${t.table}`,
    `CREATE TABLE item_change_lines (
      changeId ${t.integer} NOT NULL,
      position ${t.integer} NOT NULL,
      barcode ${t.word(255)} NOT NULL,
      outcome ${t.word(16)},
      reason ${t.word(64)},
      PRIMARY KEY (changeId, position),
      CONSTRAINT itemChangeLinesChange FOREIGN KEY (changeId) REFERENCES item_changes (id)
    )${t.table}`,
  ];
}

const types = {
  sqlite: {
    serial: 'INTEGER PRIMARY KEY',
    integer: 'INTEGER',
    word: () => 'TEXT',
    text: 'TEXT',
    long: 'TEXT',
    bytes: 'BLOB',
    whenSet: (column: string) => ` WHERE ${column} IS NOT NULL`,
    table: ' STRICT',
  },
  mariadb: {
    serial: 'BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY',
    integer: 'BIGINT',
    word: (length: number) => `VARCHAR(${length})`,
    text: 'TEXT',
    long: 'MEDIUMTEXT',
    bytes: 'MEDIUMBLOB',
    whenSet: () => '',
    table: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
  },
} as const;
