import { dayMilliseconds } from '../circulation/ports.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import { about } from './cancel.ts';
import { noteHold } from './journal.ts';
import type { HoldPorts } from './ports.ts';
import { settling } from './settling.ts';

interface OfHold {
  readonly holdId: number;
  readonly actor: string;
}

/** Keeps a document on the hold shelf as long again as if it had come today. */
export function extendDeadline(ports: HoldPorts) {
  return ({ holdId, actor }: OfHold): Promise<Outcome<number>> =>
    settling(ports.store, holdId, async (work, settled) => {
      const { hold } = settled;
      if (hold.status !== 'ON_SHELF') return refused('hold-not-there', { status: hold.status });
      const at = ports.clock.now();
      const { directory, settings } = ports;
      const { pickupLibraryId } = hold;
      const { holdShelfDays, holdShelfOpenDays } = settings;
      const pickupDeadline = directory.calendars.pickupDeadline(pickupLibraryId, at, holdShelfDays, holdShelfOpenDays);
      await work.holds.setDeadline(hold.id, pickupDeadline);
      const facts = { pickupDeadline, before: hold.pickupDeadline };
      await noteHold(work, 'HOLD_EXPIRY_CHANGED', hold, about(settled, at, actor), facts);
      return granted(hold.id);
    });
}

/** Tells a reader once more that his document waits. Once a day: refused `already-called-today`. */
export function callAgain(ports: HoldPorts) {
  return ({ holdId, actor }: OfHold): Promise<Outcome<number>> =>
    settling(ports.store, holdId, async (work, settled) => {
      const { hold } = settled;
      if (hold.status !== 'ON_SHELF' || hold.shelvedAt === null) {
        return refused('hold-not-there', { status: hold.status });
      }
      const at = ports.clock.now();
      const ordered = await work.notices.order({
        kind: 'hold-ready',
        patronId: hold.patronId,
        libraryId: hold.pickupLibraryId,
        holdId: hold.id,
        // The first call is of level 0: those that follow are numbered by the day.
        level: 1 + Math.floor((at - hold.shelvedAt) / dayMilliseconds),
        subjectDate: String(hold.shelvedAt),
        createdAt: at,
      });
      if (!ordered) return refused('already-called-today', { hold: hold.id });
      await noteHold(work, 'HOLD_CALLED_AGAIN', hold, about(settled, at, actor));
      return granted(hold.id);
    });
}
