import { DateTime } from 'luxon';
import { frenchHolidays, localDate, networkZone } from '../circulation/calendars.ts';
import type { Directory } from '../network/directory.ts';
import type { NewShuttleRun, RunStop, ShuttleRoute, SkipReason } from './entities.ts';

type Plan = Pick<NewShuttleRun, 'state' | 'cancelReason' | 'stops'>;

/** What the van does on one date by this route and the calendars; null when it does not run on that day of the week. */
export function planRun(route: ShuttleRoute, date: string, directory: Directory): Plan | null {
  const { weekday } = DateTime.fromISO(date, { zone: networkZone });
  const stops = route.stops
    .filter((stop) => stop.weekday === weekday)
    .map(({ sequence, libraryId, from, to }): RunStop => {
      const skipped = whySkipped(libraryId, date, directory);
      return { sequence, libraryId, opensAt: instant(date, from), closesAt: instant(date, to), skipped };
    });
  if (stops.length === 0) return null;
  if (frenchHolidays(Number(date.slice(0, 4))).has(date)) {
    return { state: 'CANCELLED', cancelReason: 'PUBLIC_HOLIDAY', stops };
  }
  const served = new Set(stops.filter(({ skipped }) => skipped === null).map(({ libraryId }) => libraryId));
  if (served.size < 2) return { state: 'CANCELLED', cancelReason: 'NOTHING_TO_SERVE', stops };
  return { state: 'PLANNED', cancelReason: null, stops };
}

function whySkipped(libraryId: number, date: string, directory: Directory): SkipReason | null {
  if (directory.library(libraryId).state !== 'LIVE') return 'LIBRARY_NOT_LIVE';
  return directory.calendars.isOpen(libraryId, date) ? null : 'LIBRARY_CLOSED';
}

/** The instant of a local time, daylight saving included. */
function instant(date: string, time: string): number {
  return DateTime.fromISO(`${date}T${time}`, { zone: networkZone }).toMillis();
}

/** The local dates of the days to come, today first. */
export function datesAhead(now: number, days: number): string[] {
  const today = DateTime.fromISO(localDate(now), { zone: networkZone });
  return Array.from({ length: days }, (_, ahead) => today.plus({ days: ahead }).toISODate()!);
}

/** The local date some days before or after an instant. */
export function dateFrom(now: number, days: number): string {
  return DateTime.fromISO(localDate(now), { zone: networkZone }).plus({ days }).toISODate()!;
}
