import { backToQueue } from '../holds/trapping.ts';
import type { ItemStatusChanged, ItemStatusRequest } from '../library.ts';
import { actorOf } from '../network/post.ts';
import { granted, refused, type Outcome, type Refused } from '../outcome.ts';
import type { ClaimedItem, Work } from '../ports/store.ts';
import { takeBack } from './check-in.ts';
import { isKept, isMoving, mayHaveLoan, type ItemMark, type ItemStatus, type Loan } from './entities.ts';
import type { CirculationPorts } from './ports.ts';
import { blockForLoss, forgiveLoss, noteFound, returnImplicitly } from './return-loan.ts';

/**
 * The state a mark leads to, from each state in which it means something. LOST and CLAIMED_RETURNED keep the loan open
 * with its clock stopped, and LOST blocks its reader; WITH_READER takes them back; FOUND is a check-in, which alone says where the document goes.
 * What is on loan is returned before it is damaged, missing or withdrawn.
 */
export const markTable: Readonly<Record<ItemMark, Readonly<Partial<Record<ItemStatus, ItemStatus | 'check-in'>>>>> = {
  LOST: { ON_LOAN: 'LOST', CLAIMED_RETURNED: 'LOST', MISSING: 'LOST', AT_ILL_PARTNER: 'LOST' },
  MISSING: {
    IN_PROCESSING: 'MISSING',
    AVAILABLE: 'MISSING',
    RESHELVE: 'MISSING',
    ON_HOLD_SHELF: 'MISSING',
    TRANSIT_HOLD: 'MISSING',
    TRANSIT_HOME: 'MISSING',
  },
  CLAIMED_RETURNED: { ON_LOAN: 'CLAIMED_RETURNED', LOST: 'CLAIMED_RETURNED' },
  DAMAGED: {
    AVAILABLE: 'IN_PROCESSING',
    RESHELVE: 'IN_PROCESSING',
    ON_HOLD_SHELF: 'IN_PROCESSING',
    TRANSIT_HOLD: 'IN_PROCESSING',
    TRANSIT_HOME: 'IN_PROCESSING',
  },
  WITHDRAWN: {
    IN_PROCESSING: 'WITHDRAWN',
    ON_ORDER: 'WITHDRAWN',
    AVAILABLE: 'WITHDRAWN',
    RESHELVE: 'WITHDRAWN',
    LOST: 'WITHDRAWN',
    MISSING: 'WITHDRAWN',
  },
  WITH_READER: { LOST: 'ON_LOAN', CLAIMED_RETURNED: 'ON_LOAN' },
  FOUND: { LOST: 'check-in', MISSING: 'check-in', CLAIMED_RETURNED: 'check-in' },
};

/** Says what became of a document. The loan, the hold and the move that were with it follow. */
export function changeItemStatus(ports: CirculationPorts) {
  return (request: ItemStatusRequest): Promise<Outcome<ItemStatusChanged>> =>
    ports.store.transaction((work) => mark(ports, work, request));
}

async function mark(
  ports: CirculationPorts,
  work: Work,
  request: ItemStatusRequest,
): Promise<Outcome<ItemStatusChanged>> {
  const { device, itemBarcode } = request;
  const now = ports.clock.now();
  const item = await work.items.claim(itemBarcode);
  if (!item) return refused('item-unknown');
  const to = markTable[request.mark][item.status];
  if (to === undefined) return notAllowed(item, request);
  if (to === 'check-in') {
    const checkIn = { device, itemBarcode, returnedAt: now, transactionDate: `found ${now}` };
    const back = await takeBack(ports, work, checkIn);
    if (!back.granted) return back;
    return granted({ item: back.value.item, title: item.title, checkedIn: back.value });
  }

  const loan = mayHaveLoan(item) ? await work.loans.openOf(item.id) : null;
  const refusal = lacksLoan(item, request, to, loan) ?? belongsElsewhere(ports, item, request);
  if (refusal) return refusal;
  await leavePlace(work, item, { at: now, why: to.toLowerCase(), actor: actorOf(device) });
  if (to === 'WITHDRAWN' && loan) await returnImplicitly(work, { item, loan, device, at: now, now });
  // A document on loan is nowhere else than where it was lent; any other one is where somebody says so.
  const holdingLibraryId = loan ? item.holdingLibraryId : device.libraryId;
  await work.items.move(item.id, { status: to, statusSince: now, holdingLibraryId });
  // It no longer counts among the copies of its library: searches and harvesters hear of it.
  if (to === 'WITHDRAWN') await work.outbox.add('records-changed', [item.recordId], now);
  if (to === 'ON_LOAN') await noteFound(work, { item, device, now });
  if (to === 'LOST') await blockForLoss(work, { loan, device, why: request.why.trim(), at: now });
  else await forgiveLoss(work, { item, loan, at: now });
  await work.journal.append({
    at: now,
    type: 'ITEM_STATUS',
    actor: actorOf(device),
    libraryId: device.libraryId,
    deviceId: device.id,
    itemId: item.id,
    patronRef: null,
    payload: { from: item.status, to, mark: request.mark, why: request.why.trim(), loan: loan?.id ?? null },
  });
  return granted({
    item: { ...item, status: to, statusSince: now, holdingLibraryId },
    title: item.title,
    checkedIn: null,
  });
}

function notAllowed(item: ClaimedItem, { mark: asked }: ItemStatusRequest): Refused {
  return refused('status-change-not-allowed', { from: item.status, to: asked });
}

/** Only what a reader has can be with him, or be claimed returned by him. */
function lacksLoan(item: ClaimedItem, request: ItemStatusRequest, to: ItemStatus, loan: Loan | null): Refused | null {
  const needsLoan = to === 'ON_LOAN' || to === 'CLAIMED_RETURNED';
  return needsLoan && !loan ? notAllowed(item, request) : null;
}

/** The host of a departmental deposit cannot withdraw its documents: their owner does. */
function belongsElsewhere(
  { directory }: CirculationPorts,
  item: ClaimedItem,
  request: ItemStatusRequest,
): Refused | null {
  const owner = item.ownerLibraryId;
  if (request.mark !== 'WITHDRAWN' || owner === null || owner === request.device.libraryId) return null;
  return refused('status-change-not-allowed', {
    from: item.status,
    to: 'WITHDRAWN',
    owner: directory.library(owner).code,
  });
}

/** A hold that waited for it waits again at its rank; its move is over. */
async function leavePlace(
  work: Work,
  item: ClaimedItem,
  about: { at: number; why: string; actor: string },
): Promise<void> {
  const bound = isKept(item) ? await work.holds.boundTo(item.id) : null;
  if (bound) await backToQueue(work, item, bound, about);
  const transit = isMoving(item) ? await work.transits.openOf(item.id) : null;
  if (transit) await work.transits.cancel(transit.id, about.at);
}
