import type { Library } from '../../../core/library.ts';
import { granted, refused } from '../../../core/outcome.ts';
import type { FilterKeeper } from '../../../core/saved-filters/desk.ts';
import {
  type FilteredList,
  type FilterScope,
  filterScopes,
  keptParameters,
  type SavedFilter,
} from '../../../core/saved-filters/entities.ts';
import { type Action, can } from '../access.ts';
import type { SavedFilterView } from '../contract-filters.ts';
import { type AnyRoute, guarded, type Visitor } from '../route.ts';
import {
  filterParams,
  savedFiltersQuery,
  savedFiltersView,
  savedFilterView,
  saveFilterRequest,
} from '../schemas-filters.ts';
import { noQuery } from '../schemas.ts';
import { libraryActedFor, libraryLookedAt } from './library-asked.ts';

/** Who sees a list may keep filters of it. */
const readersOf: Record<FilteredList, Action> = {
  readers: 'read-patrons',
  holds: 'read-holds',
  catalogue: 'read-records',
  conversations: 'read-exchanges',
};
const sharing: Record<FilterScope, Action> = {
  PRIVATE: 'save-filters',
  LIBRARY: 'share-library-filters',
  NETWORK: 'share-network-filters',
};

/** The filters of lists that people keep. */
export function filterRoutes({ filters, network }: Pick<Library, 'filters' | 'network'>): AnyRoute[] {
  const view = (filter: SavedFilter, by: FilterKeeper): SavedFilterView => viewFilter(filter, by, network);
  return [
    guarded({
      method: 'get',
      path: '/saved-filters',
      who: 'save-filters',
      summary: 'Filters of a list one may use: his own, those of the library, those of the network.',
      query: savedFiltersQuery,
      body: null,
      answer: savedFiltersView,
      problems: [400, 401, 403, 404],
      async handle({ query, visitor }) {
        if (!can(visitor.user.role, readersOf[query.list])) return refused('filter-not-yours', { list: query.list });
        const place = await libraryLookedAt(
          visitor.user.libraryId === null ? query.library : undefined,
          visitor,
          network,
        );
        if (!place.granted) return place;
        const [by, { login }] = [keeper(visitor), visitor.user];
        const found = await filters.list(query.list, { login, libraryId: place.value });
        const items = found.map((filter) => view(filter, by));
        return granted({ items, total: items.length, kept: [...keptParameters[query.list]], scopes: [...by.scopes] });
      },
    }),
    guarded({
      method: 'post',
      path: '/saved-filters',
      who: 'save-filters',
      summary: 'Keeps a filter under a name. What was typed to find one reader is not kept.',
      query: noQuery,
      body: saveFilterRequest,
      answer: savedFilterView,
      problems: [400, 401, 403, 404, 409, 422],
      async handle({ body: { library, ...filter }, visitor }) {
        if (!can(visitor.user.role, readersOf[filter.list])) return refused('filter-not-yours', { list: filter.list });
        const place = filter.scope === 'LIBRARY' ? await libraryActedFor(library, visitor, network) : granted(null);
        if (!place.granted) return place;
        const by = keeper(visitor);
        const saved = await filters.save({ ...filter, libraryId: place.value }, by);
        return saved.granted ? granted(view(saved.value, by)) : saved;
      },
    }),
    guarded({
      method: 'delete',
      path: '/saved-filters/:id',
      who: 'save-filters',
      summary: 'Forgets a filter: one’s own, or a shared one for whoever may share.',
      params: filterParams,
      query: noQuery,
      body: null,
      answer: null,
      problems: [400, 401, 403, 404],
      handle: ({ params, visitor }) => filters.remove(params.id, keeper(visitor)),
    }),
  ];
}

function keeper({ user: { login, libraryId, role } }: Visitor): FilterKeeper {
  return { login, libraryId, scopes: filterScopes.filter((scope) => can(role, sharing[scope])) };
}

function viewFilter(filter: SavedFilter, by: FilterKeeper, network: Library['network']): SavedFilterView {
  const { id, list, name, scope, libraryId, parameters, savedAt } = filter;
  const library = libraryId === null ? null : network.library(libraryId);
  return {
    ...{ id, list, name, scope, parameters },
    library: library && { code: library.code, name: library.name },
    savedAt: new Date(savedAt).toISOString(),
    mayRemove: by.scopes.includes(scope),
  };
}
