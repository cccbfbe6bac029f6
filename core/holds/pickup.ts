import { granted, refused, type Outcome } from '../outcome.ts';
import type { PickupRequest } from './desk.ts';
import { about, isLive } from './cancel.ts';
import { isPickupPoint } from './eligibility.ts';
import { freeDocument } from './free-document.ts';
import { noteHold } from './journal.ts';
import type { HoldPorts } from './ports.ts';
import { settling } from './settling.ts';

/**
 * Has a hold picked up elsewhere. A document in a van is given its new destination. One already on the hold shelf is
 * freed: the reader is back in the queue at his rank, and the scan that takes it off the shelf sends it after him.
 */
export function changePickup(ports: HoldPorts) {
  return async ({ holdId, pickupLibraryId, actor }: PickupRequest): Promise<Outcome<number>> => {
    const library = ports.directory.library(pickupLibraryId);
    if (!isPickupPoint(library)) return refused('pickup-not-possible', { library: library.code });
    return settling(ports.store, holdId, async (work, settled) => {
      const { hold, item } = settled;
      if (!isLive(hold.status)) return refused('hold-ended', { status: hold.status });
      if (hold.pickupLibraryId === pickupLibraryId) return granted(hold.id);

      const at = ports.clock.now();
      if (hold.status === 'ON_SHELF' && item) {
        await work.holds.settle(hold.id, ['ON_SHELF'], 'PENDING', { endedAt: at, releasedItemId: item.id });
        await work.holds.setPickup(hold.id, ['PENDING'], pickupLibraryId);
        await freeDocument(ports, work, item, at);
      } else {
        await work.holds.setPickup(hold.id, [hold.status], pickupLibraryId);
        const transit = hold.status === 'IN_TRANSIT' && item ? await work.transits.openOf(item.id) : null;
        const to = { toLibraryId: pickupLibraryId, reason: 'FILL_HOLD', holdId: hold.id } as const;
        if (transit) await work.transits.retarget(transit.id, to);
      }
      const pickup = { id: hold.id, pickupLibraryId };
      await noteHold(work, 'HOLD_PICKUP_CHANGED', pickup, about(settled, at, actor), { from: hold.status });
      return granted(hold.id);
    });
  };
}
