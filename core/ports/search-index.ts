import type { BibRecord } from '../catalogue/record.ts';
import type { Item } from '../circulation/entities.ts';
import type { IndexName } from '../query/indexes.ts';
import type { Query, SortKey } from '../query/model.ts';

/**
 * Finds records. It holds nothing that cannot be rebuilt from the store. Every implementation passes
 * `connectors/contract/search-index`. Throws SearchUnavailable when it cannot answer and QueryUnsupported when it
 * cannot compile the tree.
 */
export interface SearchIndex {
  /** `start` is 0-based. `total` is exact. */
  search(query: Query, page: SearchPage): Promise<SearchHits>;
  /** Walks the list of terms of an index; absent where the index keeps none. */
  scan?(request: ScanRequest): Promise<ScanFound>;
  /** Replaces what is known of these records; idempotent. Durable when it returns. Throws DocumentUnreadable. */
  put(documents: readonly SearchDocument[]): Promise<void>;
  remove(recordIds: readonly number[]): Promise<void>;
  /** Starts an index beside the current one; `finish` swaps them, `abandon` drops it. */
  rebuild(): Promise<Rebuild>;
  count(): Promise<number>;
  close(): Promise<void>;
}

export interface SearchDocument {
  readonly record: BibRecord;
  readonly items: readonly Item[];
}
export interface SearchPage {
  readonly start: number;
  readonly count: number;
  readonly sort: readonly SortKey[];
  /** Counts asked of the whole result beside its records; none unless said. */
  readonly facets?: readonly FacetAsked[];
  /** Queries of which only the number of records is asked, each by itself; none unless said. */
  readonly counted?: readonly Query[];
}
export interface SearchHits {
  readonly total: number;
  readonly recordIds: readonly number[];
  /** One for each asked, in their order. */
  readonly facets?: readonly Facet[];
  /** One for each query counted, in their order. Exact. */
  readonly counts?: readonly number[];
}
export interface FacetAsked {
  readonly index: IndexName;
  /** Values told at most, the most frequent first. */
  readonly size: number;
}
/** How the records found spread over the values of an index. Counts are exact. */
export interface Facet {
  readonly index: IndexName;
  readonly values: readonly FacetValue[];
}
export interface FacetValue {
  /** As it is searched. */
  readonly term: string;
  /** As it is read. */
  readonly display: string;
  readonly hits: number;
}
/** Terms of an index in their order, around a term. */
export interface ScanRequest {
  readonly index: IndexName;
  readonly term: string;
  /** Where the term, or the first after it, is to stand: 1 first, 0 just before the list, `size` + 1 just after. */
  readonly position: number;
  readonly size: number;
  /** Terms left out between two; 0 unless said. */
  readonly stepSize?: number;
  /** Which list of a text index: its words or its whole headings, these unless said, where the index keeps them. */
  readonly structure?: 'word' | 'heading';
}
export interface ScanFound {
  readonly entries: readonly ScanEntry[];
  /** Where the term asked for really stands. */
  readonly position: number;
  /** `partial`: the list ends before as many terms as were asked for. */
  readonly status: 'complete' | 'partial';
}
export interface ScanEntry {
  /** As it is searched. */
  readonly term: string;
  /** As it is read. */
  readonly display: string;
  /** Records that have it. */
  readonly hits: number;
}
export interface Rebuild {
  put(documents: readonly SearchDocument[]): Promise<void>;
  finish(): Promise<void>;
  abandon(): Promise<void>;
}

/** The index does not answer: circulation goes on, search says so in each protocol's words. */
export class SearchUnavailable extends Error {
  override readonly name = 'SearchUnavailable';
  /** The index itself is missing or damaged: it stays so until rebuilt. */
  readonly mustRebuild: boolean;
  constructor(message: string, { mustRebuild = false } = {}) {
    super(message);
    this.mustRebuild = mustRebuild;
  }
}
/** Some of the records put cannot be read: nothing of the batch was kept, the others may be put again. */
export class DocumentUnreadable extends Error {
  override readonly name = 'DocumentUnreadable';
  readonly recordIds: readonly number[];
  constructor(recordIds: readonly number[], reason: string) {
    super(reason);
    this.recordIds = recordIds;
  }
}
/** The tree asks for something this index cannot do. `feature` names it. */
export class QueryUnsupported extends Error {
  override readonly name = 'QueryUnsupported';
  readonly feature: string;
  constructor(feature: string) {
    super(`unsupported: ${feature}`);
    this.feature = feature;
  }
}
