import { actorOf, type Post } from '../network/post.ts';
import type { Patron } from '../patrons/patron.ts';
import type { ClaimedItem, Work } from '../ports/store.ts';
import { startOfLocalDay, type Calendars } from './calendars.ts';
import type { Loan } from './entities.ts';

/** A loan that ends without the document being routed: it goes out again, or is given up. */
export async function returnImplicitly(
  work: Work,
  { item, loan, device, at, now }: { item: ClaimedItem; loan: Loan; device: Post; at: number; now: number },
): Promise<void> {
  await work.loans.close(loan.id, { returnedAt: Math.max(loan.at, at), returnLibraryId: device.libraryId });
  await work.journal.append({
    at: now,
    type: 'RETURN',
    actor: actorOf(device),
    libraryId: device.libraryId,
    deviceId: device.id,
    itemId: item.id,
    patronRef: null,
    payload: { loan: loan.id, routing: null, implicit: true },
  });
}

/** Whoever lost a document borrows, reserves and renews no more until it is found, claimed returned or given up. */
export async function blockForLoss(
  work: Work,
  { loan, device, why, at }: { loan: Loan | null; device: Post; why: string; at: number },
): Promise<void> {
  const patronId = loan?.patronId ?? null;
  const reader = patronId === null ? null : await work.patrons.lockById(patronId);
  if (!reader || (await work.patrons.blocks(reader.id, at)).some(({ kind }) => kind === 'LOST_ITEM')) return;
  const block = await work.patronAccounts.setBlock({
    patronId: reader.id,
    kind: 'LOST_ITEM',
    since: at,
    until: null,
    note: ['Document perdu', why].filter((words) => words !== '').join(' : '),
    author: actorOf(device),
    stopsCheckOut: true,
    stopsHold: true,
    stopsRenewal: true,
  });
  await noteBlock(work, reader, { type: 'BLOCK_SET', block, actor: actorOf(device), at });
}

/**
 * The reader of a document that was lost is blocked for it no more, unless he lost another. Call it once the loan is closed,
 * or the document is lost no more.
 */
export async function forgiveLoss(
  work: Work,
  { item, loan, at }: { item: ClaimedItem; loan: Loan | null; at: number },
): Promise<void> {
  const patronId = loan?.patronId ?? null;
  if (item.status !== 'LOST' || patronId === null) return;
  const reader = await work.patrons.lockById(patronId);
  if (!reader || (await work.loans.countLost(reader.id)) > 0) return;
  for (const block of await work.patrons.blocks(reader.id, at)) {
    if (block.kind !== 'LOST_ITEM') continue;
    await work.patronAccounts.liftBlock(reader.id, block.id, at);
    await noteBlock(work, reader, { type: 'BLOCK_LIFTED', block: block.id, actor: 'system', at });
  }
}

async function noteBlock(
  work: Work,
  { pseudonym }: Pick<Patron, 'pseudonym'>,
  { type, block, actor, at }: { type: 'BLOCK_SET' | 'BLOCK_LIFTED'; block: number; actor: string; at: number },
): Promise<void> {
  await work.journal.append({
    at,
    type,
    actor,
    libraryId: null,
    deviceId: null,
    itemId: null,
    patronRef: pseudonym,
    payload: { block, kind: 'LOST_ITEM' },
  });
}

/** Notes that a document given up was seen again. */
export async function noteFound(work: Work, { item, device, now }: { item: ClaimedItem; device: Post; now: number }) {
  await work.journal.append({
    at: now,
    type: 'FOUND',
    actor: actorOf(device),
    libraryId: device.libraryId,
    deviceId: device.id,
    itemId: item.id,
    patronRef: null,
    payload: { was: item.status },
  });
}

/**
 * When a document counts as brought back: at the moment told, or at the last opening when the library was closed then;
 * out of the return bin, at the last opening before that day. The reader is never late for doors that were shut.
 */
export function returnDate(calendars: Calendars, libraryId: number, told: number, fromBin: boolean): number {
  return calendars.lastOpening(libraryId, fromBin ? startOfLocalDay(told) - 1 : told) ?? told;
}
