import { BoundedCache } from '../../core/bounded-cache.ts';
import { existsSync } from 'node:fs';
import type { Log } from '../../core/ports/log.ts';
import {
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
import { TooLong } from './effort.ts';
import { FileIdentity } from './file-identity.ts';
import { isDamage, sqliteCode } from './index-file.ts';
import { pack, type Request } from './messages.ts';
import { defaults, type IndexOptions } from './options.ts';
import { SearchPool } from './search-pool.ts';
import { Searcher } from './searcher.ts';
import { WorkerChannel } from './worker-channel.ts';

/** Where the index is, and what it must be told. */
export interface EmbeddedIndexSettings {
  /** The index file; SQLite keeps two more beside it (-wal, -shm). */
  readonly file: string;
  /** Path of worker.ts, the entry of the threads. */
  readonly workerFile: string;
  /** Code of a library (`LENS`) by its id. */
  readonly libraryCode: (libraryId: number) => string;
  readonly log: Log;
  readonly options?: Partial<IndexOptions>;
}

/**
 * Opens the search index of a data folder. A new file, a damaged one, or one filled by another table of indexes answers
 * SearchUnavailable until it is rebuilt. Throws what the system says of a folder that cannot be written.
 */
export async function openEmbeddedIndex(settings: EmbeddedIndexSettings): Promise<SearchIndex> {
  const index = new EmbeddedIndex(settings);
  try {
    await index.open();
    return index;
  } catch (error) {
    await index.close(); // its thread would keep the process alive
    throw error;
  }
}

type Reading = Extract<Request, { kind: 'search' | 'scan' }>;

/** What makes a request long: the pages of a search cost the same. */
function costOf(request: Reading): string {
  if (request.kind === 'scan') return JSON.stringify(request.request);
  const { query, page } = request;
  return JSON.stringify([query, page.sort, page.facets]);
}

/** What one of the searching threads may remember: together as much as one alone, but columns, which must be there whole. */
function sharedOut(options: IndexOptions): IndexOptions {
  const { searchThreads, termCacheBytes, answerCacheBytes, readerCacheBytes } = options;
  return {
    ...options,
    termCacheBytes: termCacheBytes / searchThreads,
    answerCacheBytes: answerCacheBytes / searchThreads,
    readerCacheBytes: readerCacheBytes / searchThreads,
  };
}

/** Searches run here, on their own reading connection; those found too long, and writes, in threads of their own. */
class EmbeddedIndex implements SearchIndex {
  readonly #file: string;
  readonly #options: IndexOptions;
  readonly #libraryCode: (libraryId: number) => string;
  readonly #log: Log;
  readonly #writing: WorkerChannel;
  readonly #searching: SearchPool<Request>;
  readonly #identity: FileIdentity;
  /** Requests that were too long for the event loop. */
  readonly #long: BoundedCache<string, true>;
  #searcher: Searcher | null = null;
  #damaged: string | null = null;
  #closed = false;

  constructor({ file, workerFile, libraryCode, log, options }: EmbeddedIndexSettings) {
    this.#file = file;
    this.#options = { ...defaults, ...options };
    this.#libraryCode = libraryCode;
    this.#log = log;
    this.#identity = new FileIdentity(file, this.#options.lookAtFileEvery);
    this.#long = new BoundedCache(this.#options.longRequestBytes);
    const damaged = (reason: string): void => this.#foundDamaged(reason);
    this.#writing = new WorkerChannel(workerFile, { role: 'write', file, options: this.#options }, damaged);
    const shared = sharedOut(this.#options);
    this.#searching = new SearchPool(
      this.#options,
      () => new WorkerChannel(workerFile, { role: 'search', file, options: shared }, damaged),
    );
  }

  async open(): Promise<void> {
    const existed = existsSync(this.#file);
    const replaced = await this.#writing.ask<string | null>({ kind: 'open' });
    this.#identity.remember();
    if (replaced !== null && existed)
      this.#log.warn({ file: this.#file, reason: replaced }, 'the search index must be rebuilt');
  }

  search(query: Query, page: SearchPage): Promise<SearchHits> {
    return this.#answer((searcher) => searcher.search(query, page, this.#options.effortOnEventLoop), {
      kind: 'search',
      query,
      page,
    });
  }

  scan(request: ScanRequest): Promise<ScanFound> {
    return this.#answer((searcher) => searcher.scan(request, this.#options.effortOnEventLoop), {
      kind: 'scan',
      request,
    });
  }

  async count(): Promise<number> {
    await this.#requireSound();
    try {
      return this.#reading().count();
    } catch (error) {
      throw this.#told(error);
    }
  }

  async put(documents: readonly SearchDocument[]): Promise<void> {
    await this.#requireSound();
    await this.#put(null, documents);
  }

  async remove(recordIds: readonly number[]): Promise<void> {
    await this.#requireSound();
    await this.#write({ kind: 'remove', recordIds });
  }

  async rebuild(): Promise<Rebuild> {
    if (this.#closed) throw new SearchUnavailable('the search index is closed');
    const afresh = this.#damaged !== null || this.#identity.state() === 'gone';
    if (afresh) await this.#stopReading(); // the damaged file is about to be thrown away
    const generation = await this.#writing.ask<number>({ kind: 'begin-rebuild', afresh });
    this.#damaged = null;
    this.#identity.remember();
    return {
      put: (documents) => this.#put(generation, documents),
      finish: () => this.#write({ kind: 'finish-rebuild', generation }),
      abandon: async () => void (await this.#writing.ask({ kind: 'abandon-rebuild', generation })),
    };
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#stopReading();
    await this.#writing.close();
  }

  async #put(generation: number | null, documents: readonly SearchDocument[]): Promise<void> {
    if (documents.length === 0) return;
    const packed = pack(documents, this.#libraryCode);
    await this.#write({ kind: 'put', generation, documents: packed }, [packed.marc.buffer]);
  }

  async #write(request: Request, transfer?: readonly ArrayBuffer[]): Promise<void> {
    try {
      await this.#writing.ask(request, transfer);
    } finally {
      this.#searcher?.changed();
    }
  }

  /** Answers here, or in a searching thread when it turns out too long, or did the last time. */
  async #answer<T>(here: (searcher: Searcher) => T, request: Reading): Promise<T> {
    if (!this.#isSound()) await this.#requireSound();
    if (this.#long.bytes > 0 && this.#long.get(costOf(request))) return this.#searching.ask<T>(request);
    try {
      return here(this.#reading());
    } catch (error) {
      if (!(error instanceof TooLong)) throw this.#told(error);
    }
    this.#long.set(costOf(request), true, 0);
    return this.#searching.ask<T>(request);
  }

  #reading(): Searcher {
    this.#searcher ??= new Searcher(this.#file, this.#options);
    return this.#searcher;
  }

  #isSound(): boolean {
    return !this.#closed && this.#damaged === null && this.#identity.state() === 'same';
  }

  /** Throws SearchUnavailable when the index is closed, damaged or was taken away. */
  async #requireSound(): Promise<void> {
    if (this.#closed) throw new SearchUnavailable('the search index is closed');
    if (this.#damaged !== null) throw new SearchUnavailable(this.#damaged, { mustRebuild: true });
    const state = this.#identity.state();
    if (state === 'same') return;
    if (state === 'replaced') return this.#turnToNewFile();
    this.#foundDamaged('the file of the search index was removed');
    throw new SearchUnavailable('the file of the search index was removed', { mustRebuild: true });
  }

  /** Another process built the index anew: what is open here is the old file. */
  async #turnToNewFile(): Promise<void> {
    this.#identity.remember();
    await this.#stopReading();
    await this.#writing.close();
    await this.open();
  }

  /** An error in the words of the port. */
  #told(error: unknown): unknown {
    const ofTheFile = isDamage(error) || sqliteCode(error) !== undefined;
    if (!ofTheFile) return error;
    const mustRebuild = isDamage(error) || !existsSync(this.#file);
    if (mustRebuild) this.#foundDamaged((error as Error).message);
    return new SearchUnavailable((error as Error).message, { mustRebuild });
  }

  #foundDamaged(reason: string): void {
    if (this.#damaged === null)
      this.#log.error({ file: this.#file, reason }, 'the search index is damaged and must be rebuilt');
    this.#damaged = reason;
  }

  async #stopReading(): Promise<void> {
    this.#searcher?.close();
    this.#searcher = null;
    await this.#searching.close();
  }
}
