import type { MovingItem } from '../ports/navette.ts';
import type { ShuttleRun } from './entities.ts';
import type { NavetteSettings } from './ports.ts';
import type { Timetable } from './timetable.ts';

/**
 * When a document on its way will be where it goes, as a reader is told: by the run that carries it, sorted at the hub when
 * it must be; or by the next run from where it was last seen. Null when no run leads there. Pure.
 */
export function expectedArrival(
  { transit, crate, lastSeenLibraryId }: MovingItem,
  { earliestArrival }: Pick<Timetable, 'earliestArrival'>,
  runs: readonly ShuttleRun[],
  now: number,
  { sortingMinutes }: Pick<NavetteSettings, 'sortingMinutes'>,
): number | null {
  const onWay = crate?.state === 'ON_BOARD' ? (runs.find(({ id }) => id === crate.runId) ?? null) : null;
  if (!crate || !onWay) return earliestArrival(lastSeenLibraryId, transit.toLibraryId, now);
  const served = onWay.stops.filter(({ skipped }) => skipped === null);
  // To be sorted: it is unloaded where the run ends.
  const unloaded = served.findLast(({ libraryId }) => libraryId === (crate.toLibraryId ?? served.at(-1)!.libraryId));
  if (!unloaded) return null;
  if (unloaded.libraryId === transit.toLibraryId) return Math.max(unloaded.closesAt, now);
  const sorted = Math.max(unloaded.closesAt + sortingMinutes * 60_000, now);
  return earliestArrival(unloaded.libraryId, transit.toLibraryId, sorted);
}
