import type { CheckedOut } from '../library.ts';
import type { Refusal } from '../outcome.ts';
import type { Work } from '../ports/store.ts';
import type { Loan } from './entities.ts';

/** What the answer to a check-out said: of the loan, what may change while it is open. */
interface KeptAnswer {
  readonly loan: Pick<Loan, 'id' | 'dueAt' | 'renewals'>;
  readonly renewed: boolean;
  readonly warnings?: readonly Refusal[];
}
type Said = Pick<CheckedOut, 'loan' | 'renewed' | 'warnings'>;

/** Keeps what a check-out is answered under its business key, for a terminal that does not hear it. */
export function keepLoan(work: Work, key: string, { loan, renewed, warnings }: Said, at: number): Promise<void> {
  const { id, dueAt, renewals } = loan;
  const kept: KeptAnswer = { loan: { id, dueAt, renewals }, renewed, warnings };
  return work.answers.keep(key, JSON.stringify(kept), at);
}

/** The answer given to this very request, as long as the loan it spoke of is still the open one. */
export async function loanAnswered(work: Work, key: string, openLoan: Loan): Promise<Said | null> {
  const stored = await work.answers.find(key);
  if (stored === null) return null;
  const { loan, renewed, warnings = [] } = JSON.parse(stored) as KeptAnswer;
  return loan.id === openLoan.id ? { loan: { ...openLoan, ...loan }, renewed, warnings } : null;
}
