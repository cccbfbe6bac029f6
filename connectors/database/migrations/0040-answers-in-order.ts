import type { Sql } from '../sql.ts';

/**
 * SQLite kept each answer, half a kilobyte, inside the tree of its key: five to a page, and a page split at each fifth
 * loan, three pages written. Answers now stand one behind the other, and the tree holds keys alone: half the pages of a
 * group commit of loans that are due to answers. MariaDB writes its log of what changed, not pages.
 */
export function up(dialect: Sql['dialect']): readonly string[] {
  return statements[dialect];
}

const statements = {
  sqlite: [
    'ALTER TABLE answers RENAME TO answers_by_key',
    `CREATE TABLE answers (
      businessKey TEXT NOT NULL PRIMARY KEY,
      answer TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT`,
    'INSERT INTO answers (businessKey, answer, at) SELECT businessKey, answer, at FROM answers_by_key',
    'DROP TABLE answers_by_key',
  ],
  mariadb: [],
} as const;
