import type { Breakage } from './audit-world.ts';

/** Policies and calendars. */
export const termBreakages: readonly Breakage[] = [
  {
    invariant: 'one-fallback-policy',
    break: () => [`UPDATE policies SET itemType = 'DVD'`],
    mend: () => ['UPDATE policies SET itemType = NULL'],
  },
  {
    invariant: 'no-policy-tie',
    break: ({ network }) => [policy(`'DVD', NULL`), policy(`NULL, ${network.category}`)],
    mend: () => ['DELETE FROM policies WHERE loanDays = 3'],
  },
  {
    invariant: 'policy-terms-possible',
    break: () => ['UPDATE policies SET renewDays = -renewDays'],
    mend: () => ['UPDATE policies SET renewDays = -renewDays'],
  },
  {
    invariant: 'policy-free-of-charge',
    break: () => [`UPDATE policies SET feeSchedule = 'tarif'`],
    mend: () => ['UPDATE policies SET feeSchedule = NULL'],
  },
  {
    invariant: 'calendar-exception-possible',
    break: () => ['UPDATE calendar_exceptions SET weekday = 3'],
    mend: () => ['UPDATE calendar_exceptions SET weekday = NULL'],
  },
  {
    invariant: 'library-opens',
    break: ({ network }) => [
      `UPDATE calendars SET weekly = '[[],[],[],[],[],[],[]]' WHERE libraryId = ${network.lens}`,
    ],
    mend: ({ network }) => [
      `UPDATE calendars SET weekly = (SELECT same FROM (SELECT weekly AS same FROM calendars
       WHERE libraryId = ${network.lievin}) AS model) WHERE libraryId = ${network.lens}`,
    ],
  },
];

function policy(match: string): string {
  return `INSERT INTO policies (itemType, categoryId, loanDays, renewals, renewDays, maxTotal, holdable, selfCheck)
    VALUES (${match}, 3, 0, 0, 20, 1, 1)`;
}
