import { BoundedCache } from '../../core/bounded-cache.ts';
import type { ScanFound, ScanRequest, SearchHits, SearchPage } from '../../core/ports/search-index.ts';
import type { Query, SortKey } from '../../core/query/model.ts';
import { Effort } from './effort.ts';
import { evaluate, type Found } from './evaluate.ts';
import { FacetColumns } from './facet-column.ts';
import { facet } from './facets.ts';
import { filed, type Window } from './filing-order.ts';
import type { IndexOptions } from './options.ts';
import { mostRelevant } from './relevance.ts';
import { scan } from './scan.ts';
import { Snapshot } from './snapshot.ts';
import { Terms } from './terms.ts';

/**
 * Answers searches from one reading connection, on the thread that holds it. What was found and in which order is
 * remembered until the index changes; whether it did is read from the file, no more often than `lookAtFileEvery` unless
 * `changed` says so.
 */
export class Searcher {
  readonly #snapshot: Snapshot;
  readonly #terms: Terms;
  readonly #answers: BoundedCache<string, Found>;
  /** Records of the first positions, by order and query. */
  readonly #orders: BoundedCache<string, readonly number[]>;
  readonly #columns: FacetColumns;
  readonly #options: IndexOptions;
  /** Until when what is remembered holds without a look at the file. */
  #freshUntil = 0;
  /** While a state is held: what lets it go. */
  #held: NodeJS.Timeout | null = null;

  /** Opens the file, which must exist. */
  constructor(file: string, options: IndexOptions) {
    this.#options = options;
    this.#snapshot = new Snapshot(file, { busyTimeout: options.busyTimeout, cacheBytes: options.readerCacheBytes });
    this.#terms = new Terms(this.#snapshot, options.termCacheBytes);
    this.#columns = new FacetColumns(this.#terms, options.facetCacheBytes);
    this.#answers = new BoundedCache(options.answerCacheBytes * 0.75);
    this.#orders = new BoundedCache(options.answerCacheBytes * 0.25);
  }

  /** The index was written: the next request looks at it. */
  changed(): void {
    this.#freshUntil = 0;
    this.#letGo();
  }

  /** Throws TooLong beyond `effortLimit` postings, SearchUnavailable, QueryUnsupported, IndexDamaged. */
  search(query: Query, page: SearchPage, effortLimit: number): SearchHits {
    const name = JSON.stringify(query);
    const remembered = performance.now() < this.#freshUntil ? this.#remembered(name, page) : null;
    if (remembered) return remembered;
    return this.#within(() => {
      const effort = new Effort(effortLimit);
      const found = this.#found(name, query, effort);
      const recordIds = this.#page(name, found, page, effort);
      const counts = page.counted?.map((each) => this.#found(JSON.stringify(each), each, effort).docs.size);
      const hits = { total: found.docs.size, recordIds, ...(counts && { counts }) };
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
    this.#letGo();
    this.#snapshot.close();
  }

  /**
   * Runs a read on one state of the index. A state that has stood since the last look is held for the reads that follow,
   * until the next look; one that is being written is let go at once, or its log could not begin again.
   */
  #within<T>(run: () => T): T {
    const looked = performance.now();
    if (this.#held && looked >= this.#freshUntil) this.#letGo();
    const { lookAtFileEvery } = this.#options;
    let stood = true;
    if (!this.#held) {
      stood = !this.#snapshot.begin();
      this.#held = setTimeout(() => this.#letGo(), lookAtFileEvery).unref();
      this.#freshUntil = looked + lookAtFileEvery;
      if (!stood) this.#forget();
    }
    try {
      const answer = run();
      if (!stood || lookAtFileEvery === 0) this.#letGo();
      return answer;
    } catch (error) {
      this.#letGo();
      throw error;
    }
  }

  #letGo(): void {
    if (!this.#held) return;
    clearTimeout(this.#held);
    this.#held = null;
    this.#snapshot.end();
  }

  #forget(): void {
    this.#terms.forgetSums();
    this.#answers.clear();
    this.#orders.clear();
  }

  #remembered(name: string, { start, count, sort, facets, counted }: SearchPage): SearchHits | null {
    const found = facets ? undefined : this.#answers.get(name);
    if (!found) return null;
    const counts: number[] = [];
    for (const each of counted ?? []) {
      const known = this.#answers.get(JSON.stringify(each));
      if (!known) return null;
      counts.push(known.docs.size);
    }
    const total = found.docs.size;
    const recordIds = this.#ordered(name, sort, start, Math.min(start + count, total));
    return recordIds && { total, recordIds, ...(counted && { counts }) };
  }

  #found(name: string, query: Query, effort: Effort): Found {
    const remembered = this.#answers.get(name);
    if (remembered) return remembered;
    const found = evaluate(query, this.#snapshot, this.#terms, effort, this.#options);
    const { docs } = found;
    this.#answers.set(name, found, docs.kind === 'list' ? docs.docs.byteLength : docs.words.byteLength);
    return found;
  }

  /** Records of a page. The first pages are found in one go: whoever reads one asks for the next. */
  #page(name: string, found: Found, { start, count, sort }: SearchPage, effort: Effort): readonly number[] {
    const end = Math.min(start + count, found.docs.size);
    const known = this.#ordered(name, sort, start, end);
    if (known) return known;
    if (end > this.#options.orderedAtOnce) return this.#inOrder(found, { start, end }, sort, effort);
    const first = this.#inOrder(found, { start: 0, end: this.#options.orderedAtOnce }, sort, effort);
    this.#orders.set(orderOf(name, sort), first, first.length * 8);
    return first.slice(start, end);
  }

  /** Records from a position to another of an order that is remembered so far, null when it is not. */
  #ordered(name: string, sort: readonly SortKey[], start: number, end: number): readonly number[] | null {
    if (start >= end) return [];
    const known = this.#orders.get(orderOf(name, sort));
    return known && end <= known.length ? known.slice(start, end) : null;
  }

  #inOrder({ docs, words }: Found, window: Window, sort: readonly SortKey[], effort: Effort): number[] {
    const [snapshot, terms] = [this.#snapshot, this.#terms];
    const byRelevance =
      sort.length === 0 || (sort.length === 1 && sort[0]!.key === 'relevance' && sort[0]!.direction === 'descending');
    if (byRelevance) {
      const counted = { start: window.start, count: window.end - window.start, ranked: this.#options.ranked };
      return mostRelevant(docs, words, counted, snapshot, terms, effort);
    }
    return filed({ found: docs, words, sort, snapshot, terms, effort }, window, this.#options.fetchedToSort);
  }
}

function orderOf(name: string, sort: readonly SortKey[]): string {
  return `${sort.map(({ key, direction }) => `${key} ${direction}`).join(', ')} ${name}`;
}
