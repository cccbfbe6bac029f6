import { keptFor, nextHere, trap } from '../holds/trapping.ts';
import type { Work } from '../ports/store.ts';
import { localDate } from './calendars.ts';
import { isMoving, type Transit, type TransitReason } from './entities.ts';
import { dayMilliseconds, type CirculationPorts } from './ports.ts';
import type { Routing, Scan, SeenOnTheWay } from './scan.ts';
import { sendTo } from './sending.ts';

export type { Routing } from './scan.ts';

/**
 * Decides where a scanned document goes and writes what follows from it (transit, hold): rows 5 to 11 of the check-in
 * table, in their order. A status reaches a hold shelf only here, where the document was seen.
 */
export async function route(ports: CirculationPorts, work: Work, scan: Scan): Promise<Routing> {
  const transit = isMoving(scan.item) ? await work.transits.openOf(scan.item.id) : null;
  const seen: SeenOnTheWay = { scan, transit };
  return (
    (await keptFor(ports, work, seen)) ??
    (await sentElsewhere(ports, work, seen)) ??
    (isOverdueToOwner(scan) ? null : await trap(ports, work, seen)) ??
    (await outsiders(ports, work, seen)) ??
    (await goesHome(ports, work, seen))
  );
}

/** Moves that staff, an owner or a partner asked for: no reader further down the road turns them. */
const decided: readonly TransitReason[] = ['MANUAL', 'ROTATION', 'TO_OWNER', 'ILL'];

/** Row 6 for a move somebody decided: it keeps its destination, unless the reader at the head of the queue waits here. */
async function sentElsewhere(
  ports: CirculationPorts,
  work: Work,
  { scan, transit }: SeenOnTheWay,
): Promise<Routing | null> {
  if (!transit || !decided.includes(transit.reason)) return null;
  if (transit.toLibraryId === scan.here) return null;
  const owed = transit.reason === 'TO_OWNER' || transit.reason === 'ILL';
  const head = owed ? null : await nextHere(ports, work, scan);
  return head?.pickupLibraryId === scan.here ? null : onTheWay(scan.here, transit.toLibraryId);
}

/** Rows 8 and 9: a partner's document goes back to him, an owner's before the date agreed. */
async function outsiders(ports: CirculationPorts, work: Work, seen: SeenOnTheWay): Promise<Routing | null> {
  const { item, here, at } = seen.scan;
  if (item.status === 'AT_ILL_PARTNER') {
    await work.journal.append({
      at,
      type: 'BACK_FROM_PARTNER',
      actor: 'system',
      libraryId: here,
      deviceId: null,
      itemId: item.id,
      patronRef: null,
      payload: {},
    });
  }
  const home = ports.directory.library(item.homeLibraryId);
  if (home.kind === 'ILL_PARTNER' && home.id !== here) return send(work, seen, home.id, 'ILL');
  if (item.ownerLibraryId === null || item.ownerLibraryId === here || !isDueBack(ports, seen.scan)) return null;
  return send(work, seen, item.ownerLibraryId, 'TO_OWNER');
}

/** Past the date agreed with its owner it serves no more holds; until then readers come first, as row 7 does before row 9. */
function isOverdueToOwner({ item, at }: Pick<Scan, 'item' | 'at'>): boolean {
  return item.ownerLibraryId !== null && item.returnToOwnerOn !== null && item.returnToOwnerOn < localDate(at);
}

/** Row 9: whether the date agreed with the owner is near. */
function isDueBack({ settings }: CirculationPorts, { item, at }: Pick<Scan, 'item' | 'at'>): boolean {
  if (item.ownerLibraryId === null || item.returnToOwnerOn === null) return false;
  return item.returnToOwnerOn <= localDate(at + settings.returnToOwnerDays * dayMilliseconds);
}

/** Rows 10 and 11. */
async function goesHome(ports: CirculationPorts, work: Work, seen: SeenOnTheWay): Promise<Routing> {
  const { item, here } = seen.scan;
  const staysHere = here === item.homeLibraryId || (await mayStay(ports, work, seen));
  if (!staysHere) return send(work, seen, item.homeLibraryId, 'RETURN_HOME');
  return stays(ports, work, seen);
}

/** Away from home it stays where it was moved to for good, and where documents of its type float between both libraries. */
async function mayStay({ directory }: CirculationPorts, work: Work, { scan, transit }: SeenOnTheWay): Promise<boolean> {
  const { item, here, closesLoan } = scan;
  const home = directory.library(item.homeLibraryId);
  if (home.state !== 'LIVE' || home.kind === 'ILL_PARTNER') return false;
  if (wasMovedHere(transit, here)) return true;
  if (item.status === 'AVAILABLE' && item.holdingLibraryId === here && !closesLoan) return true;
  return directory.library(here).state === 'LIVE' && work.holds.floats(item.type, item.homeLibraryId, here);
}

function wasMovedHere(transit: Transit | null, here: number): boolean {
  return transit?.toLibraryId === here && (transit.reason === 'MANUAL' || transit.reason === 'ROTATION');
}

async function stays({ settings }: CirculationPorts, work: Work, { scan, transit }: SeenOnTheWay): Promise<Routing> {
  const { item, here, closesLoan, at } = scan;
  if (transit) await work.transits.arrive(transit.id, at);
  const unchanged = item.status === 'AVAILABLE' && !closesLoan && item.holdingLibraryId === here;
  // From the trolley it goes to its shelf: that is why it is scanned again.
  const trolley = settings.reshelveMinutes > 0 && !unchanged && item.status !== 'RESHELVE';
  return {
    kind: unchanged ? 'no-change' : 'shelf',
    status: trolley ? 'RESHELVE' : 'AVAILABLE',
    holdingLibraryId: here,
    destinationId: here,
    hold: null,
  };
}

async function send(work: Work, seen: SeenOnTheWay, toLibraryId: number, reason: TransitReason): Promise<Routing> {
  await sendTo(work, seen, { toLibraryId, reason, holdId: null });
  return onTheWay(seen.scan.here, toLibraryId);
}

function onTheWay(here: number, destinationId: number): Routing {
  return { kind: 'transit-home', status: 'TRANSIT_HOME', holdingLibraryId: here, destinationId, hold: null };
}
