import type { Rule } from './rule.ts';

/** Loans that were undone, and payments: what the journal must tell of them. */
export const undoRules: readonly Rule[] = [
  {
    invariant: 'undone-loan-is-nobodys',
    rows: `SELECT id FROM loans WHERE undoneAt IS NOT NULL
      AND (patronId IS NOT NULL OR openItemId IS NOT NULL OR returnedAt IS NULL OR returnedAt <> at)`,
    sentence: 'loan {id} was undone and is still somebody’s, or open',
  },
  {
    invariant: 'undone-loan-in-journal',
    rows: `SELECT id FROM loans WHERE undoneAt IS NOT NULL AND id NOT IN
      (SELECT CAST(JSON_EXTRACT(payload, '$.loan') AS INTEGER) FROM events
       WHERE type = 'UNDONE' AND JSON_EXTRACT(payload, '$.loan') IS NOT NULL)`,
    sentence: 'loan {id} was undone and the journal does not tell of it',
  },
  {
    invariant: 'payment-in-journal',
    rows: `SELECT id FROM payments WHERE id NOT IN
      (SELECT CAST(JSON_EXTRACT(payload, '$.payment') AS INTEGER) FROM events WHERE type = 'PAYMENT')`,
    sentence: 'payment {id} was kept and the journal does not tell of it',
  },
  {
    invariant: 'payment-of-a-device',
    rows: `SELECT id FROM payments WHERE cents <= 0 OR deviceId NOT IN (SELECT id FROM devices)`,
    sentence: 'payment {id} is of nothing, or of no device',
  },
];
