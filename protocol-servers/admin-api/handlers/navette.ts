import type { Library } from '../../../core/library.ts';
import type { NewShuttleRoute } from '../../../core/navette/entities.ts';
import { granted, refused, type Outcome } from '../../../core/outcome.ts';
import type { ShuttleRouteRequest } from '../contract-navette.ts';
import { type AnyRoute, guarded } from '../route.ts';
import {
  discrepancyList,
  dispatchParams,
  dispatchView,
  idParams,
  lateList,
  ofLibraryPageQuery,
  resolutionRequest,
  routeList,
  routeRequest,
  routeView,
  runList,
  runsQuery,
  runView,
} from '../schemas-navette.ts';
import { noQuery, pageQuery } from '../schemas.ts';
import { viewCrate, viewLate, viewMoving, viewRoute, viewRun } from '../views-navette.ts';
import { crateRoutes } from './crates.ts';
import { libraryByCode, libraryLookedAt } from './library-asked.ts';

type Desk = Pick<Library, 'navette' | 'network' | 'now'>;

/** The shuttle van: its routes and runs, what waits for it, its crates, what is late or amiss. */
export function navetteRoutes(library: Desk): AnyRoute[] {
  return [...timetableRoutes(library), ...runRoutes(library), ...waitingRoutes(library), ...crateRoutes(library)];
}

function timetableRoutes({ navette, network }: Desk): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/shuttle/routes',
      who: 'read-shuttle',
      summary: 'The routes of the van, with their stops by day of the week.',
      query: noQuery,
      body: null,
      answer: routeList,
      problems: [401, 403],
      async handle() {
        const items = (await navette.routes()).map((route) => viewRoute(route, network));
        return granted({ items, total: items.length });
      },
    }),
    guarded({
      method: 'post',
      path: '/shuttle/routes',
      who: 'edit-shuttle',
      summary: 'Adds a route; its runs are planned at once.',
      query: noQuery,
      body: routeRequest,
      answer: routeView,
      problems: [400, 401, 403, 404, 409],
      async handle({ body, visitor }) {
        const route = await routeOf(body, network);
        if (!route.granted) return route;
        const created = await navette.createRoute(route.value, visitor.user);
        return created.granted ? granted(viewRoute(created.value, network)) : created;
      },
    }),
    guarded({
      method: 'put',
      path: '/shuttle/routes/:id',
      who: 'edit-shuttle',
      summary: 'Replaces a route. Runs still planned follow it; a day without stops any more is cancelled.',
      params: idParams,
      query: noQuery,
      body: routeRequest,
      answer: routeView,
      problems: [400, 401, 403, 404, 409],
      async handle({ params, body, visitor }) {
        const route = await routeOf(body, network);
        if (!route.granted) return route;
        const changed = await navette.changeRoute(params.id, route.value, visitor.user);
        return changed.granted ? granted(viewRoute(changed.value, network)) : changed;
      },
    }),
  ];
}

function runRoutes({ navette, network }: Desk): AnyRoute[] {
  const moves = [
    ['start', 'startRun', 'The van leaves, with the sealed crates along its way on board.'],
    ['finish', 'finishRun', 'The van is back.'],
    ['cancel', 'cancelRun', 'The van does not go, or turned back: its crates wait for the next one.'],
  ] as const;
  return [
    guarded({
      method: 'get',
      path: '/shuttle/runs',
      who: 'read-shuttle',
      summary: 'Runs between two dates, both included. Skipped stops and cancelled runs say why.',
      query: runsQuery,
      body: null,
      answer: runList,
      problems: [400, 401, 403],
      async handle({ query: { from, to, ...page } }) {
        const { runs, total } = await navette.runs(from, to, page);
        return granted({ items: runs.map((run) => viewRun(run, network)), total });
      },
    }),
    ...moves.map(([verb, move, summary]) =>
      guarded({
        method: 'post',
        path: `/shuttle/runs/:id/${verb}`,
        who: 'run-shuttle',
        summary,
        params: idParams,
        query: noQuery,
        body: null,
        answer: runView,
        problems: [400, 401, 403, 404, 409],
        async handle({ params, visitor }) {
          const run = await navette[move](params.id, visitor.user);
          return run.granted ? granted(viewRun(run.value, network)) : run;
        },
      }),
    ),
  ];
}

function waitingRoutes({ navette, network, now }: Desk): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/libraries/:code/dispatch',
      who: 'read-shuttle',
      summary: 'What waits at a library for a crate: reserved documents first, then by destination.',
      params: dispatchParams,
      query: pageQuery,
      body: null,
      answer: dispatchView,
      problems: [400, 401, 403, 404],
      async handle({ params, query }) {
        const library = await libraryByCode(params.code, network);
        if (!library.granted) return library;
        const { moving, total } = await navette.dispatch(library.value, query);
        const items = moving.map((document) => viewMoving(document, network));
        const next = navette.nextDeparture(library.value, now());
        const nextDeparture = next === null ? null : new Date(next).toISOString();
        return granted({ items, total, nextDeparture });
      },
    }),
    guarded({
      method: 'get',
      path: '/shuttle/late',
      who: 'read-shuttle',
      summary:
        'Moves open longer than the timetable promised and the days of grace, by where the document was last seen.',
      query: ofLibraryPageQuery,
      body: null,
      answer: lateList,
      problems: [400, 401, 403, 404],
      async handle({ query: { library: code, ...page }, visitor }) {
        const library = await libraryLookedAt(code, visitor, network);
        if (!library.granted) return library;
        const { late, total } = await navette.late(library.value, page);
        return granted({ items: late.map((document) => viewLate(document, network)), total });
      },
    }),
    guarded({
      method: 'get',
      path: '/shuttle/discrepancies',
      who: 'read-shuttle',
      summary: 'Documents announced and not seen, seen and not announced, that nobody settled yet.',
      query: ofLibraryPageQuery,
      body: null,
      answer: discrepancyList,
      problems: [400, 401, 403, 404],
      async handle({ query, visitor }) {
        const library = await libraryLookedAt(query.library, visitor, network);
        if (!library.granted) return library;
        const { rows, total } = await navette.discrepancies(library.value, query);
        const items = rows.map(({ notedAt, crate, lastSeenLibraryId, lastSeenAt, ...row }) => ({
          ...row,
          lastSeen: network.library(lastSeenLibraryId).code,
          lastSeenAt: new Date(lastSeenAt).toISOString(),
          notedAt: new Date(notedAt).toISOString(),
          crate: viewCrate(crate, network),
        }));
        return granted({ items, total });
      },
    }),
    guarded({
      method: 'post',
      path: '/shuttle/discrepancies/:id/resolve',
      who: 'run-shuttle',
      summary: 'Settles a discrepancy. DECLARED_MISSING gives the document up; its reader is first in the queue again.',
      params: idParams,
      query: noQuery,
      body: resolutionRequest,
      answer: null,
      problems: [400, 401, 403, 404, 409],
      async handle({ params, body, visitor }) {
        const settled = await navette.resolveDiscrepancy(params.id, body.resolution, visitor.user);
        return settled.granted ? granted(null) : settled;
      },
    }),
  ];
}

async function routeOf(
  { name, hub, stops }: ShuttleRouteRequest,
  network: Desk['network'],
): Promise<Outcome<NewShuttleRoute>> {
  const ids = new Map((await network.libraries()).map(({ code, id }) => [code, id]));
  const hubLibraryId = ids.get(hub);
  if (hubLibraryId === undefined) return refused('library-unknown', { library: hub });
  const known: NewShuttleRoute['stops'][number][] = [];
  for (const { library, ...stop } of stops) {
    const id = ids.get(library);
    if (id === undefined) return refused('library-unknown', { library });
    known.push({ ...stop, libraryId: id });
  }
  return granted({ name, hubLibraryId, stops: known });
}
