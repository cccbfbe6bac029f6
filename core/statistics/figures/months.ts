import { localDate } from '../../circulation/calendars.ts';

/** The month of an instant in the zone of the network: `2026-11`. */
export function monthOf(at: number): string {
  return localDate(at).slice(0, 7);
}

/** So many months after one, or before it. */
export function monthsAfter(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const months = year * 12 + number - 1 + count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** How many months a period has, both ends in it; less than one when it ends before it begins, NaN when it is none. */
export function monthCount(from: string, until: string): number {
  const number = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  return number(until) - number(from) + 1;
}

/** Every month of a period, both ends in it. */
export function monthsBetween(from: string, until: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= until; month = monthsAfter(month, 1)) months.push(month);
  return months;
}

/** The year of a month as a period of readers, which comes after its months and before those of the next: `2026-13`. */
export function yearOf(month: string): string {
  return `${month.slice(0, 4)}-13`;
}
