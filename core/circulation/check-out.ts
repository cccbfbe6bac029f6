import type { CheckedOut, CheckOutRequest } from '../library.ts';
import { granted, refused, type Outcome, type Refused } from '../outcome.ts';
import type { Patron } from '../patrons/patron.ts';
import { lockReader, pinRefusal, whyNot } from '../patrons/standing.ts';
import type { ClaimedItem, Work } from '../ports/store.ts';
import { businessKey } from './business-key.ts';
import { mayHaveLoan, type CirculationPolicy, type Hold, type Loan } from './entities.ts';
import { dueDate, policyFor } from './loan-terms.ts';
import type { CirculationPorts } from './ports.ts';
import { prolong } from './renew.ts';

/** Lends an item to a patron, or says why not. An off-line loan already happened: rules are noted, not enforced. */
export function checkOut(ports: CirculationPorts) {
  return async (request: CheckOutRequest): Promise<Outcome<CheckedOut>> => {
    if (ports.directory.library(request.device.libraryId).state !== 'LIVE') return refused('library-not-live');
    const pin = await pinRefusal(ports, request);
    if (pin) return pin;
    return ports.store.transaction((work) => lend(ports, work, request));
  };
}

async function lend(ports: CirculationPorts, work: Work, request: CheckOutRequest): Promise<Outcome<CheckedOut>> {
  const { device, offline } = request;
  const now = ports.clock.now();
  const at = offline ? Math.min(offline.at, now) : now;
  const item = await work.items.claim(request.itemBarcode); // a write first: it takes the row lock on every database
  if (!item) return refused('item-unknown');

  const openLoan = mayHaveLoan(item) ? await work.loans.openOf(item.id) : null;
  const key = businessKey('check-out', request);
  const before = openLoan && (await answered(work, key, openLoan));
  if (before) return granted({ ...before, item, title: item.title });

  const reader = await lockReader(work, request.card);
  if ('granted' in reader) return reader;
  const blocks = await work.patrons.blocks(reader.id, at);
  const policy = policyFor(ports, reader, item, device.libraryId);
  if (!policy) return refused('no-policy', { itemType: item.type });

  if (openLoan?.patronId === reader.id)
    return lendAgain(ports, work, { request, item, reader, openLoan, policy, key, at });

  const doubts = [
    whyNot(reader, blocks, at, 'stopsCheckOut'),
    notLendable(item, policy),
    await overLimit(work, reader, item, policy),
  ].filter((doubt) => doubt !== null);
  const hold = await holdInTheWay(work, item, reader);
  if (hold.refusal) doubts.push(hold.refusal);
  if (openLoan) doubts.push(refused('item-on-loan-to-another'));
  if (doubts[0] && !offline) return doubts[0];
  if (openLoan && openLoan.at >= at) return refused('item-on-loan-to-another', { offline: true });

  if (openLoan) await work.loans.close(openLoan.id, { returnedAt: at, returnLibraryId: device.libraryId });
  await leaveShelfAndVan(work, item, hold.bound, reader, at);
  const due =
    offline?.dueAt ?? dueDate(ports, { libraryId: device.libraryId, at, days: policy.loanDays, patron: reader });
  if (typeof due !== 'number' && !due.granted) return due;
  const loan = await work.loans.open({
    itemId: item.id,
    patronId: reader.id,
    libraryId: device.libraryId,
    deviceId: device.id,
    at,
    dueAt: typeof due === 'number' ? due : due.value,
    renewals: 0,
    policyId: policy.id,
    source: offline ? 'OFFLINE' : device.kind === 'STAFF' ? 'STAFF' : 'SELF',
  });
  await work.items.move(item.id, { status: 'ON_LOAN', statusSince: at, holdingLibraryId: device.libraryId });
  await fulfilHolds(work, item, reader);
  const conflicts = doubts.map((doubt) => doubt.refusal).join(' ') || null;
  await work.journal.append({
    at: now,
    type: 'LOAN',
    actor: `device:${device.login}`,
    libraryId: device.libraryId,
    deviceId: device.id,
    itemId: item.id,
    patronRef: reader.pseudonym,
    payload: { loan: loan.id, policy: policy.id, dueAt: loan.dueAt, offline: offline !== undefined, conflicts },
  });
  await work.answers.keep(key, JSON.stringify({ loan, renewed: false }), now);
  const lent = { ...item, status: 'ON_LOAN', statusSince: at, holdingLibraryId: device.libraryId } as const;
  return granted({ item: lent, title: item.title, loan, renewed: false });
}

/** The answer given to this very request, as long as the loan it spoke of is still the open one. */
async function answered(work: Work, key: string, openLoan: Loan): Promise<Pick<CheckedOut, 'loan' | 'renewed'> | null> {
  const stored = await work.answers.find(key);
  if (stored === null) return null;
  const answer = JSON.parse(stored) as Pick<CheckedOut, 'loan' | 'renewed'>;
  return answer.loan.id === openLoan.id ? answer : null;
}

/** The reader already has it: the same visit, a renewal, or a refusal. */
async function lendAgain(
  ports: CirculationPorts,
  work: Work,
  again: {
    request: CheckOutRequest;
    item: ClaimedItem;
    reader: Patron;
    openLoan: Loan;
    policy: CirculationPolicy;
    key: string;
    at: number;
  },
): Promise<Outcome<CheckedOut>> {
  const { request, item, reader, openLoan, policy, key, at } = again;
  const sameVisit = at - openLoan.at <= ports.settings.sameLoanWithin && openLoan.deviceId === request.device.id;
  if (sameVisit || (request.offline && at <= openLoan.at)) {
    return granted({ item, title: item.title, loan: openLoan, renewed: false });
  }
  if (!request.renewalAllowed && !request.offline)
    return refused('item-already-on-loan-to-patron', { loan: openLoan.id });
  const renewal = await prolong(ports, work, { item, reader, loan: openLoan, policy, request, at });
  if (!renewal.granted) return renewal;
  await work.answers.keep(key, JSON.stringify({ loan: renewal.value, renewed: true }), ports.clock.now());
  return granted({ item, title: item.title, loan: renewal.value, renewed: true });
}

/** Rows 4 and 9 of the check-out table: what the document itself forbids. */
function notLendable(item: ClaimedItem, policy: CirculationPolicy): Refused | null {
  switch (item.status) {
    case 'WITHDRAWN':
      return refused('item-withdrawn');
    case 'IN_PROCESSING':
    case 'ON_ORDER':
      return refused('item-in-processing', { status: item.status });
    case 'LOST':
    case 'MISSING':
    case 'CLAIMED_RETURNED':
      return refused('item-missing', { status: item.status });
    case 'AT_ILL_PARTNER':
      return refused('item-at-partner');
    default:
      if (!item.loanable || item.type === 'REFERENCE') return refused('item-not-loanable', { itemType: item.type });
      return policy.selfCheck ? null : refused('self-check-not-allowed', { policy: policy.id });
  }
}

/** Row 12, under the reader's lock: how many loans the policy row allows. */
async function overLimit(
  work: Work,
  reader: Patron,
  item: ClaimedItem,
  policy: CirculationPolicy,
): Promise<Refused | null> {
  const { total, ofType } = await work.loans.count(reader.id, item.type);
  if (total >= policy.maxTotal) return refused('loan-limit-reached', { policy: policy.id, limit: policy.maxTotal });
  if (policy.maxPerType !== null && ofType >= policy.maxPerType) {
    return refused('loan-limit-of-type-reached', { policy: policy.id, limit: policy.maxPerType, itemType: item.type });
  }
  return null;
}

/** Rows 7 and 10: a document bound to somebody goes to him alone; one on its way home goes unless somebody waits. */
async function holdInTheWay(
  work: Work,
  item: ClaimedItem,
  reader: Patron,
): Promise<{ refusal: Refused | null; bound: Hold | null }> {
  if (item.status === 'ON_HOLD_SHELF' || item.status === 'TRANSIT_HOLD') {
    const bound = await work.holds.boundTo(item.id);
    const refusal = bound && bound.patronId !== reader.id ? refused('item-on-hold-for-another') : null;
    return { refusal, bound };
  }
  if (item.status === 'TRANSIT_HOME') {
    const queue = await work.holds.queue(item.recordId);
    const wanted = queue.some((hold) => hold.patronId !== reader.id && hold.boundItemId === null);
    return { refusal: wanted ? refused('item-in-transit') : null, bound: null };
  }
  return { refusal: null, bound: null };
}

/** The document leaves the hold shelf or the van; somebody else's hold goes back to its rank. */
async function leaveShelfAndVan(
  work: Work,
  item: ClaimedItem,
  bound: Hold | null,
  reader: Patron,
  at: number,
): Promise<void> {
  if (bound && bound.patronId !== reader.id) {
    await work.holds.settle(bound.id, ['TRAPPED', 'IN_TRANSIT', 'ON_SHELF'], 'PENDING');
  }
  if (item.status !== 'TRANSIT_HOLD' && item.status !== 'TRANSIT_HOME') return;
  const transit = await work.transits.openOf(item.id);
  if (transit) await work.transits.cancel(transit.id, at);
}

/** Whoever goes home with the document no longer waits for it. */
async function fulfilHolds(work: Work, item: ClaimedItem, reader: Patron): Promise<void> {
  if (!item.mayBeWanted) return;
  for (const hold of await work.holds.queue(item.recordId)) {
    if (hold.patronId !== reader.id) continue;
    if (hold.boundItemId !== null && hold.boundItemId !== item.id) continue;
    await work.holds.settle(hold.id, [hold.status], 'FULFILLED');
  }
}
