import { parisDay } from '../ui/paris-time';

const hour = 3_600_000;

/** When a civil day of Paris begins, ISO 8601 in UTC, whatever the clock of the workstation: `2026-12-24`. */
export function parisMidnight(day: string): string {
  const utc = Date.parse(`${day}T00:00:00Z`);
  // An hour ahead of UTC in winter, two in summer.
  const summer = utc - 2 * hour;
  return new Date(parisDay(summer) === day ? summer : utc - hour).toISOString();
}
