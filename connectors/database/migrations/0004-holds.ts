import type { Sql } from '../sql.ts';

/**
 * What a queue of holds over a whole network needs: the volume, the copy staff are asked to fetch, when a hold ended,
 * the document it left on the hold shelf; the searches that found nothing; which kinds of document stay where they are
 * given back.
 */
export function up(dialect: Sql['dialect']): string[] {
  const { serial, integer, word, whenSet, table, wider } = types[dialect];
  return [
    `ALTER TABLE holds ADD COLUMN volume ${word(64)} NOT NULL DEFAULT ''`,
    `ALTER TABLE holds ADD COLUMN targetItemId ${integer}`,
    `ALTER TABLE holds ADD COLUMN targetedAt ${integer}`,
    `ALTER TABLE holds ADD COLUMN endedAt ${integer}`,
    `ALTER TABLE holds ADD COLUMN releasedItemId ${integer}`,
    `ALTER TABLE holds ADD COLUMN releasedAt ${integer}`,
    ...wider,
    `CREATE UNIQUE INDEX holdsTargetItem ON holds (targetItemId)${whenSet('targetItemId')}`,
    `CREATE INDEX holdsReleasedItem ON holds (releasedItemId)${whenSet('releasedItemId')}`,
    `CREATE INDEX holdsByStatus ON holds (status, pickupLibraryId)`,
    `CREATE TABLE hold_searches (
      id ${serial},
      holdId ${integer} NOT NULL,
      itemId ${integer} NOT NULL,
      libraryId ${integer} NOT NULL,
      at ${integer} NOT NULL,
      actor ${word(160)} NOT NULL,
      CONSTRAINT holdSearchesHold FOREIGN KEY (holdId) REFERENCES holds (id),
      CONSTRAINT holdSearchesItem FOREIGN KEY (itemId) REFERENCES items (id)
    )${table}`,
    `CREATE INDEX holdSearchesByItem ON hold_searches (itemId, at)`,
    `CREATE TABLE floating_rules (
      itemType ${word(16)} NOT NULL,
      libraryId ${integer} NOT NULL,
      PRIMARY KEY (itemType, libraryId),
      CONSTRAINT floatingRulesLibrary FOREIGN KEY (libraryId) REFERENCES libraries (id)
    )${table}`,
  ];
}

const types = {
  sqlite: {
    serial: 'INTEGER PRIMARY KEY',
    integer: 'INTEGER',
    word: () => 'TEXT',
    whenSet: (column: string) => ` WHERE ${column} IS NOT NULL`,
    table: ' STRICT',
    wider: [],
  },
  mariadb: {
    serial: 'BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY',
    integer: 'BIGINT',
    word: (length: number) => `VARCHAR(${length})`,
    whenSet: () => '',
    table: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
    // The key of a live hold now ends with its volume.
    wider: ['ALTER TABLE holds MODIFY COLUMN liveKey VARCHAR(160)'],
  },
} as const;
