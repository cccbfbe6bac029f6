import { DateTime } from 'luxon';
import { networkZone } from '../circulation/calendars.ts';

/** Full years between two ISO dates. */
export function ageOn(birthDate: string, date: string): number {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return date.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** The latest birth date of somebody who is `age` on this ISO date. */
export function bornBy(age: number, date: string): string {
  return DateTime.fromISO(date, { zone: networkZone }).minus({ years: age }).toISODate()!;
}

/** When a membership of so many months taken at `at` is over: the end of its last local day, UTC milliseconds. */
export function membershipEnd(at: number, months: number): number {
  return DateTime.fromMillis(at, { zone: networkZone }).plus({ months }).endOf('day').startOf('second').toMillis();
}
