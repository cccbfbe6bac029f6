import type { Rule } from './rule.ts';

/** Policies and calendars that nobody could have saved. */
export const termsRules: readonly Rule[] = [
  {
    invariant: 'policy-terms-possible',
    rows: `SELECT id FROM policies WHERE loanDays < 1 OR renewals < 0 OR renewDays < 1 OR maxPerType < 0 OR maxTotal < 0
      OR holdsMax < 0 OR graceOpenDays < 0 OR suspensionPerLateDay < 0`,
    sentence: 'policy {id} sets a term that cannot be',
  },
  {
    invariant: 'policy-free-of-charge',
    rows: 'SELECT id, feeSchedule FROM policies WHERE feeSchedule IS NOT NULL',
    sentence: 'policy {id} names the fees {feeSchedule}: the network is free of charge',
  },
  {
    invariant: 'calendar-exception-possible',
    rows: `SELECT id, libraryId FROM calendar_exceptions WHERE until < date OR weekday < 1 OR weekday > 7
      OR (weekday IS NOT NULL AND until IS NULL)`,
    sentence: 'exception {id} of the calendar of library {libraryId} ends before it begins, or names no weekday',
  },
];
