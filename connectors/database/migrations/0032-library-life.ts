import type { Sql } from '../sql.ts';

/** The life of a library: whom to call there, and the states it went through, by whom and why. */
export function up(dialect: Sql['dialect']): string[] {
  const t = types[dialect];
  return [
    `CREATE TABLE library_contacts (
      libraryId ${t.integer} NOT NULL PRIMARY KEY,
      person ${t.text} NOT NULL,
      phone ${t.text} NOT NULL,
      email ${t.text} NOT NULL,
      address ${t.text} NOT NULL,
      CONSTRAINT libraryContactsLibrary FOREIGN KEY (libraryId) REFERENCES libraries (id)
    )${t.table}`,
    `CREATE TABLE library_states (
      id ${t.serial},
      libraryId ${t.integer} NOT NULL,
      state ${t.word(16)} NOT NULL,
      since ${t.integer} NOT NULL,
      byLogin ${t.word(128)} NOT NULL,
      why ${t.text} NOT NULL,
      CONSTRAINT libraryStatesLibrary FOREIGN KEY (libraryId) REFERENCES libraries (id)
    )${t.table}`,
    `CREATE INDEX libraryStatesByLibrary ON library_states (libraryId, id)`,
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
