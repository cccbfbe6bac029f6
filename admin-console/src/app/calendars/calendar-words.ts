import type { Problem } from '../api/contract';
import type { Messages } from '../messages/messages';
import { parisDate } from '../ui/paris-time';

/** The days of the week in the language of the moment, Monday first. */
export function weekdayNames(locale: string, weekday: 'long' | 'short' | 'narrow' = 'long'): string[] {
  const format = new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' });
  // 2 November 2026 is a Monday.
  return Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2026, 10, 2 + day)));
}

/** The name of a month, 0 is January. */
export function monthName(locale: string, month: number): string {
  return new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, month, 1));
}

/** A civil day in words: `mer. 9 déc. 2026`. */
export function dayWords(messages: Messages, date: string): string {
  return parisDate(`${date}T12:00:00Z`, messages.locale());
}

/** Why a calendar was refused, in words; `name` turns the code of a library into its name. */
export function calendarRefusal(
  messages: Messages,
  { code, title, facts = {} }: Problem,
  name: (code: string) => string,
) {
  const say = messages.say;
  const of = typeof facts['library'] === 'string' ? ` (${name(facts['library'])})` : '';
  if (code === 'calendar-never-opens') {
    const [from, until] = [String(facts['from']), String(facts['until'])];
    return say('calendars.neverOpens', { of, from: dayWords(messages, from), until: dayWords(messages, until) });
  }
  const [part, index] = String(facts['where'] ?? '').split('.');
  if (code === 'calendar-invalid' && part === 'weekly' && index !== undefined) {
    return say('calendars.wrongDay', { day: weekdayNames(messages.locale())[Number(index)] ?? '' });
  }
  if (code === 'calendar-invalid' && part === 'exceptions' && index !== undefined) {
    return say('calendars.wrongException', { n: Number(index) + 1 });
  }
  if (code === 'library-not-yours') return say('calendars.notYours', { of });
  return say('calendars.refused', { why: title });
}
