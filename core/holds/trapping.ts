import { dayMilliseconds, type CirculationPorts } from '../circulation/ports.ts';
import { isKept, type Hold } from '../circulation/entities.ts';
import type { Routing, Scan, SeenOnTheWay } from '../circulation/scan.ts';
import { sendTo } from '../circulation/sending.ts';
import type { QueuedHold } from '../ports/holds.ts';
import type { ClaimedItem, Work } from '../ports/store.ts';
import { isPickupPoint, mayServe, ranksBefore } from './eligibility.ts';
import { noteHold } from './journal.ts';

type TrappingPorts = Pick<CirculationPorts, 'directory' | 'settings'>;

/**
 * Rows 5 and 6: a document already kept for somebody arrives, or goes on to the same place. Null when nobody is kept
 * waiting for it any more: his pickup library hands out no more holds, or the reader at the head of the queue waits here.
 */
export async function keptFor(ports: TrappingPorts, work: Work, seen: SeenOnTheWay): Promise<Routing | null> {
  const { item, here, at } = seen.scan;
  const hold = isKept(item) ? await work.holds.boundTo(item.id) : null;
  if (!hold) return null;
  if (!isPickupPoint(ports.directory.library(hold.pickupLibraryId))) {
    await backToQueue(work, item, hold, { at, why: 'pickup-not-possible' });
    return null;
  }
  if (hold.pickupLibraryId === here) return arrived(ports, work, seen, hold);

  const head = await nextHere(ports, work, seen.scan);
  if (head && head.pickupLibraryId === here && ranksBefore(head, hold)) {
    await backToQueue(work, item, hold, { at, why: 'waypoint' });
    return null;
  }
  await sendTo(work, seen, { toLibraryId: hold.pickupLibraryId, reason: 'FILL_HOLD', holdId: hold.id });
  if (hold.status !== 'IN_TRANSIT') await work.holds.settle(hold.id, ['TRAPPED', 'ON_SHELF'], 'IN_TRANSIT');
  return onTheWay(here, { ...hold, status: 'IN_TRANSIT' });
}

/** The reader keeps his rank and waits for another copy. */
export async function backToQueue(
  work: Work,
  item: Pick<ClaimedItem, 'id'>,
  hold: Hold,
  { at, why, actor = 'system' }: { at: number; why: string; actor?: string },
): Promise<boolean> {
  const settled = await work.holds.settle(hold.id, ['TRAPPED', 'IN_TRANSIT', 'ON_SHELF'], 'PENDING');
  if (settled) await noteHold(work, 'HOLD_RELEASED', hold, { at, actor, itemId: item.id }, { why });
  return settled;
}

async function arrived(ports: TrappingPorts, work: Work, seen: SeenOnTheWay, hold: Hold): Promise<Routing> {
  const { item, here, at } = seen.scan;
  if (seen.transit) await work.transits.arrive(seen.transit.id, at);
  if (hold.status === 'ON_SHELF') return onHoldShelf(here, hold);
  const shelved = { shelvedAt: at, pickupDeadline: deadline(ports, here, at) };
  await work.holds.settle(hold.id, ['TRAPPED', 'IN_TRANSIT'], 'ON_SHELF', shelved);
  await tellReady(work, item, hold, at);
  return onHoldShelf(here, { ...hold, status: 'ON_SHELF', ...shelved });
}

/** Row 7: traps the document for the first reader who may have it; null when nobody may. */
export async function trap(ports: TrappingPorts, work: Work, seen: SeenOnTheWay): Promise<Routing | null> {
  const { item, here, at } = seen.scan;
  const lost = new Set<number>(); // holds that another transaction settled between the reading and the binding
  for (;;) {
    const hold = await nextHere(ports, work, seen.scan, lost);
    if (!hold) return null;
    const isHere = hold.pickupLibraryId === here;
    const shelved = isHere
      ? { shelvedAt: at, pickupDeadline: deadline(ports, here, at) }
      : { shelvedAt: null, pickupDeadline: null };
    const status = isHere ? 'ON_SHELF' : 'IN_TRANSIT';
    if (!(await work.holds.bind(hold.id, { itemId: item.id, status, ...shelved }))) {
      lost.add(hold.id);
      continue;
    }
    const bound = { ...hold, status, boundItemId: item.id, targetItemId: null, ...shelved } as const;
    if (isHere) {
      if (seen.transit) await work.transits.arrive(seen.transit.id, at);
      await tellReady(work, item, hold, at);
      return onHoldShelf(here, bound);
    }
    await sendTo(work, seen, { toLibraryId: hold.pickupLibraryId, reason: 'FILL_HOLD', holdId: hold.id });
    await noteHold(work, 'HOLD_BOUND', hold, { at, actor: 'system', itemId: item.id });
    return onTheWay(here, bound);
  }
}

/** The best hold this copy may serve: first come first served, leaving out who cannot have it now. */
export async function nextHold(
  { directory }: Pick<TrappingPorts, 'directory'>,
  work: Work,
  { item, at }: Pick<Scan, 'item' | 'at'>,
  except: ReadonlySet<number> = new Set(),
): Promise<QueuedHold | null> {
  return (await eligible(directory, work, { item, at }, except))[0] ?? null;
}

/** The same where it is scanned: the network may put the readers who pick up there first, for some days. */
export async function nextHere(
  { directory, settings }: TrappingPorts,
  work: Work,
  { item, here, at }: Pick<Scan, 'item' | 'here' | 'at'>,
  except: ReadonlySet<number> = new Set(),
): Promise<QueuedHold | null> {
  const waiting = await eligible(directory, work, { item, at }, except);
  const head = waiting[0] ?? null;
  if (!head || head.placedAt + settings.localFirstDays * dayMilliseconds <= at) return head;
  const isLocal = (hold: Hold): boolean => hold.pickupLibraryId === here && hold.priorityClass === head.priorityClass;
  return waiting.find(isLocal) ?? head;
}

async function eligible(
  directory: TrappingPorts['directory'],
  work: Work,
  { item, at }: Pick<Scan, 'item' | 'at'>,
  except: ReadonlySet<number>,
): Promise<QueuedHold[]> {
  if (!item.loanable || !item.mayBeWanted) return [];
  const queue = await work.holds.queue(item.recordId);
  return queue.filter((hold) => !except.has(hold.id) && mayServe(directory, hold, item, at));
}

/** The only place where a reader is told to come: the document was seen, at his pickup library. */
async function tellReady(work: Work, item: ClaimedItem, hold: Hold, at: number): Promise<void> {
  await noteHold(work, 'HOLD_BOUND', hold, { at, actor: 'system', itemId: item.id }, { shelf: true });
  await work.outbox.add('notices', { kind: 'hold-ready', holdId: hold.id }, at);
}

function deadline({ directory, settings }: TrappingPorts, libraryId: number, at: number): number {
  return directory.calendars.pickupDeadline(libraryId, at, settings.holdShelfDays, settings.holdShelfOpenDays);
}

function onHoldShelf(here: number, hold: Hold): Routing {
  return { kind: 'hold-shelf', status: 'ON_HOLD_SHELF', holdingLibraryId: here, destinationId: here, hold };
}

function onTheWay(here: number, hold: Hold): Routing {
  const destinationId = hold.pickupLibraryId;
  return { kind: 'transit-hold', status: 'TRANSIT_HOLD', holdingLibraryId: here, destinationId, hold };
}
