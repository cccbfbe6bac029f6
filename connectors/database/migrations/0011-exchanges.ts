import type { Sql } from '../sql.ts';

/** What terminals and the library said to each other. */
export function up(dialect: Sql['dialect']): string[] {
  const t = types[dialect];
  return [
    `CREATE TABLE exchanges (
      id ${t.serial},
      at ${t.integer} NOT NULL,
      took ${t.integer} NOT NULL,
      deviceId ${t.integer},
      libraryId ${t.integer},
      address ${t.word(64)} NOT NULL,
      message ${t.word(32)} NOT NULL,
      outcome ${t.word(16)} NOT NULL,
      cause ${t.word(64)},
      itemKey ${t.word(255)},
      cardDigest ${t.word(43)},
      request ${t.text} NOT NULL,
      response ${t.text} NOT NULL,
      personal ${t.text}
    )${t.table}`,
    `CREATE INDEX exchangesByTime ON exchanges (at)`,
    `CREATE INDEX exchangesByDevice ON exchanges (deviceId, at)`,
    `CREATE INDEX exchangesByLibrary ON exchanges (libraryId, at)`,
    `CREATE INDEX exchangesByOutcome ON exchanges (outcome, at)`,
    `CREATE INDEX exchangesByItem ON exchanges (itemKey, at)${t.whenSet('itemKey')}`,
    `CREATE INDEX exchangesByCard ON exchanges (cardDigest, at)${t.whenSet('cardDigest')}`,
  ];
}

const types = {
  sqlite: {
    serial: 'INTEGER PRIMARY KEY AUTOINCREMENT',
    integer: 'INTEGER',
    word: () => 'TEXT',
    text: 'TEXT',
    whenSet: (column: string) => ` WHERE ${column} IS NOT NULL`,
    table: ' STRICT',
  },
  mariadb: {
    serial: 'BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY',
    integer: 'BIGINT',
    word: (length: number) => `VARCHAR(${length})`,
    text: 'MEDIUMTEXT',
    whenSet: () => '',
    table: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
  },
} as const;
