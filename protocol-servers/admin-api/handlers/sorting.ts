import type { Library } from '../../../core/library.ts';
import { granted } from '../../../core/outcome.ts';
import type { FloatingRule } from '../../../core/sorting/desk.ts';
import { type AnyRoute, guarded } from '../route.ts';
import { returnView } from '../schemas-loans.ts';
import { floatingRules, sortBinsRequest, sortBinsView, sortDryRunRequest } from '../schemas-sorting.ts';
import { libraryParams } from '../schemas-terms.ts';
import { noQuery } from '../schemas.ts';
import { viewReturn } from '../views-loans.ts';
import { libraryOf } from './library-asked.ts';

type Asked = Pick<Library, 'sorting' | 'network'>;

/** The bins of sorters, and what floats between libraries. */
export function sortingRoutes(library: Asked): AnyRoute[] {
  return [...binRoutes(library), ...floatingRoutes(library)];
}

function binRoutes({ sorting, network }: Asked): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/libraries/:code/sort-bins',
      who: 'read-sorting',
      summary: 'The list by which the sorter of a library shares out what comes back.',
      params: libraryParams,
      query: noQuery,
      body: null,
      answer: sortBinsView,
      problems: [401, 403, 404],
      async handle({ params }) {
        const library = await libraryOf(network, params.code);
        if (!library.granted) return library;
        return granted({ library: library.value.code, rules: sorting.bins(library.value.id) });
      },
    }),
    guarded({
      method: 'put',
      path: '/libraries/:code/sort-bins',
      who: 'edit-sorting',
      summary: 'Replaces the whole list. A manager, that of his own library.',
      params: libraryParams,
      query: noQuery,
      body: sortBinsRequest,
      answer: sortBinsView,
      problems: [400, 401, 403, 404, 503],
      async handle({ params, body, visitor }) {
        const library = await libraryOf(network, params.code);
        if (!library.granted) return library;
        const saved = await sorting.setBins(visitor.user, library.value.id, body.rules);
        return saved.granted ? granted({ library: library.value.code, rules: saved.value }) : saved;
      },
    }),
    guarded({
      method: 'post',
      path: '/libraries/:code/sort-bins/dry-run',
      who: 'read-sorting',
      summary: 'Where a document would go if the sorter of this library took it back now. Changes nothing.',
      params: libraryParams,
      query: noQuery,
      body: sortDryRunRequest,
      answer: returnView,
      problems: [400, 401, 403, 404, 503],
      async handle({ params, body }) {
        const library = await libraryOf(network, params.code);
        if (!library.granted) return library;
        const back = await sorting.dryRun(library.value.id, body.item);
        return back.granted ? granted(viewReturn(back.value)) : back;
      },
    }),
  ];
}

function floatingRoutes({ sorting, network }: Asked): AnyRoute[] {
  const view = (rules: readonly FloatingRule[]) => ({
    rules: rules.map(({ itemType, libraryId }) => ({ itemType, library: network.library(libraryId).code })),
  });
  return [
    guarded({
      method: 'get',
      path: '/floating-rules',
      who: 'read-sorting',
      summary: 'The kinds of document that stay where they came back, and in which libraries.',
      query: noQuery,
      body: null,
      answer: floatingRules,
      problems: [401, 403],
      handle: async () => granted(view(await sorting.floating())),
    }),
    guarded({
      method: 'put',
      path: '/floating-rules',
      who: 'edit-floating',
      summary: 'Replaces every rule of floating.',
      query: noQuery,
      body: floatingRules,
      answer: floatingRules,
      problems: [400, 401, 403, 404, 503],
      async handle({ body, visitor }) {
        const rules: FloatingRule[] = [];
        for (const { itemType, library } of body.rules) {
          const place = await libraryOf(network, library);
          if (!place.granted) return place;
          rules.push({ itemType, libraryId: place.value.id });
        }
        const saved = await sorting.setFloating(visitor.user, rules);
        return saved.granted ? granted(view(saved.value)) : saved;
      },
    }),
  ];
}
