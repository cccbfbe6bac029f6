import { granted, refused, type Outcome } from '../outcome.ts';
import type { SuspendRequest } from './desk.ts';
import { about, isLive } from './cancel.ts';
import { noteHold } from './journal.ts';
import type { HoldPorts } from './ports.ts';
import { settling } from './settling.ts';

/** Passes a hold over until a date. Its rank is kept; a document already bound to it stays bound: it is then refused. */
export function suspend(ports: HoldPorts) {
  return ({ holdId, until, actor }: SuspendRequest): Promise<Outcome<number>> =>
    settling(ports.store, holdId, async (work, settled) => {
      const { hold } = settled;
      const at = ports.clock.now();
      if (!isLive(hold.status)) return refused('hold-ended', { status: hold.status });
      if (!(await work.holds.suspend(hold.id, until))) return refused('hold-bound', { status: hold.status });
      await noteHold(work, 'HOLD_SUSPENDED', hold, about(settled, at, actor), { until });
      return granted(hold.id);
    });
}
