import { granted, refused, type Outcome } from '../outcome.ts';
import type { Patron } from '../patrons/patron.ts';
import type { DueSteps } from './calendars.ts';
import type { CirculationPolicy } from './entities.ts';
import { dayMilliseconds, type CirculationPorts } from './ports.ts';

/** What a due date is made from. `days` and `hardDueDate` are those of the policy row that decides. */
export interface LoanTerms {
  readonly libraryId: number;
  readonly at: number;
  readonly days: number;
  readonly hardDueDate?: string | null;
  readonly patron: Pick<Patron, 'expiresAt'>;
}
type TermsPorts = Pick<CirculationPorts, 'directory' | 'settings'>;

/** When a loan made at `at` in this library ends; refused when the library never opens in time. */
export function dueDate(ports: TermsPorts, loan: LoanTerms): Outcome<number> {
  const steps = dueSteps(ports, loan);
  if (!steps.granted) return steps;
  return granted(steps.value.dueAt);
}

/**
 * `at` + days, capped by the hard due date, rolled forward to the end of the next opening day, never past the membership
 * and its grace. The days are walked once for each library, date and length of loan; later loans find them in memory.
 */
export function dueSteps({ directory, settings }: TermsPorts, loan: LoanTerms): Outcome<DueSteps> {
  const { libraryId, at, days, hardDueDate = null, patron } = loan;
  const rolled = directory.calendars.rolled(libraryId, at, days, hardDueDate);
  if (rolled.end === null) return refused('no-opening-day', { days, from: rolled.wanted });
  const graceEnds = patron.expiresAt + settings.membershipGraceDays * dayMilliseconds;
  const membershipEnd = graceEnds > at && graceEnds < rolled.end.at ? graceEnds : null;
  return granted({ dueAt: membershipEnd ?? rolled.end.at, days, rolled, membershipEnd });
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
