import { backToQueue } from '../holds/trapping.ts';
import { notYours } from '../network/acting.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { Work } from '../ports/store.ts';
import type { Resolution } from './entities.ts';
import type { Agent, NavettePorts } from './ports.ts';
import { settle } from './reception.ts';

/** Which answers a discrepancy admits. */
const answers: Record<'MISSING' | 'UNEXPECTED', readonly Resolution[]> = {
  MISSING: ['FOUND', 'DECLARED_MISSING'],
  UNEXPECTED: ['NOTED'],
};

/**
 * Settles a discrepancy. FOUND: the document stayed where it was sent from, and waits there for its next crate.
 * DECLARED_MISSING: it is given up, its move ends, and who waited for it is first in the queue again.
 */
export function resolveDiscrepancy(ports: NavettePorts) {
  return async (lineId: number, resolution: Resolution, by: Agent): Promise<Outcome<{ crateId: number }>> => {
    const { store, clock, directory } = ports;
    const found = await store.read.shuttle.discrepancy(lineId);
    if (!found) return refused('discrepancy-unknown');
    return store.transaction(async (work) => {
      const at = clock.now();
      const actor = `user:${by.login}`;
      // The item first, as everywhere: a check-in of the same document waits, or has made it seen.
      const item = await work.items.claim(found.barcode);
      if (!item) return refused('item-unknown');
      const crate = (await work.shuttle.lockCrate(found.crateId))!;
      const line = await work.shuttle.discrepancy(lineId);
      if (!line?.discrepancy || line.resolvedAt !== null || !answers[line.discrepancy].includes(resolution)) {
        return refused('discrepancy-not-so-resolved', {
          kind: line?.discrepancy ?? null,
          resolution: line?.resolution ?? null,
        });
      }
      // Both sides may: where it was packed, and where it was unpacked.
      const objection = notYours(by, crate.fromLibraryId, directory);
      if (objection && by.libraryId !== crate.receivedLibraryId) return objection;
      if (resolution === 'DECLARED_MISSING') {
        if (!line.inCrate)
          return refused('discrepancy-not-so-resolved', { kind: line.discrepancy, resolution: 'FOUND' });
        await declareMissing(work, { item, transitId: line.openTransitId!, at, actor });
      }
      await work.shuttle.resolve(lineId, { at, resolution, actor });
      await settle(work, crate);
      await work.journal.append({
        at,
        type: 'DISCREPANCY',
        actor,
        libraryId: crate.receivedLibraryId,
        deviceId: null,
        itemId: item.id,
        patronRef: null,
        payload: { crate: crate.id, code: crate.code, resolution },
      });
      return granted({ crateId: crate.id });
    });
  };
}

/** The item is claimed: its hold goes back to the queue with its rank, its move ends, and nobody knows where it is. */
async function declareMissing(
  work: Work,
  about: { item: { id: number; holdingLibraryId: number }; transitId: number; at: number; actor: string },
): Promise<void> {
  const { item, transitId, at, actor } = about;
  const hold = await work.holds.boundTo(item.id);
  if (hold) await backToQueue(work, item, hold, { at, why: 'missing', actor });
  await work.transits.cancel(transitId, at);
  await work.items.move(item.id, { status: 'MISSING', statusSince: at, holdingLibraryId: item.holdingLibraryId });
}

/** What was noted missing and was seen since at another library, lent, or brought back, is found by itself. */
export async function settleFound(ports: NavettePorts, limit = 200): Promise<number> {
  const { store, clock } = ports;
  let settled = 0;
  for (const { lineId, crateId } of await store.read.shuttle.missingSeenSince(limit)) {
    const done = await store.transaction(async (work) => {
      const crate = await work.shuttle.lockCrate(crateId);
      const line = await work.shuttle.discrepancy(lineId);
      if (!crate || !line || line.resolvedAt !== null || line.inCrate) return granted(0);
      await work.shuttle.resolve(lineId, { at: clock.now(), resolution: 'FOUND', actor: 'system' });
      await settle(work, crate);
      return granted(1);
    });
    if (done.granted) settled += done.value;
  }
  return settled;
}
