import type { Item, Loan, Transit } from '../../circulation/entities.ts';
import type { NetworkLibrary } from '../../network/network.ts';
import type { Outcome } from '../../outcome.ts';
import type { Facet } from '../../ports/search-index.ts';
import type { IndexName } from '../../query/indexes.ts';
import type { SortKey } from '../../query/model.ts';
import type { BibRecord } from '../record.ts';

/** Indexes a result is counted by, and narrowed by. */
export const narrowingIndexes = [
  'library',
  'carrier',
  'language',
  'date',
  'author',
  'subject',
] as const satisfies readonly IndexName[];
export type NarrowingIndex = (typeof narrowingIndexes)[number];

/** What somebody at a screen looks for. */
export interface LookUpRequest {
  /** As it was typed or scanned in the one box. */
  readonly text: string;
  /** Values a record must have, in the form facets tell them. */
  readonly narrowed: Readonly<Partial<Record<NarrowingIndex, string>>>;
  readonly sort: SortKey['key'];
  readonly start: number;
  readonly count: number;
}

/** One record of the list. */
export interface LookedUpRecord {
  readonly record: BibRecord;
  readonly places: readonly CopiesAtLibrary[];
}
/** How many copies a library has of a record, and how many one could take home from there now. */
export interface CopiesAtLibrary {
  readonly library: NetworkLibrary;
  readonly copies: number;
  readonly available: number;
}

export interface LookedUp {
  /** What a scanned or typed number names all by itself; null when it is a search like any other. */
  readonly direct: { readonly controlNumber: string; readonly barcode: string | null } | null;
  readonly total: number;
  readonly records: readonly LookedUpRecord[];
  readonly facets: readonly Facet[];
  /** When nothing was found: the same words as the catalogue spells them; null when it knows none so near. */
  readonly suggestion: string | null;
  /** The search as CQL, to be exported or asked elsewhere. */
  readonly cql: string;
}

/** One copy of a record, as circulation knows it now. Names no reader. */
export interface CopySituation {
  readonly item: Item;
  readonly title: string;
  readonly controlNumber: string;
  readonly loan: Pick<Loan, 'libraryId' | 'at' | 'dueAt' | 'renewals'> | null;
  readonly transit: Pick<Transit, 'fromLibraryId' | 'toLibraryId' | 'reason' | 'createdAt'> | null;
  /** Code of the crate it travels in; null while in none. */
  readonly crate: string | null;
  /** Where the reader it is kept for picks it up; null when it is kept for nobody. */
  readonly keptFor: { readonly pickupLibraryId: number } | null;
  /** Live holds on its record. */
  readonly queueLength: number;
  /** Barcodes of former systems that still find it, and in which library. */
  readonly aliases: readonly { readonly libraryId: number; readonly barcode: string }[];
}

/** The catalogue, for whoever looks for a document at a screen. */
export interface LookUpDesk {
  /**
   * What the box finds. A barcode or the number of a record is found without the index. Refused `query-unsupported`
   * (facts.feature), `temporarily-unavailable` (facts.what), `result-out-of-range` (facts.total).
   */
  find(request: LookUpRequest): Promise<Outcome<LookedUp>>;
  /** Every copy of a record, withdrawn ones too, by library and call number. Refused `record-unknown`. */
  copies(controlNumber: string): Promise<Outcome<readonly CopySituation[]>>;
  /** Refused `item-unknown`. */
  situation(barcode: string): Promise<Outcome<CopySituation>>;
}
