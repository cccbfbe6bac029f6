import type { Outcome } from '../outcome.ts';
import type { FilteredList, FilterScope, NewFilter, SavedFilter } from './entities.ts';

/** The filters of lists, kept under a name: by each for himself, or for a library, or for everybody. */
export interface FilterDesk {
  /** Those of one list somebody may use, by name: his own, those of the library (if any) and of the network. */
  list(
    list: FilteredList,
    reader: { readonly login: string; readonly libraryId: number | null },
  ): Promise<SavedFilter[]>;
  /**
   * Keeps a filter. Refused `filter-not-kept` when it says what is not kept or nothing at all, `filter-not-yours` when
   * this person may not share so, `filter-taken` when there is one of that name, `too-many-filters`.
   */
  save(filter: NewFilter, by: FilterKeeper): Promise<Outcome<SavedFilter>>;
  /** Forgets it. Refused `filter-unknown`, also for another person's own; `filter-not-yours` for a shared one. */
  remove(id: number, by: FilterKeeper): Promise<Outcome<null>>;
}

export interface FilterKeeper {
  readonly login: string;
  /** Null: the whole network. */
  readonly libraryId: number | null;
  /** For whom this person may keep filters. */
  readonly scopes: readonly FilterScope[];
}
