import { isKept, type Hold } from '../circulation/entities.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { CopyAndDue, QueuedHold } from '../ports/holds.ts';
import { isLive } from './cancel.ts';
import { asksFor, isPickupPoint, mayServe, ranksBefore } from './eligibility.ts';
import type { CopyVerdict, HoldExplanation, HoldObstacle } from './explanation.ts';
import type { HoldPorts } from './ports.ts';

/** Says why a hold stands where it stands. Changes nothing. */
export function explainHold({ store, directory, clock }: Pick<HoldPorts, 'store' | 'directory' | 'clock'>) {
  return async (holdId: number): Promise<Outcome<HoldExplanation>> => {
    const sheet = await store.read.holds.sheet(holdId);
    if (!sheet) return refused('hold-unknown', { hold: holdId });
    const at = clock.now();
    const { hold } = sheet;
    const [queue, copies] = await Promise.all([
      store.read.holds.queue(hold.recordId),
      store.read.holds.copies(hold.recordId),
    ]);
    const queued = queue.find(({ id }) => id === hold.id) ?? null;
    const verdict = (copy: CopyAndDue): CopyVerdict =>
      mechanical(hold, copy) ?? (queued && allowed(directory, queued, copy)) ?? 'would-do';
    return granted({
      sheet,
      ahead: queue.filter((other) => other.volume === hold.volume && ranksBefore(other, hold)).length,
      obstacles: obstaclesOf(hold, at, isPickupPoint(directory.library(hold.pickupLibraryId))),
      copies: copies.map((copy) => ({ copy, verdict: verdict(copy) })),
    });
  };
}

function obstaclesOf(hold: Hold, at: number, isPickup: boolean): HoldObstacle[] {
  const met: readonly [HoldObstacle, boolean][] = [
    ['ended', !isLive(hold.status)],
    ['suspended', (hold.suspendedUntil ?? 0) > at],
    ['not-yet', (hold.notBefore ?? 0) > at],
    ['expired', (hold.expiresAt ?? Infinity) <= at && hold.boundItemId === null],
    ['pickup-closed', !isPickup],
  ];
  return met.filter(([, isMet]) => isMet).map(([obstacle]) => obstacle);
}

/** What can be seen on the copy itself, in the order a librarian would look. */
function mechanical(hold: Hold, copy: CopyAndDue): CopyVerdict | null {
  if (hold.boundItemId === copy.id) return 'bound';
  if (hold.targetItemId === copy.id) return 'targeted';
  if (!asksFor(hold, copy)) return hold.itemId === null ? 'another-volume-asked' : 'another-copy-asked';
  if (copy.status === 'ON_LOAN') return 'on-loan';
  if (isKept(copy)) return 'kept-for-another';
  if (copy.status === 'TRANSIT_HOME') return 'moving';
  if (copy.status !== 'AVAILABLE') return 'not-on-shelf';
  if (!copy.loanable) return 'not-loanable';
  return copy.targetHoldId === null ? null : 'fetched-for-another';
}

/** What the rules say of a copy on its shelf, whatever the moment. */
function allowed(directory: HoldPorts['directory'], hold: QueuedHold, copy: CopyAndDue): CopyVerdict | null {
  const timeless = { ...hold, status: 'PENDING', notBefore: null, suspendedUntil: null, expiresAt: null } as const;
  const { pickupLibraryId } = hold;
  if (!isPickupPoint(directory.library(pickupLibraryId)) || mayServe(directory, timeless, copy, 0)) return null;
  const home = directory.library(copy.homeLibraryId);
  return home.state !== 'LIVE' && pickupLibraryId !== home.id ? 'leaving-network' : 'rule-forbids';
}
