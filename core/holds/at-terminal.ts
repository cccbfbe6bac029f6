import { granted, refused, type Outcome } from '../outcome.ts';
import { actorOf } from '../network/post.ts';
import { pinRefusal } from '../patrons/standing.ts';
import type { HoldLine } from '../ports/reading.ts';
import { cancel } from './cancel.ts';
import type { TerminalHold, TerminalHoldRequest } from './desk.ts';
import { changeExpiry } from './expiry-date.ts';
import { changePickup } from './pickup.ts';
import { place } from './place.ts';
import type { HoldPorts, TerminalHoldPorts } from './ports.ts';

/** Places, changes or cancels a hold as a reader asks at a terminal. */
export function holdAtTerminal(ports: TerminalHoldPorts) {
  const acts = { add: add(ports), delete: end(ports), change: change(ports) };
  return async (request: TerminalHoldRequest): Promise<Outcome<TerminalHold>> => {
    const pin = await pinRefusal(ports, request);
    if (pin) return pin;
    const done = await acts[request.mode](request);
    return done.granted ? told(ports, done.value) : done;
  };
}

function add(ports: HoldPorts) {
  const placing = place(ports);
  return async (request: TerminalHoldRequest): Promise<Outcome<number>> => {
    const { read } = ports.store;
    const pickupLibraryId = pickupOf(ports, request);
    if (pickupLibraryId === null) return refused('library-unknown', { library: request.pickup ?? null });
    const item = request.itemBarcode ? await read.item(request.itemBarcode) : null;
    if (request.itemBarcode && !item) return refused('item-unknown');
    const controlNumber = item?.controlNumber ?? request.title?.trim() ?? '';
    const thisOne = item !== null && request.copy === 'this-one';
    const placed = await placing({
      card: request.card,
      controlNumber,
      ...(thisOne && { itemBarcode: item.item.barcode }),
      ...(item && !thisOne && { volume: item.item.volume }),
      pickupLibraryId,
      ...expiryOf(ports, request),
      actor: actorOf(request.device),
    });
    return placed.granted ? placed : sameVisit(ports, placed);
  };
}

/** The hold this very reader placed a moment ago: the terminal did not hear our answer. */
async function sameVisit(
  { store, clock, settings }: HoldPorts,
  refusal: Outcome<number> & { granted: false },
): Promise<Outcome<number>> {
  const { hold } = refusal.facts;
  if (refusal.refusal !== 'hold-already-placed' || typeof hold !== 'number') return refusal;
  const sheet = await store.read.holds.sheet(hold);
  const recent = sheet !== null && clock.now() - sheet.hold.placedAt <= settings.sameLoanWithin;
  return recent ? granted(hold) : refusal;
}

function end(ports: HoldPorts) {
  const cancelling = cancel(ports);
  return async (request: TerminalHoldRequest): Promise<Outcome<number>> => {
    const found = await named(ports, request);
    if (!found.granted) return found;
    return cancelling({ holdId: found.value.hold.id, reason: 'patron', actor: actorOf(request.device) });
  };
}

function change(ports: HoldPorts) {
  const [moving, dating] = [changePickup(ports), changeExpiry(ports)];
  return async (request: TerminalHoldRequest): Promise<Outcome<number>> => {
    const found = await named(ports, request);
    if (!found.granted) return found;
    const holdId = found.value.hold.id;
    const actor = actorOf(request.device);
    const { expiresAt } = expiryOf(ports, request);
    if (request.pickup) {
      const pickupLibraryId = pickupOf(ports, request);
      if (pickupLibraryId === null) return refused('library-unknown', { library: request.pickup });
      const moved = await moving({ holdId, pickupLibraryId, actor });
      if (!moved.granted || expiresAt === undefined) return moved;
    }
    return expiresAt === undefined ? granted(holdId) : dating({ holdId, expiresAt, actor });
  };
}

/** The live hold of this reader that a document or a title names: the document kept for it first, then its record. */
async function named(ports: HoldPorts, request: TerminalHoldRequest): Promise<Outcome<HoldLine>> {
  const { read } = ports.store;
  const reader = await read.patron(request.card);
  if (!reader) return refused('patron-unknown');
  if (reader.replaced) return refused('card-replaced');
  const { holds } = await read.patronAccount(reader.patron.id, ports.clock.now());
  const item = request.itemBarcode ? (await read.item(request.itemBarcode))?.item : undefined;
  const title = request.title?.trim() ?? '';
  const record = title === '' ? null : await read.recordByControlNumber(title);
  const found =
    holds.find(({ hold }) => item !== undefined && (hold.boundItemId === item.id || hold.itemId === item.id)) ??
    holds.find(({ hold }) => item !== undefined && hold.recordId === item.recordId) ??
    holds.find((line) => title !== '' && (line.title === title || line.hold.recordId === record?.id));
  return found ? granted(found) : refused('hold-unknown');
}

function pickupOf({ directory }: HoldPorts, { pickup, device }: TerminalHoldRequest): number | null {
  return pickup ? (directory.libraryByCode(pickup.trim())?.id ?? null) : device.libraryId;
}

function expiryOf({ clock }: HoldPorts, { expiresAt }: TerminalHoldRequest): { expiresAt?: number } {
  return expiresAt !== undefined && expiresAt > clock.now() ? { expiresAt } : {};
}

async function told({ store, directory }: HoldPorts, holdId: number): Promise<Outcome<TerminalHold>> {
  const sheet = await store.read.holds.sheet(holdId);
  if (!sheet) return refused('hold-unknown');
  const { recordId, pickupLibraryId, status } = sheet.hold;
  const copies = (await store.read.holdings([recordId])).get(recordId) ?? [];
  const onShelf = copies.some((copy) => copy.status === 'AVAILABLE' && copy.loanable);
  return granted({
    sheet,
    pickup: directory.library(pickupLibraryId).code,
    available: status === 'ON_SHELF' || onShelf,
  });
}
