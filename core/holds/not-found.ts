import { granted, refused, type Outcome } from '../outcome.ts';
import type { Work } from '../ports/store.ts';
import type { NotFoundRequest } from './desk.ts';
import { noteHold } from './journal.ts';
import type { HoldPorts } from './ports.ts';
import { type Settled, settling } from './settling.ts';
import { backToQueue } from './trapping.ts';

/**
 * Staff looked and the document is not there. On a pull list: the hold is served by another copy if there is one, and
 * after some searches the copy is taken for missing. On the hold shelf: it is missing, and the reader is back at his rank.
 */
export function notFound(ports: HoldPorts) {
  return ({ holdId, actor }: NotFoundRequest): Promise<Outcome<number>> =>
    settling(ports.store, holdId, async (work, settled) => {
      const { hold, item } = settled;
      const at = ports.clock.now();
      if (item && hold.status === 'TARGETED') {
        await work.holds.settle(hold.id, ['TARGETED'], 'PENDING');
        const missing = await searchFailed(ports, work, { item, hold }, actor);
        const about = { at, actor, itemId: item.id, patronRef: hold.patronRef };
        await noteHold(work, 'HOLD_NOT_FOUND', hold, about, { from: 'TARGETED', missing });
        return granted(hold.id);
      }
      if (item && hold.status === 'ON_SHELF') {
        await backToQueue(work, item, hold, { at, why: 'not-found', actor });
        await giveUp(work, item, at);
        return granted(hold.id);
      }
      return refused('hold-not-there', { status: hold.status });
    });
}

/** Counts one more search for a copy that should be on its shelf; true when that was one too many. */
async function searchFailed(
  { settings, clock }: HoldPorts,
  work: Work,
  { item, hold }: { item: NonNullable<Settled['item']>; hold: Settled['hold'] },
  actor: string,
): Promise<boolean> {
  const at = clock.now();
  await work.holds.noteSearch({ holdId: hold.id, itemId: item.id, libraryId: item.holdingLibraryId, at, actor });
  if (item.status !== 'AVAILABLE') return false; // lent or gone since the list was printed: no wonder
  const copies = await work.holds.copies(item.recordId);
  const searches = copies.find(({ id }) => id === item.id)?.failedSearches ?? 0;
  if (searches < settings.searchesBeforeMissing) return false;
  await giveUp(work, item, at);
  return true;
}

function giveUp(work: Work, item: NonNullable<Settled['item']>, at: number): Promise<void> {
  return work.items.move(item.id, { status: 'MISSING', statusSince: at, holdingLibraryId: item.holdingLibraryId });
}
