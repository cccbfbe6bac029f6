import type { Facet, FacetAsked } from '../../../core/ports/search-index.ts';
import { cqlOf } from '../../../core/query/cql/index.ts';
import { indexes, type IndexName } from '../../../core/query/indexes.ts';
import type { Clause, Query } from '../../../core/query/model.ts';
import { plainClause } from '../../../core/query/plain-clause.ts';
import type { FacetLimit } from '../codec/facet-limits.ts';
import type { GivenFacet } from '../codec/facets.ts';
import type { Target } from '../target.ts';

/** What the index is asked to count for these facets. */
export function facetsAsked(limits: readonly FacetLimit[], { limits: { facetValues } }: Target): FacetAsked[] {
  return limits.map(({ index, limit, start }) => ({ index, size: Math.min(start - 1 + limit, facetValues) }));
}

/** The counts, each with the query that narrows the search to it. */
export async function facetsGiven(
  facets: readonly Facet[],
  limits: readonly FacetLimit[],
  query: Query,
  target: Target,
): Promise<GivenFacet[]> {
  const libraries = await target.library.network.libraries();
  const names = new Map(libraries.map(({ code, name }) => [code.toLowerCase(), name]));
  return facets.map(({ index, values }, at) => {
    const { start, limit } = limits[at]!;
    return {
      label: indexes[index].title.fr,
      index: indexes[index].cql[0]!,
      relation: indexes[index].type === 'text' ? '==' : '=',
      terms: values.slice(start - 1, start - 1 + limit).map(({ term, display, hits }) => {
        const narrowed = cqlOf({ kind: 'and', left: query, right: having(index, term) });
        return {
          actualTerm: (index === 'library' && names.get(term)) || display,
          query: narrowed,
          requestUrl: `${target.address}?version=2.0&query=${encodeURIComponent(narrowed)}`,
          count: hits,
        };
      }),
    };
  });
}

/** Records that have this very value. */
function having(index: IndexName, term: string): Clause {
  const { type } = indexes[index];
  if (type === 'text') return { ...plainClause(index, term, 'heading'), position: 'first-in-field' };
  return plainClause(index, term, type === 'year' ? 'year' : 'identifier');
}
