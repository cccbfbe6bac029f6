import type { Sql } from '../sql.ts';

/** The digital library: what is read on line, the print records it goes with, and how much it is used, by library and month. */
export function up(dialect: Sql['dialect']): string[] {
  const t = types[dialect];
  return [
    // identityKey: its ARK, else its address, else its identifier at its source; SHA-256.
    `CREATE TABLE digital_resources (
      id ${t.serial},
      identityKey ${t.word(64)} NOT NULL,
      recordId ${t.integer} NOT NULL,
      origin ${t.word(16)} NOT NULL,
      sourceId ${t.integer},
      status ${t.word(16)} NOT NULL,
      resourceType ${t.word(16)} NOT NULL,
      access ${t.word(16)} NOT NULL,
      url ${t.text} NOT NULL,
      thumbnail ${t.text} NOT NULL,
      title ${t.text} NOT NULL,
      rights ${t.text} NOT NULL,
      rightsUri ${t.text} NOT NULL,
      audiences ${t.text} NOT NULL,
      createdAt ${t.integer} NOT NULL,
      updatedAt ${t.integer} NOT NULL,
      CONSTRAINT digitalResourcesOnce UNIQUE (identityKey),
      CONSTRAINT digitalResourcesRecord FOREIGN KEY (recordId) REFERENCES bib_records (id),
      CONSTRAINT digitalResourcesSource FOREIGN KEY (sourceId) REFERENCES harvest_sources (id)
    )${t.table}`,
    `CREATE INDEX digitalResourcesByRecord ON digital_resources (recordId)`,
    `CREATE TABLE digital_links (
      resourceId ${t.integer} NOT NULL,
      recordId ${t.integer} NOT NULL,
      state ${t.word(16)} NOT NULL,
      score ${t.integer} NOT NULL,
      evidence ${t.text} NOT NULL,
      decidedBy ${t.word(160)},
      at ${t.integer} NOT NULL,
      PRIMARY KEY (resourceId, recordId),
      CONSTRAINT digitalLinksResource FOREIGN KEY (resourceId) REFERENCES digital_resources (id) ON DELETE CASCADE,
      CONSTRAINT digitalLinksRecord FOREIGN KEY (recordId) REFERENCES bib_records (id) ON DELETE CASCADE
    )${t.table}`,
    `CREATE INDEX digitalLinksByRecord ON digital_links (recordId)`,
    // How far the catalogue has been read for links (856).
    `CREATE TABLE digital_cursor (
      id ${t.integer} NOT NULL PRIMARY KEY,
      updatedAt ${t.integer} NOT NULL,
      recordId ${t.integer} NOT NULL
    )${t.table}`,
    `INSERT INTO digital_cursor (id, updatedAt, recordId) VALUES (1, -1, -1)`,
    `CREATE TABLE usage_imports (
      id ${t.serial},
      platform ${t.word(64)} NOT NULL,
      fileHash ${t.word(64)} NOT NULL,
      importedAt ${t.integer} NOT NULL,
      importedBy ${t.word(160)} NOT NULL,
      lineCount ${t.integer} NOT NULL
    )${t.table}`,
    // libraryId 0: the supplier does not say which.
    `CREATE TABLE digital_usage (
      platform ${t.word(64)} NOT NULL,
      month ${t.word(7)} NOT NULL,
      libraryId ${t.integer} NOT NULL,
      resourceType ${t.word(16)} NOT NULL,
      sessions ${t.integer} NOT NULL,
      views ${t.integer} NOT NULL,
      downloads ${t.integer} NOT NULL,
      importId ${t.integer} NOT NULL,
      PRIMARY KEY (platform, month, libraryId, resourceType),
      CONSTRAINT digitalUsageImport FOREIGN KEY (importId) REFERENCES usage_imports (id)
    )${t.table}`,
    `CREATE INDEX digitalUsageMonth ON digital_usage (month)`,
  ];
}

const types = {
  sqlite: {
    serial: 'INTEGER PRIMARY KEY',
    integer: 'INTEGER',
    word: () => 'TEXT',
    text: 'TEXT',
    table: ' STRICT',
  },
  mariadb: {
    serial: 'BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY',
    integer: 'BIGINT',
    word: (length: number) => `VARCHAR(${length})`,
    text: 'TEXT',
    table: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
  },
} as const;
