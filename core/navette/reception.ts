import { staffPost } from '../network/post.ts';
import { granted, refused, type Outcome, type Refusal } from '../outcome.ts';
import type { Work } from '../ports/store.ts';
import { hasCrates } from './crates.ts';
import type { Crate, CrateSheet, CrateSheetLine } from './entities.ts';
import { noteCrate } from './journal.ts';
import type { Agent, NavettePorts } from './ports.ts';

/** What one scan of a reception gave: as announced, unexpected, or refused by the check-in. */
export interface ReceivedItem {
  readonly barcode: string;
  readonly title: string | null;
  readonly result: 'announced' | 'unexpected' | 'refused';
  /** Where it goes now, as the check-in said; null when it was refused. */
  readonly routing: string | null;
  readonly destinationId: number | null;
  readonly refusal: Refusal | null;
}
export interface Reception {
  readonly sheet: CrateSheet;
  readonly items: readonly ReceivedItem[];
  /** Announced, not seen, and not met anywhere else since. */
  readonly missing: readonly CrateSheetLine[];
}

/**
 * Documents of a crate seen at a library. `closing`: what was announced and not seen is missing `now`, or the reception
 * goes on, scan by scan, and closes by itself `when-all-seen`.
 */
export interface ReceptionRequest {
  readonly crateId: number;
  readonly libraryId: number | null;
  readonly barcodes: readonly string[];
  readonly closing?: 'now' | 'when-all-seen';
}

/**
 * Empties a crate at a library: each scan is an ordinary check-in, so that a document goes where circulation says; at the
 * hub that sorts it for its next crate. What was announced and not seen, and what was seen and not announced, are
 * discrepancies. The same reception again changes nothing and answers the same; a document scanned later is found.
 */
export function receiveCrate(ports: NavettePorts) {
  return async (request: ReceptionRequest, by: Agent): Promise<Outcome<Reception>> => {
    const opened = await arrive(ports, request, by);
    if (!opened.granted) return opened;
    const { crate, lines } = opened.value;
    const items: ReceivedItem[] = [];
    const known = new Map(lines.map((line) => [scanKey(line.barcode), line]));
    for (const barcode of new Map(request.barcodes.map((code) => [scanKey(code), code])).values()) {
      items.push(await receive(ports, { crate, line: known.get(scanKey(barcode)) ?? null, barcode, by }));
    }
    return close(ports, { crateId: crate.id, items, closing: request.closing ?? 'now', by });
  };
}

function scanKey(barcode: string): string {
  return barcode.trim().toUpperCase();
}

/** Where the crate is received is written first: a reception that breaks off goes on from there. */
function arrive(
  { store, directory, clock }: NavettePorts,
  { crateId, libraryId }: { crateId: number; libraryId: number | null },
  by: Agent,
): Promise<Outcome<CrateSheet>> {
  return store.transaction(async (work) => {
    const crate = await work.shuttle.lockCrate(crateId);
    if (!crate) return refused('crate-unknown');
    if (crate.state === 'OPEN') return refused('crate-in-other-state', { crate: crate.code, state: crate.state });
    const here = by.libraryId ?? libraryId ?? crate.receivedLibraryId ?? crate.toLibraryId;
    if (here === null) return refused('library-unknown', { crate: crate.code });
    const expected = crate.receivedLibraryId ?? crate.toLibraryId;
    if (here === crate.fromLibraryId || (expected !== null && expected !== here)) {
      const library = expected === null ? null : directory.library(expected).code;
      return refused('crate-for-another-library', { crate: crate.code, library });
    }
    const library = directory.library(here);
    if (!hasCrates(library)) return refused('library-not-live', { library: library.code });
    const arrived = { ...crate, receivedLibraryId: here, receivedAt: crate.receivedAt ?? clock.now() };
    if (crate.receivedLibraryId === null) await work.shuttle.setCrate(arrived);
    return granted({ crate: arrived, lines: await work.shuttle.lines(crateId) });
  });
}

interface Scan {
  readonly crate: Crate;
  readonly line: CrateSheetLine | null;
  readonly barcode: string;
  readonly by: Agent;
}

async function receive(ports: NavettePorts, { crate, line, barcode, by }: Scan): Promise<ReceivedItem> {
  if (line?.seenAt) return alreadySeen(line);
  const outcome = await ports.checkIn({
    device: staffPost(by.login, crate.receivedLibraryId!),
    itemBarcode: barcode,
    returnedAt: ports.clock.now(),
    // The same scan of the same reception is the same transaction, whenever it is sent again.
    transactionDate: `${crate.code} ${crate.receivedAt!}`,
  });
  if (!outcome.granted) {
    const { refusal } = outcome;
    return { barcode, title: null, result: 'refused', routing: null, destinationId: null, refusal };
  }
  const { routing, destination, item, title } = outcome.value;
  const told = { at: ports.clock.now(), routing, destinationId: destination.id };
  const marked = await ports.store.transaction(async (work) => {
    await work.shuttle.lockCrate(crate.id);
    // Two people may scan the same crate at once: the line is read again under its lock.
    const now = (await work.shuttle.lines(crate.id)).find(({ itemId }) => itemId === item.id);
    if (!now) await work.shuttle.addUnexpected({ crateId: crate.id, itemId: item.id, ...told });
    else if (now.seenAt === null) await seen(work, now, told, by);
    if (!now?.seenAt) {
      await noteCrate(work, { at: told.at, actor: `user:${by.login}`, crate, itemId: item.id, done: 'seen' });
    }
    return granted(now?.discrepancy === 'UNEXPECTED' || !now ? ('unexpected' as const) : ('announced' as const));
  });
  if (!marked.granted) throw new Error(`marking a scan was refused: ${marked.refusal}`);
  return { barcode: item.barcode, title, result: marked.value, routing, destinationId: destination.id, refusal: null };
}

/** A document noted missing at a former reception is found by the scan. */
async function seen(
  work: Work,
  line: CrateSheetLine,
  told: { at: number; routing: string; destinationId: number },
  by: Agent,
): Promise<void> {
  if (line.discrepancy === 'MISSING' && line.resolvedAt === null) {
    await work.shuttle.resolve(line.id, { at: told.at, resolution: 'FOUND', actor: `user:${by.login}` });
  }
  await work.shuttle.markSeen(line.id, told);
}

function alreadySeen({ barcode, title, routing, destinationId, discrepancy }: CrateSheetLine): ReceivedItem {
  const result = discrepancy === 'UNEXPECTED' ? 'unexpected' : 'announced';
  return { barcode, title, result, routing, destinationId, refusal: null };
}

/** Says what is missing and in what state that leaves the crate. */
function close(
  { store, clock }: NavettePorts,
  {
    crateId,
    items,
    closing,
    by,
  }: { crateId: number; items: readonly ReceivedItem[]; closing: 'now' | 'when-all-seen'; by: Agent },
): Promise<Outcome<Reception>> {
  return store.transaction(async (work) => {
    const crate = (await work.shuttle.lockCrate(crateId))!;
    const at = clock.now();
    const before = await work.shuttle.lines(crateId);
    const isAwaited = before.some((line) => line.inCrate && line.openTransitId !== null && line.discrepancy === null);
    if (closing === 'when-all-seen' && isAwaited)
      return granted({ sheet: { crate, lines: before }, items, missing: [] });
    for (const line of before) {
      if (line.openTransitId === null || line.discrepancy !== null) continue;
      if (line.inCrate) await work.shuttle.markMissing(line.id, at);
      else await work.shuttle.markLeft(line.id, at);
    }
    const settled = await settle(work, crate);
    if (settled.state !== crate.state) {
      await noteCrate(work, { at, actor: `user:${by.login}`, crate: settled, done: 'received' });
    }
    const lines = await work.shuttle.lines(crateId);
    const missing = lines.filter(({ discrepancy, resolvedAt }) => discrepancy === 'MISSING' && resolvedAt === null);
    return granted({ sheet: { crate: settled, lines }, items, missing });
  });
}

/** A received crate is DISCREPANT as long as something about it is unresolved. Its row is locked. */
export async function settle(work: Work, crate: Crate): Promise<Crate> {
  const lines = await work.shuttle.lines(crate.id);
  const amiss = lines.some(({ discrepancy, resolvedAt }) => discrepancy !== null && resolvedAt === null);
  const settled: Crate = { ...crate, state: amiss ? 'DISCREPANT' : 'RECEIVED' };
  if (settled.state !== crate.state) await work.shuttle.setCrate(settled);
  return settled;
}
