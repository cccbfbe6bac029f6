import type { Sql } from '../sql.ts';

/**
 * What was done to a reader is found in the journal by his pseudonym. Forward only.
 *
 * Loans and returns, which are most lines, are no part of it: on SQLite they are left out of the index (the list of types
 * is that of `stores/patron-history.ts`, whose query must repeat it word for word).
 */
export function up(dialect: Sql['dialect']): string[] {
  const only = dialect === 'sqlite' ? ` WHERE ${aboutReaders}` : '';
  return [
    `CREATE INDEX eventsByReader ON events (patronRef, seq)${only}`,
    // What desks were shown of readers is kept no more: nothing else that is kept has this field.
    `DELETE FROM answers WHERE INSTR(answer, 'comeOfAge') > 0`,
  ];
}

const aboutReaders = `type IN ('PATRON_REGISTERED', 'PATRON_CHANGED', 'CARD_REPLACED', 'PIN_SET', 'PIN_LOCKED', 'PIN_UNLOCKED', 'MEMBERSHIP_RENEWED', 'BLOCK_SET', 'BLOCK_LIFTED', 'PATRONS_MERGED', 'PATRON_EXPORTED')`;
