import type { Log } from '../../core/ports/log.ts';
import {
  QueryUnsupported,
  SearchUnavailable,
  type Rebuild,
  type ScanFound,
  type ScanRequest,
  type SearchDocument,
  type SearchHits,
  type SearchIndex,
  type SearchPage,
} from '../../core/ports/search-index.ts';
import type { Query } from '../../core/query/model.ts';
import type { SolrAddress } from './address.ts';
import type { Collections } from './collections.ts';
import { compile, everything } from './compile.ts';
import { facetsAsked, facetsFound } from './counting.ts';
import { Dictionary } from './dictionary.ts';
import type { SolrDocument } from './documents.ts';
import { defaults, type SolrOptions } from './options.ts';
import { Pages } from './pages.ts';
import { Reader, sortOf } from './reader.ts';
import { scan } from './scan.ts';
import { collectionsAt } from './server-kind.ts';
import { SolrRefused, solrClient, type Json } from './solr-client.ts';
import { recordsOnly, stampFor, stampId } from './stamp.ts';
import { Writer } from './writer.ts';

/** Where the index is, and what it must be told. */
export interface SolrIndexSettings {
  readonly address: SolrAddress;
  /** The folder `configset` beside this file. */
  readonly configset: string;
  /** Code of a library (`LENS`) by its id. */
  readonly libraryCode: (libraryId: number) => string;
  readonly log: Log;
  readonly options?: Partial<SolrOptions>;
}

/**
 * The search index in a collection of a Solr server. Nothing is asked of the server before the first search or put, so
 * that a server that is away when this one starts keeps it from nothing but searching. A collection that does not exist,
 * or that another table of indexes filled, answers SearchUnavailable until it is rebuilt.
 */
export function openSolrIndex(settings: SolrIndexSettings): SearchIndex {
  return new SolrIndex(settings);
}

class SolrIndex implements SearchIndex {
  readonly #name: string;
  readonly #options: SolrOptions;
  readonly #log: Log;
  readonly #stamp: SolrDocument;
  readonly #collections: () => Promise<Collections>;
  readonly #reader: Reader;
  readonly #writer: Writer;
  readonly #dictionary: Dictionary;
  readonly #pages: Pages;
  /** Writes, one after the other: each opens a view of its own, and Solr opens few at once. */
  #writing: Promise<unknown> = Promise.resolve();
  #isSound = false;
  #closed = false;

  constructor({ address, configset, libraryCode, log, options }: SolrIndexSettings) {
    this.#name = address.collection;
    this.#options = { ...defaults, ...options };
    this.#log = log;
    this.#stamp = stampFor(configset);
    const ask = solrClient(address);
    this.#collections = () => collectionsAt(address, { ask, configset, options: this.#options });
    this.#reader = new Reader(ask, this.#name, this.#options);
    this.#writer = new Writer(ask, libraryCode, this.#options);
    this.#dictionary = new Dictionary(ask, this.#name, this.#options);
    this.#pages = new Pages(this.#options.rememberedPages);
  }

  search(query: Query, page: SearchPage): Promise<SearchHits> {
    return this.#reading(async () => {
      const facets = page.facets ?? [];
      const asked: Record<string, Json> = {
        query: await this.#compiled(query),
        filter: [recordsOnly],
        fields: ['record'],
        sort: sortOf(page.sort),
      };
      const search = JSON.stringify(asked);
      const mark = page.count === 0 ? null : this.#pages.markAt(search, page.start);
      const answer = await this.#reader.select({
        ...asked,
        limit: page.count,
        ...(facets.length > 0 && { facet: facetsAsked(facets) }),
        ...(mark === null ? { offset: page.start } : { params: { cursorMark: mark } }),
      });
      const recordIds = answer.response.docs.map(({ record }) => record!);
      if (answer.nextCursorMark !== undefined && recordIds.length > 0)
        this.#pages.remember(search, page.start + recordIds.length, answer.nextCursorMark);
      const counts = page.counted && (await Promise.all(page.counted.map((each) => this.#count(each))));
      const found = { total: answer.response.numFound, recordIds, ...(counts && { counts }) };
      if (!page.facets) return found;
      return { ...found, facets: await this.#reader.shown(facetsFound(facets, answer.facets)) };
    });
  }

  scan(request: ScanRequest): Promise<ScanFound> {
    const ports = { dictionary: this.#dictionary, reader: this.#reader, options: this.#options };
    return this.#reading(() => scan(ports, request));
  }

  count(): Promise<number> {
    return this.#reading(async () => {
      const { response } = await this.#reader.select({ query: everything, filter: [recordsOnly], limit: 0 });
      return response.numFound;
    });
  }

  put(documents: readonly SearchDocument[]): Promise<void> {
    return this.#writes(() => this.#writer.put(this.#name, documents, 'at-once'));
  }

  remove(recordIds: readonly number[]): Promise<void> {
    return this.#writes(() => this.#writer.remove(this.#name, recordIds, 'at-once'));
  }

  async rebuild(): Promise<Rebuild> {
    if (this.#closed) throw new SearchUnavailable('the search index is closed');
    return this.#told(async () => {
      const collections = await this.#collections();
      const name = await collections.create();
      await this.#writer.update(name, [this.#stamp], 'later');
      return {
        put: (documents) => this.#told(() => this.#writer.put(name, documents, 'later')),
        finish: () =>
          this.#told(async () => {
            await this.#writer.update(name, [], 'and-closed');
            await collections.use(name);
            this.#isSound = true;
          }),
        abandon: () => this.#told(() => collections.drop(name)),
      };
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#writing;
  }

  #compiled(query: Query): Promise<Json> {
    return compile(query, (field, slot) => this.#dictionary.wordsOf(field, slot), this.#options);
  }

  async #count(query: Query): Promise<number> {
    const asked = { query: await this.#compiled(query), filter: [recordsOnly], limit: 0 };
    return (await this.#reader.select(asked)).response.numFound;
  }

  async #reading<Answer>(read: () => Promise<Answer>): Promise<Answer> {
    if (this.#closed) throw new SearchUnavailable('the search index is closed');
    return this.#told(async () => {
      await this.#requireSound();
      return read();
    });
  }

  async #writes(write: () => Promise<void>): Promise<void> {
    if (this.#closed) throw new SearchUnavailable('the search index is closed');
    const turn = this.#writing.then(() =>
      this.#told(async () => {
        await this.#requireSound();
        await write();
      }),
    );
    this.#writing = Promise.allSettled([turn]); // who asked for it hears how it ended
    await turn;
  }

  /** Throws SearchUnavailable with `mustRebuild` unless the collection is there and is filled as it should be. */
  async #requireSound(): Promise<void> {
    if (this.#isSound) return;
    const { response } = await this.#reader.select({
      query: { term: { f: 'id', query: stampId } },
      fields: ['stamp'],
      limit: 1,
    });
    if (response.docs[0]?.stamp !== this.#stamp['stamp']) throw this.#lost('was not filled by this program');
    this.#isSound = true;
  }

  /** Runs it, its errors in the words of the port. */
  async #told<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof SolrRefused)) throw error;
      throw await this.#meaning(error);
    }
  }

  async #meaning({ status, message }: SolrRefused): Promise<Error> {
    const isMissing = (status === 404 || status === 400) && !(await (await this.#collections()).exists());
    if (isMissing) return this.#lost('does not exist');
    const isTheQuery = status === 400 || tooLarge.test(message);
    return isTheQuery ? new QueryUnsupported(`Solr says: ${message}`) : new SearchUnavailable(`Solr says: ${message}`);
  }

  #lost(why: string): SearchUnavailable {
    const reason = `the collection ${this.#name} ${why}`;
    if (this.#isSound) this.#log.error({ collection: this.#name, reason }, 'the search index must be rebuilt');
    this.#isSound = false;
    return new SearchUnavailable(reason, { mustRebuild: true });
  }
}

/** What Lucene says of a query that asks too much; Solr then answers as if the fault were its own (500). */
const tooLarge = /^Determinizing|maxClauseCount/;
