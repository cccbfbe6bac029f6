import { indexes } from '../indexes.ts';
import type { Query, SortKey } from '../model.ts';
import { QueryError } from '../query-error.ts';
import { readAttributes } from './attributes.ts';
import { clauseOf } from './clause.ts';
import { defaultRpnLimits, type RpnLimits } from './limits.ts';
import { proximityOf } from './proximity.ts';
import type { RpnOperand, RpnOperator, RpnQuery } from './tree.ts';

/** A query with what it weighs: a result set is an operand by the query that made it. */
export interface WeighedQuery {
  readonly query: Query;
  readonly clauses: number;
  readonly depth: number;
}
/** An RPN query in the catalogue's own terms. */
export interface CompiledRpn extends WeighedQuery {
  /** Zebra's sorting operands (attribute type 7), by their priority. Empty when there is none. */
  readonly sort: readonly SortKey[];
}
/** The query of a named result set; null when there is none of that name. */
export type ResultSetQuery = (name: string) => WeighedQuery | null;

interface Operand extends WeighedQuery {
  readonly sorts: readonly { readonly key: SortKey; readonly priority: number }[];
  /** True for an operand that only sorts: the other side of its operator is the query. */
  readonly sortsOnly: boolean;
}

/** Reads a type-1 query by the table of indexes. Throws QueryError, whose diagnostic says what was wrong, and nothing else. */
export function compileRpn(
  { attributeSet, steps }: RpnQuery,
  resultSet: ResultSetQuery = () => null,
  limits: RpnLimits = defaultRpnLimits,
): CompiledRpn {
  const stack: Operand[] = [];
  for (const step of steps) {
    if (step.kind === 'term' || step.kind === 'result-set' || step.kind === 'restriction') {
      stack.push(operand(step, attributeSet, resultSet, limits));
    } else {
      const right = stack.pop();
      const left = stack.pop();
      if (!left || !right) throw new QueryError('syntax', step.kind);
      stack.push(joined(step, left, right, limits));
    }
    const top = stack.at(-1)!;
    if (stack.length > limits.depth || top.depth > limits.depth) {
      throw new QueryError('too-many-clauses', String(limits.depth));
    }
    if (top.clauses > limits.clauses) throw new QueryError('too-many-clauses', String(limits.clauses));
  }
  const [whole, more] = stack;
  if (!whole || more) throw new QueryError('syntax', '');
  const { query, clauses, depth } = whole;
  return { query, clauses, depth, sort: sortKeys(whole.sorts, limits) };
}

function operand(step: RpnOperand, attributeSet: string, resultSet: ResultSetQuery, limits: RpnLimits): Operand {
  if (step.kind === 'restriction') throw new QueryError('restriction', step.name);
  if (step.kind === 'result-set') {
    const known = resultSet(step.name);
    if (!known) throw new QueryError('result-set-unknown', step.name);
    return { ...known, sorts: [], sortsOnly: false };
  }
  const { type, text } = step.term;
  if (type === 'other') throw new QueryError('term-type', '');
  const attributes = readAttributes(step.attributes, attributeSet);
  if (attributes.sorting !== null) {
    const key = indexes[attributes.use].sort;
    if (!key) throw new QueryError('sort-sequence', attributes.use);
    const sort: SortKey = { key, direction: attributes.sorting === 2 ? 'descending' : 'ascending' };
    const priority = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
    return { query: { kind: 'all' }, clauses: 1, depth: 1, sorts: [{ key: sort, priority }], sortsOnly: true };
  }
  return { query: clauseOf(attributes, text, limits), clauses: 1, depth: 1, sorts: [], sortsOnly: false };
}

function joined(operator: RpnOperator, left: Operand, right: Operand, limits: RpnLimits): Operand {
  const sorts = [...left.sorts, ...right.sorts];
  if (right.sortsOnly || left.sortsOnly) {
    if (operator.kind !== 'or' && operator.kind !== 'and') throw new QueryError('attribute-combination', '7');
    const kept = right.sortsOnly ? left : right;
    return { ...kept, sorts, sortsOnly: left.sortsOnly && right.sortsOnly };
  }
  const query: Query =
    operator.kind === 'prox'
      ? proximityOf(operator, left.query, right.query, limits)
      : { kind: operator.kind === 'and-not' ? 'not' : operator.kind, left: left.query, right: right.query };
  return {
    query,
    clauses: left.clauses + right.clauses,
    depth: Math.max(left.depth, right.depth) + 1,
    sorts,
    sortsOnly: false,
  };
}

function sortKeys(sorts: Operand['sorts'], limits: RpnLimits): SortKey[] {
  const keys = [...sorts].sort((one, other) => one.priority - other.priority).map(({ key }) => key);
  if (keys.length > limits.sortKeys) throw new QueryError('too-many-sort-keys', String(limits.sortKeys));
  if (new Set(keys.map(({ key }) => key)).size < keys.length) throw new QueryError('duplicate-sort-key', '');
  return keys;
}
