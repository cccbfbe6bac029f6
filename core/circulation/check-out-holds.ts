import { freeDocument } from '../holds/free-document.ts';
import { noteHold } from '../holds/journal.ts';
import { refused, type Outcome } from '../outcome.ts';
import type { Patron } from '../patrons/patron.ts';
import type { ClaimedItem, Store, Work } from '../ports/store.ts';
import { mayFill } from './check-out-doubts.ts';
import type { Hold, Loan } from './entities.ts';
import type { CirculationPorts } from './ports.ts';

/** A document to be locked: by id, the order in which every check-out takes several. */
interface ToLock {
  readonly id: number;
  readonly barcode: string;
}

/**
 * The holds of the reader ask for documents this check-out has not locked. Documents are locked before readers and
 * holds, and which ones is known only once the queue is read: everything is taken back, and begun again with these.
 */
class QueueMoved extends Error {
  override readonly name = 'QueueMoved';
  readonly itemId: number;
  readonly holdIds: readonly number[];

  constructor(item: ClaimedItem, holds: readonly Hold[]) {
    super(`item ${item.id} is lent to a reader whose holds bind others`);
    this.itemId = item.id;
    this.holdIds = holds.map(({ id }) => id);
  }
}

/** Other scans may move the queue between one reading and the next, not for ever. */
const tries = 5;

/** Lends; a second time with every document locked when the reader has another one kept for him. */
export async function lendingUntilQueueStands<T>(
  { read }: Pick<Store, 'read'>,
  barcode: string,
  lend: (documents: readonly ToLock[]) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  let documents: readonly ToLock[] = [];
  for (let left = tries; left > 0; left -= 1) {
    try {
      return await lend(documents);
    } catch (error) {
      if (!(error instanceof QueueMoved)) throw error;
      documents = [{ id: error.itemId, barcode }, ...(await boundTo(read, error))];
    }
  }
  return refused('temporarily-unavailable');
}

/** The other documents those holds are bound to now. */
async function boundTo(read: Store['read'], { itemId, holdIds }: QueueMoved): Promise<ToLock[]> {
  const documents: ToLock[] = [];
  for (const holdId of holdIds) {
    const found = await read.holds.itemOf(holdId);
    const id = found?.hold.boundItemId ?? itemId;
    if (id !== itemId && found?.barcode) documents.push({ id, barcode: found.barcode });
  }
  return documents;
}

/** The document asked for, and those locked with it, by id. */
export interface Claimed {
  readonly item: ClaimedItem | null;
  readonly others: ReadonlyMap<number, ClaimedItem>;
}

/** Locks the document asked for, with the others in the order of their ids. */
export async function claimAll(work: Work, barcode: string, documents: readonly ToLock[]): Promise<Claimed> {
  if (documents.length === 0) return { item: await work.items.claim(barcode), others: new Map() };
  let item: ClaimedItem | null = null;
  const others = new Map<number, ClaimedItem>();
  for (const document of documents.toSorted((a, b) => a.id - b.id)) {
    const claimed = await work.items.claim(document.barcode);
    if (document.barcode === barcode) item = claimed;
    else if (claimed) others.set(claimed.id, claimed);
  }
  return { item, others };
}

/** The holds that end when this reader goes home with this document. None of them binds a document that is not locked. */
export function holdsToFulfil(
  { item, others }: Claimed & { item: ClaimedItem },
  reader: Patron,
  queue: readonly Hold[],
): Hold[] {
  const his = queue.filter(
    (hold) => hold.patronId === reader.id && (hold.boundItemId === item.id || served(item, hold)),
  );
  if (his.some(({ boundItemId }) => isElsewhere(boundItemId, item) && !others.has(boundItemId))) {
    throw new QueueMoved(item, his);
  }
  return his;
}

interface Fulfilment {
  readonly item: ClaimedItem;
  readonly others: Claimed['others'];
  readonly reader: Patron;
  readonly his: readonly Hold[];
  readonly loan: Loan;
  readonly actor: string;
  readonly now: number;
}

/**
 * Whoever goes home with the document no longer waits for it, on whatever copy (circulation.md §4, check-out, ok). A copy
 * already kept for him elsewhere is freed: the next reader gets it, or it goes home.
 */
export async function fulfilHolds(
  ports: Pick<CirculationPorts, 'directory'>,
  work: Work,
  { item, others, reader, his, loan, actor, now }: Fulfilment,
): Promise<void> {
  const freed: ClaimedItem[] = [];
  for (const hold of his.toSorted((a, b) => a.id - b.id)) {
    const other = isElsewhere(hold.boundItemId, item) ? others.get(hold.boundItemId)! : null;
    const onShelf = other?.status === 'ON_HOLD_SHELF';
    // The other copy was kept until now, also when the loan was made off-line before.
    const facts = other ? { endedAt: now, ...(onShelf && { releasedItemId: other.id }) } : { endedAt: loan.at };
    const settled = await work.holds.settle(hold.id, [hold.status], 'FULFILLED', facts);
    // A scan bound it to another copy since the queue was read.
    if (!settled) throw new QueueMoved(item, his);
    if (!other) continue;
    const about = { at: now, actor, itemId: other.id, patronRef: reader.pseudonym };
    await noteHold(work, 'HOLD_FULFILLED', hold, about, { loan: loan.id });
    freed.push(other);
  }
  // Only now: none of his own holds is the next one any more.
  for (const other of freed) await freeDocument(ports, work, other, now);
}

function isElsewhere(boundItemId: number | null, item: ClaimedItem): boundItemId is number {
  return boundItemId !== null && boundItemId !== item.id;
}

/** Another copy of the same volume is as good as the one he named. */
function served(item: ClaimedItem, hold: Hold): boolean {
  return mayFill(item, { itemId: null, volume: hold.volume });
}
