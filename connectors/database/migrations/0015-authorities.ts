import type { Sql } from '../sql.ts';

/**
 * Authority records, what they are also called, and which headings of the catalogue they control. What hangs on a
 * bibliographic record goes with it.
 */
export function up(dialect: Sql['dialect']): string[] {
  const t = types[dialect];
  return [
    `CREATE TABLE authority_records (
      id ${t.serial},
      controlNumber ${t.word(64)} NOT NULL,
      source ${t.word(64)} NOT NULL,
      sourceId ${t.word(512)} NOT NULL,
      type ${t.word(16)} NOT NULL,
      heading ${t.text} NOT NULL,
      headingKey ${t.word(255)} NOT NULL,
      dates ${t.word(64)} NOT NULL,
      stub ${t.flag} NOT NULL,
      status ${t.word(16)} NOT NULL,
      mergedIntoId ${t.integer},
      hash ${t.word(64)} NOT NULL,
      version ${t.integer} NOT NULL,
      createdAt ${t.integer} NOT NULL,
      updatedAt ${t.integer} NOT NULL,
      marc ${t.bytes} NOT NULL,
      CONSTRAINT authorityRecordsNumber UNIQUE (controlNumber),
      CONSTRAINT authorityRecordsSource UNIQUE (source, sourceId)
    )${t.table}`,
    `CREATE INDEX authorityRecordsByHeading ON authority_records (type, headingKey, id)`,
    `CREATE TABLE authority_names (
      authorityId ${t.integer} NOT NULL,
      position ${t.integer} NOT NULL,
      relation ${t.word(16)} NOT NULL,
      heading ${t.text} NOT NULL,
      headingKey ${t.word(255)} NOT NULL,
      identifier ${t.word(255)},
      PRIMARY KEY (authorityId, position),
      CONSTRAINT authorityNamesAuthority FOREIGN KEY (authorityId) REFERENCES authority_records (id)
    )${t.table}`,
    `CREATE INDEX authorityNamesByHeading ON authority_names (headingKey)`,
    `CREATE TABLE authority_identifiers (
      scheme ${t.word(16)} NOT NULL,
      value ${t.word(191)} NOT NULL,
      authorityId ${t.integer} NOT NULL,
      PRIMARY KEY (scheme, value),
      CONSTRAINT authorityIdentifiersAuthority FOREIGN KEY (authorityId) REFERENCES authority_records (id)
    )${t.table}`,
    `CREATE INDEX authorityIdentifiersByAuthority ON authority_identifiers (authorityId)`,
    `CREATE TABLE authority_links (
      recordId ${t.integer} NOT NULL,
      tag ${t.word(3)} NOT NULL,
      occurrence ${t.integer} NOT NULL,
      authorityId ${t.integer} NOT NULL,
      how ${t.word(16)} NOT NULL,
      extent ${t.word(8)} NOT NULL,
      PRIMARY KEY (recordId, tag, occurrence),
      CONSTRAINT authorityLinksRecord FOREIGN KEY (recordId) REFERENCES bib_records (id) ON DELETE CASCADE,
      CONSTRAINT authorityLinksAuthority FOREIGN KEY (authorityId) REFERENCES authority_records (id)
    )${t.table}`,
    `CREATE INDEX authorityLinksByAuthority ON authority_links (authorityId, recordId)`,
    `CREATE TABLE unlinked_headings (
      recordId ${t.integer} NOT NULL,
      tag ${t.word(3)} NOT NULL,
      occurrence ${t.integer} NOT NULL,
      type ${t.word(16)} NOT NULL,
      heading ${t.text} NOT NULL,
      headingKey ${t.word(255)} NOT NULL,
      reason ${t.word(24)} NOT NULL,
      PRIMARY KEY (recordId, tag, occurrence),
      CONSTRAINT unlinkedHeadingsRecord FOREIGN KEY (recordId) REFERENCES bib_records (id) ON DELETE CASCADE
    )${t.table}`,
    `CREATE INDEX unlinkedHeadingsByHeading ON unlinked_headings (type, headingKey, recordId)`,
    // A changed heading on its way to its records: where it has come to, and how many it changed.
    `CREATE TABLE authority_propagations (
      id ${t.serial},
      authorityId ${t.integer} NOT NULL,
      total ${t.integer} NOT NULL,
      done ${t.integer} NOT NULL,
      changed ${t.integer} NOT NULL,
      lastRecordId ${t.integer} NOT NULL,
      startedAt ${t.integer} NOT NULL,
      finishedAt ${t.integer},
      CONSTRAINT authorityPropagationsAuthority FOREIGN KEY (authorityId) REFERENCES authority_records (id)
    )${t.table}`,
    `CREATE INDEX authorityPropagationsByAuthority ON authority_propagations (authorityId, finishedAt)`,
  ];
}

const types = {
  sqlite: {
    serial: 'INTEGER PRIMARY KEY',
    integer: 'INTEGER',
    flag: 'INTEGER',
    word: () => 'TEXT',
    text: 'TEXT',
    bytes: 'BLOB',
    table: ' STRICT',
  },
  mariadb: {
    serial: 'BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY',
    integer: 'BIGINT',
    flag: 'TINYINT',
    word: (length: number) => `VARCHAR(${length})`,
    text: 'TEXT',
    bytes: 'MEDIUMBLOB',
    table: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
  },
} as const;
