import type { FilteredList, NewFilter, SavedFilter } from '../saved-filters/entities.ts';

/** The filters kept, as one transaction changes them. */
export interface FiltersWork {
  /** Its number; null when one of that name is kept for the same. A write: it takes the lock. */
  insert(filter: Omit<SavedFilter, 'id'>): Promise<number | null>;
  /** How many of that list are kept for the same person, library or network. */
  count(filter: Pick<SavedFilter, keyof NewFilter | 'login'>): Promise<number>;
  /** Whether there was one. */
  remove(id: number): Promise<boolean>;
}

export interface FiltersReading {
  /** Those somebody may use, by name. */
  of(list: FilteredList, reader: { readonly login: string; readonly libraryId: number | null }): Promise<SavedFilter[]>;
  one(id: number): Promise<SavedFilter | null>;
}
