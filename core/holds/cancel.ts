import { liveHoldStatuses, type HoldStatus } from '../circulation/entities.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { LockedHold } from '../ports/holds.ts';
import type { Work } from '../ports/store.ts';
import type { CancelRequest } from './desk.ts';
import { freeDocument } from './free-document.ts';
import { noteHold } from './journal.ts';
import type { HoldPorts } from './ports.ts';
import { type Settled, settling } from './settling.ts';

/**
 * Cancels a hold whatever it has come to. PENDING: it leaves the queue. TARGETED: it also leaves the pull list. In a van
 * or on the hold shelf: its document is freed (free-document.ts).
 */
export function cancel(ports: HoldPorts) {
  return ({ holdId, reason, actor }: CancelRequest): Promise<Outcome<number>> =>
    settling(ports.store, holdId, async (work, settled) => {
      const { hold } = settled;
      if (!isLive(hold.status)) return refused('hold-ended', { status: hold.status });
      const at = ports.clock.now();
      if (!(await endHold(work, settled, { to: 'CANCELLED', at, reason }))) return refused('hold-ended');
      await noteHold(work, 'HOLD_CANCELLED', hold, about(settled, at, actor), { reason, from: hold.status });
      if (settled.item && hold.boundItemId !== null) await freeDocument(ports, work, settled.item, at);
      return granted(hold.id);
    });
}

/** Whether a hold still wants a document. */
export function isLive(status: HoldStatus): boolean {
  return (liveHoldStatuses as readonly HoldStatus[]).includes(status);
}

/** Ends a hold from the very state it was locked in; the document it leaves on the hold shelf is noted with it. */
export function endHold(
  work: Work,
  { hold, item }: { hold: LockedHold; item: Settled['item'] },
  how: { to: 'CANCELLED' | 'EXPIRED_UNFILLED' | 'EXPIRED_ON_SHELF'; at: number; reason?: string },
): Promise<boolean> {
  const onShelf = item?.status === 'ON_HOLD_SHELF' && hold.boundItemId === item.id;
  return work.holds.settle(hold.id, [hold.status], how.to, {
    endedAt: how.at,
    ...(how.reason !== undefined && { cancelReason: how.reason }),
    ...(onShelf && { releasedItemId: item.id }),
  });
}

/** What the journal says of a settled hold besides its facts. */
export function about({ hold }: Settled, at: number, actor: string) {
  return { at, actor, itemId: hold.boundItemId, patronRef: hold.patronRef };
}
