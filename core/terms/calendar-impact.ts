import { Calendars, localDate, openingWithinDays } from '../circulation/calendars.ts';
import type { Calendar } from '../circulation/entities.ts';
import { endOfLocalDay, plusDays } from '../circulation/local-days.ts';
import type { CalendarImpact } from './desk.ts';
import type { TermsPorts } from './ports.ts';

/** Days looked at: a year. */
const daysAhead = 366;
/** Loans named, of those whose due date falls on a day that closes. */
const mostNamed = 100;

/** What a new calendar changes in the year to come: days, and due dates that fall on a day that closes. */
export async function impactOf({ store, directory, clock }: TermsPorts, calendar: Calendar): Promise<CalendarImpact> {
  const { libraryId } = calendar;
  const after = new Calendars([calendar]);
  const today = localDate(clock.now());
  const days = Array.from({ length: daysAhead }, (_, ahead) => plusDays(today, ahead)).flatMap((date) => {
    const [was, is] = [directory.calendars.isOpen(libraryId, date), after.isOpen(libraryId, date)];
    return was === is ? [] : [{ date, change: is ? ('opens' as const) : ('closes' as const) }];
  });
  const closing = new Set(days.flatMap(({ date, change }) => (change === 'closes' ? [date] : [])));
  const lent = await store.read.terms.dueDates(libraryId, clock.now());
  // A due date at another time than the last second of a day is no rolled one: it ends with a membership.
  const due = lent.flatMap(({ dueAt, loans }) => {
    const date = localDate(dueAt);
    if (!closing.has(date) || endOfLocalDay(date) !== dueAt) return [];
    return [{ date, next: nextOpeningDay(after, libraryId, date), loans }];
  });
  const loans = [];
  for (const { date } of due) {
    const left = mostNamed - loans.length;
    if (left <= 0) break;
    const named = await store.read.terms.dueAt(libraryId, endOfLocalDay(date), left);
    loans.push(...named.map((loan) => ({ ...loan, date })));
  }
  return { libraryId, days, due, loans };
}

/** The first day after this one when the library opens. A calendar that opens on none of 60 days was refused before. */
function nextOpeningDay(calendars: Calendars, libraryId: number, date: string): string {
  for (let ahead = 1; ahead <= openingWithinDays; ahead += 1) {
    const next = plusDays(date, ahead);
    if (calendars.isOpen(libraryId, next)) return next;
  }
  throw new Error(`library ${libraryId} opens on no day within ${openingWithinDays} days of ${date}`);
}
