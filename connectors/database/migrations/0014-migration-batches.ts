import type { Sql } from '../sql.ts';

/**
 * Batches that bring a library into the shared catalogue: their lines, what they touched, what is to be told of them; and
 * the keys under which records that may be the same find each other. Lists are JSON; bytes of a kept row too, in base64.
 */
export function up(dialect: Sql['dialect']): string[] {
  const t = types[dialect];
  return [
    `CREATE TABLE record_keys (
      kind ${t.word(8)} NOT NULL,
      value ${t.word(100)} NOT NULL,
      recordId ${t.integer} NOT NULL,
      PRIMARY KEY (kind, value, recordId)
    )${t.keyed}`,
    `CREATE INDEX recordKeysByRecord ON record_keys (recordId)`,
    `CREATE TABLE migration_batches (
      id ${t.serial},
      kind ${t.word(8)} NOT NULL,
      libraryId ${t.integer} NOT NULL,
      source ${t.word(64)} NOT NULL,
      profile ${t.word(64)} NOT NULL,
      profileVersion ${t.integer} NOT NULL,
      file ${t.text} NOT NULL,
      size ${t.integer} NOT NULL,
      state ${t.word(16)} NOT NULL,
      step ${t.word(16)},
      done ${t.integer} NOT NULL,
      lineCount ${t.integer} NOT NULL,
      analysedAt ${t.integer},
      appliedAt ${t.integer},
      createdAt ${t.integer} NOT NULL,
      updatedAt ${t.integer} NOT NULL,
      createdBy ${t.word(128)} NOT NULL,
      signedBy ${t.word(128)},
      signedAt ${t.integer},
      CONSTRAINT migrationBatchesLibrary FOREIGN KEY (libraryId) REFERENCES libraries (id)
    )${t.table}`,
    `CREATE TABLE migration_lines (
      batchId ${t.integer} NOT NULL,
      line ${t.integer} NOT NULL,
      startsAt ${t.integer} NOT NULL,
      sourceId ${t.word(512)} NOT NULL,
      hash ${t.word(64)} NOT NULL,
      facts ${t.long},
      decision ${t.word(16)},
      target ${t.word(32)},
      proposals ${t.long},
      decidedBy ${t.word(128)},
      outcome ${t.word(16)},
      resultId ${t.integer},
      reason ${t.word(64)},
      detail ${t.text},
      content ${t.long} NOT NULL,
      marc ${t.bytes},
      PRIMARY KEY (batchId, line),
      CONSTRAINT migrationLinesBatch FOREIGN KEY (batchId) REFERENCES migration_batches (id)
    )${t.table}`,
    `CREATE INDEX migrationLinesBySource ON migration_lines (batchId, sourceId)`,
    `CREATE TABLE migration_findings (
      id ${t.serial},
      batchId ${t.integer} NOT NULL,
      line ${t.integer} NOT NULL,
      kind ${t.word(32)} NOT NULL,
      subject ${t.text} NOT NULL,
      detail ${t.text} NOT NULL
    )${t.table}`,
    `CREATE INDEX migrationFindingsByKind ON migration_findings (batchId, kind, id)`,
    `CREATE TABLE migration_tallies (
      batchId ${t.integer} NOT NULL,
      libraryId ${t.integer} NOT NULL,
      itemType ${t.word(16)} NOT NULL,
      itemsRead ${t.integer} NOT NULL,
      itemsCreated ${t.integer} NOT NULL,
      itemsKnown ${t.integer} NOT NULL,
      itemsRejected ${t.integer} NOT NULL,
      PRIMARY KEY (batchId, libraryId, itemType)
    )${t.table}`,
    `CREATE TABLE migration_images (
      id ${t.serial},
      batchId ${t.integer} NOT NULL,
      tableName ${t.word(32)} NOT NULL,
      rowKey ${t.word(300)} NOT NULL,
      rowBefore ${t.long} NOT NULL,
      digest ${t.integer},
      CONSTRAINT migrationImagesRow UNIQUE (batchId, tableName, rowKey)
    )${t.table}`,
    `CREATE TABLE migration_created (
      id ${t.serial},
      batchId ${t.integer} NOT NULL,
      tableName ${t.word(32)} NOT NULL,
      rowKeys ${t.long} NOT NULL,
      digests ${t.long}
    )${t.table}`,
    `CREATE INDEX migrationCreatedByBatch ON migration_created (batchId, id)`,
    `CREATE TABLE migrated_readers (
      source ${t.word(64)} NOT NULL,
      sourceId ${t.word(255)} NOT NULL,
      patronId ${t.integer} NOT NULL,
      PRIMARY KEY (source, sourceId),
      CONSTRAINT migratedReadersPatron FOREIGN KEY (patronId) REFERENCES patrons (id)
    )${t.table}`,
    `CREATE TABLE source_profiles (
      name ${t.word(64)} NOT NULL,
      version ${t.integer} NOT NULL,
      content ${t.long} NOT NULL,
      savedAt ${t.integer} NOT NULL,
      savedBy ${t.word(128)} NOT NULL,
      PRIMARY KEY (name, version)
    )${t.table}`,
    `CREATE TABLE matching_rules (
      id ${t.serial},
      content ${t.long} NOT NULL,
      savedAt ${t.integer} NOT NULL,
      savedBy ${t.word(128)} NOT NULL
    )${t.table}`,
    `CREATE INDEX itemAliasesByItem ON item_aliases (itemId)`,
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
    table: ' STRICT',
    keyed: ' STRICT, WITHOUT ROWID',
  },
  mariadb: {
    serial: 'BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY',
    integer: 'BIGINT',
    word: (length: number) => `VARCHAR(${length})`,
    text: 'TEXT',
    long: 'MEDIUMTEXT',
    bytes: 'MEDIUMBLOB',
    table: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
    keyed: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
  },
} as const;
