import type { LibrarySortRules, SortRule } from '../circulation/sort-bins.ts';

/** What one transaction may change of the lists of sorters. */
export interface SortingWork {
  /** Replaces the whole list of this library. A write: it takes the lock. */
  setRules(libraryId: number, rules: readonly SortRule[]): Promise<void>;
}

export interface SortingReading {
  /** The lists of the libraries that have one, each in its order. */
  rules(): Promise<LibrarySortRules[]>;
}
