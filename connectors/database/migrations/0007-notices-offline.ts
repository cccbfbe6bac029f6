import type { Sql } from '../sql.ts';

/** What was done off-line and replayed, and what readers are told. */
export function up(dialect: Sql['dialect']): string[] {
  const t = types[dialect];
  return [
    `CREATE TABLE offline_batches (
      id ${t.serial},
      batchKey ${t.word(64)} NOT NULL,
      digest ${t.word(64)} NOT NULL,
      receivedAt ${t.integer} NOT NULL,
      receivedBy ${t.word(128)} NOT NULL,
      lineCount ${t.integer} NOT NULL,
      finishedAt ${t.integer},
      CONSTRAINT offlineBatchesKey UNIQUE (batchKey)
    )${t.table}`,
    `CREATE TABLE offline_lines (
      id ${t.serial},
      batchId ${t.integer} NOT NULL,
      position ${t.integer} NOT NULL,
      lineKey ${t.word(64)} NOT NULL,
      kind ${t.word(16)} NOT NULL,
      libraryId ${t.integer} NOT NULL,
      deviceId ${t.integer},
      login ${t.word(128)} NOT NULL,
      reportedAt ${t.integer} NOT NULL,
      at ${t.integer} NOT NULL,
      barcode ${t.word(255)} NOT NULL,
      itemId ${t.integer},
      itemSince ${t.integer},
      card ${t.word(255)},
      dueAt ${t.integer},
      outcome ${t.word(16)},
      changed ${t.flag} NOT NULL,
      reasons ${t.text} NOT NULL,
      settledAt ${t.integer},
      resolvedAt ${t.integer},
      resolvedBy ${t.word(128)},
      note ${t.text},
      CONSTRAINT offlineLinesKey UNIQUE (batchId, lineKey),
      CONSTRAINT offlineLinesBatch FOREIGN KEY (batchId) REFERENCES offline_batches (id)
    )${t.table}`,
    `CREATE INDEX offlineLinesByOutcome ON offline_lines (outcome, resolvedAt, libraryId)`,
    `CREATE INDEX offlineLinesByItem ON offline_lines (itemId, settledAt)`,

    `CREATE TABLE notices (
      id ${t.serial},
      dedupKey ${t.word(191)} NOT NULL,
      kind ${t.word(24)} NOT NULL,
      patronId ${t.integer},
      libraryId ${t.integer} NOT NULL,
      holdId ${t.integer},
      level ${t.integer} NOT NULL,
      subjectDate ${t.word(32)} NOT NULL,
      createdAt ${t.integer} NOT NULL,
      state ${t.word(16)} NOT NULL,
      reason ${t.text},
      attempts ${t.integer} NOT NULL,
      nextAttemptAt ${t.integer} NOT NULL,
      claimToken ${t.word(32)},
      claimedUntil ${t.integer},
      settledAt ${t.integer},
      settledBy ${t.word(128)},
      CONSTRAINT noticesDedupKey UNIQUE (dedupKey)
    )${t.table}`,
    `CREATE INDEX noticesDue ON notices (state, nextAttemptAt)`,
    `CREATE INDEX noticesByLibrary ON notices (libraryId, state)`,
    `CREATE INDEX noticesByPatron ON notices (patronId)`,
    `CREATE TABLE notice_templates (
      kind ${t.word(24)} NOT NULL,
      language ${t.word(8)} NOT NULL,
      subject ${t.text} NOT NULL,
      text ${t.text} NOT NULL,
      PRIMARY KEY (kind, language)
    )${t.table}`,
  ];
}

const types = {
  sqlite: {
    serial: 'INTEGER PRIMARY KEY',
    integer: 'INTEGER',
    flag: 'INTEGER',
    word: () => 'TEXT',
    text: 'TEXT',
    table: ' STRICT',
  },
  mariadb: {
    serial: 'BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY',
    integer: 'BIGINT',
    flag: 'TINYINT',
    word: (length: number) => `VARCHAR(${length})`,
    text: 'TEXT',
    table: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
  },
} as const;
