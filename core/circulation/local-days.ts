import { DateTime } from 'luxon';

/** Business dates of the network are those of this zone, daylight saving included. */
export const networkZone = 'Europe/Paris';

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

/** Last second of a local day: when what is due that day becomes late. UTC milliseconds. */
export function endOfLocalDay(date: string): number {
  return DateTime.fromISO(date, { zone: networkZone }).endOf('day').startOf('second').toMillis();
}

/** The instant when clocks on the wall show `time` (`HH:MM`) on this day. In the hour a spring skips, the next one that exists. */
export function localInstant(date: string, time: string): number {
  const wall = `${date}T${time}`;
  let instant = instants.get(wall);
  if (instant === undefined) {
    if (instants.size >= mostInstants) instants.clear();
    instant = DateTime.fromISO(wall, { zone: networkZone }).toMillis();
    instants.set(wall, instant);
  }
  return instant;
}

/** Every return asks for the last opening of its library, and each reckoning of a zone takes ten times a look at a table. */
const instants = new Map<string, number>();
const mostInstants = 10_000;

// A date alone has no zone: days are counted in UTC, where each has 24 hours.

/** The date `days` after this one. */
export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Days from one date to another, negative when it is earlier. */
export function daysBetween(from: string, until: string): number {
  return (Date.parse(until) - Date.parse(from)) / 86_400_000;
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(date: string): number {
  return new Date(Date.parse(date)).getUTCDay() || 7;
}

/** Whether a text is a day that exists, `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && plusDays(text, 0) === text;
}
