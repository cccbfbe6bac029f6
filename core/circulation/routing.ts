import type { CheckedIn } from '../library.ts';
import type { ClaimedItem, Work } from '../ports/store.ts';
import { isKept, isMoving, type Hold, type ItemStatus, type Transit } from './entities.ts';
import type { CirculationPorts } from './ports.ts';

/** Where a scanned document goes, and the state it is in from now on. */
export interface Routing {
  readonly kind: CheckedIn['routing'];
  readonly status: ItemStatus;
  readonly holdingLibraryId: number;
  readonly destinationId: number;
  readonly hold: Hold | null;
}

interface Scan {
  readonly item: ClaimedItem;
  /** Library of the device that scanned it. */
  readonly here: number;
  readonly closesLoan: boolean;
  readonly at: number;
}

/**
 * Decides where a scanned document goes and writes what follows from it (transit, hold). The order is that of the
 * check-in table: a move under way, then the reader who waits, then home. A status reaches a hold shelf only here,
 * where the document was seen.
 */
export async function route(ports: CirculationPorts, work: Work, scan: Scan): Promise<Routing> {
  const { item, here, at } = scan;
  const transit = isMoving(item) ? await work.transits.openOf(item.id) : null;
  const bound = isKept(item) ? await work.holds.boundTo(item.id) : null;

  if (bound) return toPickup(ports, work, { scan, transit, hold: bound });
  const next = await nextHold(ports, work, scan);
  if (next) return bindHold(ports, work, { scan, transit, hold: next });

  if (here === item.homeLibraryId) {
    if (transit) await work.transits.arrive(transit.id, at);
    const unchanged = item.status === 'AVAILABLE' && !scan.closesLoan && item.holdingLibraryId === here;
    const kind = unchanged ? 'no-change' : 'shelf';
    return { kind, status: 'AVAILABLE', holdingLibraryId: here, destinationId: here, hold: null };
  }
  await sendHome(work, scan, transit);
  const destinationId = item.homeLibraryId;
  return { kind: 'transit-home', status: 'TRANSIT_HOME', holdingLibraryId: here, destinationId, hold: null };
}

/** One open transit an item: a move that nobody waits for any more is turned towards home. */
async function sendHome(work: Work, { item, here, at }: Scan, transit: Transit | null): Promise<void> {
  const home = { toLibraryId: item.homeLibraryId, reason: 'RETURN_HOME', holdId: null } as const;
  if (!transit) {
    await work.transits.open({ itemId: item.id, fromLibraryId: here, createdAt: at, ...home });
  } else if (transit.toLibraryId !== item.homeLibraryId) {
    await work.transits.retarget(transit.id, home);
  }
}

interface HoldScan {
  readonly scan: Scan;
  readonly transit: Transit | null;
  readonly hold: Hold;
}

/** A document already kept for somebody: on the shelf when this is the pickup library, else on its way there. */
async function toPickup(ports: CirculationPorts, work: Work, { scan, transit, hold }: HoldScan): Promise<Routing> {
  const { item, here, at } = scan;
  if (hold.pickupLibraryId !== here) {
    await sendTo(work, { scan, transit, hold });
    if (hold.status !== 'IN_TRANSIT') await work.holds.settle(hold.id, ['TRAPPED', 'ON_SHELF'], 'IN_TRANSIT');
    return onTheWay(here, { ...hold, status: 'IN_TRANSIT' });
  }
  if (transit) await work.transits.arrive(transit.id, at);
  if (hold.status === 'ON_SHELF') return onHoldShelf(here, hold);
  const pickupDeadline = deadline(ports, here, at);
  await work.holds.settle(hold.id, ['TRAPPED', 'IN_TRANSIT'], 'ON_SHELF', { shelvedAt: at, pickupDeadline });
  await noteHold(work, item, hold, at);
  return onHoldShelf(here, { ...hold, status: 'ON_SHELF', shelvedAt: at, pickupDeadline });
}

/** Traps the document for the first reader who may have it. */
async function bindHold(ports: CirculationPorts, work: Work, { scan, transit, hold }: HoldScan): Promise<Routing> {
  const { item, here, at } = scan;
  if (hold.pickupLibraryId === here) {
    const pickupDeadline = deadline(ports, here, at);
    const shelf = { itemId: item.id, status: 'ON_SHELF', shelvedAt: at, pickupDeadline } as const;
    if (!(await work.holds.bind(hold.id, shelf))) return route(ports, work, scan);
    if (transit) await work.transits.arrive(transit.id, at);
    await noteHold(work, item, hold, at);
    return onHoldShelf(here, { ...hold, status: 'ON_SHELF', boundItemId: item.id, shelvedAt: at, pickupDeadline });
  }
  const van = { itemId: item.id, status: 'IN_TRANSIT', shelvedAt: null, pickupDeadline: null } as const;
  if (!(await work.holds.bind(hold.id, van))) return route(ports, work, scan);
  await sendTo(work, { scan, transit, hold });
  await noteHold(work, item, hold, at);
  return onTheWay(here, { ...hold, status: 'IN_TRANSIT', boundItemId: item.id });
}

/** One open transit an item: the one under way is given its new destination, else one is opened. */
async function sendTo(work: Work, { scan, transit, hold }: HoldScan): Promise<void> {
  const toLibraryId = hold.pickupLibraryId;
  if (transit) {
    const same = transit.toLibraryId === toLibraryId && transit.holdId === hold.id;
    if (!same) await work.transits.retarget(transit.id, { toLibraryId, reason: 'FILL_HOLD', holdId: hold.id });
    return;
  }
  const { item, here, at } = scan;
  await work.transits.open({
    itemId: item.id,
    fromLibraryId: here,
    toLibraryId,
    reason: 'FILL_HOLD',
    holdId: hold.id,
    createdAt: at,
  });
}

/** The best eligible hold: first come first served, leaving out who cannot be served by this copy now. */
async function nextHold(ports: CirculationPorts, work: Work, { item, at }: Scan): Promise<Hold | null> {
  if (!item.loanable || !item.mayBeWanted) return null;
  const queue = await work.holds.queue(item.recordId);
  return (
    queue.find((hold) => {
      const pickup = ports.directory.library(hold.pickupLibraryId);
      return (
        (hold.status === 'PENDING' || hold.status === 'TARGETED') &&
        (hold.itemId === null || hold.itemId === item.id) &&
        (hold.notBefore ?? 0) <= at &&
        (hold.suspendedUntil ?? 0) <= at &&
        (hold.expiresAt ?? Infinity) > at &&
        pickup.state === 'LIVE' &&
        pickup.isPickup
      );
    }) ?? null
  );
}

function deadline({ directory, settings }: CirculationPorts, libraryId: number, at: number): number {
  return directory.calendars.pickupDeadline(libraryId, at, settings.holdShelfDays, settings.holdShelfOpenDays);
}

function noteHold(work: Work, item: ClaimedItem, hold: Hold, at: number): Promise<void> {
  return work.journal.append({
    at,
    type: 'HOLD_BOUND',
    actor: 'system',
    libraryId: hold.pickupLibraryId,
    deviceId: null,
    itemId: item.id,
    patronRef: null,
    payload: { hold: hold.id },
  });
}

function onHoldShelf(here: number, hold: Hold): Routing {
  return { kind: 'hold-shelf', status: 'ON_HOLD_SHELF', holdingLibraryId: here, destinationId: here, hold };
}

function onTheWay(here: number, hold: Hold): Routing {
  const destinationId = hold.pickupLibraryId;
  return { kind: 'transit-hold', status: 'TRANSIT_HOLD', holdingLibraryId: here, destinationId, hold };
}
