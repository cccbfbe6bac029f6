import type { Sql } from '../sql.ts';

/**
 * What the rest of SIP2 keeps: a loan that was undone, what a terminal notes of a document (CH), and payments. A payment
 * names no reader: the journal does, until he is erased.
 */
export function up(dialect: Sql['dialect']): string[] {
  const t = types[dialect];
  return [
    `ALTER TABLE loans ADD COLUMN undoneAt ${t.integer}`,
    `ALTER TABLE items ADD COLUMN properties ${t.text}`,
    `CREATE TABLE payments (
      id ${t.serial},
      deviceId ${t.integer} NOT NULL,
      transactionKey ${t.word(64)} NOT NULL,
      at ${t.integer} NOT NULL,
      cents ${t.integer} NOT NULL,
      feeType ${t.word(2)} NOT NULL,
      paymentType ${t.word(2)} NOT NULL,
      CONSTRAINT paymentsOnce UNIQUE (deviceId, transactionKey)
    )${t.table}`,
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
