import type { Sql } from '../sql.ts';

/**
 * Policies with every term of circulation.md §1, and calendars whose exceptions may last or come back each week. A policy
 * row that is taken out of use stays, with the time of it: past loans name the row that decided.
 */
export function up(dialect: Sql['dialect']): string[] {
  const t = types[dialect];
  return [
    `ALTER TABLE policies ADD COLUMN holdsMax ${t.integer} NOT NULL DEFAULT 10`,
    `ALTER TABLE policies ADD COLUMN hardDueDate ${t.word(10)}`,
    `ALTER TABLE policies ADD COLUMN graceOpenDays ${t.integer} NOT NULL DEFAULT 0`,
    `ALTER TABLE policies ADD COLUMN suspensionPerLateDay ${t.integer} NOT NULL DEFAULT 0`,
    `ALTER TABLE policies ADD COLUMN feeSchedule ${t.word(32)}`,
    `ALTER TABLE policies ADD COLUMN retiredAt ${t.integer}`,
    ...lastingExceptions[dialect],
  ];
}

const types = {
  sqlite: { integer: 'INTEGER', word: () => 'TEXT' },
  mariadb: { integer: 'BIGINT', word: (length: number) => `VARCHAR(${length})` },
} as const;

/** Two exceptions may begin on one day (a summer, and its Wednesdays): the key that forbade it goes. */
const lastingExceptions = {
  // SQLite cannot drop a constraint: the table is made again.
  sqlite: [
    `CREATE TABLE lasting_exceptions (
      id INTEGER PRIMARY KEY,
      libraryId INTEGER NOT NULL,
      date TEXT NOT NULL,
      yearly INTEGER NOT NULL,
      hours TEXT NOT NULL,
      reason TEXT NOT NULL,
      until TEXT,
      weekday INTEGER,
      CONSTRAINT calendarExceptionsLibrary FOREIGN KEY (libraryId) REFERENCES libraries (id)
    ) STRICT`,
    `INSERT INTO lasting_exceptions (id, libraryId, date, yearly, hours, reason)
      SELECT id, libraryId, date, yearly, hours, reason FROM calendar_exceptions`,
    `DROP TABLE calendar_exceptions`,
    `ALTER TABLE lasting_exceptions RENAME TO calendar_exceptions`,
    `CREATE INDEX calendarExceptionsByLibrary ON calendar_exceptions (libraryId, date)`,
  ],
  // The index first: the foreign key needs one when the unique key goes.
  mariadb: [
    `ALTER TABLE calendar_exceptions ADD COLUMN until VARCHAR(10)`,
    `ALTER TABLE calendar_exceptions ADD COLUMN weekday BIGINT`,
    `CREATE INDEX calendarExceptionsByLibrary ON calendar_exceptions (libraryId, date)`,
    `ALTER TABLE calendar_exceptions DROP INDEX calendarExceptionsDay`,
  ],
} as const;
