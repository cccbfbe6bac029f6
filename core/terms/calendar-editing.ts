import { localDate, openingWithinDays } from '../circulation/calendars.ts';
import type { Calendar, CalendarException, OpeningHours } from '../circulation/entities.ts';
import { daysBetween, isDate } from '../circulation/local-days.ts';
import { longClosure } from '../circulation/opening-days.ts';
import { notYours } from '../network/acting.ts';
import { actorOf } from '../network/post.ts';
import { granted, refused, type Outcome, type Refused } from '../outcome.ts';
import type { TermsDesk } from './desk.ts';
import type { TermsPorts } from './ports.ts';

/** Exceptions one calendar may hold: more than a day each for a year says that the week is wrong. */
export const mostExceptions = 400;
/** Characters of a reason. */
const longestReason = 200;

/** Replaces the calendar of a library, or says what is wrong with the new one. */
export function calendarEditing({ store, directory, clock }: TermsPorts): TermsDesk['setCalendar'] {
  return async (by, calendar): Promise<Outcome<Calendar>> => {
    const fault =
      notYours(by, calendar.libraryId, directory) ??
      wrongCalendar(calendar) ??
      closedTooLong(calendar, localDate(clock.now()));
    if (fault) return fault;
    const saved = { ...calendar, weekly: calendar.weekly.map(inOrder), exceptions: calendar.exceptions.map(ordered) };
    const outcome = await store.transaction(async (work) => {
      await work.terms.setCalendar(saved);
      await work.journal.append({
        at: clock.now(),
        type: 'CALENDAR_CHANGED',
        actor: actorOf({ id: null, login: by.login }),
        libraryId: saved.libraryId,
        deviceId: null,
        itemId: null,
        patronRef: null,
        payload: { weekly: JSON.stringify(saved.weekly), exceptions: saved.exceptions.length },
      });
      return granted(saved);
    });
    if (outcome.granted) await directory.refresh();
    return outcome;
  };
}

function wrongCalendar({ weekly, exceptions }: Calendar): Refused | null {
  if (weekly.length !== 7) return refused('calendar-invalid', { where: 'weekly', what: 'days' });
  const day = weekly.findIndex((hours) => !areHours(hours));
  if (day >= 0) return refused('calendar-invalid', { where: `weekly.${day}`, what: 'hours' });

  if (exceptions.length > mostExceptions) {
    return refused('calendar-invalid', { where: 'exceptions', what: 'count', limit: mostExceptions });
  }
  const seen = new Set<string>();
  for (const [index, exception] of exceptions.entries()) {
    const { date, until, weekday, yearly } = exception;
    const key = JSON.stringify([date, until, weekday, yearly]);
    const what = wrongException(exception) ?? (seen.has(key) ? 'twice' : null);
    if (what) return refused('calendar-invalid', { where: `exceptions.${index}`, what });
    seen.add(key);
  }
  return null;
}

/** What is wrong with an exception, null when nothing is. */
function wrongException({ date, until, weekday, hours, reason }: CalendarException): string | null {
  if (!isDate(date)) return 'date';
  // A year at most: what comes back each year would otherwise meet itself.
  if (until !== null && (!isDate(until) || until < date || daysBetween(date, until) > 365)) return 'until';
  if (weekday !== null && (until === null || !Number.isInteger(weekday) || weekday < 1 || weekday > 7))
    return 'weekday';
  if (!areHours(hours)) return 'hours';
  return reason.trim() === '' || reason.length > longestReason ? 'reason' : null;
}

/** Times that exist, each opening before it closes, none over another. */
function areHours(hours: readonly OpeningHours[]): boolean {
  const time = /^([01]\d|2[0-3]):[0-5]\d$/;
  const sorted = inOrder(hours);
  return sorted.every(
    ({ from, to }, index) =>
      time.test(from) && time.test(to) && from < to && (index === 0 || sorted[index - 1]!.to <= from),
  );
}

function inOrder(hours: readonly OpeningHours[]): readonly OpeningHours[] {
  return hours.toSorted((a, b) => (a.from < b.from ? -1 : 1));
}
function ordered(exception: CalendarException): CalendarException {
  return { ...exception, hours: inOrder(exception.hours), reason: exception.reason.trim() };
}

/** A library that stays closed so long could date no loan and no hold. */
function closedTooLong(calendar: Calendar, today: string): Refused | null {
  const closure = longClosure(calendar, today, openingWithinDays);
  return closure && refused('calendar-never-opens', { from: closure.from, until: closure.until });
}
