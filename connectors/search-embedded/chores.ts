import type { BlockSizes } from './segment-writer.ts';
import type { DatabaseSync } from 'node:sqlite';
import type { IndexWriter } from './index-writer.ts';
import { noGeneration } from './index-file.ts';
import { dueMerge, startMerge, type Merging, type MergePolicy } from './merge.ts';
import { SegmentRows } from './segment-cursor.ts';
import type { Segment } from './segment-table.ts';

/** How the index tidies itself between two requests. */
export interface ChoreOptions extends MergePolicy {
  /** Terms merged in one slice: about 10 ms of work. */
  readonly termsPerSlice: number;
  /** Rows of replaced segments deleted in one slice. */
  readonly rowsPerSweep: number;
  /** Pages given back to the disk in one slice. */
  readonly pagesPerSlice: number;
  /** Share of the file that may stay empty, for the next merges to fill. */
  readonly emptyShare: number;
  /** Share of dead documents above which a merge leaves them out. */
  readonly deadShare: number;
}

/**
 * What the writer does when nobody waits: merge segments, delete what merges and rebuilds replaced, give the room back. Each slice is a
 * short transaction; killed at any moment, the rest is done after the next start.
 */
export class Chores {
  readonly #database: DatabaseSync;
  readonly #writer: IndexWriter;
  readonly #rows: SegmentRows;
  readonly #sizes: BlockSizes;
  readonly #options: ChoreOptions;
  #merge: MergeUnderWay | null = null;
  /** Generations may have left rows: a process may have been killed before it swept them. */
  #generationsLeft = true;
  /** Unlisted segments to sweep; null until looked for. */
  #toSweep: number[] | null = null;

  constructor(database: DatabaseSync, writer: IndexWriter, sizes: BlockSizes, options: ChoreOptions) {
    this.#database = database;
    this.#writer = writer;
    this.#rows = new SegmentRows(database);
    this.#sizes = sizes;
    this.#options = options;
  }

  /** Does one slice; false when there is nothing to do at this pace. */
  slice(pace: 'busy' | 'at-rest'): boolean {
    if (this.#merge) return this.#continue(this.#merge);
    for (const generation of this.#generations()) {
      const due = dueMerge(this.#writer.segments.of(generation), this.#options, pace);
      if (due) return this.#start(generation, due);
    }
    return pace === 'at-rest' && (this.#sweep() || this.#shrink());
  }

  /** A generation was replaced or given up: its rows can go. */
  lookForLeftovers(): void {
    this.#generationsLeft = true;
  }

  #generations(): number[] {
    return [this.#writer.current(), ...this.#writer.building()].filter((generation) => generation !== noGeneration);
  }

  #start(generation: number, sources: Segment[]): boolean {
    const firstDoc = sources[0]!.firstDoc;
    const lastDoc = sources.at(-1)!.lastDoc;
    const dead = this.#writer.deadWithin(generation, firstDoc, lastDoc);
    const dropped = dead.size > (lastDoc - firstDoc + 1) * this.#options.deadShare ? dead : null;
    const id = this.#writer.transaction('later', () => this.#writer.segments.reserve());
    const merging = startMerge(this.#rows, sources, this.#writer.segments.sink(id), this.#sizes, dropped);
    this.#merge = { generation, sources, dropped, id, firstDoc, lastDoc, merging };
    return true;
  }

  #continue(merge: MergeUnderWay): boolean {
    const more = this.#writer.transaction('later', () => merge.merging.step(this.#options.termsPerSlice));
    if (more) return true;
    this.#merge = null;
    this.#writer.transaction('later', () => this.#replaceSources(merge));
    this.#toSweep = null;
    return true;
  }

  #replaceSources({ generation, sources, dropped, id, firstDoc, lastDoc, merging }: MergeUnderWay): void {
    const { segments } = this.#writer;
    const listed = new Set(segments.of(generation).map((segment) => segment.id));
    // Another process may have merged the same neighbours or swept our rows: then this merge was for nothing.
    if (!sources.every((source) => listed.has(source.id)) || segments.blocksOf(id) !== merging.writer.blocks) return;

    const records = new Float64Array(lastDoc - firstDoc + 1);
    for (const source of sources) records.set(segments.records(source.id), source.firstDoc - firstDoc);
    for (const doc of dropped ?? []) records[doc - firstDoc] = 0;
    for (const source of sources) segments.unlist(source.id);
    segments.list(
      generation,
      { id, firstDoc, lastDoc, blocks: merging.writer.blocks, bytes: merging.writer.bytes },
      records,
    );
    const exhume = this.#database.prepare('DELETE FROM dead WHERE generation = ? AND doc = ?');
    for (const doc of dropped ?? []) exhume.run(generation, doc);
    this.#writer.changed();
  }

  #sweep(): boolean {
    if (this.#generationsLeft) {
      this.#generationsLeft = this.#writer.transaction('later', () => this.#forgetGenerations());
      this.#toSweep = null;
      return true;
    }
    this.#toSweep ??= this.#writer.segments.unlisted();
    const segment = this.#toSweep[0];
    if (segment === undefined) return false;
    const more = this.#writer.transaction('later', () =>
      this.#writer.segments.sweep(segment, this.#options.rowsPerSweep),
    );
    if (!more) this.#toSweep.shift();
    return true;
  }

  /** Gives empty pages back to the disk; false when few are left. */
  #shrink(): boolean {
    const pages = this.#pragma('page_count');
    const empty = this.#pragma('freelist_count');
    if (empty <= Math.max(pages * this.#options.emptyShare, this.#options.pagesPerSlice)) return false;
    this.#database.exec(`PRAGMA incremental_vacuum(${this.#options.pagesPerSlice})`);
    return this.#pragma('freelist_count') < empty; // not every file can shrink: those written before this one
  }

  #pragma(name: 'page_count' | 'freelist_count'): number {
    return Number(this.#database.prepare(`PRAGMA ${name}`).get()![name]);
  }

  /** Deletes some of what generations that nobody reads have left; false when nothing was. */
  #forgetGenerations(): boolean {
    const gone = `generation NOT IN (${this.#generations().join(',')})`;
    this.#database.exec(`DELETE FROM segments WHERE ${gone}`);
    const { rowsPerSweep } = this.#options;
    const documents = this.#database
      .prepare(
        `DELETE FROM documents WHERE (generation, doc) IN (SELECT generation, doc FROM documents WHERE ${gone} LIMIT ?)`,
      )
      .run(rowsPerSweep);
    const dead = this.#database
      .prepare(`DELETE FROM dead WHERE seq IN (SELECT seq FROM dead WHERE ${gone} LIMIT ?)`)
      .run(rowsPerSweep);
    return Number(documents.changes) + Number(dead.changes) > 0;
  }
}

interface MergeUnderWay {
  readonly generation: number;
  readonly sources: readonly Segment[];
  readonly dropped: ReadonlySet<number> | null;
  readonly id: number;
  readonly firstDoc: number;
  readonly lastDoc: number;
  readonly merging: Merging;
}
