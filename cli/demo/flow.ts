import type { NewHold, NewItem, Work } from '../../core/ports/store.ts';

const day = 86_400_000;
const hour = 3_600_000;

/** A copy of the collections, once it has its id. */
export type ShelvedCopy = NewItem & { readonly id: number };

/** What the traffic between libraries needs: ids by code, readers by card, the copies of the collections, now (UTC ms). */
export interface FlowFacts {
  readonly libraries: ReadonlyMap<string, number>;
  readonly fallbackPolicyId: number;
  readonly copies: readonly ShelvedCopy[];
  readonly now: number;
  idOf(card: number): number;
}

/** Readers whose holds fill the lists; none of them has another story. */
const firstReader = 173;

/** Fills the lists by which a library works its holds and its van: pull list, hold shelf, queues, moves, crates. */
export async function seedFlow(work: Work, facts: FlowFacts): Promise<void> {
  const only = onlyCopies(facts.copies);
  const taken = new Map<string, number>();
  const take: Take = (code, count) => {
    // What is fetched or waited for in Lens has no other copy that would do; what travels may have one.
    const pool = code === 'LENS' ? only : facts.copies.filter(({ type, loanable }) => type === 'BOOK' && loanable);
    const home = pool.filter((copy) => copy.homeLibraryId === facts.libraries.get(code));
    const before = taken.get(code) ?? 0;
    taken.set(code, before + count);
    return home.slice(home.length - before - count, home.length - before);
  };
  await toFetch(work, facts, take('LENS', 8));
  await onTheShelf(work, facts, take('LENS', 6));
  await queues(work, facts, take('LENS', 3));
  await crates(work, facts, take);
}

/** Copies at home in a library that no other story has. */
type Take = (code: string, count: number) => readonly ShelvedCopy[];

/** Loanable copies that are the only ones of their record: nothing else can be fetched in their place. */
function onlyCopies(copies: readonly ShelvedCopy[]): ShelvedCopy[] {
  const perRecord = new Map<number, number>();
  for (const { recordId } of copies) perRecord.set(recordId, (perRecord.get(recordId) ?? 0) + 1);
  return copies.filter((copy) => copy.loanable && copy.type === 'BOOK' && perRecord.get(copy.recordId) === 1);
}

function holdOf(
  { now, idOf, libraries }: FlowFacts,
  copy: ShelvedCopy,
  as: { reader: number; pickup: string } & Partial<NewHold>,
): NewHold {
  const { reader, pickup, ...rest } = as;
  return {
    patronId: idOf(reader),
    recordId: copy.recordId,
    itemId: null,
    pickupLibraryId: libraries.get(pickup)!,
    priorityClass: 0,
    placedAt: now - 2 * day - reader * hour,
    notBefore: null,
    suspendedUntil: null,
    expiresAt: now + 180 * day,
    status: 'PENDING',
    boundItemId: null,
    shelvedAt: null,
    pickupDeadline: null,
    ...rest,
  };
}

/** Documents on the shelves of Lens that readers of other libraries wait for: they are asked for, whatever the day. */
async function toFetch(work: Work, facts: FlowFacts, copies: readonly ShelvedCopy[]): Promise<void> {
  const pickups = ['LIEVIN', 'AVION', 'HARNES', 'SALLAUMINES'];
  const ids = await work.holds.insertMany(
    copies.map((copy, n) => holdOf(facts, copy, { reader: firstReader + n, pickup: pickups[n % pickups.length]! })),
  );
  for (const [n, copy] of copies.entries()) await work.holds.target(ids[n]!, copy.id, facts.now);
}

/** The hold shelf of Lens: four documents wait for their readers, two are to be taken away. */
async function onTheShelf(work: Work, facts: FlowFacts, copies: readonly ShelvedCopy[]): Promise<void> {
  const { now } = facts;
  const lens = facts.libraries.get('LENS')!;
  for (const [n, copy] of copies.entries()) {
    const shelvedAt = now - (n + 1) * 2 * day;
    const kept = { status: 'ON_SHELF', boundItemId: copy.id, shelvedAt, pickupDeadline: shelvedAt + 14 * day } as const;
    const hold = holdOf(facts, copy, { reader: 181 + n, pickup: 'LENS', placedAt: shelvedAt - 5 * day, ...kept });
    const [id] = await work.holds.insertMany([hold]);
    if (n < 4) {
      await work.items.move(copy.id, { status: 'ON_HOLD_SHELF', statusSince: shelvedAt, holdingLibraryId: lens });
      continue;
    }
    const ended = n === 4 ? ('CANCELLED' as const) : ('EXPIRED_ON_SHELF' as const);
    await work.holds.settle(id!, ['ON_SHELF'], ended, {
      endedAt: now - hour,
      releasedItemId: copy.id,
      ...(ended === 'CANCELLED' && { cancelReason: 'patron' }),
    });
    await work.items.move(copy.id, { status: 'RESHELVE', statusSince: now - hour, holdingLibraryId: lens });
  }
}

/** Three readers wait for a lent document, one for a missing one, and one asked to be passed over. */
async function queues(work: Work, facts: FlowFacts, copies: readonly ShelvedCopy[]): Promise<void> {
  const { now, idOf, libraries } = facts;
  const lens = libraries.get('LENS')!;
  const [lent, missing, put] = copies as [ShelvedCopy, ShelvedCopy, ShelvedCopy];
  const loan = { libraryId: lens, deviceId: null, policyId: facts.fallbackPolicyId, renewals: 0 };
  await work.loans.openMany([
    {
      ...loan,
      itemId: lent.id,
      patronId: idOf(187),
      at: now - 9 * day,
      dueAt: now + 12 * day,
      source: 'STAFF',
    },
  ]);
  await work.items.move(lent.id, { status: 'ON_LOAN', statusSince: now - 9 * day, holdingLibraryId: lens });
  await work.items.move(missing.id, { status: 'MISSING', statusSince: now - 30 * day, holdingLibraryId: lens });
  await work.holds.insertMany([
    holdOf(facts, lent, { reader: 188, pickup: 'LENS', placedAt: now - 8 * day }),
    holdOf(facts, lent, { reader: 189, pickup: 'LIEVIN', placedAt: now - 6 * day }),
    holdOf(facts, lent, { reader: 190, pickup: 'AVION', placedAt: now - 3 * day }),
    holdOf(facts, missing, { reader: 191, pickup: 'LENS', placedAt: now - 20 * day }),
    holdOf(facts, put, { reader: 192, pickup: 'LIEVIN', suspendedUntil: now + 20 * day }),
  ]);
}

/**
 * What the van carries: documents of other libraries that came back in Lens, some in crates; a crate sealed in Harnes for
 * Lens; one from Billy-Montigny, unpacked, in which a document was missing.
 */
async function crates(work: Work, facts: FlowFacts, take: Take): Promise<void> {
  const { now } = facts;
  const lens = facts.libraries.get('LENS')!;
  const moves = (from: string, to: string, count: number): Move[] =>
    take(to, count).map((copy) => ({ copy, from, to }));
  await inCrate(work, facts, { from: 'LENS', to: 'LIEVIN', moves: moves('LENS', 'LIEVIN', 2), state: 'OPEN' });
  const sallaumines = moves('LENS', 'SALLAUMINES', 2);
  await inCrate(work, facts, { from: 'LENS', to: 'SALLAUMINES', moves: sallaumines, state: 'SEALED' });
  const loose = ['LIEVIN', 'AVION', 'HARNES', 'LIEVIN', 'AVION'].flatMap((to) => moves('LENS', to, 1));
  for (const move of loose) await onTheMove(work, facts, move);

  await inCrate(work, facts, { from: 'HARNES', to: 'LENS', moves: moves('HARNES', 'LENS', 4), state: 'SEALED' });
  const amiss = moves('BILLY-MONTIGNY', 'LENS', 3);
  const unpacked = await inCrate(work, facts, { from: 'BILLY-MONTIGNY', to: 'LENS', moves: amiss, state: 'SEALED' });
  const lines = await work.shuttle.lines(unpacked);
  for (const line of lines.slice(0, -1)) {
    await work.transits.arrive(line.transitId!, now - hour);
    await work.items.move(line.itemId, { status: 'AVAILABLE', statusSince: now - hour, holdingLibraryId: lens });
    await work.shuttle.markSeen(line.id, { at: now - hour, routing: 'shelf', destinationId: lens });
  }
  await work.shuttle.markMissing(lines.at(-1)!.id, now - hour);
  const crate = (await work.shuttle.lockCrate(unpacked))!;
  await work.shuttle.setCrate({
    ...crate,
    state: 'DISCREPANT',
    receivedAt: now - hour,
    receivedLibraryId: lens,
  });
}

interface Move {
  readonly copy: ShelvedCopy;
  readonly from: string;
  readonly to: string;
}

/** A document given back elsewhere, on its way home. */
async function onTheMove(work: Work, { libraries, now }: FlowFacts, { copy, from, to }: Move): Promise<number> {
  const fromLibraryId = libraries.get(from)!;
  await work.items.move(copy.id, { status: 'TRANSIT_HOME', statusSince: now - day, holdingLibraryId: fromLibraryId });
  const transit = await work.transits.open({
    itemId: copy.id,
    fromLibraryId,
    toLibraryId: libraries.get(to)!,
    reason: 'RETURN_HOME',
    holdId: null,
    createdAt: now - day,
  });
  return transit.id;
}

async function inCrate(
  work: Work,
  facts: FlowFacts,
  { from, to, moves, state }: { from: string; to: string; moves: readonly Move[]; state: 'OPEN' | 'SEALED' },
): Promise<number> {
  const { libraries, now } = facts;
  const at = now - 3 * hour;
  const [fromLibraryId, toLibraryId] = [libraries.get(from)!, libraries.get(to)!];
  const crate = await work.shuttle.openCrate({ libraryCode: from, fromLibraryId, toLibraryId, at });
  for (const move of moves) {
    const transitId = await onTheMove(work, facts, move);
    await work.shuttle.put({ crateId: crate.id, itemId: move.copy.id, transitId, at });
  }
  if (state === 'SEALED') await work.shuttle.setCrate({ ...crate, state, sealedAt: at });
  return crate.id;
}
