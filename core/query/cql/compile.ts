import { indexes } from '../indexes.ts';
import type { Query, SortKey } from '../model.ts';
import { QueryError } from '../query-error.ts';
import { clauseQuery } from './clause.ts';
import { defaultCqlLimits, type CqlLimits } from './limits.ts';
import { modifierName, resolveIndex } from './names.ts';
import { parseCql } from './parser.ts';
import { proximityQuery } from './proximity.ts';
import type { CqlBoolean, CqlModifier, CqlNode, CqlSortSpecification } from './tree.ts';

/** A CQL query in the catalogue's own terms. */
export interface CompiledCql {
  readonly query: Query;
  /** Empty when the query asks for no order; by relevance when all it asks is `relevant`. */
  readonly sort: readonly SortKey[];
}

/** Reads a CQL 1.2 query by the table of indexes. Throws QueryError, whose diagnostic says what was wrong, and nothing else. */
export function compileCql(text: string, limits: CqlLimits = defaultCqlLimits): CompiledCql {
  const { tree, sortBy } = parseCql(text, limits);
  const { query, order } = treeQuery(tree, limits);
  const sort = sortKeys(sortBy);
  const bestFirst = sort.length === 0 && order === 'relevance';
  return { query, sort: bestFirst ? [{ key: 'relevance', direction: 'descending' }] : sort };
}

/** Left side, right side, then the operator, on stacks of our own: no tree is too deep for the call stack. */
function treeQuery(tree: CqlNode, limits: CqlLimits): { query: Query; order: 'any' | 'relevance' } {
  const waiting: ({ readonly node: CqlNode } | { readonly join: CqlBoolean })[] = [{ node: tree }];
  const read: Query[] = [];
  let order: 'any' | 'relevance' = 'any';
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if ('join' in next) {
      const right = read.pop()!;
      read.push(booleanQuery(next.join, read.pop()!, right, limits));
    } else if (next.node.kind === 'boolean') {
      waiting.push({ join: next.node }, { node: next.node.right }, { node: next.node.left });
    } else {
      const clause = clauseQuery(next.node, limits);
      if (clause.order === 'relevance') order = 'relevance';
      read.push(clause.query);
    }
  }
  return { query: read[0]!, order };
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
    keys.push({ key, direction: direction(modifiers) });
  }
  return keys;
}

/**
 * Modifiers of the sort context set 1.0. Case never counts. Records without a value come last either way: that is
 * missingHigh when the order ascends, missingLow when it descends.
 */
function direction(modifiers: readonly CqlModifier[]): SortKey['direction'] {
  const names = modifiers.map(({ name }) => modifierName(name, 'sort'));
  const found = names.findLast((name) => name === 'ascending' || name === 'descending') ?? 'ascending';
  const last = found === 'ascending' ? 'missinghigh' : 'missinglow';
  for (const [at, name] of names.entries()) {
    if (name === 'ascending' || name === 'descending' || name === 'ignorecase' || name === last) continue;
    if (name === 'respectcase') throw new QueryError('sort-case', name);
    if (name.startsWith('missing')) throw new QueryError('sort-missing-value', name);
    throw new QueryError('sort-sequence', modifiers[at]!.name);
  }
  return found;
}
