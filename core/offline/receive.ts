import { createHash } from 'node:crypto';
import type { CirculationPorts } from '../circulation/ports.ts';
import { notYours } from '../network/acting.ts';
import { actorOf } from '../network/post.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { NewOfflineLine } from '../ports/offline.ts';
import type { Work } from '../ports/store.ts';
import type { BatchOfFacts, OfflineFact } from './desk.ts';
import type { OfflineSettings } from './settings.ts';

export type OfflinePorts = CirculationPorts & { readonly offline: OfflineSettings };

/**
 * Keeps a batch, its lines in the order in which things happened, with what was known of each item before the batch.
 * A batch that is already known is left as it is. What is wrong with the form refuses all of it, before anything is kept:
 * it can be corrected and sent again.
 */
export async function receive(ports: OfflinePorts, batch: BatchOfFacts): Promise<Outcome<null>> {
  const { store, offline, clock } = ports;
  if (batch.facts.length > offline.linesPerBatch)
    return refused('offline-batch-too-large', { limit: offline.linesPerBatch, lines: batch.facts.length });
  const repeated = firstRepeated(batch.facts.map((fact) => fact.key));
  if (repeated !== null) return refused('offline-line-repeated', { line: repeated });
  const digest = digestOf(batch);
  const known = await store.read.offline.batch(batch.batchKey);
  if (known) return known.digest === digest ? granted(null) : refused('offline-batch-differs');
  const placed = await place(ports, batch);
  if (!placed.granted) return placed;

  const kept = await store.transaction(async (work) => {
    const now = clock.now();
    const { batchKey, by, facts } = batch;
    const opening = { batchKey, digest, receivedAt: now, receivedBy: by.login, lines: facts.length };
    const batchId = await work.offline.open(opening);
    if (batchId === null) return granted('raced' as const);
    await work.offline.insertLines(await withItems(work, inOrder(placed.value, now), batchId));
    await work.journal.append({
      at: now,
      type: 'OFFLINE_BATCH',
      actor: actorOf({ id: by.deviceId ?? null, login: by.login }),
      libraryId: by.libraryId,
      deviceId: by.deviceId ?? null,
      itemId: null,
      patronRef: null,
      payload: { batch: batchId, lines: facts.length },
    });
    return granted('kept' as const);
  });
  if (!kept.granted) return kept;
  if (kept.value === 'kept') return granted(null);
  const winner = await store.read.offline.batch(batch.batchKey);
  return winner?.digest === digest ? granted(null) : refused('offline-batch-differs');
}

type PlacedFact = OfflineFact & {
  readonly libraryId: number;
  readonly deviceId: number | null;
  readonly login: string;
  readonly correctedAt: number;
};

/** Where each thing happened, and when by our clock. */
async function place({ store, directory }: OfflinePorts, batch: BatchOfFacts): Promise<Outcome<PlacedFact[]>> {
  const devices = new Map((await store.read.devices()).map((device) => [device.login, device]));
  const { by, clockOffsets } = batch;
  const placed: PlacedFact[] = [];
  for (const fact of batch.facts) {
    const login = 'device' in fact.place ? fact.place.device : by.login;
    const device = 'device' in fact.place ? devices.get(fact.place.device) : null;
    if (device === undefined) return refused('device-unknown', { line: fact.key });
    const libraryId = device?.libraryId ?? ('library' in fact.place ? libraryOf(directory, fact.place.library) : null);
    if (libraryId === null) return refused('library-unknown', { line: fact.key });
    const foreign = notYours(by, libraryId, directory);
    if (foreign) return refused(foreign.refusal, { ...foreign.facts, line: fact.key });
    // An own property: the name of a device may be any word, `constructor` too.
    const offset = device && Object.hasOwn(clockOffsets, login) ? clockOffsets[login]! : 0;
    placed.push({ ...fact, libraryId, deviceId: device?.id ?? null, login, correctedAt: fact.at + offset });
  }
  return granted(placed);
}

function libraryOf(directory: OfflinePorts['directory'], code: string): number | null {
  return directory.libraryByCode(code)?.id ?? null;
}

type OrderedFact = PlacedFact & { readonly position: number };

/** By corrected time over all devices; at one time, as they were told. Nothing happened later than now. */
function inOrder(facts: readonly PlacedFact[], now: number): OrderedFact[] {
  return facts
    .map((fact) => ({ ...fact, correctedAt: Math.min(fact.correctedAt, now) }))
    .toSorted((a, b) => a.correctedAt - b.correctedAt)
    .map((fact, position) => ({ ...fact, position }));
}

/** The lines with each item's last change of status, which decides what is superseded (circulation.md §6). */
async function withItems(work: Work, facts: readonly OrderedFact[], batchId: number): Promise<NewOfflineLine[]> {
  const items = await work.items.findByBarcodes([...new Set(facts.map((fact) => fact.itemBarcode))]);
  const replayed = await work.offline.lastReplayed([...new Set([...items.values()].map((item) => item.id))]);
  return facts.map((fact) => {
    const item = items.get(fact.itemBarcode);
    const last = item && replayed.get(item.id);
    // An earlier batch changed the item when it was replayed, but the change itself is as old as its fact.
    const sinceReplay = item && last && item.statusSince <= last.settledAt;
    return {
      batchId,
      position: fact.position,
      lineKey: fact.key,
      kind: fact.kind,
      libraryId: fact.libraryId,
      deviceId: fact.deviceId,
      login: fact.login,
      reportedAt: fact.at,
      at: fact.correctedAt,
      barcode: fact.itemBarcode,
      itemId: item?.id ?? null,
      itemSince: (sinceReplay ? Math.min(last.at, item.statusSince) : item?.statusSince) ?? null,
      card: fact.card,
      dueAt: fact.dueAt,
    };
  });
}

function firstRepeated(keys: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) return key;
    seen.add(key);
  }
  return null;
}

/** Of the facts and the clocks: what makes two batches the same. */
function digestOf({ facts, clockOffsets }: BatchOfFacts): string {
  const lines = facts.map(({ key, kind, place: where, at, card, itemBarcode, dueAt }) => [
    key,
    kind,
    'device' in where ? where.device : null,
    'library' in where ? where.library : null,
    at,
    card,
    itemBarcode,
    dueAt,
  ]);
  const clocks = Object.entries(clockOffsets).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([lines, clocks]))
    .digest('hex');
}
