import { localDate, openingWithinDays } from '../circulation/calendars.ts';
import type { Calendar, CalendarException, OpeningHours } from '../circulation/entities.ts';
import { daysBetween, endOfLocalDay, isDate } from '../circulation/local-days.ts';
import { longClosure } from '../circulation/opening-days.ts';
import { notYours } from '../network/acting.ts';
import { actorOf } from '../network/post.ts';
import { granted, refused, type Outcome, type Refused } from '../outcome.ts';
import { impactOf } from './calendar-impact.ts';
import type { CommonClosing, DueDates, Editor, TermsDesk } from './desk.ts';
import type { TermsPorts } from './ports.ts';

/** Exceptions one calendar may hold: more than a day each for a year says that the week is wrong. */
export const mostExceptions = 400;
/** Characters of a reason. */
const longestReason = 200;

type CalendarDesk = Pick<TermsDesk, 'setCalendar' | 'calendarImpact' | 'closeTogether' | 'closingImpact'>;

/** Replaces the calendars of libraries, or says what is wrong with the new ones, and what they touch. */
export function calendarEditing(ports: TermsPorts): CalendarDesk {
  const { directory } = ports;
  const allowed = (by: Editor, calendars: readonly Calendar[]): Outcome<readonly Calendar[]> => {
    for (const calendar of calendars) {
      const fault = refusalOf(ports, by, calendar);
      if (fault) {
        const { code } = directory.library(calendar.libraryId);
        return calendars.length === 1 ? fault : refused(fault.refusal, { ...fault.facts, library: code });
      }
    }
    return granted(calendars.map(tidy));
  };
  const closed = ({ libraryIds, from, until, reason }: CommonClosing): Calendar[] => {
    const closing = { date: from, until: until === from ? null : until, weekday: null, yearly: false };
    return libraryIds.map((libraryId) => {
      const { weekly, exceptions } = directory.calendars.of(libraryId);
      // The same days written before: what is said last holds.
      const others = exceptions.filter((exception) => daysOf(exception) !== daysOf(closing));
      return { libraryId, weekly, exceptions: [...others, { ...closing, hours: [], reason }] };
    });
  };
  return {
    async setCalendar(by, calendar, dueDates = 'keep') {
      const calendars = allowed(by, [calendar]);
      if (!calendars.granted) return calendars;
      const saved = await save(ports, by, calendars.value, dueDates);
      return saved.granted ? granted(calendars.value[0]!) : saved;
    },
    async calendarImpact(by, calendar) {
      const calendars = allowed(by, [calendar]);
      return calendars.granted ? granted(await impactOf(ports, calendars.value[0]!)) : calendars;
    },
    async closeTogether(by, closing, dueDates) {
      const calendars = allowed(by, closed(closing));
      return calendars.granted ? save(ports, by, calendars.value, dueDates) : calendars;
    },
    async closingImpact(by, closing) {
      const calendars = allowed(by, closed(closing));
      if (!calendars.granted) return calendars;
      return granted(await Promise.all(calendars.value.map((calendar) => impactOf(ports, calendar))));
    },
  };
}

async function save(
  ports: TermsPorts,
  by: Editor,
  calendars: readonly Calendar[],
  dueDates: DueDates,
): Promise<Outcome<null>> {
  const { store, directory, clock } = ports;
  const touched = dueDates === 'keep' ? [] : await Promise.all(calendars.map((calendar) => impactOf(ports, calendar)));
  const outcome = await store.transaction(async (work) => {
    for (const calendar of calendars) {
      await work.terms.setCalendar(calendar);
      const impact = touched.find(({ libraryId }) => libraryId === calendar.libraryId);
      let moved = 0;
      for (const { date, next } of impact?.due ?? []) {
        moved += await work.terms.moveDueDates(calendar.libraryId, endOfLocalDay(date), endOfLocalDay(next));
      }
      await work.journal.append({
        at: clock.now(),
        type: 'CALENDAR_CHANGED',
        actor: actorOf({ id: null, login: by.login }),
        libraryId: calendar.libraryId,
        deviceId: null,
        itemId: null,
        patronRef: null,
        payload: {
          weekly: JSON.stringify(calendar.weekly),
          exceptions: calendar.exceptions.length,
          ...(dueDates === 'move' && { moved }),
        },
      });
    }
    return granted(null);
  });
  if (outcome.granted) await directory.refresh();
  return outcome;
}

function refusalOf({ directory, clock }: TermsPorts, by: Editor, calendar: Calendar): Refused | null {
  return (
    notYours(by, calendar.libraryId, directory) ??
    wrongCalendar(calendar) ??
    closedTooLong(calendar, localDate(clock.now()))
  );
}

function tidy(calendar: Calendar): Calendar {
  return { ...calendar, weekly: calendar.weekly.map(inOrder), exceptions: calendar.exceptions.map(ordered) };
}

/** The days an exception speaks of, as a key. */
function daysOf({ date, until, weekday, yearly }: Pick<CalendarException, 'date' | 'until' | 'weekday' | 'yearly'>) {
  return JSON.stringify([date, until, weekday, yearly]);
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
    const key = daysOf(exception);
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
