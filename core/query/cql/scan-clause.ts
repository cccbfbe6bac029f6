import type { IndexName } from '../indexes.ts';
import { QueryError } from '../query-error.ts';
import { defaultCqlLimits, type CqlLimits } from './limits.ts';
import { resolveIndex } from './names.ts';
import { parseCql } from './parser.ts';
import { termParts, termText } from './term.ts';

/** The place in a list of terms a scan starts from. */
export interface ScanClause {
  readonly index: IndexName;
  readonly term: string;
  /** Whole headings (`==`, `exact`) or words (`=`, `adj`, `any`, `all`). */
  readonly structure: 'heading' | 'word';
}

/** Reads the scanClause of SRU (1.2, §scan): one clause, whose term is neither masked nor anchored and may be empty. */
export function scanClause(text: string, limits: CqlLimits = defaultCqlLimits): ScanClause {
  const { tree, sortBy } = parseCql(text, limits);
  if (tree.kind !== 'clause' || sortBy.length > 0) throw new QueryError('syntax', tree.kind);
  const index = resolveIndex(tree.index, tree.prefixes);
  if (index === 'all-records') throw new QueryError('index', tree.index);
  const wholes = ['==', 'exact'].includes(tree.relation);
  if (!wholes && !['=', 'adj', 'any', 'all'].includes(tree.relation)) throw new QueryError('relation', tree.relation);
  const [modifier] = tree.modifiers;
  if (modifier) throw new QueryError('relation-modifier', modifier.name);
  const parts = termParts(tree.term, 'on');
  if (parts.some((part) => part.isMasked)) throw new QueryError('masking', termText(parts));
  if (parts.some((part) => part.anchoredLeft || part.anchoredRight)) throw new QueryError('anchoring', '^');
  return { index, term: termText(parts), structure: wholes ? 'heading' : 'word' };
}
