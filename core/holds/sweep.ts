import { granted } from '../outcome.ts';
import { expireHolds } from './expiry.ts';
import { leaveNetwork } from './leaving-library.ts';
import type { HoldPorts, TargetingPorts } from './ports.ts';
import { targetHolds } from './targeting.ts';

const minute = 60_000;

/** What one round did. */
export interface HoldRound {
  readonly expiredOnShelf: number;
  readonly expiredUnfilled: number;
  readonly cancelledForLeaving: number;
  readonly turnedHome: number;
  readonly reshelved: number;
  readonly targeted: number;
}

/**
 * What happens to holds by the passing of time: those that are over end, those of libraries that leave are cancelled,
 * trolleys are emptied, and the pull lists follow the shelves. Servers may run it at the same time.
 */
export async function sweepHolds(ports: HoldPorts & TargetingPorts): Promise<HoldRound> {
  const expired = await expireHolds(ports);
  const left = await leaveNetwork(ports);
  const reshelved = await emptyTrolleys(ports);
  const targeted = await targetHolds(ports);
  return {
    expiredOnShelf: expired.onShelf,
    expiredUnfilled: expired.unfilled,
    cancelledForLeaving: left.cancelled,
    turnedHome: left.turned,
    reshelved,
    targeted,
  };
}

async function emptyTrolleys({ store, clock, settings }: HoldPorts): Promise<number> {
  if (settings.reshelveMinutes === 0) return 0;
  const now = clock.now();
  const before = now - settings.reshelveMinutes * minute;
  const done = await store.transaction(async (work) => granted(await work.holds.finishReshelving(before, now)));
  return done.granted ? done.value : 0;
}
