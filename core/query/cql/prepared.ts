import type { IndexName } from '../indexes.ts';
import type { Query } from '../model.ts';
import type { CqlLimits } from './limits.ts';
import type { TermReading } from './modifiers.ts';
import type { TermPart } from './term.ts';

/** A clause whose names are resolved and whose term is cut. */
export interface PreparedClause {
  readonly index: IndexName;
  readonly relation: string;
  /** The index as the query names it, for diagnostics. */
  readonly name: string;
  readonly parts: readonly TermPart[];
  readonly matching: TermReading['matching'];
  readonly limits: CqlLimits;
}

/** The left-deep tree of several queries; one alone is itself. */
export function combine(queries: readonly Query[], kind: 'and' | 'or'): Query {
  return queries.reduce((left, right) => ({ kind, left, right }));
}
