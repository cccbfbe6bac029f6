import type { DatabaseSync } from 'node:sqlite';
import type { IndexEntry, SortValues } from '../../core/query/extract.ts';
import { SegmentWriter, type BlockSizes } from './segment-writer.ts';
import { cut, filedLast, yearKey } from './fields.ts';
import { noGeneration } from './index-file.ts';
import { Inversion } from './inversion.ts';
import { SegmentTable, type Segment } from './segment-table.ts';

/**
 * A record on its way to the index. What it gives is drawn when its turn comes and forgotten at once: kept for all the
 * records of a put, the collector would copy it again and again.
 */
export interface WaitingDocument {
  readonly recordId: number;
  /** Throws when the record cannot be read. */
  draw(): { readonly entries: readonly IndexEntry[]; readonly sort: SortValues };
}

/** `full`: on the disk when it returns. `later`: on the disk with the next full one; never torn. */
export type Durability = 'full' | 'later';

/** The rebuild was abandoned, or swept away by another process that opened the index. */
export class RebuildLost extends Error {
  override readonly name = 'RebuildLost';
}

/**
 * Writes documents into a generation of the index. One transaction a call. A replaced or removed document keeps its
 * number, which is listed as dead until a merge leaves it out.
 */
export class IndexWriter {
  readonly segments: SegmentTable;
  readonly #database: DatabaseSync;
  readonly #sizes: BlockSizes;
  #durability: Durability = 'full';

  constructor(database: DatabaseSync, sizes: BlockSizes) {
    this.#database = database;
    this.#sizes = sizes;
    this.segments = new SegmentTable(database);
  }

  /** The generation searches read; 0 when the index waits to be rebuilt. */
  current(): number {
    return Number(this.#database.prepare('SELECT generation FROM state').get()!['generation']);
  }

  /** Generations being rebuilt. */
  building(): number[] {
    return this.#database
      .prepare('SELECT generation FROM rebuilds')
      .all()
      .map((row) => Number(row['generation']));
  }

  /** Puts all of them or none, in segments of `perSegment` at most. */
  put(generation: number, documents: readonly WaitingDocument[], durability: Durability, perSegment: number): void {
    if (documents.length === 0) return;
    this.transaction(durability, () => {
      this.#requireGeneration(generation);
      for (let from = 0; from < documents.length; from += perSegment) {
        this.#putSegment(generation, documents.slice(from, from + perSegment));
      }
      this.changed();
    });
  }

  remove(generation: number, recordIds: readonly number[]): void {
    if (recordIds.length === 0) return;
    this.transaction('full', () => {
      this.#requireGeneration(generation);
      const bury = this.#burier(generation);
      let found = false;
      for (const recordId of recordIds) found = bury(recordId) || found;
      if (found) this.changed();
    });
  }

  /** Starts a generation beside the current one; earlier rebuilds left unfinished are given up. */
  beginRebuild(): number {
    return this.transaction('full', () => {
      const row = this.#database
        .prepare('UPDATE state SET next_generation = next_generation + 1 RETURNING next_generation - 1 AS generation')
        .get();
      const generation = Number(row!['generation']);
      this.#database.exec('DELETE FROM rebuilds');
      this.#database.prepare('INSERT INTO rebuilds VALUES (?)').run(generation);
      return generation;
    });
  }

  /** Searches read the new generation from here on. */
  finishRebuild(generation: number): void {
    this.transaction('full', () => {
      this.#requireGeneration(generation);
      this.#database.prepare('DELETE FROM rebuilds WHERE generation = ?').run(generation);
      this.#database.prepare('UPDATE state SET generation = ?').run(generation);
      this.changed();
    });
  }

  abandonRebuild(generation: number): void {
    this.transaction('full', () => {
      this.#database.prepare('DELETE FROM rebuilds WHERE generation = ?').run(generation);
    });
  }

  /** Tells every reader that what it remembers is no longer the whole truth. */
  changed(): void {
    this.#database.exec('UPDATE state SET change = change + 1');
  }

  /** Documents of these numbers that are dead and still have postings. */
  deadWithin(generation: number, firstDoc: number, lastDoc: number): Set<number> {
    const rows = this.#database
      .prepare('SELECT doc FROM dead WHERE generation = ? AND doc BETWEEN ? AND ?')
      .all(generation, firstDoc, lastDoc);
    return new Set(rows.map(({ doc }) => Number(doc)));
  }

  /** Runs a write whole or not at all. */
  transaction<T>(durability: Durability, run: () => T): T {
    if (durability !== this.#durability) {
      this.#database.exec(`PRAGMA synchronous = ${durability === 'full' ? 'FULL' : 'NORMAL'}`);
      this.#durability = durability;
    }
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = run();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #putSegment(generation: number, documents: readonly WaitingDocument[]): void {
    const last = new Map(documents.map((document) => [document.recordId, document]));
    const bury = this.#burier(generation);
    for (const recordId of last.keys()) bury(recordId);

    const firstDoc = this.#nextDoc(generation);
    const records = new Float64Array(last.size);
    const inversion = new Inversion(firstDoc);
    const insert = this.#database.prepare('INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)');
    let doc = firstDoc;
    for (const { recordId, draw } of last.values()) {
      const { entries, sort } = draw();
      insert.run(
        generation,
        doc,
        recordId,
        filed(sort.title),
        filed(sort.author),
        sort.date === null ? filedLast : yearKey(sort.date),
      );
      inversion.add(doc, entries, sort);
      records[doc - firstDoc] = recordId;
      doc++;
    }
    const id = this.segments.reserve();
    const writer = new SegmentWriter(this.segments.sink(id), this.#sizes);
    inversion.write(writer);
    writer.finish();
    const segment: Segment = { id, firstDoc, lastDoc: doc - 1, blocks: writer.blocks, bytes: writer.bytes };
    this.segments.list(generation, segment, records);
  }

  #requireGeneration(generation: number): void {
    const known =
      generation !== noGeneration && (generation === this.current() || this.building().includes(generation));
    if (!known) throw new RebuildLost('this generation of the search index is gone');
  }

  #nextDoc(generation: number): number {
    const row = this.#database
      .prepare('SELECT max(last_doc) AS last FROM segments WHERE generation = ?')
      .get(generation);
    return row!['last'] === null ? 0 : Number(row!['last']) + 1;
  }

  #burier(generation: number): (recordId: number) => boolean {
    const forget = this.#database.prepare('DELETE FROM documents WHERE generation = ? AND record = ? RETURNING doc');
    const bury = this.#database.prepare('INSERT INTO dead (generation, doc) VALUES (?, ?)');
    return (recordId) => {
      const row = forget.get(generation, recordId);
      if (!row) return false;
      bury.run(generation, row['doc']!);
      return true;
    };
  }
}

function filed(key: string): string {
  return key === '' ? filedLast : cut(key);
}
