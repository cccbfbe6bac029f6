import type { PreparedItem } from '../catalogue/import/prepared.ts';
import type { Item } from '../circulation/entities.ts';
import type { NewItem, Work } from '../ports/store.ts';
import type { Finding, MigrationBatch } from './entities.ts';
import { homeOf, Tallies } from './tally.ts';

/** The network as one part of a batch meets it. */
export interface Place {
  readonly batch: MigrationBatch;
  readonly libraryIds: ReadonlyMap<string, number>;
  readonly inseeCodes: ReadonlyMap<number, string>;
  /** The moment the batch was first applied. */
  readonly at: number;
}

/** Copies of one line and the record they are of; null when the line was left out, and its copies with it. */
export interface LineItems {
  readonly line: number;
  readonly recordId: number | null;
  readonly items: readonly PreparedItem[];
  readonly unusable: readonly { readonly fault: string; readonly detail: string }[];
}

export interface AppliedItems {
  readonly tallies: ReturnType<Tallies['list']>;
  readonly findings: readonly Finding[];
  /** Records whose holdings changed. */
  readonly recordIds: ReadonlySet<number>;
}

interface Fresh {
  readonly item: NewItem;
  /** The barcode its library knows it by, when another item of the network already bears it. */
  readonly alias: string | null;
}

/**
 * Gives each copy to its record. A barcode that somebody else bears already (another library's copy, a reader's card) is
 * kept by the first: the copy gets the INSEE code of its commune before its number, and its old number as an alias there.
 */
export async function applyItems(work: Work, lines: readonly LineItems[], place: Place): Promise<AppliedItems> {
  const { batch } = place;
  const known = await knownItems(work, lines, place);
  const tallies = new Tallies();
  const findings: Finding[] = [];
  const recordIds = new Set<number>();
  const fresh: Fresh[] = [];
  const described: { item: Item; as: PreparedItem }[] = [];

  const settle = (line: LineItems, item: PreparedItem): void => {
    const home = homeOf(item, { ...place, libraryId: batch.libraryId });
    const reject = (reason: string): void => {
      tallies.add(home, item.type, 'rejected');
      findings.push({ line: line.line, kind: 'item-rejected', subject: item.barcode, detail: reason });
    };
    if (line.recordId === null) return reject('record-left-out');
    const recordId = line.recordId;
    const key = item.barcode.trim().toUpperCase();
    const own = known.alias(home, key) ?? (known.bearer(key)?.homeLibraryId === home ? known.bearer(key) : undefined);
    if (own) {
      if (own.recordId !== recordId) return reject('barcode-on-another-record');
      tallies.add(home, item.type, 'known');
      if (!('fresh' in own) && differs(own, item)) {
        described.push({ item: own, as: item });
        recordIds.add(recordId);
      }
      return;
    }
    const taken = known.bearer(key) !== undefined || known.isCard(key);
    const barcode = taken ? `${place.inseeCodes.get(home) ?? ''}${item.barcode.trim()}` : item.barcode.trim();
    if (taken && (known.bearer(barcode.toUpperCase()) || known.isCard(barcode.toUpperCase()))) {
      return reject('barcode-taken');
    }
    tallies.add(home, item.type, 'created');
    if (taken) findings.push({ line: line.line, kind: 'item-recoded', subject: item.barcode, detail: barcode });
    fresh.push({ item: newItem(item, { barcode, recordId, home, at: place.at }), alias: taken ? item.barcode : null });
    known.take({ home, key: barcode.toUpperCase(), recordId, alias: taken ? key : null });
    recordIds.add(recordId);
  };
  for (const line of lines) {
    for (const item of line.items) settle(line, item);
    for (const { fault, detail } of line.unusable) {
      tallies.add(batch.libraryId, 'UNKNOWN', 'rejected');
      findings.push({ line: line.line, kind: 'item-rejected', subject: detail, detail: fault });
    }
  }
  await write(work, batch.id, fresh, described);
  return { tallies: tallies.list(), findings, recordIds };
}

async function write(
  work: Work,
  batchId: number,
  fresh: readonly Fresh[],
  described: readonly { item: Item; as: PreparedItem }[],
): Promise<void> {
  for (const { item, as } of described) {
    await work.migration.keepBefore(batchId, 'items', [[item.id]]);
    await work.items.describe(item.id, as);
  }
  if (fresh.length === 0) return;
  const ids = await work.items.insertMany(fresh.map(({ item }) => item));
  await work.migration.noteCreated(
    batchId,
    'items',
    ids.map((id) => [id]),
  );
  const aliases = fresh.flatMap(({ item, alias }, index) =>
    alias === null ? [] : [{ libraryId: item.homeLibraryId, barcode: alias, itemId: ids[index]! }],
  );
  if (aliases.length === 0) return;
  await work.migration.addAliases(aliases);
  const keys = aliases.map(({ libraryId, barcode }) => [libraryId, barcode.trim().toUpperCase()]);
  await work.migration.noteCreated(batchId, 'item_aliases', keys);
}

/** An item that bears a barcode already: of the catalogue, or given to it a moment ago. */
type Bearer = Item | { readonly fresh: true; readonly recordId: number; readonly homeLibraryId: number };

async function knownItems(work: Work, lines: readonly LineItems[], place: Place) {
  const items = lines.flatMap((line) => line.items);
  const owner = (item: PreparedItem) => homeOf(item, { ...place, libraryId: place.batch.libraryId });
  const bearers = new Map<string, Bearer>();
  const cardKeys = new Set<string>();
  const look = async (barcodes: readonly string[]): Promise<void> => {
    if (barcodes.length === 0) return;
    for (const [barcode, item] of await work.items.findByBarcodes(barcodes)) bearers.set(barcode.toUpperCase(), item);
    for (const card of await work.items.cardsAmong(barcodes)) cardKeys.add(card.toUpperCase());
  };
  const asked = new Map(items.map(({ barcode }) => [barcode.trim().toUpperCase(), barcode.trim()]));
  await look([...asked.values()]);
  await look(recodings(items, { owner, place, taken: (key) => bearers.has(key) || cardKeys.has(key) }));
  const aliases = new Map<string, Bearer>();
  for (const [home, ofHome] of Map.groupBy(items, owner)) {
    const ids = await work.migration.aliased(
      home,
      ofHome.map(({ barcode }) => barcode),
    );
    const byId = new Map((await work.migration.items([...ids.values()])).map((item) => [item.id, item]));
    for (const [key, id] of ids) aliases.set(`${home} ${key}`, byId.get(id)!);
  }
  return {
    bearer: (key: string) => bearers.get(key),
    isCard: (key: string) => cardKeys.has(key),
    alias: (home: number, key: string) => aliases.get(`${home} ${key}`),
    take({ home, key, recordId, alias }: { home: number; key: string; recordId: number; alias: string | null }): void {
      const bearer = { fresh: true, recordId, homeLibraryId: home } as const;
      bearers.set(key, bearer);
      if (alias !== null) aliases.set(`${home} ${alias}`, bearer);
    },
  };
}

/** The barcodes that items would be given whose own is taken: by the catalogue, by a reader, or by another of these items. */
function recodings(
  items: readonly PreparedItem[],
  { owner, place, taken }: { owner: (item: PreparedItem) => number; place: Place; taken: (key: string) => boolean },
): string[] {
  const seen = new Set<string>();
  const found = new Set<string>();
  for (const item of items) {
    const barcode = item.barcode.trim();
    const key = barcode.toUpperCase();
    if (seen.has(key) || taken(key)) found.add(`${place.inseeCodes.get(owner(item)) ?? ''}${barcode}`);
    seen.add(key);
  }
  return [...found];
}

function newItem(
  { owner: _, outside: __, ...described }: PreparedItem,
  { barcode, recordId, home, at }: { barcode: string; recordId: number; home: number; at: number },
): NewItem {
  const where = { recordId, homeLibraryId: home, holdingLibraryId: home };
  return { ...described, ...where, barcode, status: 'AVAILABLE', statusSince: at };
}

function differs(old: Item, item: PreparedItem): boolean {
  return (['type', 'location', 'callNumber', 'volume', 'inventoryNo', 'loanable'] as const).some(
    (fact) => old[fact] !== item[fact],
  );
}
