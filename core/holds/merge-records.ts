import type { LockedHold } from '../ports/holds.ts';
import type { ClaimedItem, Work } from '../ports/store.ts';
import { about, endHold } from './cancel.ts';
import { freeDocument } from './free-document.ts';
import { noteHold } from './journal.ts';
import type { HoldPorts } from './ports.ts';

/** A record, and the one it was merged into. */
export interface MergedRecords {
  readonly fromRecordId: number;
  readonly intoRecordId: number;
  readonly at: number;
  readonly actor: string;
}

/** How far a hold has come: of two holds of one reader the one further along is kept, with the better rank of both. */
const progress: readonly LockedHold['status'][] = ['ON_SHELF', 'IN_TRANSIT', 'TRAPPED', 'TARGETED', 'PENDING'];

/**
 * The copies and the holds of a record follow it into the one it is merged with, in the transaction that merges them:
 * one queue, first come first served. Two holds of one reader for one volume become one, as of the earlier date.
 */
export async function followMerge(
  ports: Pick<HoldPorts, 'directory'>,
  work: Work,
  { fromRecordId, intoRecordId, at, actor }: MergedRecords,
): Promise<{ moved: number; collapsed: number }> {
  await work.holds.moveCopies(fromRecordId, intoRecordId); // a write first: it locks every copy of both
  const queues = new Map<number, LockedHold[]>();
  for (const recordId of [fromRecordId, intoRecordId].sort((a, b) => a - b)) {
    queues.set(recordId, await work.holds.lockQueue(recordId));
  }
  const from = queues.get(fromRecordId)!;
  const everyone = [...from, ...queues.get(intoRecordId)!];

  const freed: ClaimedItem[] = [];
  let collapsed = 0;
  for (const wishes of Object.values(Object.groupBy(everyone, ({ patronId, volume }) => `${patronId} ${volume}`))) {
    const [kept, ...others] = wishes!.toSorted(
      (a, b) => progress.indexOf(a.status) - progress.indexOf(b.status) || a.placedAt - b.placedAt,
    );
    for (const hold of others) {
      const item = hold.boundBarcode === null ? null : await work.items.claim(hold.boundBarcode);
      await endHold(work, { hold, item }, { to: 'CANCELLED', at, reason: 'merged' });
      await noteHold(work, 'HOLD_CANCELLED', hold, about({ hold, item }, at, actor), {
        reason: 'merged',
        into: kept!.id,
      });
      if (item) freed.push(item);
      collapsed += 1;
    }
    const priorityClass = Math.min(...wishes!.map((hold) => hold.priorityClass));
    const placedAt = Math.min(...wishes!.map((hold) => hold.placedAt));
    await work.holds.rerank(kept!.id, { recordId: intoRecordId, priorityClass, placedAt });
  }
  // Only now: the next reader of a freed document may be one of either queue.
  for (const item of freed) await freeDocument(ports, work, item, at);
  await work.journal.append({
    at,
    type: 'HOLDS_MERGED',
    actor,
    libraryId: null,
    deviceId: null,
    itemId: null,
    patronRef: null,
    payload: { from: fromRecordId, into: intoRecordId, holds: everyone.length, collapsed },
  });
  return { moved: from.length, collapsed };
}
