import type { Sql } from '../sql.ts';

/**
 * The tags of documents: one a part, of which the first is also known to the item itself. Libraries get the identifier
 * (ISIL) that is written on them.
 */
export function up(dialect: Sql['dialect']): string[] {
  const t = types[dialect];
  return [
    `ALTER TABLE libraries ADD COLUMN isil ${t.word(16)}`,
    `CREATE UNIQUE INDEX librariesIsil ON libraries (isil)${t.whenSet('isil')}`,
    `CREATE TABLE rfid_tags (
      uid ${t.word(64)} NOT NULL PRIMARY KEY,
      itemId ${t.integer} NOT NULL,
      part ${t.integer} NOT NULL,
      taggedAt ${t.integer},
      taggedOn ${t.word(10)},
      taggedBy ${t.word(128)},
      CONSTRAINT rfidTagsItem FOREIGN KEY (itemId) REFERENCES items (id)
    )${t.table}`,
    `CREATE UNIQUE INDEX rfidTagsPart ON rfid_tags (itemId, part)`,
    `CREATE INDEX rfidTagsByDay ON rfid_tags (taggedOn)`,
    `INSERT INTO rfid_tags (uid, itemId, part) SELECT rfidUid, id, 1 FROM items WHERE rfidUid IS NOT NULL`,
    `CREATE INDEX itemsByHome ON items (homeLibraryId, type)`,
  ];
}

const types = {
  sqlite: {
    integer: 'INTEGER',
    word: () => 'TEXT',
    whenSet: (column: string) => ` WHERE ${column} IS NOT NULL`,
    table: ' STRICT',
  },
  mariadb: {
    integer: 'BIGINT',
    word: (length: number) => `VARCHAR(${length})`,
    whenSet: () => '',
    table: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
  },
} as const;
