import type { NetworkLibrary } from '../../core/network/network.ts';
import type { Clause, Query } from '../../core/query/model.ts';
import { plainClause } from '../../core/query/plain-clause.ts';

/** A part of the union catalogue that has a name of its own for partners. */
export interface VirtualDatabase {
  /** Null: the whole catalogue. */
  readonly filter: Clause | null;
  readonly title: { readonly fr: string; readonly en: string };
}

/** What is read on line, whichever library describes it. */
const digitalLibrary = 'numerique';

/** The database of that name: `catalogue`, one for each library by its code, `numerique`; null when there is none. Names ignore case. */
export function virtualDatabase(name: string, libraries: readonly NetworkLibrary[]): VirtualDatabase | null {
  const wanted = name.toLowerCase();
  if (wanted === 'catalogue' || wanted === 'default') {
    return { filter: null, title: { fr: 'Catalogue collectif', en: 'Union catalogue' } };
  }
  if (wanted === digitalLibrary) {
    const filter = plainClause('carrier', 'electronic', 'identifier');
    return { filter, title: { fr: 'Bibliothèque numérique', en: 'Digital library' } };
  }
  const library = libraries.find(({ code, state }) => code.toLowerCase() === wanted && state !== 'LEFT');
  if (!library) return null;
  const filter = plainClause('library', library.code.toLowerCase(), 'identifier');
  return { filter, title: { fr: library.name, en: library.name } };
}

/** A query within a database. */
export function within(query: Query, { filter }: VirtualDatabase): Query {
  return filter === null ? query : { kind: 'and', left: query, right: filter };
}
