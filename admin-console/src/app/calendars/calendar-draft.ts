import type { CalendarImpactView, CalendarRequest, HoursView, OpeningsView } from '../api/contract';

/** The openings of one day as the fields of a form: two of them, a blank one opens nothing. */
export type DayFields = readonly HoursView[];

const blank: HoursView = { from: '', to: '' };

/** The fields of a week: each day has room for two openings, or for as many as it has. */
export function weekFields(weekly: CalendarRequest['weekly']): DayFields[] {
  return weekly.map((hours) => [...hours, blank, blank].slice(0, Math.max(2, hours.length)));
}

/** The week that fields say. A field half filled is sent as it is: the server says what is wrong with it. */
export function weeklyOf(fields: readonly DayFields[]): CalendarRequest['weekly'] {
  return fields.map((day) => day.filter(({ from, to }) => from !== '' || to !== ''));
}

/** The first day of the week (0 is Monday) whose hours cannot be: half filled, or closing before they open. */
export function wrongDay(weekly: CalendarRequest['weekly']): number | null {
  const index = weekly.findIndex((hours) => {
    const sorted = [...hours].sort((a, b) => (a.from < b.from ? -1 : 1));
    return sorted.some(
      ({ from, to }, at) => from === '' || to === '' || from >= to || (at > 0 && sorted[at - 1]!.to > from),
    );
  });
  return index === -1 ? null : index;
}

/** Hours in figures: `10:00–12:00, 14:00–18:00`. */
export function hoursText(hours: readonly HoursView[]): string {
  return hours.map(({ from, to }) => `${from}–${to}`).join(', ');
}

/** Days that follow each other and change alike. ISO dates. */
export interface DayRange {
  readonly from: string;
  readonly until: string;
  readonly change: 'opens' | 'closes';
}
/** The days of an impact, those that follow each other together. */
export function rangesOf(days: CalendarImpactView['days']): DayRange[] {
  const ranges: DayRange[] = [];
  for (const { date, change } of days) {
    const last = ranges.at(-1);
    if (last?.change === change && nextDay(last.until) === date) ranges[ranges.length - 1] = { ...last, until: date };
    else ranges.push({ from: date, until: date, change });
  }
  return ranges;
}

function nextDay(date: string): string {
  return new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
}

/** What a day is in the year's view. `special`: it opens at other hours than those of its week. */
export type DayKind = 'open' | 'special' | 'weekday' | 'holiday' | 'exception';
export interface YearDay {
  readonly date: string;
  readonly kind: DayKind;
  readonly hours: string;
  /** French, for people: why it is closed. */
  readonly reason: string;
}

/** The days of a year by month, each in its column of the week (blank days before the first). */
export function monthsOf(
  days: OpeningsView['days'],
  weekly: CalendarRequest['weekly'],
): { readonly month: number; readonly weeks: (YearDay | null)[][] }[] {
  return Array.from({ length: 12 }, (_, month) => {
    const own = days.filter(({ date }) => Number(date.slice(5, 7)) === month + 1);
    const before = own[0] ? weekdayOf(own[0].date) - 1 : 0;
    const cells = [...Array.from({ length: before }, () => null), ...own.map((day) => yearDay(day, weekly))];
    const weeks: (YearDay | null)[][] = [];
    for (let at = 0; at < cells.length; at += 7) weeks.push(cells.slice(at, at + 7));
    return { month, weeks };
  });
}

function yearDay({ date, hours, closed }: OpeningsView['days'][number], weekly: CalendarRequest['weekly']): YearDay {
  if (closed) return { date, kind: closed.because, hours: '', reason: closed.reason };
  const usual = hoursText(weekly[weekdayOf(date) - 1] ?? []);
  const text = hoursText(hours);
  return { date, kind: text === usual ? 'open' : 'special', hours: text, reason: '' };
}

/** 1 for Monday to 7 for Sunday. */
function weekdayOf(date: string): number {
  return new Date(Date.parse(date)).getUTCDay() || 7;
}
