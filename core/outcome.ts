/**
 * Every reason for which the library says no, in a librarian's words. Each protocol's `diagnostics.ts` is a total
 * table over this list, so that a new refusal does not compile until every protocol can say it.
 */
export const refusals = [
  'device-unknown',
  'device-not-allowed',
  'device-login-taken',
  'device-changed-meanwhile',
  'device-profile-invalid',
  'patron-unknown',
  'card-replaced',
  'card-taken',
  'card-invalid',
  'category-unknown',
  'category-taken',
  'age-not-allowed',
  'guardian-needed',
  'guardian-unknown',
  'block-unknown',
  'pin-not-acceptable',
  'merge-not-possible',
  'erasure-not-possible',
  'pin-wrong',
  'pin-locked',
  'patron-expired',
  'patron-blocked',
  'item-unknown',
  'item-withdrawn',
  'item-not-loanable',
  'item-in-processing',
  'item-missing',
  'item-at-partner',
  'item-on-loan-to-another',
  'item-already-on-loan-to-patron',
  'item-on-hold-for-another',
  'item-in-transit',
  'item-not-on-loan',
  'item-not-on-loan-to-patron',
  'self-check-not-allowed',
  'loan-limit-reached',
  'loan-limit-of-type-reached',
  'renewal-limit-reached',
  'renewal-wanted-by-others',
  'hold-unknown',
  'hold-ended',
  'hold-bound',
  'hold-not-there',
  'hold-limit-reached',
  'hold-already-placed',
  'hold-not-possible',
  'hold-on-shelf-here',
  'pickup-not-possible',
  'volume-needed',
  'no-loanable-copy',
  'too-many-overdue',
  'age-restricted',
  'item-due-back',
  'item-wanted-by-others',
  'status-change-not-allowed',
  'override-not-allowed',
  'no-policy',
  'policy-unknown',
  'policy-invalid',
  'policy-fallback',
  'policy-tie',
  'calendar-invalid',
  'calendar-never-opens',
  'no-opening-day',
  'library-not-live',
  'library-unknown',
  'route-unknown',
  'route-name-taken',
  'route-stops-invalid',
  'run-unknown',
  'run-in-other-state',
  'crate-unknown',
  'crate-in-other-state',
  'crate-empty',
  'crate-for-another-library',
  'item-not-in-transit',
  'item-last-seen-elsewhere',
  'item-for-another-library',
  'item-in-crate',
  'item-not-in-crate',
  'discrepancy-unknown',
  'discrepancy-not-so-resolved',
  'offline-batch-unknown',
  'offline-batch-differs',
  'offline-batch-too-large',
  'offline-line-repeated',
  'library-not-yours',
  'exception-unknown',
  'exception-resolved',
  'notice-unknown',
  'notice-outdated',
  'notice-not-on-paper',
  'template-wrong',
  'tag-taken',
  'tag-unknown',
  'tag-not-possible',
  'isil-taken',
  'isil-missing',
  'trial-unreadable',
  'export-unknown',
  'export-not-ready',
  'export-differs',
  'record-unknown',
  'query-unsupported',
  'result-out-of-range',
  'temporarily-unavailable',
  'credentials-wrong',
  'not-authorised',
  'nothing-to-undo',
  'undo-overtaken',
  'no-fee-due',
  'payment-not-acceptable',
] as const;

/** One reason for which the library says no. */
export type Refusal = (typeof refusals)[number];

/** What the library answers: yes with a value, or no with its reason and the facts that made it. */
export type Outcome<T> = Granted<T> | Refused;
export type Granted<T> = { readonly granted: true; readonly value: T };
export type Refused = { readonly granted: false; readonly refusal: Refusal; readonly facts: Facts };

/** What a refusal was decided on (a policy row, a count, a date in UTC milliseconds); never a name nor a card. */
export type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** Says yes. */
export function granted<T>(value: T): Granted<T> {
  return { granted: true, value };
}

/** Says no, and on what facts. */
export function refused(refusal: Refusal, facts: Facts = {}): Refused {
  return { granted: false, refusal, facts };
}
