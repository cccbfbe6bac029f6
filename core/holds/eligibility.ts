import type { Hold, Item } from '../circulation/entities.ts';
import type { Directory } from '../network/directory.ts';
import type { NetworkLibrary } from '../network/network.ts';
import type { QueuedHold } from '../ports/holds.ts';

/** Whether readers pick up their holds there. */
export function isPickupPoint({ state, isPickup }: NetworkLibrary): boolean {
  return state === 'LIVE' && isPickup;
}

/** Whether this copy is what the hold asks for: any copy, the copies of one volume, or one copy. */
export function asksFor(hold: Pick<Hold, 'itemId' | 'volume'>, item: Pick<Item, 'id' | 'volume'>): boolean {
  return (hold.itemId === null || hold.itemId === item.id) && (hold.volume === '' || hold.volume === item.volume);
}

/** Whether a hold waits for a document at this moment: not suspended, its time come and not over. */
export function waits(hold: Hold, at: number): boolean {
  return (
    (hold.status === 'PENDING' || hold.status === 'TARGETED') &&
    (hold.notBefore ?? 0) <= at &&
    (hold.suspendedUntil ?? 0) <= at &&
    (hold.expiresAt ?? Infinity) > at
  );
}

/** Whether this copy may be given to the hold now: row 7 of the check-in table. */
export function mayServe(directory: Directory, hold: QueuedHold, item: Item, at: number): boolean {
  if (!waits(hold, at) || !asksFor(hold, item)) return false;
  if (!isPickupPoint(directory.library(hold.pickupLibraryId))) return false;
  // A library that leaves the network lends its documents no further than its own desk.
  if (directory.library(item.homeLibraryId).state !== 'LIVE' && hold.pickupLibraryId !== item.homeLibraryId)
    return false;
  return directory.policies.match(hold.categoryId, item.type, hold.pickupLibraryId)?.holdable ?? false;
}

/** First come, first served over the whole network. */
export function ranksBefore(one: Hold, other: Hold): boolean {
  const difference = one.priorityClass - other.priorityClass || one.placedAt - other.placedAt || one.id - other.id;
  return difference < 0;
}
