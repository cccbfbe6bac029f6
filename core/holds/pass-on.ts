import { granted, refused, type Outcome } from '../outcome.ts';
import { mayServe } from './eligibility.ts';
import { noteHold } from './journal.ts';
import type { HoldPorts, TargetingPorts } from './ports.ts';
import { bestCopy } from './targeting.ts';

/** Asks another library to fetch its own copy: this one cannot today. The hold keeps its rank, the copy stays as it is. */
export function passOn(ports: HoldPorts & TargetingPorts) {
  return async ({ holdId, actor }: { holdId: number; actor: string }): Promise<Outcome<number>> => {
    const { store, directory, clock } = ports;
    const before = await store.read.holds.itemOf(holdId);
    if (!before) return refused('hold-unknown', { hold: holdId });
    return store.transaction(async (work) => {
      const at = clock.now();
      // The whole queue, as whoever chooses copies locks it: two of them never wait for each other in a circle.
      const queue = await work.holds.lockQueue(before.hold.recordId);
      const hold = queue.find(({ id }) => id === holdId);
      if (!hold) return refused('hold-ended', { hold: holdId });
      if (hold.status !== 'TARGETED') return refused('hold-not-there', { status: hold.status });
      const copies = await work.holds.copies(hold.recordId);
      const here = copies.find(({ id }) => id === hold.targetItemId)?.holdingLibraryId ?? null;
      const elsewhere = copies.filter(
        (copy) =>
          copy.holdingLibraryId !== here &&
          copy.status === 'AVAILABLE' &&
          copy.loanable &&
          copy.targetHoldId === null &&
          mayServe(directory, hold, copy, at),
      );
      const next = bestCopy(ports, hold.pickupLibraryId, elsewhere, { burden: await work.holds.burden(), at });
      if (!next) return refused('no-other-copy', { copies: elsewhere.length });
      await work.holds.settle(hold.id, ['TARGETED'], 'PENDING');
      await work.holds.target(hold.id, next.id, at);
      const about = { at, actor, itemId: next.id, patronRef: hold.patronRef };
      await noteHold(work, 'HOLD_TARGETED', hold, about, { library: next.holdingLibraryId, passedOnBy: here });
      return granted(hold.id);
    });
  };
}
