import type { Library } from '../../../core/library.ts';
import { granted } from '../../../core/outcome.ts';
import { type AnyRoute, guarded } from '../route.ts';
import { endedOnShelfList, holdList, libraryCodeParams, pullList, strayList } from '../schemas-holds.ts';
import { pageQuery } from '../schemas.ts';
import { viewHold, viewPullLine, viewReleased, viewStray } from '../views-holds.ts';
import { libraryOf } from './library-asked.ts';

/** What each of these may be refused with. */
const listProblems = [400, 401, 403, 404];

/** The lists by which a library works its holds, a page at a time. */
export function holdListRoutes({ holds, network }: Pick<Library, 'holds' | 'network'>): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/libraries/:code/pull-list',
      who: 'read-holds',
      summary: 'Documents to fetch from the shelves of this library, by location and call number. Names no reader.',
      params: libraryCodeParams,
      query: pageQuery,
      body: null,
      answer: pullList,
      problems: listProblems,
      async handle({ params, query }) {
        const library = await libraryOf(network, params.code);
        if (!library.granted) return library;
        const { lines, total } = await holds.pullList(library.value.id, query);
        return granted({ items: lines.map((line) => viewPullLine(line, network)), total });
      },
    }),
    guarded({
      method: 'get',
      path: '/libraries/:code/hold-shelf',
      who: 'read-holds',
      summary: 'Documents that wait for their readers at this library, by deadline.',
      params: libraryCodeParams,
      query: pageQuery,
      body: null,
      answer: holdList,
      problems: listProblems,
      async handle({ params, query }) {
        const library = await libraryOf(network, params.code);
        if (!library.granted) return library;
        const { lines, total } = await holds.holdShelf(library.value.id, query);
        return granted({ items: lines.map((line) => viewHold(line, network)), total });
      },
    }),
    guarded({
      method: 'get',
      path: '/libraries/:code/hold-shelf/ended',
      who: 'read-holds',
      summary: 'Documents to take off the hold shelf and to scan: their holds expired, were cancelled or moved.',
      params: libraryCodeParams,
      query: pageQuery,
      body: null,
      answer: endedOnShelfList,
      problems: listProblems,
      async handle({ params, query }) {
        const library = await libraryOf(network, params.code);
        if (!library.granted) return library;
        const { lines, total } = await holds.toRemove(library.value.id, query);
        return granted({ items: lines.map(viewReleased), total });
      },
    }),
    guarded({
      method: 'get',
      path: '/libraries/:code/strays',
      who: 'read-holds',
      summary: 'Documents of this library that stand on the shelves of others.',
      params: libraryCodeParams,
      query: pageQuery,
      body: null,
      answer: strayList,
      problems: listProblems,
      async handle({ params, query }) {
        const library = await libraryOf(network, params.code);
        if (!library.granted) return library;
        const { lines, total } = await holds.strays(library.value.id, query);
        return granted({ items: lines.map((line) => viewStray(line, network)), total });
      },
    }),
  ];
}
