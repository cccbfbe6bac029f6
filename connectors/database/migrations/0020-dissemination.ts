import type { Sql } from '../sql.ts';

/**
 * What harvesters are told: one row a record ever disclosed, one a record and set it is or was in, both stamped by the
 * follower alone, in the order of its commits. `sweepAfter` 0: every record that was there before is still to be told.
 */
export function up(dialect: Sql['dialect']): string[] {
  const t = types[dialect];
  return [
    `CREATE TABLE dissemination_clock (
      id ${t.integer} NOT NULL PRIMARY KEY,
      sealedUntil ${t.integer} NOT NULL,
      lastStamp ${t.integer} NOT NULL,
      earliest ${t.integer},
      sweepAfter ${t.integer},
      formsVersion ${t.integer} NOT NULL
    )${t.table}`,
    `INSERT INTO dissemination_clock (id, sealedUntil, lastStamp, earliest, sweepAfter, formsVersion)
      VALUES (1, 0, 0, NULL, 0, 0)`,
    `CREATE TABLE dissemination_items (
      controlNumber ${t.word(64)} NOT NULL PRIMARY KEY,
      recordId ${t.integer} NOT NULL,
      datestamp ${t.integer} NOT NULL,
      deleted ${t.integer} NOT NULL,
      scopes ${t.text} NOT NULL,
      state ${t.word(128)} NOT NULL
    )${t.table}`,
    'CREATE INDEX disseminationItemsWalk ON dissemination_items (datestamp, controlNumber)',
    'CREATE INDEX disseminationItemsRecord ON dissemination_items (recordId)',
    `CREATE TABLE dissemination_members (
      scope ${t.word(255)} NOT NULL,
      controlNumber ${t.word(64)} NOT NULL,
      datestamp ${t.integer} NOT NULL,
      gone ${t.integer} NOT NULL,
      PRIMARY KEY (controlNumber, scope)
    )${t.table}`,
    'CREATE INDEX disseminationMembersWalk ON dissemination_members (scope, datestamp, controlNumber)',
    `CREATE TABLE dissemination_sets (
      setSpec ${t.word(255)} NOT NULL PRIMARY KEY,
      name ${t.word(255)} NOT NULL,
      description ${t.text} NOT NULL,
      rule ${t.text} NOT NULL,
      audience ${t.word(16)} NOT NULL,
      retiredAt ${t.integer}
    )${t.table}`,
    `CREATE TABLE dissemination_repositories (
      name ${t.word(64)} NOT NULL PRIMARY KEY,
      title ${t.word(255)} NOT NULL,
      sets ${t.text} NOT NULL,
      formats ${t.text} NOT NULL,
      addresses ${t.text} NOT NULL,
      closedAt ${t.integer}
    )${t.table}`,
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
