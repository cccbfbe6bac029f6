/** The lists of the console whose filters may be kept. */
export const filteredLists = ['readers', 'holds', 'catalogue', 'conversations'] as const;
export type FilteredList = (typeof filteredLists)[number];

/** For whom a filter is kept: whoever made it, a library, everybody. */
export const filterScopes = ['PRIVATE', 'LIBRARY', 'NETWORK'] as const;
export type FilterScope = (typeof filterScopes)[number];

/**
 * What of the address of each list is kept, by the console's own words. What is typed to find one reader (his name, his
 * card) is not: a reader who is erased must not live on in a filter.
 */
export const keptParameters: Record<FilteredList, readonly string[]> = {
  readers: ['liste'],
  holds: ['titre', 'retrait', 'etat'],
  catalogue: ['q', 'tri', 'bibliotheque', 'type', 'langue', 'annee', 'auteur', 'sujet'],
  conversations: ['message', 'issue', 'exemplaire'],
};

/** A filter as it is asked to be kept. */
export interface NewFilter {
  readonly list: FilteredList;
  readonly name: string;
  readonly scope: FilterScope;
  /** Of the library it is kept for; null unless its scope is `LIBRARY`. */
  readonly libraryId: number | null;
  /** Parameters of the address. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** A filter that is kept. */
export interface SavedFilter extends NewFilter {
  readonly id: number;
  /** Who saved it. */
  readonly login: string;
  /** UTC milliseconds. */
  readonly savedAt: number;
}
