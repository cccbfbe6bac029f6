import type { Rule } from './rule.ts';

/** Accounts of readers. */
export const patronRules: readonly Rule[] = [
  {
    invariant: 'patron-state-is-derived',
    rows: `SELECT id, state FROM patrons WHERE state NOT IN ('ACTIVE', 'TO_ERASE', 'ERASED')`,
    sentence: 'reader {id} is stored as {state}: that follows from expiresAt and the blocks',
  },
  {
    invariant: 'computed-block-not-stored',
    rows: `SELECT id, patronId, kind FROM blocks WHERE kind IN ('EXPIRED', 'OVERDUE')`,
    sentence: 'block {id} of reader {patronId} is {kind}, which is computed',
  },
  {
    invariant: 'block-has-author-and-reason',
    rows: `SELECT id, patronId FROM blocks WHERE author = '' OR note = ''`,
    sentence: 'block {id} of reader {patronId} lacks its author or its reason',
  },
  {
    invariant: 'erased-account-is-empty',
    rows: `SELECT id FROM patrons WHERE state = 'ERASED' AND (
      nameKey <> '' OR guardianId IS NOT NULL OR guardianContact IS NOT NULL OR registeredAt IS NOT NULL
      OR lastActivityAt IS NOT NULL OR pinLockedUntil IS NOT NULL
      OR EXISTS (SELECT 1 FROM notices WHERE notices.patronId = patrons.id)
      OR EXISTS (SELECT 1 FROM patron_pin_failures WHERE patron_pin_failures.patronId = patrons.id)
      OR EXISTS (SELECT 1 FROM patron_pseudonyms WHERE patron_pseudonyms.patronId = patrons.id))`,
    sentence: 'account {id} is erased and the desk still knows something of it',
  },
  {
    invariant: 'merged-account-leads-somewhere',
    rows: `SELECT patrons.id, patrons.mergedIntoId FROM patrons
      LEFT JOIN patrons AS survivors ON survivors.id = patrons.mergedIntoId
      WHERE patrons.mergedIntoId IS NOT NULL
      AND (patrons.state <> 'ERASED' OR survivors.id IS NULL OR survivors.id = patrons.id)`,
    sentence: 'account {id} says it was merged into {mergedIntoId}',
  },
  {
    invariant: 'guardian-exists',
    rows: `SELECT patrons.id, patrons.guardianId FROM patrons
      LEFT JOIN patrons AS guardians ON guardians.id = patrons.guardianId
      WHERE patrons.guardianId IS NOT NULL
      AND (guardians.id IS NULL OR guardians.state = 'ERASED' OR guardians.id = patrons.id)`,
    sentence: 'the guardian of reader {id} is {guardianId}, who cannot be',
  },
  {
    invariant: 'card-reason-when-past',
    rows: `SELECT patronId FROM patron_cards WHERE retiredAt IS NULL AND reason IS NOT NULL`,
    sentence: 'the card in use of reader {patronId} has a reason not to be',
  },
  {
    invariant: 'pseudonym-of-one-reader',
    rows: `SELECT patrons.id, patron_pseudonyms.patronId FROM patron_pseudonyms
      JOIN patrons ON patrons.pseudonym = patron_pseudonyms.pseudonym`,
    sentence: 'the journal knows reader {id} by a former name of reader {patronId}',
  },
  {
    invariant: 'category-ages',
    rows: `SELECT id, minAge, maxAge FROM patron_categories WHERE minAge > maxAge OR minAge < 0`,
    sentence: 'category {id} is for ages {minAge} to {maxAge}',
  },
];
