import type { Calendar, CalendarException, OpeningHours } from './entities.ts';
import { frenchHolidays } from './holidays.ts';
import { daysBetween, plusDays, weekdayOf } from './local-days.ts';

/** Why a library does not open on a day. `reason` is French, for people. */
export interface Closure {
  readonly because: 'weekday' | 'exception' | 'holiday';
  readonly reason: string;
}
/** One local day of one library. */
export interface OpeningDay {
  readonly hours: readonly OpeningHours[];
  /** Null when it opens. */
  readonly closed: Closure | null;
}

const allDay: readonly OpeningHours[] = [{ from: '10:00', to: '18:00' }];
/** The week of a library without a calendar: from Monday to Saturday. */
export const weekWithoutCalendar: Calendar['weekly'] = [allDay, allDay, allDay, allDay, allDay, allDay, []];
const weekdays = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const;

/**
 * What a calendar says of one day. An exception made for that very day comes first, and may open a public holiday; then
 * the holidays; then exceptions that last or come back, which never open one; then the week.
 */
export function openingDay(calendar: Calendar | undefined, date: string): OpeningDay {
  const exception = calendar?.exceptions.filter((candidate) => covers(candidate, date)).sort(morePrecise)[0];
  const holiday = frenchHolidays(Number(date.slice(0, 4))).get(date);
  if (holiday !== undefined && exception?.until !== null) {
    return { hours: [], closed: { because: 'holiday', reason: holiday } };
  }
  if (exception) {
    const closed = exception.hours.length > 0 ? null : ({ because: 'exception', reason: exception.reason } as const);
    return { hours: exception.hours, closed };
  }
  const weekday = weekdayOf(date);
  const hours = (calendar?.weekly ?? weekWithoutCalendar)[weekday - 1] ?? [];
  const reason = `fermé le ${weekdays[weekday - 1]!}`;
  return { hours, closed: hours.length > 0 ? null : { because: 'weekday', reason } };
}

/** Whether an exception speaks of this day, in its first year or in those that follow. */
export function covers({ date: from, until, weekday, yearly }: CalendarException, date: string): boolean {
  if (date < from && yearly) return false;
  if (weekday !== null && weekdayOf(date) !== weekday) return false;
  const last = until ?? from;
  if (!yearly) return from <= date && date <= last;
  const [day, begins, ends] = [date.slice(5), from.slice(5), last.slice(5)];
  // From December to January the end comes before the beginning.
  return begins <= ends ? begins <= day && day <= ends : begins <= day || day <= ends;
}

/** Shortest first; of the same length one weekday before all, this year's before every year's, the later one first. */
function morePrecise(a: CalendarException, b: CalendarException): number {
  return (
    length(a) - length(b) ||
    Number(a.weekday === null) - Number(b.weekday === null) ||
    Number(a.yearly) - Number(b.yearly) ||
    (a.date < b.date ? 1 : -1)
  );
}

function length({ date, until }: CalendarException): number {
  return until === null ? 0 : daysBetween(date, until);
}

/** The first run of `days` closed days that begins within the year after `from`; null when there is none. */
export function longClosure(
  calendar: Calendar,
  from: string,
  days: number,
): { readonly from: string; readonly until: string } | null {
  let open = from;
  for (let ahead = 0; ahead < 366 + days; ahead += 1) {
    const date = plusDays(from, ahead);
    if (openingDay(calendar, date).closed === null) open = plusDays(date, 1);
    else if (daysBetween(open, date) + 1 >= days) return { from: open, until: date };
  }
  return null;
}
