import type { BlockSizes } from './segment-writer.ts';
import type { ChoreOptions } from './chores.ts';
import type { EvaluationLimits } from './evaluate.ts';
import type { FileOptions } from './index-file.ts';
import type { ScanLimits } from './scan.ts';
import type { PoolLimits } from './search-pool.ts';

/** Everything an operator may tune; `defaults` holds the values that were measured. */
export interface IndexOptions extends FileOptions, BlockSizes, ChoreOptions, EvaluationLimits, ScanLimits, PoolLimits {
  /** Documents written in one transaction, so that memory stays flat however many are put at once. */
  readonly documentsPerSegment: number;
  /** Segments above which a put waits for merges. */
  readonly segments: number;
  /** Without a request for so long (ms), the index tidies itself further. */
  readonly restAfter: number;
  /** How often (ms) searches look whether the file is still the one they read, and whether another process wrote into it. */
  readonly lookAtFileEvery: number;
  /** Bytes of decoded terms remembered: by the event loop, and as many by the searching threads together. */
  readonly termCacheBytes: number;
  /** Bytes of facet columns each reading thread remembers. */
  readonly facetCacheBytes: number;
  /** Bytes of answers remembered for the next pages of the same search, by each of the two. */
  readonly answerCacheBytes: number;
  /** Positions put in order with the first page, for the next ones. */
  readonly orderedAtOnce: number;
  /** Bytes of requests remembered as too long for the event loop. */
  readonly longRequestBytes: number;
  /** SQLite's own cache of the reading connections, bytes, of each of the two. */
  readonly readerCacheBytes: number;
  /** Hits above which relevance is not computed and the order is that of record numbers. */
  readonly ranked: number;
  /** Hits up to which filing keys are fetched and sorted, above which the list of keys is walked. */
  readonly fetchedToSort: number;
  /** Cost, in postings of about 10 ns, above which a search leaves the event loop for a worker. */
  readonly effortOnEventLoop: number;
}

export const defaults: IndexOptions = {
  pageBytes: 8192,
  writerCacheBytes: 16_000_000,
  busyTimeout: 5_000,
  blockBytes: 2_000,
  chunkBytes: 4_000,
  documentsPerSegment: 2_000,
  fanIn: 8,
  widest: 16,
  termsPerSlice: 4_000,
  rowsPerSweep: 500,
  pagesPerSlice: 200,
  emptyShare: 0.3,
  deadShare: 0.1,
  segments: 64,
  restAfter: 500,
  lookAtFileEvery: 100,
  termCacheBytes: 64_000_000,
  facetCacheBytes: 96_000_000,
  answerCacheBytes: 32_000_000,
  orderedAtOnce: 200,
  longRequestBytes: 1_000_000,
  readerCacheBytes: 8_000_000,
  expandedTerms: 1_000_000,
  placedTerms: 50_000,
  clauses: 500,
  scannedTerms: 10_000,
  ranked: 100_000,
  fetchedToSort: 1_000,
  effortOnEventLoop: 400_000,
  searchThreads: 2,
  longSearches: 200,
};
