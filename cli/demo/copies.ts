import type { ItemStatus } from '../../core/circulation/entities.ts';
import type { NewItem } from '../../core/ports/store.ts';
import type { DemoRecord } from './records.ts';

/** A record of the demonstration once it has its id. */
export interface PlacedRecord extends DemoRecord {
  readonly id: number;
}

/** What the copies need: library ids in order (the hub first) and now (UTC milliseconds). */
export interface CopyFacts {
  readonly libraryIds: readonly number[];
  readonly now: number;
}

/** Barcode of demo item `n`. */
export function demoBarcode(n: number): string {
  return String(30_000_000 + n);
}

export const ordinaryCopies = 800;

/** Copies with a story: number of the barcode → state. Those on loan or bound get their loan or hold from the seed. */
export const awkwardCopies: readonly { readonly n: number; readonly status: ItemStatus; readonly loanable?: false }[] =
  [
    { n: 901, status: 'ON_LOAN' },
    { n: 902, status: 'ON_HOLD_SHELF' },
    { n: 903, status: 'TRANSIT_HOLD' },
    { n: 904, status: 'TRANSIT_HOME' },
    { n: 905, status: 'LOST' },
    { n: 906, status: 'MISSING' },
    { n: 907, status: 'CLAIMED_RETURNED' },
    { n: 908, status: 'WITHDRAWN' },
    { n: 909, status: 'IN_PROCESSING' },
    { n: 910, status: 'ON_ORDER' },
    { n: 911, status: 'AT_ILL_PARTNER' },
    { n: 912, status: 'RESHELVE' },
    { n: 913, status: 'AVAILABLE', loanable: false },
    { n: 914, status: 'ON_LOAN' },
    { n: 915, status: 'ON_LOAN' },
    ...Array.from({ length: 20 }, (_, index) => ({ n: 921 + index, status: 'ON_LOAN' as const })),
  ];

/** The first 800 copies: ordinary books on the shelf of their own library, two of each title in two libraries. */
export function ordinary(records: readonly PlacedRecord[], facts: CopyFacts): NewItem[] {
  const books = records.filter((record) => record.type === 'BOOK' && record.location === 'Adultes');
  return Array.from({ length: ordinaryCopies }, (_, index) => {
    const record = books[Math.floor(index / 2)]!;
    return copy(record, index + 1, facts.libraryIds[index % facts.libraryIds.length]!, facts);
  });
}

/** One copy of a book for each story, at the hub; their titles have no ordinary copy. */
export function awkward(records: readonly PlacedRecord[], facts: CopyFacts): NewItem[] {
  const books = records.filter((record) => record.type === 'BOOK' && record.location === 'Adultes').slice(600);
  return awkwardCopies.map(({ n, status, loanable = true }, index) => ({
    ...copy(books[index]!, n, facts.libraryIds[0]!, facts),
    status,
    loanable,
  }));
}

/** The rest of the collections: every record has one to three copies, spread over the network. */
export function collections(records: readonly PlacedRecord[], facts: CopyFacts): NewItem[] {
  const { libraryIds } = facts;
  const books = records.filter((record) => record.type === 'BOOK' && record.location === 'Adultes');
  const told = new Set([...books.slice(0, ordinaryCopies / 2), ...books.slice(600, 600 + awkwardCopies.length)]);
  const items: NewItem[] = [];
  for (const [index, record] of records.entries()) {
    if (told.has(record)) continue;
    const copies = 1 + (index % 3);
    for (let number = 0; number < copies; number += 1) {
      const libraryId = libraryIds[(index * 5 + number * 11) % libraryIds.length]!;
      items.push(copy(record, 1_001 + items.length, libraryId, facts));
    }
  }
  return items;
}

function copy(record: PlacedRecord, n: number, libraryId: number, { now }: CopyFacts): NewItem {
  return {
    barcode: demoBarcode(n),
    recordId: record.id,
    homeLibraryId: libraryId,
    holdingLibraryId: libraryId,
    type: record.type,
    location: record.location,
    callNumber: record.callNumber,
    status: 'AVAILABLE',
    statusSince: now,
    loanable: record.type !== 'REFERENCE',
    volume: '',
    inventoryNo: `D${String(n).padStart(7, '0')}`,
  };
}
