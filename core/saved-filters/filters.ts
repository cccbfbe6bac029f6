import { granted, refused, type Outcome, type Refused } from '../outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { EventType } from '../ports/journal.ts';
import type { Store, Work } from '../ports/store.ts';
import type { FilterDesk, FilterKeeper } from './desk.ts';
import { keptParameters, type NewFilter, type SavedFilter } from './entities.ts';

export interface FilterPorts {
  readonly store: Store;
  readonly clock: Clock;
  /** Filters of one list kept for one person, one library or the network. */
  readonly mostFilters?: number;
}
const defaultMostFilters = 50;

/** The filters of lists, kept under a name. */
export function filterDesk({ store, clock, mostFilters = defaultMostFilters }: FilterPorts): FilterDesk {
  return {
    list: (list, reader) => store.read.filters.of(list, reader),

    async save(filter, by) {
      const stranger = Object.keys(filter.parameters).find((name) => !keptParameters[filter.list].includes(name));
      if (stranger !== undefined) return refused('filter-not-kept', { parameter: stranger });
      if (Object.keys(filter.parameters).length === 0) return refused('filter-not-kept', { parameter: null });
      const stop = mayShare(filter, by);
      if (stop) return stop;
      const kept = { ...filter, login: by.login, savedAt: clock.now() };
      return store.transaction(async (work): Promise<Outcome<SavedFilter>> => {
        const id = await work.filters.insert(kept);
        if (id === null) return refused('filter-taken');
        if ((await work.filters.count(kept)) > mostFilters) return refused('too-many-filters', { most: mostFilters });
        await tell(work, 'FILTER_SHARED', kept, kept);
        return granted({ ...kept, id });
      });
    },

    async remove(id, by) {
      const filter = await store.read.filters.one(id);
      const isForeign = filter?.scope === 'PRIVATE' && filter.login !== by.login;
      if (!filter || isForeign) return refused('filter-unknown');
      const stop = mayShare(filter, by);
      if (stop) return stop;
      return store.transaction(async (work) => {
        if (!(await work.filters.remove(id))) return refused('filter-unknown');
        await tell(work, 'FILTER_WITHDRAWN', filter, { login: by.login, savedAt: clock.now() });
        return granted(null);
      });
    },
  };
}

/** Why this person may not keep, nor forget, a filter for others; null when he may. */
function mayShare({ scope, libraryId }: NewFilter, by: FilterKeeper): Refused | null {
  if (!by.scopes.includes(scope)) return refused('filter-not-yours', { scope });
  const isElsewhere = scope === 'LIBRARY' && by.libraryId !== null && by.libraryId !== libraryId;
  return isElsewhere ? refused('filter-not-yours', { scope }) : null;
}

/** What is kept for others is in the journal; what somebody keeps for himself is his. */
async function tell(
  work: Work,
  type: EventType,
  { scope, list, libraryId }: NewFilter,
  { login, savedAt }: Pick<SavedFilter, 'login' | 'savedAt'>,
): Promise<void> {
  if (scope === 'PRIVATE') return;
  await work.journal.append({
    ...{ at: savedAt, type, actor: `user:${login}`, libraryId },
    ...{ deviceId: null, itemId: null, patronRef: null },
    payload: { list, scope },
  });
}
