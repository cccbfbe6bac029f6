import { localDate } from '../circulation/calendars.ts';
import { granted } from '../outcome.ts';
import type { Log } from '../ports/log.ts';
import type { OutboxRow } from '../ports/outbox.ts';
import type { Store, Work } from '../ports/store.ts';
import type { NewNotice, NoticeOrder } from './entities.ts';

/** Turns the outbox rows of the topic `notices` into notices, each in one transaction; returns how many there were. */
export async function takeOrders({ store, log }: { store: Store; log: Log }, limit: number): Promise<number> {
  const rows = await store.read.outbox('notices', limit);
  for (const row of rows) {
    const order = orderOf(row);
    if (!order) log.error({ row: row.id }, 'an outbox row asks for a notice that is not known here; it is dropped');
    await store.transaction(async (work) => {
      await work.outbox.done([row.id]);
      const notice = order && (await noticeOf(work, order, row.createdAt));
      if (notice) await work.notices.order(notice);
      return granted(null);
    });
  }
  return rows.length;
}

function orderOf({ payload }: OutboxRow): NoticeOrder | null {
  const { kind, holdId, patronId } = JSON.parse(payload) as Record<string, unknown>;
  if (kind === 'hold-ready' && typeof holdId === 'number') return { kind, holdId };
  if ((kind === 'card-registered' || kind === 'card-replaced') && typeof patronId === 'number')
    return { kind, patronId };
  return null;
}

async function noticeOf(work: Work, order: NoticeOrder, orderedAt: number): Promise<NewNotice | null> {
  if (order.kind === 'hold-ready') {
    const hold = await work.notices.hold(order.holdId);
    if (!hold) return null;
    const { patronId, pickupLibraryId: libraryId, status, shelvedAt } = hold;
    const notice = { kind: order.kind, patronId, libraryId, holdId: hold.id, level: 0, createdAt: orderedAt };
    if (status === 'ON_SHELF') return { ...notice, subjectDate: String(shelvedAt) };
    // Kept all the same: whoever asks why a reader heard nothing finds the answer.
    return { ...notice, subjectDate: `ordered ${orderedAt}`, state: 'SKIPPED', reason: 'hold-not-on-shelf' };
  }
  const reader = await work.notices.reader(order.patronId);
  return (
    reader && {
      kind: order.kind,
      patronId: reader.id,
      libraryId: reader.homeLibraryId,
      holdId: null,
      level: 0,
      // A reader who loses two cards in one day is told of both: the card is the subject's date.
      subjectDate: `${localDate(orderedAt)} ${(reader.cardNumber ?? '').slice(-4)}`,
      createdAt: orderedAt,
    }
  );
}
