import { indexes } from '../indexes.ts';
import type { Query } from '../model.ts';
import { parseRegexp } from '../regexp.ts';
import { plainClause } from '../plain-clause.ts';
import { QueryError } from '../query-error.ts';
import type { CqlLimits } from './limits.ts';
import { readModifiers, type TermReading } from './modifiers.ts';
import { resolveIndex } from './names.ts';
import { numberQuery } from './number.ts';
import { combine, type PreparedClause } from './prepared.ts';
import { termParts, type TermPart } from './term.ts';
import { textQuery } from './text-clause.ts';
import type { CqlClause } from './tree.ts';
import { yearQuery } from './year.ts';

/** Relations this server knows; those of each type of index are in explain (`relationsOf`). */
const relationsKnown = ['=', '==', 'exact', '<>', '<', '<=', '>', '>=', 'adj', 'all', 'any', 'within', 'encloses'];

/** A search clause in the catalogue's own terms, and whether the best are wanted first. */
export interface CompiledClause {
  readonly query: Query;
  readonly order: TermReading['order'];
}

/** What a search clause asks of the catalogue. Throws QueryError for what no index can answer. */
export function clauseQuery(clause: CqlClause, limits: CqlLimits): CompiledClause {
  const index = resolveIndex(clause.index, clause.prefixes);
  const { relation } = clause;
  if (!relationsKnown.includes(relation)) throw new QueryError('relation', relation);
  const { order, masking, matching } = readModifiers(clause.modifiers, index);
  if (index === 'all-records') return { query: { kind: 'all' }, order };
  if (clause.term.trim() === '') throw new QueryError('empty-term', clause.index);

  const wanted = relation === '<>' ? '=' : relation;
  let query: Query;
  if (matching === 'regexp') {
    query = expressions({ index, relation: wanted, name: clause.index, term: clause.term, limits });
  } else {
    const parts = termParts(clause.term, masking);
    if (matching === 'substring') openEnds(parts, relation === 'all' || relation === 'any' ? 'each' : 'whole');
    query = equals({ index, relation: wanted, name: clause.index, parts, matching, limits });
  }
  return { query: relation === '<>' ? { kind: 'not', left: { kind: 'all' }, right: query } : query, order };
}

/** The relation modifier substring: each part, or the whole term, may stand within something longer. */
function openEnds(parts: TermPart[], what: 'each' | 'whole'): void {
  for (const [at, part] of parts.entries()) {
    const left = what === 'each' || at === 0 ? '*' : '';
    const right = what === 'each' || at === parts.length - 1 ? '*' : '';
    parts[at] = { ...part, mask: left + part.mask + right, isMasked: true };
  }
}

function equals(clause: PreparedClause): Query {
  const { type } = indexes[clause.index];
  if (type === 'text') return textQuery(clause);
  if (clause.parts.some((part) => part.anchoredLeft || part.anchoredRight)) throw new QueryError('anchoring', '^');
  return type === 'year' ? yearQuery(clause) : numberQuery(clause);
}

/** `=/regexp`, `all/regexp`, `any/regexp`: one expression a blank, each over a whole word or number. */
function expressions({
  index,
  relation,
  name,
  term,
  limits,
}: Pick<PreparedClause, 'index' | 'relation' | 'name' | 'limits'> & { readonly term: string }): Query {
  // only the quotation mark is CQL's own here: other backslashes are the expression's
  const written = term.trim().replaceAll('\\"', '"').split(/\s+/);
  if (relation !== '=' && relation !== 'all' && relation !== 'any') {
    throw new QueryError('relation-modifiers', `${name} ${relation}/regexp`);
  }
  if (relation === '=' && written.length > 1) throw new QueryError('adjacency-with-masking', term);
  if (written.length > limits.clauses) throw new QueryError('too-many-clauses', String(limits.clauses));
  const structure = indexes[index].type === 'text' ? 'word' : 'identifier';
  const queries = written.map((expression): Query => {
    parseRegexp(index, expression);
    return { ...plainClause(index, expression, structure), truncation: 'regexp' };
  });
  return combine(queries, relation === 'any' ? 'or' : 'and');
}
