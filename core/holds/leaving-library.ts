import { granted, refused } from '../outcome.ts';
import { about, cancel } from './cancel.ts';
import { freeDocument } from './free-document.ts';
import { noteHold } from './journal.ts';
import type { HoldPorts } from './ports.ts';
import { settling } from './settling.ts';

const atOnce = 200;

/**
 * What a library that leaves the network asks of the holds: nobody will pick anything up there any more, nothing is fetched
 * from its shelves for others, and its documents that travel to other libraries turn home. One that waits on another library's hold shelf stays there for the
 * reader who was told so; those that stand on other shelves are a list for staff (`strays`). Done twice, the second time
 * finds nothing to do.
 */
export async function leaveNetwork(ports: HoldPorts): Promise<{ cancelled: number; turned: number }> {
  let cancelled = 0;
  let turned = 0;
  const { holds } = ports.store.read;
  for (const { id } of ports.directory.libraries().filter(({ state }) => state === 'LEAVING' || state === 'LEFT')) {
    cancelled += await each(
      (after) => holds.inbound(id, after, atOnce),
      (holdId) => cancel(ports)({ holdId, reason: 'library-leaving', actor: 'system' }),
    );
    turned += await each(
      (after) => holds.outbound(id, after, atOnce),
      (holdId) => turnHome(ports, holdId),
    );
  }
  return { cancelled, turned };
}

async function each(
  list: (after: number) => Promise<number[]>,
  act: (holdId: number) => Promise<{ granted: boolean }>,
): Promise<number> {
  let done = 0;
  for (let after = 0; ;) {
    const ids = await list(after);
    for (const id of ids) if ((await act(id)).granted) done += 1;
    if (ids.length < atOnce) return done;
    after = ids.at(-1)!;
  }
}

/** The reader waits for another copy, at his rank. */
function turnHome(ports: HoldPorts, holdId: number) {
  return settling(ports.store, holdId, async (work, settled) => {
    const { hold, item } = settled;
    const at = ports.clock.now();
    const promised = hold.status === 'TARGETED' || hold.status === 'IN_TRANSIT' || hold.status === 'TRAPPED';
    if (!item || !promised || !(await work.holds.settle(hold.id, [hold.status], 'PENDING')))
      return refused('hold-ended');
    await noteHold(work, 'HOLD_RELEASED', hold, about(settled, at, 'system'), { why: 'library-leaving' });
    await freeDocument(ports, work, item, at);
    return granted(hold.id);
  });
}
