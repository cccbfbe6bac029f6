/** The filters of lists that people keep. Types only. Times are ISO 8601, UTC. */

export type FilteredListName = 'readers' | 'holds' | 'catalogue' | 'conversations';
export type FilterScopeName = 'PRIVATE' | 'LIBRARY' | 'NETWORK';

/** GET /saved-filters?list=&library=: one's own, those of the library and of the network, by name. */
export interface SavedFilterView {
  readonly id: number;
  readonly list: FilteredListName;
  readonly name: string;
  readonly scope: FilterScopeName;
  /** Of the library it is kept for; null unless its scope is `LIBRARY`. */
  readonly library: { readonly code: string; readonly name: string } | null;
  /** Parameters of the console's address. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly savedAt: string;
  /** Whether whoever asks may forget it. */
  readonly mayRemove: boolean;
}
/** What may be done with the filters of a list, by whoever asks. */
export interface SavedFiltersView {
  readonly items: readonly SavedFilterView[];
  readonly total: number;
  /** What is kept of an address: what was typed to find one reader is not. */
  readonly kept: readonly string[];
  /** For whom one may keep filters. */
  readonly scopes: readonly FilterScopeName[];
}
/** POST /saved-filters → the filter. `library`: of the library it is kept for, from an account of the whole network. */
export interface SaveFilterRequest {
  readonly list: FilteredListName;
  readonly name: string;
  readonly scope: FilterScopeName;
  readonly library?: string;
  readonly parameters: Readonly<Record<string, string>>;
}
