import type { Refusal } from '../../core/outcome.ts';
import type { OaiErrorCode } from './codec/errors.ts';

/** How a refusal of the library is said: an error of the protocol, or a status of HTTP (Protocol §3.1.2.2). */
export type OaiDiagnostic = { readonly error: OaiErrorCode } | { readonly http: 500 | 503 };

/** A harvester neither lends nor signs in: such a refusal would be our own mistake. */
const neverAsked = { http: 500 } as const;

/** What each refusal becomes for a harvester. */
export const diagnostics: Record<Refusal, OaiDiagnostic> = {
  'record-unknown': { error: 'idDoesNotExist' },
  'temporarily-unavailable': { http: 503 },
  'query-unsupported': neverAsked,
  'result-out-of-range': { error: 'noRecordsMatch' },
  'library-unknown': { error: 'noRecordsMatch' },
  'library-not-live': { error: 'noRecordsMatch' },
  'device-unknown': neverAsked,
  'device-not-allowed': neverAsked,
  'patron-unknown': neverAsked,
  'card-replaced': neverAsked,
  'pin-wrong': neverAsked,
  'pin-locked': neverAsked,
  'patron-expired': neverAsked,
  'patron-blocked': neverAsked,
  'item-unknown': neverAsked,
  'item-withdrawn': neverAsked,
  'item-not-loanable': neverAsked,
  'item-in-processing': neverAsked,
  'item-missing': neverAsked,
  'item-at-partner': neverAsked,
  'item-on-loan-to-another': neverAsked,
  'item-already-on-loan-to-patron': neverAsked,
  'item-on-hold-for-another': neverAsked,
  'item-in-transit': neverAsked,
  'item-not-on-loan': neverAsked,
  'item-not-on-loan-to-patron': neverAsked,
  'self-check-not-allowed': neverAsked,
  'loan-limit-reached': neverAsked,
  'loan-limit-of-type-reached': neverAsked,
  'renewal-limit-reached': neverAsked,
  'renewal-wanted-by-others': neverAsked,
  'no-policy': neverAsked,
  'no-opening-day': neverAsked,
  'credentials-wrong': neverAsked,
  'not-authorised': neverAsked,
};
