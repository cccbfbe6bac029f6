import type { Sql } from '../sql.ts';

/**
 * Items get what the circulation of a whole network asks of them: the library that lent them to it, an age, notes, a
 * tag, a version. One number never names a document and a reader: a scan would mean either.
 */
export function up(dialect: Sql['dialect']): string[] {
  const { integer, word, text, whenSet } = types[dialect];
  return [
    `ALTER TABLE items ADD COLUMN ownerLibraryId ${integer}`,
    `ALTER TABLE items ADD COLUMN returnToOwnerOn ${word(10)}`,
    `ALTER TABLE items ADD COLUMN minAge ${integer}`,
    `ALTER TABLE items ADD COLUMN publicNote ${text}`,
    `ALTER TABLE items ADD COLUMN staffNote ${text}`,
    `ALTER TABLE items ADD COLUMN checkinNote ${text}`,
    `ALTER TABLE items ADD COLUMN checkoutNote ${text}`,
    `ALTER TABLE items ADD COLUMN rfidUid ${word(64)}`,
    `ALTER TABLE items ADD COLUMN rfidAfi ${integer}`,
    `ALTER TABLE items ADD COLUMN rfidDsfid ${integer}`,
    `ALTER TABLE items ADD COLUMN version ${integer} NOT NULL DEFAULT 1`,
    `CREATE UNIQUE INDEX itemsRfid ON items (rfidUid)${whenSet('rfidUid')}`,
    ...disjointNumbers[dialect],
  ];
}

const types = {
  sqlite: {
    integer: 'INTEGER',
    word: () => 'TEXT',
    text: 'TEXT',
    whenSet: (column: string) => ` WHERE ${column} IS NOT NULL`,
  },
  mariadb: {
    integer: 'BIGINT',
    word: (length: number) => `VARCHAR(${length})`,
    text: 'TEXT',
    whenSet: () => '',
  },
} as const;

const itemsQuestion = 'EXISTS (SELECT 1 FROM patron_cards WHERE cardKey = NEW.barcodeKey)';
const cardsQuestion = 'EXISTS (SELECT 1 FROM items WHERE barcodeKey = NEW.cardKey)';

/** Two insertions at the same moment may miss each other: the audit (`barcode-is-no-card`) tells of what then slipped in. */
const disjointNumbers = {
  sqlite: [
    `CREATE TRIGGER itemsNoCard BEFORE INSERT ON items WHEN ${itemsQuestion}
      BEGIN SELECT RAISE(ABORT, 'this barcode is the number of a card'); END`,
    `CREATE TRIGGER cardsNoItem BEFORE INSERT ON patron_cards WHEN ${cardsQuestion}
      BEGIN SELECT RAISE(ABORT, 'this card number is the barcode of an item'); END`,
  ],
  mariadb: [
    `CREATE TRIGGER itemsNoCard BEFORE INSERT ON items FOR EACH ROW
      IF ${itemsQuestion} THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'this barcode is the number of a card';
      END IF`,
    `CREATE TRIGGER cardsNoItem BEFORE INSERT ON patron_cards FOR EACH ROW
      IF ${cardsQuestion} THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'this card number is the barcode of an item';
      END IF`,
  ],
} as const;
