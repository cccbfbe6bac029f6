import type { CheckOutRequest, Renewed, RenewRequest } from '../library.ts';
import { actorOf } from '../network/post.ts';
import { granted, refused, type Outcome, type Refusal, type Refused } from '../outcome.ts';
import { blocksInForce } from '../patrons/blocks.ts';
import type { Patron } from '../patrons/patron.ts';
import { lockReader, pinRefusal, whyNot } from '../patrons/standing.ts';
import type { ClaimedItem, Work } from '../ports/store.ts';
import { businessKey } from './business-key.ts';
import { localDate } from './calendars.ts';
import { isAwake, isGivenUp, mayFill } from './check-out-doubts.ts';
import { columnOf, overrideNote, weigh, type Column, type Verdict } from './check-out-reasons.ts';
import type { CirculationPolicy, Loan } from './entities.ts';
import { dueDate, policyFor } from './loan-terms.ts';
import { dayMilliseconds, type CirculationPorts } from './ports.ts';

/** Row "Renew" of the decision tables: everything that refuses gives way to staff who say why, and to an off-line fact. */
const renewalVerdict: Readonly<Record<Column, Verdict>> = { staff: 'override', self: 'refuse', offline: 'flag' };
/** But nobody renews into a time when the library never opens, nor what is not in the reader's hands. */
const hardOnline: readonly Refusal[] = ['no-opening-day', 'item-missing'];

/** Gives a reader more time with a document he has, or says why not. */
export function renew(ports: CirculationPorts) {
  return async (request: RenewRequest): Promise<Outcome<Renewed>> => {
    const pin = await pinRefusal(ports, request);
    if (pin) return pin;
    return ports.store.transaction((work) => extend(ports, work, request));
  };
}

async function extend(ports: CirculationPorts, work: Work, request: RenewRequest): Promise<Outcome<Renewed>> {
  const now = ports.clock.now();
  const item = await work.items.claim(request.itemBarcode);
  if (!item) return refused('item-unknown');
  const loan = await work.loans.openOf(item.id);
  if (!loan) return refused('item-not-on-loan');

  const key = businessKey('renew', request);
  const stored = await work.answers.find(key);
  const before = stored === null ? null : (JSON.parse(stored) as Loan & { readonly warnings?: readonly Refusal[] });
  if (before && before.id === loan.id && before.renewals === loan.renewals) {
    const { warnings = [], ...renewed } = before;
    return granted({ item, title: item.title, loan: renewed, warnings });
  }

  const reader = await lockReader(work, request.card);
  if ('granted' in reader) return reader;
  const borrower = await borrowerOf(ports, work, { loan, reader, request });
  if (!borrower) return refused('item-not-on-loan-to-patron');
  const policy = policyFor(ports, borrower, item, loan.libraryId);
  if (!policy) return refused('no-policy', { itemType: item.type });
  const at = request.offline ? Math.min(request.offline.at, now) : now;
  const extended = await prolong(ports, work, { item, reader: borrower, loan, policy, request, at });
  if (!extended.granted) return extended;
  const { loan: renewed, warnings } = extended.value;
  await work.answers.keep(key, JSON.stringify({ ...renewed, warnings }), now);
  return granted({ item, title: item.title, loan: renewed, warnings });
}

/** Whoever has the document, when this card may renew it: its rules and its queue are his. Null when it may not. */
async function borrowerOf(
  { settings }: CirculationPorts,
  work: Work,
  { loan, reader, request }: { loan: Loan; reader: Patron; request: RenewRequest },
): Promise<Patron | null> {
  if (loan.patronId === reader.id) return reader;
  const allowed = request.thirdParty === true && settings.thirdPartyRenewals;
  return allowed && loan.patronId !== null ? work.patrons.lockById(loan.patronId) : null;
}

/** What a renewal is decided on. */
export interface Renewal {
  readonly item: ClaimedItem;
  readonly reader: Patron;
  readonly loan: Loan;
  readonly policy: CirculationPolicy;
  readonly request: Pick<CheckOutRequest, 'device' | 'offline' | 'override'>;
  readonly at: number;
}

/** Extends an open loan by its policy; a loan never gets shorter. Off-line renewals are facts: rules are noted. */
export async function prolong(
  ports: CirculationPorts,
  work: Work,
  renewal: Renewal,
): Promise<Outcome<{ loan: Loan; warnings: readonly Refusal[] }>> {
  const { item, reader, loan, policy, request, at } = renewal;
  const column = columnOf(request);
  const due = dueDate(ports, {
    libraryId: loan.libraryId,
    at,
    days: policy.renewDays,
    hardDueDate: policy.hardDueDate,
    patron: reader,
  });
  const free = due.granted ? due.value : at + policy.renewDays * dayMilliseconds;
  const told = request.offline?.dueAt ?? null;
  const dueAt = Math.max(loan.dueAt, told ?? free);
  const doubts = await renewalDoubts(ports, work, renewal, dueAt);
  const weighed = weigh(
    due.granted || told !== null ? doubts : [...doubts, due],
    (reason) => (column !== 'offline' && hardOnline.includes(reason) ? 'refuse' : renewalVerdict[column]),
    request.override,
  );
  if (weighed.refusal) return weighed.refusal;

  const renewals = loan.renewals + 1;
  await work.loans.extend(loan.id, { dueAt, renewals });
  await work.journal.append({
    at: ports.clock.now(),
    type: 'RENEWAL',
    actor: actorOf(request.device),
    libraryId: request.device.libraryId,
    deviceId: request.device.id,
    itemId: item.id,
    patronRef: reader.pseudonym,
    payload: {
      loan: loan.id,
      policy: policy.id,
      dueAt,
      conflicts: weighed.conflicts.join(' ') || null,
      ...overrideNote(weighed.overridden, request),
    },
  });
  const warnings = [...weighed.warnings, ...weighed.conflicts];
  return granted({ loan: { ...loan, dueAt, renewals }, warnings });
}

/** Every reason against more time, in the order they are told. */
async function renewalDoubts(ports: CirculationPorts, work: Work, renewal: Renewal, dueAt: number): Promise<Refused[]> {
  const { item, reader, loan, policy, at } = renewal;
  const { returnToOwnerOn } = item;
  const found = [
    isGivenUp(item) ? refused('item-missing', { status: item.status }) : null,
    whyNot(reader, await blocksInForce(ports, work, reader, at), at, 'stopsRenewal'),
    loan.renewals >= policy.renewals
      ? refused('renewal-limit-reached', { policy: policy.id, limit: policy.renewals })
      : null,
    returnToOwnerOn !== null && returnToOwnerOn < localDate(dueAt)
      ? refused('item-due-back', { returnToOwnerOn })
      : null,
    await wantedByOthers(work, renewal),
  ];
  return found.filter((one) => one !== null);
}

/** Not "somebody waits", but "as many readers wait as there are copies on the shelves that could serve them". */
async function wantedByOthers(work: Work, { item, reader, at }: Renewal): Promise<Refused | null> {
  if (!item.mayBeWanted) return null;
  const queue = await work.holds.queue(item.recordId);
  const waiting = queue.filter(
    (hold) => hold.patronId !== reader.id && hold.boundItemId === null && isAwake(hold, at) && mayFill(item, hold),
  );
  if (waiting.length === 0) return null;
  const copies = (await work.holds.copies(item.recordId)).filter(
    (copy) =>
      (copy.status === 'AVAILABLE' || copy.status === 'RESHELVE') &&
      copy.loanable &&
      waiting.some((hold) => mayFill(copy, hold)),
  );
  const thisOne = waiting.some((hold) => hold.itemId === item.id);
  if (!thisOne && waiting.length < copies.length) return null;
  return refused('renewal-wanted-by-others', { waiting: waiting.length, copies: copies.length });
}
