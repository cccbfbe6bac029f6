import type { ClaimedItem, Work } from '../ports/store.ts';
import type { HoldPorts } from './ports.ts';
import { noteHold } from './journal.ts';
import { nextHold } from './trapping.ts';

/**
 * What becomes of a document whose hold has just ended, without anybody having seen it: the column "bound hold
 * cancelled/expired" of the state table.
 *
 * On the hold shelf it is RESHELVE from now on, a task for staff ("to take off the hold shelf"); the scan that does it
 * gives it to the next reader, or sends it home. Nobody is told to come before that scan, and nobody can be promised
 * what a walk-in reader is holding. In a van it stays in the van: the next reader becomes its destination, else home.
 */
export async function freeDocument(
  ports: Pick<HoldPorts, 'directory'>,
  work: Work,
  item: ClaimedItem,
  at: number,
): Promise<void> {
  const here = { statusSince: at, holdingLibraryId: item.holdingLibraryId };
  if (item.status === 'ON_HOLD_SHELF') return work.items.move(item.id, { ...here, status: 'RESHELVE' });
  if (item.status !== 'TRANSIT_HOLD') return;

  const transit = await work.transits.openOf(item.id);
  if (!transit) throw new Error(`item ${item.id} is ${item.status} without an open transit`);
  const lost = new Set<number>();
  for (
    let next = await nextHold(ports, work, { item, at });
    next;
    next = await nextHold(ports, work, { item, at }, lost)
  ) {
    const van = { itemId: item.id, status: 'IN_TRANSIT', shelvedAt: null, pickupDeadline: null } as const;
    if (await work.holds.bind(next.id, van)) {
      const to = { toLibraryId: next.pickupLibraryId, reason: 'FILL_HOLD', holdId: next.id } as const;
      await work.transits.retarget(transit.id, to);
      return noteHold(work, 'HOLD_BOUND', next, { at, actor: 'system', itemId: item.id });
    }
    lost.add(next.id);
  }
  await work.transits.retarget(transit.id, { toLibraryId: item.homeLibraryId, reason: 'RETURN_HOME', holdId: null });
  await work.items.move(item.id, { ...here, status: 'TRANSIT_HOME' });
}
