import type { Facet, FacetAsked } from '../../core/ports/search-index.ts';
import { QueryUnsupported } from '../../core/ports/search-index.ts';
import { indexes, type IndexName } from '../../core/query/indexes.ts';
import { facetField, headingField, shownField, shownMark } from './fields.ts';
import type { Json } from './solr-client.ts';

/** What Solr counts: a number of records, and what was asked inside. */
export interface Counted {
  readonly count: number;
  readonly buckets?: readonly { readonly val: string; readonly count: number }[];
  readonly [name: string]: unknown;
}

/** Facets in Solr's JSON language, `f0`, `f1` … in the order they are asked. Throws QueryUnsupported. */
export function facetsAsked(facets: readonly FacetAsked[]): Record<string, Json> {
  const asked = facets.map(({ index, size }, at): [string, Json] => {
    if (indexes[index].facet === undefined) throw new QueryUnsupported(`facets on ${index}`);
    return [`f${at}`, { type: 'terms', field: facetField(index), limit: size, mincount: 1, sort: 'count desc' }];
  });
  return Object.fromEntries(asked);
}

/** What Solr found, one for each facet asked; headings are not shown yet. */
export function facetsFound(facets: readonly FacetAsked[], found: Counted | undefined): Facet[] {
  return facets.map(({ index }, at) => {
    const { buckets = [] } = (found?.[`f${at}`] ?? {}) as Partial<Counted>;
    return { index, values: buckets.map(({ val, count }) => ({ term: val, display: val, hits: count })) };
  });
}

/** True when what is counted are headings, which are read otherwise than they are searched. */
export function countsHeadings(index: IndexName): boolean {
  return indexes[index].facet === 'headings';
}

/** Counts the records that have each of these terms: `t0`, `t1` … */
export function termsCounted(field: string, terms: readonly string[]): Record<string, Json> {
  return Object.fromEntries(
    terms.map((term, at): [string, Json] => [`t${at}`, { type: 'query', q: termQuery(field, term) }]),
  );
}

/** Counts the ways each of these headings is written, the usual one alone: `t0`, `t1` … */
export function waysCounted(index: IndexName, headings: readonly string[]): Record<string, Json> {
  const asked = headings.map((heading, at): [string, Json] => {
    const shown = {
      type: 'terms',
      field: shownField(index),
      prefix: heading + shownMark,
      limit: 1,
      sort: 'count desc',
    };
    return [`t${at}`, { type: 'query', q: termQuery(headingField(index), heading), facet: { shown } }];
  });
  return Object.fromEntries(asked);
}

/** The usual way each of these headings is written; the heading itself where no record has it any more. */
export function usualWays(headings: readonly string[], found: Counted | undefined): string[] {
  return headings.map((heading, at) => {
    const { shown } = (found?.[`t${at}`] ?? {}) as { shown?: Counted };
    const usual = shown?.buckets?.[0]?.val;
    return usual === undefined ? heading : usual.slice(heading.length + shownMark.length);
  });
}

function termQuery(field: string, term: string): string {
  return `{!term f=${field}}${term}`;
}
