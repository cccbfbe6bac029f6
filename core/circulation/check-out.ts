import { backToQueue } from '../holds/trapping.ts';
import type { CheckedOut, CheckOutRequest } from '../library.ts';
import { actorOf } from '../network/post.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { Patron } from '../patrons/patron.ts';
import { lockReader, pinRefusal } from '../patrons/standing.ts';
import type { ClaimedItem, Work } from '../ports/store.ts';
import { businessKey } from './business-key.ts';
import { boundHold, checkOutDoubts, isGivenUp } from './check-out-doubts.ts';
import { claimAll, fulfilHolds, holdsToFulfil, lendingUntilQueueStands, type Claimed } from './check-out-holds.ts';
import { checkOutVerdict, columnOf, doubt, overrideNote, weigh, type Column, type Doubt } from './check-out-reasons.ts';
import { isMoving, mayHaveLoan, type CirculationPolicy, type Hold, type Loan } from './entities.ts';
import { keepLoan, loanAnswered } from './kept-loan.ts';
import { lendAgain } from './lend-again.ts';
import { dueDate, policyFor } from './loan-terms.ts';
import { dayMilliseconds, type CirculationPorts } from './ports.ts';
import { remembering } from './remembering.ts';
import { forgiveLoss, noteFound, returnImplicitly } from './return-loan.ts';

/**
 * Lends an item to a patron, or says why not: the check-out table, top-down. Staff are told every reason and may set the
 * soft ones aside; an off-line loan already happened: rules are noted, not enforced.
 */
export function checkOut(ports: CirculationPorts) {
  return async (request: CheckOutRequest): Promise<Outcome<CheckedOut>> => {
    const live = ports.directory.library(request.device.libraryId).state === 'LIVE';
    if (!live && !request.offline) return refused('library-not-live');
    const pin = await pinRefusal(ports, request);
    if (pin) return pin;
    const before = live ? [] : [doubt('library-not-live')];
    return lendingUntilQueueStands(ports.store, request.itemBarcode, (documents) =>
      ports.store.transaction(async (plain) => {
        const work = remembering(plain);
        // A write first: it takes the row lock on every database.
        const claimed = await claimAll(work, request.itemBarcode, documents);
        return lend(ports, work, { request, before, claimed });
      }),
    );
  };
}

interface Lending {
  readonly request: CheckOutRequest;
  readonly before: readonly Doubt[];
  readonly claimed: Claimed;
}

async function lend(
  ports: CirculationPorts,
  work: Work,
  { request, before, claimed }: Lending,
): Promise<Outcome<CheckedOut>> {
  const { device, offline } = request;
  const column = columnOf(request);
  const now = ports.clock.now();
  const at = offline ? Math.min(offline.at, now) : now;
  const { item, others } = claimed;
  if (!item) return refused('item-unknown', column === 'staff' ? { quickRecord: true } : {}); // row 1

  const openLoan = mayHaveLoan(item) ? await work.loans.openOf(item.id) : null;
  const key = businessKey('check-out', request);
  const kept = openLoan && (await loanAnswered(work, key, openLoan));
  if (kept) return granted({ ...kept, item, title: item.title }); // row 0

  const reader = await lockReader(work, request.card); // row 2
  if ('granted' in reader) return reader;
  const policy = policyFor(ports, reader, item, device.libraryId);
  if (!policy) return refused('no-policy', { itemType: item.type });
  if (openLoan?.patronId === reader.id && (item.status === 'ON_LOAN' || (offline && at <= openLoan.at))) {
    return lendAgain(ports, work, { request, item, reader, openLoan, policy, key, at, column }); // row 5
  }

  const queue = item.mayBeWanted ? await work.holds.queue(item.recordId) : [];
  const facts = { item, reader, policy, queue, openLoan, column, at };
  const due = dueOrDoubt(ports, { request, reader, policy, at });
  const doubts = [...before, ...(await checkOutDoubts(ports, work, facts)), ...due.doubts];
  const weighed = weigh(doubts, (reason) => checkOutVerdict(reason, column, ports.settings), request.override);
  if (weighed.refusal) return weighed.refusal;
  // Row 6: two loans of one document at the same moment, or in the wrong order, are for people to untangle.
  if (offline && openLoan && openLoan.at >= at) return refused('item-on-loan-to-another', { offline: true });

  // Before anything is written: it may have to be begun again with more documents locked.
  const his = holdsToFulfil({ item, others }, reader, queue);
  await takeOver(work, { request, item, reader, queue, openLoan, at, now });
  const loan = await work.loans.open({
    itemId: item.id,
    patronId: reader.id,
    libraryId: device.libraryId,
    deviceId: device.id,
    at,
    dueAt: due.dueAt,
    renewals: 0,
    policyId: policy.id,
    source: sourceOf[column],
  });
  const lent = { status: 'ON_LOAN', statusSince: at, holdingLibraryId: device.libraryId } as const;
  await work.items.move(item.id, lent);
  const actor = actorOf(device);
  await fulfilHolds(ports, work, { item, others, reader, his, loan, actor, now });
  await work.journal.append({
    at: now,
    type: 'LOAN',
    actor,
    libraryId: device.libraryId,
    deviceId: device.id,
    itemId: item.id,
    patronRef: reader.pseudonym,
    payload: {
      loan: loan.id,
      policy: policy.id,
      dueAt: loan.dueAt,
      offline: offline !== undefined,
      conflicts: weighed.conflicts.join(' ') || null,
      ...overrideNote(weighed.overridden, request),
    },
  });
  const warnings = [...weighed.warnings, ...weighed.conflicts];
  await keepLoan(work, key, { loan, renewed: false, warnings }, now);
  return granted({ item: { ...item, ...lent }, title: item.title, loan, renewed: false, warnings });
}

const sourceOf = { staff: 'STAFF', self: 'SELF', offline: 'OFFLINE' } as const satisfies Record<Column, string>;

/** When it is due. A reader who has the book goes home with it, even when no opening day is known: the plain date then. */
function dueOrDoubt(
  ports: CirculationPorts,
  loan: { request: CheckOutRequest; reader: Patron; policy: CirculationPolicy; at: number },
): { dueAt: number; doubts: Doubt[] } {
  const { request, reader, policy, at } = loan;
  const told = request.offline?.dueAt ?? null;
  if (told !== null) return { dueAt: told, doubts: [] };
  const { libraryId } = request.device;
  const terms = { libraryId, at, days: policy.loanDays, hardDueDate: policy.hardDueDate, patron: reader };
  const due = dueDate(ports, terms);
  if (due.granted) return { dueAt: due.value, doubts: [] };
  return { dueAt: at + policy.loanDays * dayMilliseconds, doubts: [doubt('no-opening-day', due.facts)] };
}

interface TakeOver {
  readonly request: CheckOutRequest;
  readonly item: ClaimedItem;
  readonly reader: Patron;
  readonly queue: readonly Hold[];
  readonly openLoan: Loan | null;
  readonly at: number;
  readonly now: number;
}

/**
 * The document leaves where it was: the loan before it ends, somebody else's hold goes back to its rank, its move is
 * over, and if it had been given up it is found.
 */
async function takeOver(work: Work, { request, item, reader, queue, openLoan, at, now }: TakeOver): Promise<void> {
  const { device } = request;
  if (openLoan) await returnImplicitly(work, { item, loan: openLoan, device, at, now });
  const bound = boundHold(item, queue);
  if (bound && bound.patronId !== reader.id) {
    await backToQueue(work, item, bound, { at: now, why: 'lent-to-another', actor: actorOf(device) });
  }
  if (isMoving(item)) {
    const transit = await work.transits.openOf(item.id);
    if (transit) await work.transits.cancel(transit.id, at);
  }
  if (isGivenUp(item)) {
    await noteFound(work, { item, device, now });
    await forgiveLoss(work, { item, loan: openLoan, at: now });
  }
}
