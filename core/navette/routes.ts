import { granted, refused, type Outcome, type Refused } from '../outcome.ts';
import type { Work } from '../ports/store.ts';
import type { NewShuttleRoute, RouteStop, ShuttleRoute } from './entities.ts';
import { planRoute } from './plan-ahead.ts';
import type { Agent, PlanningPorts } from './ports.ts';

/** Adds a route, and plans its runs. */
export function createRoute(ports: PlanningPorts) {
  return async (route: NewShuttleRoute, by: Agent): Promise<Outcome<ShuttleRoute>> => {
    const objection = objectionTo(ports, route);
    if (objection) return objection;
    return ports.store.transaction(async (work) => {
      const added = await work.shuttle.insertRoute(ordered(route));
      if (!added) return refused('route-name-taken', { name: route.name });
      await noteRoute(ports, work, { route: added, by, done: 'created' });
      await planRoute(ports, work, added);
      return granted(added);
    });
  };
}

/** Replaces a route, and brings the runs still planned in line. */
export function changeRoute(ports: PlanningPorts) {
  return async (routeId: number, to: NewShuttleRoute, by: Agent): Promise<Outcome<ShuttleRoute>> => {
    const objection = objectionTo(ports, to);
    if (objection) return objection;
    return ports.store.transaction(async (work) => {
      if (!(await work.shuttle.lockRoute(routeId))) return refused('route-unknown');
      const route = { id: routeId, ...ordered(to) };
      if (!(await work.shuttle.replaceRoute(routeId, route))) return refused('route-name-taken', { name: to.name });
      await noteRoute(ports, work, { route, by, done: 'changed' });
      await planRoute(ports, work, route);
      return granted(route);
    });
  };
}

/** Stops only at LIVE libraries, in the order of the clock, each day with the hub in it. */
function objectionTo({ directory }: PlanningPorts, { stops, hubLibraryId }: NewShuttleRoute): Refused | null {
  for (const { libraryId } of stops) {
    const { code, state } = directory.library(libraryId);
    if (state !== 'LIVE') return refused('library-not-live', { library: code, state });
  }
  if (stops.length === 0) return refused('route-stops-invalid', { reason: 'no-stop' });
  for (const weekday of new Set(stops.map((stop) => stop.weekday))) {
    const fault = faultOfDay(stops.filter((stop) => stop.weekday === weekday).toSorted(bySequence), hubLibraryId);
    if (fault) return refused('route-stops-invalid', { reason: fault, weekday });
  }
  return null;
}

function faultOfDay(stops: readonly RouteStop[], hubLibraryId: number): string | null {
  if (new Set(stops.map(({ sequence }) => sequence)).size < stops.length) return 'sequence-twice';
  if (stops.some(({ from, to }) => from > to)) return 'window-backwards';
  if (stops.some(({ from }, index) => index > 0 && from < stops[index - 1]!.from)) return 'not-in-the-order-of-time';
  if (!stops.some(({ libraryId }) => libraryId === hubLibraryId)) return 'without-the-hub';
  return stops.length < 2 ? 'one-stop-only' : null;
}

function bySequence(a: RouteStop, b: RouteStop): number {
  return a.sequence - b.sequence;
}

function ordered(route: NewShuttleRoute): NewShuttleRoute {
  const stops = route.stops.toSorted((a, b) => a.weekday - b.weekday || bySequence(a, b));
  return { name: route.name.trim(), hubLibraryId: route.hubLibraryId, stops };
}

function noteRoute(
  { clock }: PlanningPorts,
  work: Work,
  { route, by, done }: { route: ShuttleRoute; by: Agent; done: string },
): Promise<void> {
  return work.journal.append({
    at: clock.now(),
    type: 'SHUTTLE_ROUTE',
    actor: `user:${by.login}`,
    libraryId: route.hubLibraryId,
    deviceId: null,
    itemId: null,
    patronRef: null,
    payload: { route: route.id, name: route.name, stops: route.stops.length, done },
  });
}
