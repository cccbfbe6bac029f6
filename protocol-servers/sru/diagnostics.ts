import type { Refusal, Refused } from '../../core/outcome.ts';
import type { QueryDiagnostic, QueryError } from '../../core/query/query-error.ts';
import type { Diagnostic, DiagnosticNumber } from './codec/diagnostic.ts';

/**
 * Every refusal of the library as an SRU diagnostic. A search meets few of them: those of circulation are 47, the query
 * that cannot be processed for a reason SRU has no word for.
 */
export const refusalNumber: Readonly<Record<Refusal, DiagnosticNumber>> = {
  'record-unknown': 65,
  'query-unsupported': 48,
  'result-out-of-range': 61,
  'temporarily-unavailable': 2,
  'library-unknown': 235,
  'library-not-live': 235,
  'credentials-wrong': 3,
  'not-authorised': 3,
  'device-unknown': 3,
  'device-not-allowed': 3,
  'patron-unknown': 47,
  'card-replaced': 47,
  'pin-wrong': 47,
  'pin-locked': 47,
  'patron-expired': 47,
  'patron-blocked': 47,
  'item-unknown': 47,
  'item-withdrawn': 47,
  'item-not-loanable': 47,
  'item-in-processing': 47,
  'item-missing': 47,
  'item-at-partner': 47,
  'item-on-loan-to-another': 47,
  'item-already-on-loan-to-patron': 47,
  'item-on-hold-for-another': 47,
  'item-in-transit': 47,
  'item-not-on-loan': 47,
  'item-not-on-loan-to-patron': 47,
  'self-check-not-allowed': 47,
  'loan-limit-reached': 47,
  'loan-limit-of-type-reached': 47,
  'renewal-limit-reached': 47,
  'renewal-wanted-by-others': 47,
  'no-policy': 47,
  'no-opening-day': 47,
};

/** What was wrong with a query, in SRU's numbers. */
export const queryDiagnosticNumber: Readonly<Record<QueryDiagnostic, DiagnosticNumber>> = {
  syntax: 10,
  'too-long': 12,
  parentheses: 13,
  quotes: 14,
  'context-set': 15,
  index: 16,
  relation: 19,
  'relation-modifier': 20,
  'relation-with-index': 22,
  'term-too-long': 23,
  escape: 26,
  'empty-term': 27,
  masking: 28,
  'masked-word-too-short': 29,
  anchoring: 31,
  'anchor-position': 32,
  'adjacency-with-masking': 33,
  'adjacency-with-anchoring': 34,
  'only-stopwords': 35,
  'term-format': 36,
  'boolean-operator': 37,
  'too-many-clauses': 38,
  proximity: 39,
  'proximity-relation': 40,
  'proximity-distance': 41,
  'proximity-unit': 42,
  'proximity-ordering': 43,
  'prefix-twice': 45,
  'boolean-modifier': 46,
  'masking-position': 49,
  'result-set': 50,
  'sort-sequence': 82,
  'too-many-sort-keys': 84,
  'duplicate-sort-key': 85,
  'sort-schema': 87,
  'sort-path': 88,
  'sort-direction': 90,
  'sort-case': 91,
  'sort-missing-value': 92,
};

/** A query that could not be read or expressed, as SRU says it. */
export function queryDiagnostic(error: QueryError): Diagnostic {
  return { number: queryDiagnosticNumber[error.diagnostic], details: error.details };
}

/** A refusal of the library, with the feature or figure it was decided on. */
export function refusalDiagnostic({ refusal, facts }: Refused): Diagnostic {
  const { feature, total } = facts;
  return { number: refusalNumber[refusal], details: String(feature ?? total ?? '') };
}
