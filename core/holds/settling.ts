import { refused, type Outcome } from '../outcome.ts';
import type { LockedHold } from '../ports/holds.ts';
import type { ClaimedItem, Store, Work } from '../ports/store.ts';

/** A hold and the document it has, or is to have; both locked. */
export interface Settled {
  readonly hold: LockedHold;
  readonly item: ClaimedItem | null;
}

/** Another scan may give the hold another document between the reading and the lock, not for ever. */
const tries = 5;

/**
 * Runs one transaction on a hold, its document locked first: items come before holds in the order of locks, and only the
 * hold says which document that is. When it changed in between, everything is read again.
 */
export async function settling<T>(
  store: Store,
  holdId: number,
  run: (work: Work, settled: Settled) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  for (let left = tries; left > 0; left -= 1) {
    const before = await store.read.holds.itemOf(holdId);
    if (!before) return refused('hold-unknown', { hold: holdId });
    const outcome = await store.transaction<T | 'moved'>(async (work) => {
      const item = before.barcode === null ? null : await work.items.claim(before.barcode);
      const hold = await work.holds.lock(holdId);
      if (!hold) return refused('hold-unknown', { hold: holdId });
      if ((hold.boundItemId ?? hold.targetItemId) !== (item?.id ?? null)) return { granted: true, value: 'moved' };
      return run(work, { hold, item });
    });
    if (!outcome.granted) return outcome;
    if (outcome.value !== 'moved') return { granted: true, value: outcome.value as T };
  }
  return refused('temporarily-unavailable', { hold: holdId });
}
