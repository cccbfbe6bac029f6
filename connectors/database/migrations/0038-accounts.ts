import type { Sql } from '../sql.ts';

/** Passwords made by somebody else, second factors and their recovery codes, and what a session shows of itself. */
export function up(dialect: Sql['dialect']): string[] {
  const t = types[dialect];
  return [
    `ALTER TABLE staff_users ADD COLUMN temporaryUntil ${t.integer}`,
    `ALTER TABLE staff_users ADD COLUMN lastSignInAt ${t.integer}`,
    `ALTER TABLE staff_sessions ADD COLUMN passedAt ${t.integer}`,
    `ALTER TABLE staff_sessions ADD COLUMN client ${t.word(64)} NOT NULL DEFAULT ''`,
    `CREATE TABLE staff_second_factors (
      userId ${t.integer} NOT NULL PRIMARY KEY,
      secret ${t.text} NOT NULL,
      enrolledAt ${t.integer},
      lastStep ${t.integer} NOT NULL,
      failures ${t.integer} NOT NULL,
      lockedUntil ${t.integer} NOT NULL,
      CONSTRAINT staffSecondFactorsUser FOREIGN KEY (userId) REFERENCES staff_users (id) ON DELETE CASCADE
    )${t.table}`,
    `CREATE TABLE staff_recovery_codes (
      codeHash ${t.word(64)} NOT NULL PRIMARY KEY,
      userId ${t.integer} NOT NULL,
      usedAt ${t.integer},
      CONSTRAINT staffRecoveryCodesUser FOREIGN KEY (userId) REFERENCES staff_users (id) ON DELETE CASCADE
    )${t.table}`,
    `CREATE INDEX staffRecoveryCodesByUser ON staff_recovery_codes (userId)`,
  ];
}

const types = {
  sqlite: { integer: 'INTEGER', word: () => 'TEXT', text: 'TEXT', table: ' STRICT' },
  mariadb: {
    integer: 'BIGINT',
    word: (length: number) => `VARCHAR(${length})`,
    text: 'TEXT',
    table: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
  },
} as const;
