import type { Sql } from '../sql.ts';

/**
 * Accounts of readers as the desk keeps them. Forward only.
 *
 * `nameKey` is derived (core/patrons/names.ts): rows older than this file have none until the housekeeping writes it. A
 * reader's guardian and the account he was merged into are not foreign keys: `Reading.audit` checks them.
 */
export function up(dialect: Sql['dialect']): string[] {
  const t = types[dialect];
  return [
    `ALTER TABLE patron_categories ADD COLUMN minAge ${t.integer}`,
    `ALTER TABLE patron_categories ADD COLUMN maxAge ${t.integer}`,
    `ALTER TABLE patrons ADD COLUMN nameKey ${t.word(255)} NOT NULL DEFAULT ''`,
    `ALTER TABLE patrons ADD COLUMN guardianId ${t.integer}`,
    `ALTER TABLE patrons ADD COLUMN guardianContact ${t.text}`,
    `ALTER TABLE patrons ADD COLUMN registeredAt ${t.integer}`,
    `ALTER TABLE patrons ADD COLUMN lastActivityAt ${t.integer}`,
    `ALTER TABLE patrons ADD COLUMN pinLockedUntil ${t.integer}`,
    `ALTER TABLE patrons ADD COLUMN mergedIntoId ${t.integer}`,
    `CREATE INDEX patronsByName ON patrons (nameKey)`,
    `CREATE INDEX patronsByBirthDate ON patrons (birthDate)`,
    `CREATE INDEX patronsByEmail ON patrons (email${t.prefix})`,
    `CREATE INDEX patronsByGuardian ON patrons (guardianId)`,
    `CREATE INDEX patronsByExpiry ON patrons (expiresAt)`,
    `ALTER TABLE patron_cards ADD COLUMN reason ${t.word(16)}`,
    `ALTER TABLE blocks ADD COLUMN stopsDigital ${t.flag} NOT NULL DEFAULT 0`,
    // Wrong PINs of the last hours, each once: scrypt digests under the reader's own salt.
    `CREATE TABLE patron_pin_failures (
      patronId ${t.integer} NOT NULL,
      digest ${t.word(64)} NOT NULL,
      at ${t.integer} NOT NULL,
      PRIMARY KEY (patronId, digest)
    )${t.table}`,
    // Cards of erased readers: never given again, and no longer anybody's.
    `CREATE TABLE spent_cards (
      cardDigest ${t.word(64)} NOT NULL PRIMARY KEY,
      at ${t.integer} NOT NULL
    )${t.table}`,
    // Under which names the journal knew the accounts that were merged into this one.
    `CREATE TABLE patron_pseudonyms (
      pseudonym ${t.word(32)} NOT NULL PRIMARY KEY,
      patronId ${t.integer} NOT NULL
    )${t.table}`,
    `CREATE INDEX patronPseudonymsByPatron ON patron_pseudonyms (patronId)`,
  ];
}

const types = {
  sqlite: {
    integer: 'INTEGER',
    flag: 'INTEGER',
    word: () => 'TEXT',
    text: 'TEXT',
    prefix: '',
    table: ' STRICT',
  },
  mariadb: {
    integer: 'BIGINT',
    flag: 'TINYINT',
    word: (length: number) => `VARCHAR(${length})`,
    text: 'TEXT',
    prefix: '(191)',
    table: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
  },
} as const;
