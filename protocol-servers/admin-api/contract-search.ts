import type { ItemTypeCode } from './contract-terms.ts';

/** The catalogue looked into at a screen, as the console and the admin API say it. Types only. */

/** The states of a copy: see the table of docs/ARCHITECTURE.md. */
export type ItemStatusCode =
  | 'IN_PROCESSING'
  | 'AVAILABLE'
  | 'ON_LOAN'
  | 'ON_HOLD_SHELF'
  | 'TRANSIT_HOLD'
  | 'TRANSIT_HOME'
  | 'RESHELVE'
  | 'AT_ILL_PARTNER'
  | 'CLAIMED_RETURNED'
  | 'LOST'
  | 'MISSING'
  | 'ON_ORDER'
  | 'WITHDRAWN';

export type NarrowingIndexCode = 'library' | 'carrier' | 'language' | 'date' | 'author' | 'subject';

/**
 * GET /search?q=&library=&carrier=&language=&date=&author=&subject=&sort=&offset=&limit=: what the one box finds. 503
 * `temporarily-unavailable` when the index is away; a barcode or the number of a record is found all the same.
 */
export interface SearchView {
  /** What a scanned number names by itself: a copy when it has a barcode, else a record. */
  readonly direct: { readonly record: string; readonly barcode: string | null } | null;
  readonly items: readonly FoundRecordView[];
  readonly total: number;
  readonly facets: readonly SearchFacetView[];
  /** When nothing was found: the words as the catalogue spells them. */
  readonly suggestion: string | null;
  /** The search as CQL, for POST /exports. */
  readonly cql: string;
}
export interface FoundRecordView {
  readonly record: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly publisher: string;
  readonly year: number | null;
  readonly carrier: string;
  readonly language: string;
  readonly isbn: string | null;
  /** Where its copies are, those one could take home first. */
  readonly places: readonly {
    readonly library: string;
    readonly name: string;
    readonly copies: number;
    readonly available: number;
  }[];
}
/** How the result spreads over an index: the most frequent values. `term` is what narrows the search to it. */
export interface SearchFacetView {
  readonly index: NarrowingIndexCode;
  readonly values: readonly { readonly term: string; readonly display: string; readonly hits: number }[];
}

/** GET /records/:number/copies, GET /copies/:barcode/situation: where a copy is and why. Never who has it. */
export interface CopySituationView {
  readonly barcode: string;
  readonly record: string;
  readonly title: string;
  readonly type: ItemTypeCode;
  readonly location: string;
  readonly callNumber: string;
  readonly volume: string;
  readonly inventoryNo: string;
  readonly loanable: boolean;
  readonly publicNote: string;
  readonly status: ItemStatusCode;
  /** ISO 8601, UTC. */
  readonly statusSince: string;
  readonly home: string;
  readonly holding: string;
  /** The library or department that lent it to the network; null when it belongs to its home. */
  readonly owner: string | null;
  readonly returnToOwnerOn: string | null;
  readonly loan: {
    readonly library: string;
    readonly at: string;
    readonly dueAt: string;
    readonly renewals: number;
  } | null;
  readonly transit: {
    readonly from: string;
    readonly to: string;
    readonly reason: 'FILL_HOLD' | 'RETURN_HOME' | 'TO_OWNER' | 'ILL' | 'ROTATION' | 'MANUAL';
    readonly since: string;
    /** Code of the crate; null while in none. */
    readonly crate: string | null;
  } | null;
  /** Library where the reader it is kept for picks it up. */
  readonly keptFor: string | null;
  /** Live holds on its record. */
  readonly queueLength: number;
  /** Barcodes of former systems that still find it. */
  readonly aliases: readonly { readonly library: string; readonly barcode: string }[];
}
