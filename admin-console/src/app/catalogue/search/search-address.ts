import type { NarrowingIndexCode } from '../../api/contract';
import type { Paging } from '../../ui/paging';

/** A search as the address bar says it: `q=zola&langue=fre&tri=date&page=2`. */
export interface SearchAddress {
  readonly q: string;
  readonly sort: SearchSort;
  readonly narrowed: Readonly<Partial<Record<NarrowingIndexCode, string>>>;
}
export const searchSorts = ['relevance', 'title', 'author', 'date'] as const;
export type SearchSort = (typeof searchSorts)[number];

/** The parameter of each facet in the address. */
export const facetParameters: Record<NarrowingIndexCode, string> = {
  library: 'bibliotheque',
  carrier: 'type',
  language: 'langue',
  date: 'annee',
  author: 'auteur',
  subject: 'sujet',
};
export const facetIndexes = Object.keys(facetParameters) as NarrowingIndexCode[];

/** Reads a search from query parameters; an order it does not know is by relevance. */
export function searchFrom(parameters: Readonly<Record<string, string | undefined>>): SearchAddress {
  const narrowed: Partial<Record<NarrowingIndexCode, string>> = {};
  for (const index of facetIndexes) {
    const value = parameters[facetParameters[index]];
    if (value !== undefined && value !== '') narrowed[index] = value;
  }
  return {
    q: parameters['q'] ?? '',
    sort: searchSorts.find((sort) => sort === parameters['tri']) ?? 'relevance',
    narrowed,
  };
}

/** What the server is asked for one page of a search. */
export function askedOf(
  { q, sort, narrowed }: SearchAddress,
  { offset, size }: Paging,
): Record<string, string | number> {
  return { q, sort, offset, limit: size, ...narrowed };
}
