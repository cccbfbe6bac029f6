import { cqlOf } from '../../../core/query/cql/index.ts';
import type { Clause } from '../../../core/query/model.ts';
import type { SubqueryResult } from '../codec/analysis.ts';
import type { Target } from '../target.ts';

/** How many records each of these terms of a query finds by itself. */
export function analysisOf(
  clauses: readonly Clause[],
  counts: readonly number[],
  { address }: Pick<Target, 'address'>,
): SubqueryResult[] {
  return clauses.map((clause, at) => {
    const subquery = cqlOf(clause);
    const requestUrl = `${address}?version=2.0&query=${encodeURIComponent(subquery)}`;
    return { subquery, count: counts[at]!, requestUrl };
  });
}
