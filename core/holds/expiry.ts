import { granted, refused, type Outcome } from '../outcome.ts';
import { about, endHold } from './cancel.ts';
import { freeDocument } from './free-document.ts';
import { noteHold } from './journal.ts';
import type { HoldPorts } from './ports.ts';
import { settling } from './settling.ts';

/** Holds ended by one reading of the list. */
const atOnce = 200;

/** Ends the holds nobody came for, and those nobody could fill in time. Returns how many of each. */
export async function expireHolds(ports: HoldPorts): Promise<{ onShelf: number; unfilled: number }> {
  const { read } = ports.store;
  const now = ports.clock.now();
  return {
    onShelf: await endEach(
      () => read.holds.pastDeadline(now, atOnce),
      (holdId) => expireOnShelf(ports, holdId),
    ),
    unfilled: await endEach(
      () => read.holds.pastExpiry(now, atOnce),
      (holdId) => expireUnfilled(ports, holdId),
    ),
  };
}

/** Goes through a list that gets shorter as it is worked off; stops when what is left refuses to end. */
async function endEach(
  list: () => Promise<number[]>,
  end: (holdId: number) => Promise<Outcome<number>>,
): Promise<number> {
  for (let ended = 0; ;) {
    const before = ended;
    for (const holdId of await list()) if ((await end(holdId)).granted) ended += 1;
    if (ended - before < atOnce) return ended;
  }
}

/** The pickup deadline is over: the reader loses the hold, and the document is to be taken off the hold shelf. */
function expireOnShelf(ports: HoldPorts, holdId: number): Promise<Outcome<number>> {
  return settling(ports.store, holdId, async (work, settled) => {
    const { hold, item } = settled;
    const at = ports.clock.now();
    // He came, or it travelled on, while this list was being read.
    if (hold.status !== 'ON_SHELF' || (hold.pickupDeadline ?? Infinity) >= at) return refused('hold-ended');
    if (!(await endHold(work, settled, { to: 'EXPIRED_ON_SHELF', at }))) return refused('hold-ended');
    await noteHold(work, 'HOLD_EXPIRED', hold, about(settled, at, 'system'), { from: hold.status });
    if (item) await freeDocument(ports, work, item, at);
    return granted(hold.id);
  });
}

function expireUnfilled(ports: HoldPorts, holdId: number): Promise<Outcome<number>> {
  return settling(ports.store, holdId, async (work, settled) => {
    const { hold } = settled;
    const at = ports.clock.now();
    const waiting = hold.status === 'PENDING' || hold.status === 'TARGETED';
    if (!waiting || (hold.expiresAt ?? Infinity) > at) return refused('hold-ended');
    if (!(await endHold(work, settled, { to: 'EXPIRED_UNFILLED', at }))) return refused('hold-ended');
    await noteHold(work, 'HOLD_EXPIRED', hold, about(settled, at, 'system'), { from: hold.status });
    return granted(hold.id);
  });
}
