import { indexes } from '../indexes.ts';
import type { Query, SortKey } from '../model.ts';
import { QueryError } from '../query-error.ts';
import { clauseQuery } from './clause.ts';
import { defaultCqlLimits, type CqlLimits } from './limits.ts';
import { modifierName, resolveIndex } from './names.ts';
import { parseCql } from './parser.ts';
import { proximityQuery } from './proximity.ts';
import type { CqlBoolean, CqlNode, CqlSortSpecification } from './tree.ts';

/** A CQL query in the catalogue's own terms. */
export interface CompiledCql {
  readonly query: Query;
  /** Empty when the query has no sortby. */
  readonly sort: readonly SortKey[];
}

/** Reads a CQL 1.2 query by the table of indexes. Throws QueryError, whose diagnostic says what was wrong, and nothing else. */
export function compileCql(text: string, limits: CqlLimits = defaultCqlLimits): CompiledCql {
  const { tree, sortBy } = parseCql(text, limits);
  return { query: nodeQuery(tree, limits), sort: sortKeys(sortBy) };
}

/** Goes down the left side in a loop: only parentheses, whose depth is limited, recurse. */
function nodeQuery(node: CqlNode, limits: CqlLimits): Query {
  const waiting: CqlBoolean[] = [];
  let leftmost = node;
  while (leftmost.kind === 'boolean') {
    waiting.push(leftmost);
    leftmost = leftmost.left;
  }
  let query = clauseQuery(leftmost, limits);
  for (const boolean of waiting.reverse())
    query = booleanQuery(boolean, query, nodeQuery(boolean.right, limits), limits);
  return query;
}

function booleanQuery({ operator, modifiers }: CqlBoolean, left: Query, right: Query, limits: CqlLimits): Query {
  if (operator === 'prox') return proximityQuery(modifiers, left, right, limits);
  if (modifiers.length > 0) throw new QueryError('boolean-modifier', modifiers[0]!.name);
  return { kind: operator, left, right };
}

function sortKeys(specifications: readonly CqlSortSpecification[]): SortKey[] {
  const keys: SortKey[] = [];
  for (const { index: name, modifiers, prefixes } of specifications) {
    const index = resolveIndex(name, prefixes);
    const key = index === 'all-records' ? undefined : indexes[index].sort;
    if (!key) throw new QueryError('sort-sequence', name);
    if (keys.some((earlier) => earlier.key === key)) throw new QueryError('duplicate-sort-key', name);
    keys.push({ key, direction: direction(modifiers.map(({ name: modifier }) => modifierName(modifier, 'sort'))) });
  }
  return keys;
}

/** Modifiers of the sort context set; case never counts, records without a value come last. */
function direction(modifiers: readonly string[]): SortKey['direction'] {
  let found: SortKey['direction'] = 'ascending';
  for (const modifier of modifiers) {
    if (modifier === 'ascending' || modifier === 'descending') found = modifier;
    else if (modifier === 'respectcase') throw new QueryError('sort-case', modifier);
    else if (modifier.startsWith('missing') && modifier !== 'missinghigh')
      throw new QueryError('sort-missing-value', modifier);
    else if (modifier !== 'ignorecase' && modifier !== 'missinghigh') throw new QueryError('sort-sequence', modifier);
  }
  return found;
}
