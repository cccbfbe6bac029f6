import { dayMilliseconds } from '../circulation/ports.ts';
import type { MovingItem } from '../ports/navette.ts';
import type { NavetteSettings } from './ports.ts';
import type { Timetable } from './timetable.ts';

/** A document that should have arrived. */
export interface LateTransit extends MovingItem {
  /** What the timetable promised when the move began. */
  readonly promisedAt: number;
  /** Whole days since. */
  readonly daysLate: number;
}

/** The moves open for longer than the timetable promised and some days of grace. Pure. */
export function lateAmong(
  moving: readonly MovingItem[],
  { earliestArrival }: Pick<Timetable, 'earliestArrival'>,
  now: number,
  { lateAfterDays, daysWithoutTimetable }: NavetteSettings,
): LateTransit[] {
  const late: LateTransit[] = [];
  for (const item of moving) {
    const { fromLibraryId, toLibraryId, createdAt } = item.transit;
    const promisedAt =
      earliestArrival(fromLibraryId, toLibraryId, createdAt) ?? createdAt + daysWithoutTimetable * dayMilliseconds;
    if (now <= promisedAt + lateAfterDays * dayMilliseconds) continue;
    late.push({ ...item, promisedAt, daysLate: Math.floor((now - promisedAt) / dayMilliseconds) });
  }
  return late;
}
