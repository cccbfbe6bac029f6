import type { BibRecord } from '../catalogue/record.ts';
import type { CirculationPolicy, Item, ItemStatus } from '../circulation/entities.ts';
import { dayMilliseconds } from '../circulation/ports.ts';
import { granted, refused, type Outcome, type Refused } from '../outcome.ts';
import { blocksInForce } from '../patrons/blocks.ts';
import type { Patron } from '../patrons/patron.ts';
import { lockReader, whyNot } from '../patrons/standing.ts';
import type { Copy } from '../ports/holds.ts';
import type { Store, Work } from '../ports/store.ts';
import type { PlaceRequest } from './desk.ts';
import { asksFor, isPickupPoint } from './eligibility.ts';
import { noteHold } from './journal.ts';
import type { HoldPorts } from './ports.ts';

/** What is wanted: a record, one volume of it, or one copy. */
interface Wish {
  readonly recordId: number;
  readonly itemId: number | null;
  readonly volume: string;
}

/** Puts a reader in the queue of a record, or says why not: the place-hold list of the decision tables, in its order. */
export function place(ports: HoldPorts) {
  return async (request: PlaceRequest): Promise<Outcome<number>> => {
    const pickup = ports.directory.library(request.pickupLibraryId);
    if (!isPickupPoint(pickup)) return refused('pickup-not-possible', { library: pickup.code });
    const record = await liveRecord(ports.store, request.controlNumber);
    if (!record) return refused('record-unknown');
    return ports.store.transaction((work) => join(ports, work, request, record.id));
  };
}

/** Records merged one into another are followed so far: more are a circle. */
const mostMerges = 20;

/** The record of this number, or the one it was merged into in the end. */
async function liveRecord({ read }: Store, controlNumber: string): Promise<BibRecord | null> {
  let record = await read.recordByControlNumber(controlNumber);
  for (let hops = 0; record?.status === 'MERGED' && record.mergedIntoId !== null && hops < mostMerges; hops += 1)
    [record = null] = await read.records([record.mergedIntoId]);
  return record?.status === 'LIVE' ? record : null;
}

async function join(ports: HoldPorts, work: Work, request: PlaceRequest, recordId: number): Promise<Outcome<number>> {
  const at = ports.clock.now();
  const reader = await lockReader(work, request.card);
  if ('granted' in reader) return reader;
  const standing = whyNot(reader, await blocksInForce(ports, work, reader, at), at, 'stopsHold');
  if (standing) return standing;

  const copies = await work.holds.copies(recordId);
  const wish = wishOf(request, recordId, copies);
  if ('granted' in wish) return wish;
  const refusal = await whyNotPlaced(ports, work, { reader, wish, copies, pickupLibraryId: request.pickupLibraryId });
  if (refusal) return refusal;

  const placed = {
    patronId: reader.id,
    ...wish,
    pickupLibraryId: request.pickupLibraryId,
    priorityClass: 0,
    placedAt: at,
    notBefore: request.notBefore ?? null,
    suspendedUntil: request.suspendedUntil ?? null,
    expiresAt: request.expiresAt ?? at + ports.settings.holdDays * dayMilliseconds,
    status: 'PENDING',
    boundItemId: null,
    shelvedAt: null,
    pickupDeadline: null,
  } as const;
  const [id] = await work.holds.insertMany([placed]);
  // Merged away since it was looked up: its queue is another's now.
  if (!(await work.cataloguing.isLive(recordId))) return refused('record-unknown');
  const about = { at, actor: request.actor, itemId: wish.itemId, patronRef: reader.pseudonym };
  await noteHold(work, 'HOLD_PLACED', { id: id!, ...placed }, about, { record: recordId });
  return granted(id!);
}

/** A hold of one copy bears the volume of that copy; a record in several volumes is not held without naming one. */
function wishOf({ itemBarcode, volume = '' }: PlaceRequest, recordId: number, copies: readonly Copy[]): Wish | Refused {
  const volumes = [...new Set(copies.map((copy) => copy.volume).filter((name) => name !== ''))];
  const several = volumes.length > 1;
  if (itemBarcode !== undefined) {
    const scanned = itemBarcode.trim().toUpperCase();
    const copy = copies.find(({ barcode }) => barcode.toUpperCase() === scanned);
    return copy ? { recordId, itemId: copy.id, volume: several ? copy.volume : '' } : refused('item-unknown');
  }
  if (several && !volumes.includes(volume)) return refused('volume-needed', { volumes: volumes.join(' | ') });
  return { recordId, itemId: null, volume: several ? volume : '' };
}

async function whyNotPlaced(
  ports: HoldPorts,
  work: Work,
  asked: { reader: Patron; wish: Wish; copies: readonly Copy[]; pickupLibraryId: number },
): Promise<Refused | null> {
  const { reader, wish, pickupLibraryId } = asked;
  const copies = asked.copies.filter((copy) => asksFor(wish, copy));
  const circulating = copies.filter((copy) => mayComeBack(ports, copy, pickupLibraryId));
  const ruled = circulating.map((copy) => policyOf(ports, reader, copy, pickupLibraryId));
  const policy = ruled.find((row) => row?.holdable) ?? ruled[0] ?? null;

  const limit = policy?.holdsMax ?? ports.settings.holdLimit;
  const held = await work.holds.countLive(reader.id);
  if (held >= limit) return refused('hold-limit-reached', { policy: policy?.id ?? null, limit, holds: held });

  const queue = await work.holds.queue(wish.recordId);
  const duplicate = queue.find((hold) => hold.patronId === reader.id && sameVolume(hold.volume, wish.volume));
  if (duplicate) return refused('hold-already-placed', { hold: duplicate.id });

  if (await work.holds.hasOnLoan(reader.id, wish.recordId, wish.volume)) {
    return refused('item-already-on-loan-to-patron', { volume: wish.volume });
  }
  if (circulating.length === 0) return refused('no-loanable-copy', { copies: copies.length });
  if (!policy) return refused('no-policy', { itemType: circulating[0]!.type });
  if (!policy.holdable) return refused('hold-not-possible', { policy: policy.id });

  const onShelfHere = circulating.some(
    (copy) => copy.status === 'AVAILABLE' && copy.holdingLibraryId === pickupLibraryId,
  );
  const refusesShelf = ports.settings.holdOnShelfAtPickup === 'refuse';
  return onShelfHere && refusesShelf ? refused('hold-on-shelf-here', { library: pickupLibraryId }) : null;
}

/** Whoever waits for any volume waits for each. */
function sameVolume(one: string, other: string): boolean {
  return one === other || one === '' || other === '';
}

const gone: readonly ItemStatus[] = ['WITHDRAWN', 'LOST', 'MISSING', 'CLAIMED_RETURNED'];

/** Whether this copy can ever serve a hold there: on a shelf, lent, on its way, on order. */
function mayComeBack({ directory }: HoldPorts, item: Item, pickupLibraryId: number): boolean {
  if (!item.loanable || item.type === 'REFERENCE' || gone.includes(item.status)) return false;
  return directory.library(item.homeLibraryId).state === 'LIVE' || item.homeLibraryId === pickupLibraryId;
}

function policyOf({ directory }: HoldPorts, reader: Patron, item: Item, libraryId: number): CirculationPolicy | null {
  return directory.policies.match(reader.categoryId, item.type, libraryId);
}
