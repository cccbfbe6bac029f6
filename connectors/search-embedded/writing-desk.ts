import type { DatabaseSync } from 'node:sqlite';
import { decode } from '../../core/marc/iso2709.ts';
import { carrierOf } from '../../core/marc/carrier.ts';
import { indexEntries, sortValues } from '../../core/query/extract.ts';
import { DocumentUnreadable, SearchUnavailable } from '../../core/ports/search-index.ts';
import { Chores } from './chores.ts';
import { isDamage, noGeneration, openForWriting, recreate, sqliteCode } from './index-file.ts';
import { IndexWriter, RebuildLost, type Durability, type WaitingDocument } from './index-writer.ts';
import type { PackedDocuments, Request } from './messages.ts';
import type { IndexOptions } from './options.ts';

/** The writing side of the index, on the thread that owns it: one request at a time, chores between them. */
export class WritingDesk {
  /** Why the file that was there could not be used; null when it could. */
  readonly replaced: string | null;
  readonly #file: string;
  readonly #options: IndexOptions;
  #database: DatabaseSync;
  #writer: IndexWriter;
  #chores: Chores;
  #damaged: string | null = null;

  constructor(file: string, options: IndexOptions) {
    this.#file = file;
    this.#options = options;
    const { database, replaced } = openForWriting(file, options);
    this.replaced = replaced;
    this.#database = database;
    this.#writer = new IndexWriter(database, options);
    this.#chores = new Chores(database, this.#writer, options, options);
  }

  /** Throws SearchUnavailable when the file cannot be written, or must be rebuilt first; DocumentUnreadable. */
  answer(request: Request): unknown {
    if (request.kind === 'begin-rebuild') return this.#guarded(() => this.#beginRebuild(request.afresh));
    if (this.#damaged !== null) throw new SearchUnavailable(this.#damaged, { mustRebuild: true });
    return this.#guarded(() => {
      switch (request.kind) {
        case 'put':
          return this.#put(request.generation, request.documents);
        case 'remove':
          return this.#writer.remove(this.#current(), request.recordIds);
        case 'finish-rebuild':
          this.#writer.finishRebuild(request.generation);
          return this.#chores.lookForLeftovers();
        case 'abandon-rebuild':
          this.#writer.abandonRebuild(request.generation);
          return this.#chores.lookForLeftovers();
        default:
          throw new Error(`the writing thread does not answer ${request.kind}`);
      }
    });
  }

  /** One slice of tidying; false when there is none left at this pace. Throws SearchUnavailable. */
  tidy(pace: 'busy' | 'at-rest'): boolean {
    return this.#damaged === null && this.#guarded(() => this.#chores.slice(pace));
  }

  get damaged(): string | null {
    return this.#damaged;
  }

  close(): void {
    this.#database.close();
  }

  #beginRebuild(afresh: boolean): number {
    if (afresh || this.#damaged !== null) {
      this.#database.close();
      this.#database = recreate(this.#file, this.#options);
      this.#writer = new IndexWriter(this.#database, this.#options);
      this.#chores = new Chores(this.#database, this.#writer, this.#options, this.#options);
      this.#damaged = null;
    }
    this.#chores.lookForLeftovers();
    return this.#writer.beginRebuild();
  }

  #put(rebuilt: number | null, packed: PackedDocuments): void {
    const generation = rebuilt ?? this.#current();
    const durability: Durability = rebuilt === null ? 'full' : 'later';
    const documents = waiting(packed);
    try {
      this.#writer.put(generation, documents, durability, this.#options.documentsPerSegment);
    } catch (error) {
      if (sqliteCode(error) === undefined) nameUnreadable(documents);
      throw error;
    }
    while (this.#writer.segments.of(generation).length > this.#options.segments && this.#chores.slice('busy'));
  }

  #current(): number {
    const generation = this.#writer.current();
    if (generation === noGeneration)
      throw new SearchUnavailable('the search index must be rebuilt', { mustRebuild: true });
    return generation;
  }

  /** What SQLite says of the disk or the file, in the words of the port. */
  #guarded<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      if (isDamage(error)) {
        this.#damaged = error instanceof Error ? error.message : 'damaged';
        throw new SearchUnavailable(this.#damaged, { mustRebuild: true });
      }
      if (error instanceof RebuildLost || sqliteCode(error) !== undefined)
        throw new SearchUnavailable((error as Error).message);
      throw error;
    }
  }
}

/** The records of a put, each to be read when its turn comes. */
function waiting({ recordIds, marc, ends, items, libraryCodes }: PackedDocuments): WaitingDocument[] {
  const options = { libraryCode: (id: number): string => libraryCodes.get(id) ?? '', carrier: carrierOf };
  return recordIds.map((recordId, at) => ({
    recordId,
    draw() {
      const { record } = decode(marc.subarray(at === 0 ? 0 : ends[at - 1]!, ends[at]!));
      return { entries: indexEntries(record, items[at]!, options), sort: sortValues(record) };
    },
  }));
}

/** Throws DocumentUnreadable that names every record that cannot be read, if there is one. */
function nameUnreadable(documents: readonly WaitingDocument[]): void {
  const unreadable: number[] = [];
  let reason = '';
  for (const { recordId, draw } of documents) {
    try {
      draw();
    } catch (error) {
      // What is drawn is a function of the record alone: whatever it throws, this one cannot be indexed and others can.
      if (!(error instanceof Error)) throw error;
      unreadable.push(recordId);
      reason = error.message;
    }
  }
  if (unreadable.length > 0) throw new DocumentUnreadable(unreadable, reason);
}
