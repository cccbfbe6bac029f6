/**
 * Every reason for which a query cannot be understood or expressed, in the order of the SRU diagnostics (1.2, category 2
 * and 5). Each protocol's table says them in its own numbers.
 */
export const queryDiagnostics = [
  'syntax',
  'too-long',
  'parentheses',
  'quotes',
  'context-set',
  'index',
  'relation',
  'relation-modifier',
  'relation-modifiers',
  'relation-with-index',
  'term-too-long',
  'escape',
  'empty-term',
  'masking',
  'masked-word-too-short',
  'too-many-masks',
  'anchoring',
  'anchor-position',
  'adjacency-with-masking',
  'adjacency-with-anchoring',
  'only-stopwords',
  'term-format',
  'boolean-operator',
  'too-many-clauses',
  'proximity',
  'proximity-relation',
  'proximity-distance',
  'proximity-unit',
  'proximity-ordering',
  'proximity-modifiers',
  'prefix-twice',
  'boolean-modifier',
  'masking-position',
  'result-set',
  'sort-sequence',
  'too-many-sort-keys',
  'duplicate-sort-key',
  'sort-schema',
  'sort-path',
  'sort-direction',
  'sort-case',
  'sort-missing-value',
  // what only RPN can ask (Z39.50, Bib-1)
  'too-many-words',
  'attribute-set',
  'attribute-type',
  'attribute-combination',
  'structure',
  'position',
  'truncation',
  'completeness',
  'term-type',
  'restriction',
  'result-set-unknown',
] as const;
export type QueryDiagnostic = (typeof queryDiagnostics)[number];

/** A query that is wrong or asks for what no index holds. `details` is what the standard wants beside the number. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
  readonly diagnostic: QueryDiagnostic;
  readonly details: string;
  constructor(diagnostic: QueryDiagnostic, details = '') {
    super(details === '' ? diagnostic : `${diagnostic}: ${details}`);
    this.diagnostic = diagnostic;
    this.details = details;
  }
}
