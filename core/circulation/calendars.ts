import { DateTime } from 'luxon';
import type { Calendar, OpeningHours } from './entities.ts';

/** Business dates of the network are those of this zone, daylight saving included. */
export const networkZone = 'Europe/Paris';

/** A due date is never pushed further than this by closed days. */
export const longestRollDays = 21;

/** Opening days of every library. A library without a calendar is open from Monday to Saturday. */
export class Calendars {
  readonly #byLibrary: ReadonlyMap<number, Calendar>;
  readonly #due = new Map<string, number | null>();

  constructor(calendars: readonly Calendar[]) {
    this.#byLibrary = new Map(calendars.map((calendar) => [calendar.libraryId, calendar]));
  }

  /** Hours of one library on one local date (ISO); empty when closed. */
  hours(libraryId: number, date: string): readonly OpeningHours[] {
    const calendar = this.#byLibrary.get(libraryId);
    const exception = calendar?.exceptions.find((day) =>
      day.yearly ? day.date.slice(5) === date.slice(5) : day.date === date,
    );
    if (exception) return exception.hours;
    if (frenchHolidays(Number(date.slice(0, 4))).has(date)) return [];
    const weekday = DateTime.fromISO(date, { zone: networkZone }).weekday;
    if (!calendar) return weekday === 7 ? [] : allDay;
    return calendar.weekly[weekday - 1] ?? [];
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
    const key = `${libraryId} ${localDate(at)} ${days}`;
    const known = this.#due.get(key);
    if (known !== undefined) return known;
    const due = this.#roll(libraryId, DateTime.fromMillis(at, { zone: networkZone }).plus({ days }));
    if (this.#due.size > 10_000) this.#due.clear();
    this.#due.set(key, due);
    return due;
  }

  /**
   * Until when a document waits on the hold shelf: the later of `calendarDays` after its arrival and the end of the
   * `openDays`-th opening day that follows, so that a library open four hours a week still leaves a fair chance.
   */
  pickupDeadline(libraryId: number, arrivedAt: number, calendarDays: number, openDays: number): number {
    const arrival = DateTime.fromMillis(arrivedAt, { zone: networkZone });
    const byCalendar = arrival.plus({ days: calendarDays }).endOf('day').startOf('second').toMillis();
    let day = arrival;
    for (let open = 0, walked = 0; open < openDays && walked < 60; walked += 1) {
      day = day.plus({ days: 1 });
      if (this.isOpen(libraryId, day.toISODate()!)) open += 1;
    }
    return Math.max(byCalendar, day.endOf('day').startOf('second').toMillis());
  }

  #roll(libraryId: number, due: DateTime): number | null {
    for (let rolled = 0; rolled <= longestRollDays; rolled += 1) {
      const day = due.plus({ days: rolled });
      if (this.isOpen(libraryId, day.toISODate()!)) return day.endOf('day').startOf('second').toMillis();
    }
    return null;
  }
}

const allDay: readonly OpeningHours[] = [{ from: '10:00', to: '18:00' }];

let today = { from: 0, until: 0, date: '' };

/** ISO date of an instant in the network's zone. */
export function localDate(at: number): string {
  if (at < today.from || at >= today.until) {
    const start = DateTime.fromMillis(at, { zone: networkZone }).startOf('day');
    today = { from: start.toMillis(), until: start.plus({ days: 1 }).toMillis(), date: start.toISODate()! };
  }
  return today.date;
}

/** First instant of the local day of `at`, UTC milliseconds. */
export function startOfLocalDay(at: number): number {
  localDate(at);
  return today.from;
}

const holidaysByYear = new Map<number, ReadonlySet<string>>();

/** Public holidays of metropolitan France (Code du travail, L3133-1) as ISO dates. */
export function frenchHolidays(year: number): ReadonlySet<string> {
  let holidays = holidaysByYear.get(year);
  if (!holidays) {
    const easter = easterSunday(year);
    holidays = new Set([
      ...['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'].map((day) => `${year}-${day}`),
      ...[1, 39, 50].map((days) => easter.plus({ days }).toISODate()!),
    ]);
    holidaysByYear.set(year, holidays);
  }
  return holidays;
}

/** Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, ch. 8). */
function easterSunday(year: number): DateTime {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return DateTime.fromObject({ year, month, day }, { zone: 'utc' });
}
