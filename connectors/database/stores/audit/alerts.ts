import type { Rule } from './rule.ts';

/** Acknowledgements nobody could have made. */
export const alertRules: readonly Rule[] = [
  {
    invariant: 'alert-seen-to-by-staff',
    rows: `SELECT alertKey FROM alert_acknowledgements
      WHERE NOT EXISTS (SELECT 1 FROM staff_users WHERE staff_users.login = alert_acknowledgements.login)`,
    sentence: 'alert {alertKey} is seen to by nobody who works here',
  },
];
