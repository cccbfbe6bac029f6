import type { TransitReason } from './entities.ts';
import type { SeenOnTheWay } from './scan.ts';
import type { Work } from '../ports/store.ts';

/** Where a document is sent, and what for. */
export interface Destination {
  readonly toLibraryId: number;
  readonly reason: TransitReason;
  readonly holdId: number | null;
}

/** One open transit an item: the one under way is given its new destination, else one is opened. */
export async function sendTo(work: Work, { scan, transit }: SeenOnTheWay, to: Destination): Promise<void> {
  if (!transit) {
    await work.transits.open({ itemId: scan.item.id, fromLibraryId: scan.here, createdAt: scan.at, ...to });
    return;
  }
  const same = transit.toLibraryId === to.toLibraryId && transit.reason === to.reason && transit.holdId === to.holdId;
  if (!same) await work.transits.retarget(transit.id, to);
}
