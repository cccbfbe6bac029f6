import type { CheckedOut, CheckOutRequest } from '../library.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { Patron } from '../patrons/patron.ts';
import type { ClaimedItem, Work } from '../ports/store.ts';
import type { Column } from './check-out-reasons.ts';
import type { CirculationPolicy, Loan } from './entities.ts';
import type { CirculationPorts } from './ports.ts';
import { keepLoan } from './kept-loan.ts';
import { prolong } from './renew.ts';

/** A check-out to the very reader who has the document. */
interface Again {
  readonly request: CheckOutRequest;
  readonly item: ClaimedItem;
  readonly reader: Patron;
  readonly openLoan: Loan;
  readonly policy: CirculationPolicy;
  readonly key: string;
  readonly at: number;
  readonly column: Column;
}

/** Row 5 of the check-out table: the same visit, a fact already known, a renewal, or a refusal that offers one. */
export async function lendAgain(ports: CirculationPorts, work: Work, again: Again): Promise<Outcome<CheckedOut>> {
  const { request, item, reader, openLoan, policy, key, at, column } = again;
  if (isSameVisit(again, ports.settings.sameLoanWithin) || (column === 'offline' && at <= openLoan.at)) {
    return granted({ item, title: item.title, loan: openLoan, renewed: false, warnings: [] });
  }
  if (!request.renewalAllowed && column !== 'offline') {
    const { id: loan, dueAt, renewals } = openLoan;
    return refused('item-already-on-loan-to-patron', { loan, dueAt, renewals, renewalsAllowed: policy.renewals });
  }
  const renewal = await prolong(ports, work, { item, reader, loan: openLoan, policy, request, at });
  if (!renewal.granted) return renewal;
  const { loan, warnings } = renewal.value;
  await keepLoan(work, key, { loan, renewed: true, warnings }, ports.clock.now());
  return granted({ item, title: item.title, loan, renewed: true, warnings });
}

/** Same reader, same post, a moment later: a second scan or a double click is the same loan. */
function isSameVisit({ request: { device }, openLoan, at }: Again, within: number): boolean {
  const since = at - openLoan.at;
  return since >= 0 && since <= within && openLoan.deviceId === device.id && openLoan.libraryId === device.libraryId;
}
