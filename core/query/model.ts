import type { IndexName } from './indexes.ts';

/** The one query tree: RPN, CQL and the console's box all become it; every search index compiles it. */
export type Query =
  | Clause
  | { readonly kind: 'all' }
  | { readonly kind: 'and' | 'or' | 'not'; readonly left: Query; readonly right: Query }
  | Proximity;

/** Two sides of one text index that stand so far from each other. */
export interface Proximity {
  readonly kind: 'prox';
  readonly left: Query;
  readonly right: Query;
  /** What `distance` counts. `field`: 0 is the same heading or value of a record, no other distance has a meaning. */
  readonly unit: 'word' | 'field';
  /** How the distance found compares with `distance`. */
  readonly relation: '<' | '<=' | '=' | '>=' | '>' | '<>';
  readonly distance: number;
  readonly ordered: boolean;
}

/** One search term on one index. */
export interface Clause {
  readonly kind: 'clause';
  readonly index: IndexName;
  readonly relation: '=' | '<' | '<=' | '>' | '>=' | '<>';
  readonly term: string;
  /** How the term is read: one word, words in order, all words, any word, the whole heading, an identifier, a year. */
  readonly structure: 'word' | 'phrase' | 'all-words' | 'any-word' | 'heading' | 'identifier' | 'year';
  readonly position: 'any' | 'first-in-field' | 'last-in-field';
  /**
   * `masked`: in each word of the term `*` stands for any run of characters, `?` for exactly one, and a backslash takes
   * their meaning from them (CQL 1.2). `regexp`: the term is one regular expression over a whole word or identifier.
   */
  readonly truncation: 'none' | 'right' | 'left' | 'both' | 'masked' | 'regexp';
  readonly completeness: 'incomplete' | 'complete-field';
}

/** One sort key. */
export interface SortKey {
  readonly key: 'title' | 'author' | 'date' | 'relevance';
  readonly direction: 'ascending' | 'descending';
}
