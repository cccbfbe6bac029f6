import type { ShuttleRoute, ShuttleRun } from './entities.ts';

/** When a document that is ready at `at` is at its library by the van: UTC milliseconds, null when no run leads there. */
export type EarliestArrival = (fromLibraryId: number, toLibraryId: number, at: number) => number | null;

/** What the runs of the van allow. Pure: it knows what it was made of, and no clock. */
export interface Timetable {
  readonly earliestArrival: EarliestArrival;
  /** Start of the next time the van stops there; null when it never does. */
  nextDeparture(libraryId: number, at: number): number | null;
}

interface Call {
  readonly libraryId: number;
  readonly opensAt: number;
  readonly closesAt: number;
}
interface Departure {
  readonly at: number;
  /** What the same van reaches afterwards, in order. */
  readonly onward: readonly Call[];
}

/**
 * The timetable of some runs. Prudent on both sides: a document must be ready when the van may come first, and has arrived
 * when the van has gone for certain. Direct when one run passes by both libraries; else by a hub, where it is sorted and
 * goes on by a later departure.
 */
export function timetable(
  routes: readonly Pick<ShuttleRoute, 'hubLibraryId'>[],
  runs: readonly ShuttleRun[],
  { sortingMinutes }: { readonly sortingMinutes: number },
): Timetable {
  const hubs = [...new Set(routes.map(({ hubLibraryId }) => hubLibraryId))];
  const departures = departuresByLibrary(runs);

  /** By one van, without changing. */
  const direct = (from: number, to: number, at: number): number | null => {
    let best: number | null = null;
    const leaving = departures.get(from) ?? [];
    for (let index = firstFrom(leaving, at); index < leaving.length; index += 1) {
      const departure = leaving[index]!;
      if (best !== null && departure.at >= best) break;
      const call = departure.onward.find(({ libraryId }) => libraryId === to);
      if (call && (best === null || call.closesAt < best)) best = call.closesAt;
    }
    return best;
  };

  /** When it may go on from each hub, by as many hubs as it takes. */
  const readyAtHubs = (from: number, at: number): Map<number, number> => {
    const ready = new Map<number, number>(hubs.includes(from) ? [[from, at]] : []);
    const places: [number, number][] = [[from, at]];
    for (const [place, since] of places) {
      for (const hub of hubs) {
        const arrival = hub === place ? null : direct(place, hub, since);
        if (arrival === null) continue;
        const sorted = arrival + sortingMinutes * 60_000;
        if (sorted >= (ready.get(hub) ?? Infinity)) continue;
        ready.set(hub, sorted);
        places.push([hub, sorted]);
      }
    }
    return ready;
  };

  return {
    earliestArrival(from, to, at) {
      if (from === to) return at;
      const ways = [direct(from, to, at)];
      for (const [hub, ready] of readyAtHubs(from, at)) if (hub !== to) ways.push(direct(hub, to, ready));
      const known = ways.filter((way) => way !== null);
      return known.length === 0 ? null : Math.min(...known);
    },
    nextDeparture(libraryId, at) {
      const leaving = departures.get(libraryId) ?? [];
      return leaving[firstFrom(leaving, at)]?.at ?? null;
    },
  };
}

function departuresByLibrary(runs: readonly ShuttleRun[]): Map<number, Departure[]> {
  const found = new Map<number, Departure[]>();
  for (const run of runs) {
    if (run.state === 'CANCELLED') continue;
    // A van that is back serves nobody any more, whatever its windows say.
    const calls = run.stops.filter(
      (stop) => stop.skipped === null && (run.endedAt === null || stop.opensAt <= run.endedAt),
    );
    for (const [index, call] of calls.entries()) {
      const leaving = found.get(call.libraryId) ?? [];
      leaving.push({ at: call.opensAt, onward: calls.slice(index + 1) });
      found.set(call.libraryId, leaving);
    }
  }
  for (const leaving of found.values()) leaving.sort((a, b) => a.at - b.at);
  // The last call of a run is no departure: nothing follows it.
  for (const [libraryId, leaving] of found)
    found.set(
      libraryId,
      leaving.filter(({ onward }) => onward.length > 0),
    );
  return found;
}

/** Index of the first departure at or after a moment. */
function firstFrom(leaving: readonly Departure[], at: number): number {
  let low = 0;
  let high = leaving.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (leaving[middle]!.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
