import { countedClauses } from '../../../core/query/counted-clauses.ts';
import { cqlOf } from '../../../core/query/cql/index.ts';
import type { Query } from '../../../core/query/model.ts';
import { within } from '../../shared/virtual-databases.ts';
import type { SubqueryResult } from '../codec/analysis.ts';
import type { Version } from '../codec/versions.ts';
import type { Target } from '../target.ts';

/** How many records each term of the query finds by itself, told since SRU 2.0; nothing when it has one term only. */
export async function analysisOf(query: Query, version: Version, target: Target): Promise<SubqueryResult[]> {
  const { library, database, limits, address } = target;
  const clauses = version === '2.0' ? countedClauses(query, limits.countedTerms) : [];
  if (clauses.length === 0) return [];
  const counts = await library.catalogue.counts(clauses.map((clause) => within(clause, database)));
  if (!counts.granted) return []; // the answer is whole without
  return clauses.map((clause, at) => {
    const subquery = cqlOf(clause);
    const requestUrl = `${address}?version=2.0&query=${encodeURIComponent(subquery)}`;
    return { subquery, count: counts.value[at]!, requestUrl };
  });
}
