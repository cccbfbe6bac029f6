import type { Item } from '../../circulation/entities.ts';
import { controlNumberOf, withControlNumber } from '../../marc/control-number.ts';
import type { NewItem, NewRecord, Work } from '../../ports/store.ts';
import type { FileMemory, Placed } from './file-memory.ts';
import type { PreparedItem } from './prepared.ts';
import type { Tally } from './tally.ts';

/** What one run of an import is about. */
export interface Run {
  /** Code of the library: the source of the records. */
  readonly source: string;
  readonly libraryId: number;
  readonly libraryIds: ReadonlyMap<string, number>;
  readonly dryRun: boolean;
  /** UTC milliseconds. */
  readonly at: number;
}

/** An id that no record has: that of a record a dry run would create. */
const notCreated = -1;

/**
 * Stores one batch in one transaction: records, their items, and what must follow. Counts into `tally`; returns the
 * barcodes seen for the first time with the record that bears each. Changes nothing else, so that it can be run again.
 */
export async function storeBatch(
  work: Work,
  placed: readonly Placed[],
  { run, memory, tally }: { run: Run; memory: FileMemory; tally: Tally },
): Promise<ReadonlyMap<string, string>> {
  await work.records.reserveNumbers(0); // a write first: it takes the lock
  const { ids, changed } = await storeRecords(work, placed, run, tally);
  const { fresh, described, holders } = await sortItems(work, placed, { run, memory, tally, ids });
  if (run.dryRun) return holders;
  if (fresh.length > 0) await work.items.insertMany(fresh);
  for (const { id, as } of described) await work.items.describe(id, as);
  for (const { recordId } of [...fresh, ...described]) changed.add(recordId);
  if (changed.size > 0) {
    await work.outbox.add('records-changed', [...changed], run.at);
    await work.outbox.add('headings-to-link', [...changed], run.at);
  }
  return holders;
}

interface StoredRecords {
  /** By identifier in the source. */
  readonly ids: ReadonlyMap<string, number>;
  readonly changed: Set<number>;
}

async function storeRecords(work: Work, placed: readonly Placed[], run: Run, tally: Tally): Promise<StoredRecords> {
  const known = await work.records.findBySource(run.source, [...new Set(placed.map(({ sourceId }) => sourceId))]);
  // A record merged into another gives it its copies.
  const ids = new Map([...known].map(([sourceId, { id, mergedIntoId }]) => [sourceId, mergedIntoId ?? id]));
  const changed = new Set<number>();
  const fresh: Placed[] = [];
  for (const one of placed) {
    const { record, sourceId, repeats } = one;
    const old = known.get(sourceId);
    if (repeats !== null) tally.reject(record.offset, 'duplicate-in-file', `${sourceId}, ${repeats}`);
    else if (!old) fresh.push(one);
    else if (old.hash === record.hash) tally.unchanged += 1;
    else {
      tally.updated += 1;
      changed.add(old.id);
      if (run.dryRun) continue;
      const status = old.status === 'MERGED' ? 'MERGED' : 'LIVE';
      await work.records.replace(old.id, { ...bibliographic(one, old.controlNumber, run), status });
    }
  }
  tally.created += fresh.length;
  if (run.dryRun) for (const { sourceId } of fresh) ids.set(sourceId, notCreated);
  else if (fresh.length > 0) {
    const first = await work.records.reserveNumbers(fresh.length);
    const rows = fresh.map((one, index) => newRecord(one, controlNumberOf(first + index), run));
    for (const [index, id] of (await work.records.insertMany(rows)).entries()) {
      ids.set(fresh[index]!.sourceId, id);
      changed.add(id);
    }
  }
  return { ids, changed };
}

function bibliographic({ record }: Placed, controlNumber: string, { at }: Run) {
  const marc = withControlNumber(record.marc, controlNumber);
  return { marc, hash: record.hash, updatedAt: at, derived: record.derived, status: 'LIVE' } as const;
}

function newRecord(placed: Placed, controlNumber: string, run: Run): NewRecord {
  const { sourceId } = placed;
  return {
    ...bibliographic(placed, controlNumber, run),
    controlNumber,
    source: run.source,
    sourceId,
    createdAt: run.at,
  };
}

interface ItemsContext {
  readonly run: Run;
  readonly memory: FileMemory;
  readonly tally: Tally;
  readonly ids: ReadonlyMap<string, number>;
}
interface SortedItems {
  readonly fresh: NewItem[];
  readonly described: { readonly id: number; readonly recordId: number; readonly as: PreparedItem }[];
  readonly holders: Map<string, string>;
}

/** Says of each item whether it is new, known, changed, or somebody else's. */
async function sortItems(work: Work, placed: readonly Placed[], context: ItemsContext): Promise<SortedItems> {
  const barcodes = placed.flatMap(({ record }) => record.items.map(({ barcode }) => barcode));
  const existing = barcodes.length === 0 ? new Map<string, Item>() : await work.items.findByBarcodes(barcodes);
  const unknown = barcodes.filter((barcode) => !existing.has(barcode));
  const cards = unknown.length === 0 ? new Set<string>() : await work.items.cardsAmong(unknown);
  const sorted: SortedItems = { fresh: [], described: [], holders: new Map() };
  for (const one of placed) {
    for (const { fault, detail } of one.record.unusableItems) {
      context.tally.items.read += 1;
      context.tally.rejectItem(one.record.offset, '', fault, detail);
    }
    for (const item of one.record.items) {
      context.tally.items.read += 1;
      if (cards.has(item.barcode)) context.tally.rejectItem(one.record.offset, item.barcode, 'barcode-is-a-card', '');
      else sortItem(item, one, existing.get(item.barcode), sorted, context);
    }
  }
  return sorted;
}

function sortItem(
  item: PreparedItem,
  { record, sourceId }: Placed,
  old: Item | undefined,
  sorted: SortedItems,
  context: ItemsContext,
): void {
  const { run, memory, tally, ids } = context;
  const recordId = ids.get(sourceId)!;
  const homeLibraryId = run.libraryIds.get(item.owner) ?? run.libraryId;
  const key = item.barcode.toUpperCase();
  const holder = memory.holderOf(key) ?? sorted.holders.get(key);
  if (holder !== undefined) {
    // The first one in the file wins; told twice of one record it is no matter.
    if (holder === sourceId) tally.items.unchanged += 1;
    else tally.rejectItem(record.offset, item.barcode, 'barcode-on-another-record', holder);
    return;
  }
  sorted.holders.set(key, sourceId);
  if (!old) {
    tally.items.created += 1;
    sorted.fresh.push(newItem(item, recordId, homeLibraryId, run));
  } else if (old.homeLibraryId !== homeLibraryId) {
    tally.rejectItem(record.offset, item.barcode, 'barcode-of-another-library', libraryCode(old.homeLibraryId, run));
  } else if (old.recordId !== recordId) {
    tally.rejectItem(record.offset, item.barcode, 'barcode-on-another-record', `record ${old.recordId}`);
  } else if (describesSame(old, item)) tally.items.unchanged += 1;
  else {
    tally.items.updated += 1;
    sorted.described.push({ id: old.id, recordId, as: item });
  }
}

function newItem(item: PreparedItem, recordId: number, homeLibraryId: number, { at }: Run): NewItem {
  const { owner: _, ...described } = item;
  return {
    ...described,
    recordId,
    homeLibraryId,
    holdingLibraryId: homeLibraryId,
    status: 'AVAILABLE',
    statusSince: at,
  };
}

function describesSame(old: Item, item: PreparedItem): boolean {
  return (
    old.type === item.type &&
    old.location === item.location &&
    old.callNumber === item.callNumber &&
    old.volume === item.volume &&
    old.inventoryNo === item.inventoryNo &&
    old.loanable === item.loanable
  );
}

function libraryCode(id: number, { libraryIds }: Run): string {
  for (const [code, known] of libraryIds) if (known === id) return code;
  return '';
}
