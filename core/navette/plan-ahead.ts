import { granted } from '../outcome.ts';
import type { Work } from '../ports/store.ts';
import type { NewShuttleRun, ShuttleRoute, ShuttleRun } from './entities.ts';
import { noteRun } from './journal.ts';
import { dateFrom, datesAhead, planRun } from './plan-runs.ts';
import type { PlanningPorts } from './ports.ts';

/**
 * Plans the runs of every route some weeks ahead, and says how many it made or changed. Runs already planned follow the
 * calendars and the route as they are now; those under way, done, or cancelled by somebody stay. Doing it again does
 * nothing, and writes nothing.
 */
export async function planAhead(ports: PlanningPorts): Promise<number> {
  const { store, clock, settings } = ports;
  const [routes, runs] = await Promise.all([
    store.read.shuttle.routes(),
    store.read.shuttle.runs(dateFrom(clock.now(), 0), dateFrom(clock.now(), 7 * settings.weeksAhead)),
  ]);
  let planned = 0;
  for (const route of routes) {
    const known = runs.filter(({ routeId }) => routeId === route.id);
    const { made, changed } = difference(ports, route, known);
    if (made.length + changed.length === 0) continue;
    const pass = await store.transaction(async (work) => {
      const locked = await work.shuttle.lockRoute(route.id);
      return granted(locked ? await planRoute(ports, work, locked) : 0);
    });
    if (pass.granted) planned += pass.value;
  }
  return planned;
}

/** The same for one route whose row is locked. */
export async function planRoute(ports: PlanningPorts, work: Work, route: ShuttleRoute): Promise<number> {
  const at = ports.clock.now();
  const { made, changed } = difference(ports, route, await work.shuttle.runsOf(route.id, dateFrom(at, 0)));
  for (const { id, plan } of changed) await work.shuttle.replan(id, plan);
  await work.shuttle.insertRuns(made);
  const count = made.length + changed.length;
  if (count > 0) await noteRun(work, { at, actor: 'system', route: route.id, done: 'planned', count });
  return count;
}

type Plan = Pick<NewShuttleRun, 'state' | 'cancelReason' | 'stops'>;

function difference(
  { clock, settings, directory }: PlanningPorts,
  route: ShuttleRoute,
  known: readonly ShuttleRun[],
): { made: NewShuttleRun[]; changed: { id: number; plan: Plan }[] } {
  const byDate = new Map(known.map((run) => [run.date, run]));
  const made: NewShuttleRun[] = [];
  const changed: { id: number; plan: Plan }[] = [];
  for (const date of datesAhead(clock.now(), 7 * settings.weeksAhead)) {
    const plan = planRun(route, date, directory);
    const run = byDate.get(date);
    if (!run) {
      if (plan) made.push({ routeId: route.id, date, ...plan });
    } else if (run.state === 'PLANNED' || byCalendar(run)) {
      const wanted = plan ?? { state: 'CANCELLED' as const, cancelReason: 'ROUTE_CHANGED' as const, stops: run.stops };
      if (facts(run) !== facts(wanted)) changed.push({ id: run.id, plan: wanted });
    }
  }
  return { made, changed };
}

/** Cancelled by the calendar, which may change its mind; not by somebody. */
function byCalendar({ state, cancelReason }: ShuttleRun): boolean {
  return state === 'CANCELLED' && cancelReason !== 'BY_STAFF';
}

function facts({ state, cancelReason, stops }: Plan): string {
  const calls = stops.map((stop) => [stop.sequence, stop.libraryId, stop.opensAt, stop.closesAt, stop.skipped]);
  return JSON.stringify([state, cancelReason, calls]);
}
