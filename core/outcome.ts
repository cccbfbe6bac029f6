/**
 * Every reason for which the library says no, in a librarian's words. Each protocol's `diagnostics.ts` is a total
 * table over this list, so that a new refusal does not compile until every protocol can say it.
 */
export const refusals = [
  'device-unknown',
  'device-not-allowed',
  'patron-unknown',
  'card-replaced',
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
  'no-policy',
  'no-opening-day',
  'library-not-live',
  'library-unknown',
  'record-unknown',
  'query-unsupported',
  'result-out-of-range',
  'temporarily-unavailable',
  'credentials-wrong',
  'not-authorised',
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
