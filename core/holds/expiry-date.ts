import { granted, refused, type Outcome } from '../outcome.ts';
import { about, isLive } from './cancel.ts';
import { noteHold } from './journal.ts';
import type { HoldPorts } from './ports.ts';
import { settling } from './settling.ts';

/** Changes until when a reader waits; once a document is kept for him, its pickup deadline counts instead. */
export function changeExpiry(ports: HoldPorts) {
  return ({
    holdId,
    expiresAt,
    actor,
  }: {
    holdId: number;
    expiresAt: number;
    actor: string;
  }): Promise<Outcome<number>> =>
    settling(ports.store, holdId, async (work, settled) => {
      const { hold } = settled;
      if (!isLive(hold.status)) return refused('hold-ended', { status: hold.status });
      if (!(await work.holds.setExpiry(hold.id, expiresAt))) return refused('hold-bound', { status: hold.status });
      const facts = { expiresAt, before: hold.expiresAt };
      await noteHold(work, 'HOLD_EXPIRY_CHANGED', hold, about(settled, ports.clock.now(), actor), facts);
      return granted(hold.id);
    });
}
