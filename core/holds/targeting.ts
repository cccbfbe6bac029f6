import { dayMilliseconds } from '../circulation/ports.ts';
import { granted } from '../outcome.ts';
import type { Copy, LockedHold } from '../ports/holds.ts';
import type { Work } from '../ports/store.ts';
import { mayServe, waits } from './eligibility.ts';
import { noteHold } from './journal.ts';
import type { HoldPorts, TargetingPorts } from './ports.ts';

/** Records looked at by one reading of the list. */
const atOnce = 200;

/**
 * Puts every hold that a copy on some shelf can serve on the pull list of that copy's library, and takes those off whose
 * copy has left its shelf. Returns the number of holds targeted. Two servers may do it at once: each queue is locked.
 */
export async function targetHolds(ports: HoldPorts & TargetingPorts): Promise<number> {
  const { store, clock } = ports;
  let targeted = 0;
  for (let after = 0; ;) {
    const now = clock.now();
    const records = await store.read.holds.recordsToTarget(now, after, atOnce);
    for (const recordId of records) {
      const outcome = await store.transaction(async (work) => granted(await targetRecord(ports, work, recordId, now)));
      if (outcome.granted) targeted += outcome.value;
    }
    if (records.length < atOnce) return targeted;
    after = records.at(-1)!;
  }
}

/** Readers are served by rank; what is optimised is the copy each is served by. */
async function targetRecord(ports: TargetingPorts, work: Work, recordId: number, at: number): Promise<number> {
  const queue = await work.holds.lockQueue(recordId);
  const copies = await work.holds.copies(recordId);
  const onShelf = copies.filter(({ status, loanable }) => status === 'AVAILABLE' && loanable);

  const waiting: LockedHold[] = [];
  for (const hold of queue) {
    const stillThere = onShelf.some(({ id }) => id === hold.targetItemId);
    if (hold.status === 'TARGETED' && !stillThere && (await work.holds.settle(hold.id, ['TARGETED'], 'PENDING'))) {
      waiting.push({ ...hold, status: 'PENDING', targetItemId: null });
    } else if (hold.status === 'PENDING' && waits(hold, at)) waiting.push(hold);
  }
  const taken = new Set(queue.map(({ targetItemId }) => targetItemId));
  const free = new Map(onShelf.filter(({ id }) => !taken.has(id)).map((copy) => [copy.id, copy]));
  if (free.size === 0) return 0;

  const burden = new Map(await work.holds.burden());
  let targeted = 0;
  for (const hold of waiting) {
    const candidates = [...free.values()].filter((copy) => mayServe(ports.directory, hold, copy, at));
    const copy = bestCopy(ports, hold.pickupLibraryId, candidates, { burden, at });
    if (!copy || !(await work.holds.target(hold.id, copy.id, at))) continue;
    free.delete(copy.id);
    burden.set(copy.holdingLibraryId, (burden.get(copy.holdingLibraryId) ?? 0) + 1);
    targeted += 1;
    const about = { at, actor: 'system', itemId: copy.id, patronRef: hold.patronRef };
    await noteHold(work, 'HOLD_TARGETED', hold, about, { library: copy.holdingLibraryId });
  }
  return targeted;
}

/**
 * The copy that brings the hold there best: 1) one on the shelf at the pickup library; 2) the earliest there by the
 * shuttle's timetable; 3) the one of the least burdened lender. One that was searched for in vain comes last. Null when
 * every lender is closed until its next departure: the holds are looked at again after it.
 */
export function bestCopy(
  { directory, timetable }: TargetingPorts,
  pickupLibraryId: number,
  copies: readonly Copy[],
  { burden, at }: { burden: ReadonlyMap<number, number>; at: number },
): Copy | null {
  const ranked = copies
    .filter((copy) => directory.library(copy.holdingLibraryId).state === 'LIVE')
    .map((copy) => ({ copy, arrival: arrivalOf({ directory, timetable }, copy.holdingLibraryId, pickupLibraryId, at) }))
    .filter((line): line is { copy: Copy; arrival: number } => line.arrival !== null)
    .sort(
      (a, b) =>
        a.copy.failedSearches - b.copy.failedSearches ||
        a.arrival - b.arrival ||
        (burden.get(a.copy.holdingLibraryId) ?? 0) - (burden.get(b.copy.holdingLibraryId) ?? 0) ||
        a.copy.id - b.copy.id,
    );
  return ranked[0]?.copy ?? null;
}

/** When a copy of this library would be there; null when nobody can fetch it before its next departure. */
function arrivalOf({ directory, timetable }: TargetingPorts, from: number, to: number, at: number): number | null {
  if (from === to) return 0;
  const opening = directory.calendars.nextOpening(from, at);
  if (opening === null) return null;
  const byNextVan = timetable.earliestArrival(from, to, at);
  if (byNextVan === null) return opening + dayMilliseconds;
  const byVanOfOpening = timetable.earliestArrival(from, to, opening);
  // The library opens when the next van has gone: what could have left with it would arrive sooner.
  return byVanOfOpening === null || byVanOfOpening > byNextVan ? null : byNextVan;
}
