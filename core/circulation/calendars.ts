import type { Calendar, OpeningHours } from './entities.ts';
import { endOfLocalDay, localDate, localInstant, plusDays } from './local-days.ts';
import { openingDay, weekWithoutCalendar, type Closure, type OpeningDay } from './opening-days.ts';

export { frenchHolidays } from './holidays.ts';
export { localDate, networkZone, startOfLocalDay } from './local-days.ts';
export type { Closure, OpeningDay } from './opening-days.ts';

/** A due date is never pushed further than this by closed days. */
export const longestRollDays = 21;

/** A library that opens on none of this many days is wrongly described: nothing is searched further. */
export const openingWithinDays = 60;

/** Remembered days of all libraries, and remembered due dates. */
const rememberedDays = 50_000;
const rememberedDueDates = 10_000;

/** The end of a loan, and the closed days it was pushed over. */
export interface RolledDueDate {
  /** `days` after the loan. */
  readonly free: string;
  /** That date, or the hard due date when it is earlier. */
  readonly wanted: string;
  /** True when the hard due date is what was wanted. */
  readonly capped: boolean;
  readonly skipped: readonly (Closure & { readonly date: string })[];
  /** The opening day it ends on, and its last second in UTC milliseconds; null when the library opens on none. */
  readonly end: { readonly date: string; readonly at: number } | null;
}

/** A due date with what led to it. */
export interface DueSteps {
  readonly dueAt: number;
  readonly days: number;
  readonly rolled: RolledDueDate;
  /** Set when the end of the membership and its grace comes before the rolled date, and is the due date. */
  readonly membershipEnd: number | null;
}

/** Opening days of every library. A library without a calendar is open from Monday to Saturday. */
export class Calendars {
  readonly #byLibrary: ReadonlyMap<number, Calendar>;
  readonly #days = new Map<string, OpeningDay>();
  readonly #due = new Map<string, RolledDueDate>();

  constructor(calendars: readonly Calendar[]) {
    this.#byLibrary = new Map(calendars.map((calendar) => [calendar.libraryId, calendar]));
  }

  /** The calendar of one library, as it was set, or what holds while none was. */
  of(libraryId: number): Calendar {
    return this.#byLibrary.get(libraryId) ?? { libraryId, weekly: weekWithoutCalendar, exceptions: [] };
  }

  /** What one library does on one local date (ISO). */
  day(libraryId: number, date: string): OpeningDay {
    const key = `${libraryId} ${date}`;
    let day = this.#days.get(key);
    if (!day) {
      day = openingDay(this.#byLibrary.get(libraryId), date);
      if (this.#days.size >= rememberedDays) this.#days.clear();
      this.#days.set(key, day);
    }
    return day;
  }

  /** Hours of one library on one local date (ISO); empty when closed. */
  hours(libraryId: number, date: string): readonly OpeningHours[] {
    return this.day(libraryId, date).hours;
  }

  isOpen(libraryId: number, date: string): boolean {
    return this.hours(libraryId, date).length > 0;
  }

  /**
   * The end of the loan: `days` calendar days after `at`, then forward to the end of the next opening day of the
   * library, never backward. UTC milliseconds of 23:59:59 local time; null when the library opens on none of the 21
   * days that follow.
   */
  dueAt(libraryId: number, at: number, days: number): number | null {
    return this.rolled(libraryId, at, days).end?.at ?? null;
  }

  /** As `dueAt`, with the steps that led to it. A hard due date already past caps nothing. */
  rolled(libraryId: number, at: number, days: number, hardDueDate: string | null = null): RolledDueDate {
    const from = localDate(at);
    const key = `${libraryId} ${from} ${days} ${hardDueDate ?? ''}`;
    let rolled = this.#due.get(key);
    if (!rolled) {
      const free = plusDays(from, days);
      const capped = hardDueDate !== null && from <= hardDueDate && hardDueDate < free;
      rolled = { free, ...this.#roll(libraryId, capped ? hardDueDate : free), capped };
      if (this.#due.size >= rememberedDueDates) this.#due.clear();
      this.#due.set(key, rolled);
    }
    return rolled;
  }

  #roll(libraryId: number, wanted: string): Pick<RolledDueDate, 'wanted' | 'skipped' | 'end'> {
    const skipped: (Closure & { date: string })[] = [];
    for (let ahead = 0; ahead <= longestRollDays; ahead += 1) {
      const date = plusDays(wanted, ahead);
      const { closed } = this.day(libraryId, date);
      if (!closed) return { wanted, skipped, end: { date, at: endOfLocalDay(date) } };
      skipped.push({ date, ...closed });
    }
    return { wanted, skipped, end: null };
  }

  /**
   * Until when a document waits on the hold shelf: the later of `calendarDays` after its arrival and the end of the
   * `openDays`-th opening day that follows, so that a library open four hours a week still leaves a fair chance.
   */
  pickupDeadline(libraryId: number, arrivedAt: number, calendarDays: number, openDays: number): number {
    const arrival = localDate(arrivedAt);
    const byCalendar = endOfLocalDay(plusDays(arrival, calendarDays));
    // A library that hardly opens at all does not keep a document for ever.
    const byOpenings = this.addOpenDays(libraryId, arrivedAt, openDays);
    return Math.max(byCalendar, byOpenings ?? endOfLocalDay(plusDays(arrival, openingWithinDays)));
  }

  /** The end of the `count`-th opening day after the day of `at` (0: that day); null when there are not so many in time. */
  addOpenDays(libraryId: number, at: number, count: number): number | null {
    let date = localDate(at);
    for (let left = count, walked = 0; left > 0; walked += 1) {
      if (walked === openingWithinDays) return null;
      date = plusDays(date, 1);
      if (this.isOpen(libraryId, date)) left -= 1;
    }
    return endOfLocalDay(date);
  }

  /** Opening days after the day of `from`, up to the day of `until` included: how late a document is. 0 when not later. */
  openDaysBetween(libraryId: number, from: number, until: number): number {
    const last = localDate(until);
    let count = 0;
    for (let date = plusDays(localDate(from), 1); date <= last; date = plusDays(date, 1)) {
      if (this.isOpen(libraryId, date)) count += 1;
    }
    return count;
  }

  /** When somebody is there: `at` itself during an opening, else the beginning of the next; null when none comes in time. */
  nextOpening(libraryId: number, at: number): number | null {
    const today = localDate(at);
    for (let ahead = 0; ahead <= openingWithinDays; ahead += 1) {
      const date = plusDays(today, ahead);
      for (const { from, to } of this.hours(libraryId, date)) {
        if (at < localInstant(date, to)) return Math.max(at, localInstant(date, from));
      }
    }
    return null;
  }

  /**
   * When somebody was there: `at` itself during an opening, else the end of the last one before. What came through the
   * returns box of a closed library came back then. Null when the library did not open for long.
   */
  lastOpening(libraryId: number, at: number): number | null {
    const today = localDate(at);
    for (let back = 0; back <= openingWithinDays; back += 1) {
      const date = back === 0 ? today : plusDays(today, -back);
      const opening = this.hours(libraryId, date).findLast(({ from }) => at >= localInstant(date, from));
      if (opening) return Math.min(at, localInstant(date, opening.to));
    }
    return null;
  }
}
