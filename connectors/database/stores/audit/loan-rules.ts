import type { Rule } from './rule.ts';

/** What the circulation of single copies asks of them. */
export const loanRules: readonly Rule[] = [
  {
    invariant: 'claimed-item-has-loan',
    rows: `SELECT id FROM items WHERE status = 'CLAIMED_RETURNED' AND id NOT IN
      (SELECT openItemId FROM loans WHERE openItemId IS NOT NULL)`,
    sentence: 'item {id} is CLAIMED_RETURNED and nobody has it on loan',
  },
  {
    invariant: 'item-tag-is-whole',
    rows: `SELECT id FROM items WHERE (rfidUid IS NULL) <> (rfidAfi IS NULL) OR (rfidUid IS NULL) <> (rfidDsfid IS NULL)`,
    sentence: 'item {id} has only a part of its tag',
  },
  {
    invariant: 'item-age-possible',
    rows: `SELECT id, minAge FROM items WHERE minAge < 0 OR minAge > 18`,
    sentence: 'item {id} is kept from readers younger than {minAge}',
  },
];
