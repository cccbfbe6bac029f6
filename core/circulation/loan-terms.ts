import { granted, refused, type Outcome } from '../outcome.ts';
import type { Patron } from '../patrons/patron.ts';
import type { CirculationPolicy } from './entities.ts';
import { dayMilliseconds, type CirculationPorts } from './ports.ts';

/** When a loan made at `at` in this library ends; refused when the library never opens in time. */
export function dueDate(
  { directory, settings }: Pick<CirculationPorts, 'directory' | 'settings'>,
  loan: { libraryId: number; at: number; days: number; patron: Patron },
): Outcome<number> {
  const due = directory.calendars.dueAt(loan.libraryId, loan.at, loan.days);
  if (due === null) return refused('no-opening-day', { days: loan.days });
  const membershipEnd = loan.patron.expiresAt + settings.membershipGraceDays * dayMilliseconds;
  return granted(membershipEnd > loan.at ? Math.min(due, membershipEnd) : due);
}

/** The policy row that decides for this reader, this kind of document and this library. */
export function policyFor(
  { directory }: Pick<CirculationPorts, 'directory'>,
  patron: Patron,
  item: { type: Parameters<CirculationPorts['directory']['policies']['match']>[1] },
  libraryId: number,
): CirculationPolicy | null {
  return directory.policies.match(patron.categoryId, item.type, libraryId);
}
