import type { IndexName } from './indexes.ts';

/** The one query tree: RPN, CQL and the console's box all become it; every search index compiles it. */
export type Query =
  | Clause
  | { readonly kind: 'all' }
  | { readonly kind: 'and' | 'or' | 'not'; readonly left: Query; readonly right: Query }
  | {
      readonly kind: 'prox';
      readonly left: Query;
      readonly right: Query;
      /** In words. */
      readonly distance: number;
      readonly ordered: boolean;
    };

/** One search term on one index. */
export interface Clause {
  readonly kind: 'clause';
  readonly index: IndexName;
  readonly relation: '=' | '<' | '<=' | '>' | '>=' | '<>';
  readonly term: string;
  /** How the term is read: one word, words in order, all words, any word, the whole heading, an identifier, a year. */
  readonly structure: 'word' | 'phrase' | 'all-words' | 'any-word' | 'heading' | 'identifier' | 'year';
  readonly position: 'any' | 'first-in-field';
  readonly truncation: 'none' | 'right' | 'left' | 'both';
  readonly completeness: 'incomplete' | 'complete-field';
}

/** One sort key. */
export interface SortKey {
  readonly key: 'title' | 'author' | 'date' | 'relevance';
  readonly direction: 'ascending' | 'descending';
}
