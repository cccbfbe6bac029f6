import type { Rule } from './rule.ts';

/** Accounts of staff and what they sign in with. */
export const accountRules: readonly Rule[] = [
  {
    invariant: 'network-has-an-administrator',
    rows: `SELECT COUNT(*) AS known FROM staff_users WHERE role = 'NETWORK_ADMIN' HAVING COUNT(*) > 0 AND SUM(active) = 0`,
    sentence: 'all {known} administrators of the network are suspended',
  },
  {
    invariant: 'suspended-account-has-no-session',
    rows: `SELECT staff_users.id, COUNT(*) AS sessions FROM staff_users
      JOIN staff_sessions ON staff_sessions.userId = staff_users.id WHERE active = 0 GROUP BY staff_users.id`,
    sentence: 'account {id} is suspended and has {sessions} sessions',
  },
  {
    invariant: 'recovery-codes-of-enrolled',
    rows: `SELECT staff_recovery_codes.userId, COUNT(*) AS codes FROM staff_recovery_codes WHERE NOT EXISTS
      (SELECT 1 FROM staff_second_factors WHERE staff_second_factors.userId = staff_recovery_codes.userId AND enrolledAt IS NOT NULL)
      GROUP BY staff_recovery_codes.userId`,
    sentence: 'account {userId} has {codes} recovery codes and no second factor',
  },
  {
    invariant: 'passed-session-of-enrolled',
    rows: `SELECT staff_sessions.userId, COUNT(*) AS sessions FROM staff_sessions WHERE passedAt IS NOT NULL AND NOT EXISTS
      (SELECT 1 FROM staff_second_factors WHERE staff_second_factors.userId = staff_sessions.userId AND enrolledAt IS NOT NULL)
      GROUP BY staff_sessions.userId`,
    sentence: 'account {userId} passed a second factor it has not, in {sessions} sessions',
  },
];
