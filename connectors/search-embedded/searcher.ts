import type { ScanFound, ScanRequest, SearchHits, SearchPage } from '../../core/ports/search-index.ts';
import type { Query } from '../../core/query/model.ts';
import { BoundedCache } from './bounded-cache.ts';
import { Effort } from './effort.ts';
import { evaluate, type Found } from './evaluate.ts';
import { FacetColumns } from './facet-column.ts';
import { facet } from './facets.ts';
import { filed } from './filing-order.ts';
import type { IndexOptions } from './options.ts';
import { mostRelevant } from './relevance.ts';
import { scan } from './scan.ts';
import { Snapshot } from './snapshot.ts';
import { Terms } from './terms.ts';

/** Answers searches from one reading connection, on the thread that holds it. */
export class Searcher {
  readonly #snapshot: Snapshot;
  readonly #terms: Terms;
  readonly #answers: BoundedCache<Found>;
  readonly #columns: FacetColumns;
  readonly #options: IndexOptions;

  /** Opens the file, which must exist. */
  constructor(file: string, options: IndexOptions) {
    this.#options = options;
    this.#snapshot = new Snapshot(file, { busyTimeout: options.busyTimeout, cacheBytes: options.readerCacheBytes });
    this.#terms = new Terms(this.#snapshot, options.termCacheBytes);
    this.#columns = new FacetColumns(this.#terms, options.facetCacheBytes);
    this.#answers = new BoundedCache(options.answerCacheBytes);
  }

  /** Throws TooLong beyond `effortLimit` postings, SearchUnavailable, QueryUnsupported, IndexDamaged. */
  search(query: Query, page: SearchPage, effortLimit: number): SearchHits {
    return this.#within(() => {
      const effort = new Effort(effortLimit);
      const found = this.#found(query, effort);
      const hits = { total: found.docs.size, recordIds: this.#page(found, page, effort) };
      if (!page.facets) return hits;
      const counting = { found: found.docs, snapshot: this.#snapshot, columns: this.#columns, effort };
      return { ...hits, facets: page.facets.map((asked) => facet(counting, asked)) };
    });
  }

  /** Throws TooLong beyond `effortLimit` postings, SearchUnavailable, QueryUnsupported, IndexDamaged. */
  scan(request: ScanRequest, effortLimit: number): ScanFound {
    return this.#within(() => {
      const scanned = { snapshot: this.#snapshot, terms: this.#terms, effort: new Effort(effortLimit) };
      return scan(scanned, request, this.#options);
    });
  }

  count(): number {
    return this.#within(() => this.#snapshot.count);
  }

  close(): void {
    this.#snapshot.close();
  }

  #within<T>(run: () => T): T {
    return this.#snapshot.within(() => {
      this.#terms.forgetSums();
      this.#answers.clear();
    }, run);
  }

  #found(query: Query, effort: Effort): Found {
    const name = JSON.stringify(query);
    const remembered = this.#answers.get(name);
    if (remembered) return remembered;
    const found = evaluate(query, this.#snapshot, this.#terms, effort, this.#options);
    const { docs } = found;
    this.#answers.set(name, found, docs.kind === 'list' ? docs.docs.byteLength : docs.words.byteLength);
    return found;
  }

  #page({ docs, words }: Found, { start, count, sort }: SearchPage, effort: Effort): number[] {
    const [snapshot, terms] = [this.#snapshot, this.#terms];
    const byRelevance =
      sort.length === 0 || (sort.length === 1 && sort[0]!.key === 'relevance' && sort[0]!.direction === 'descending');
    if (byRelevance) {
      return mostRelevant(docs, words, { start, count, ranked: this.#options.ranked }, snapshot, terms, effort);
    }
    const window = { start, end: start + count };
    return filed({ found: docs, words, sort, snapshot, terms, effort }, window, this.#options.fetchedToSort);
  }
}
