import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { SearchUnavailable } from '../../core/ports/search-index.ts';
import { noGeneration } from './index-file.ts';
import type { Segment } from './segment-table.ts';

/**
 * The index as one reading connection sees it: its segments, the record of each document, the dead. `begin` brings it up
 * to date and keeps it still until `end`.
 */
export class Snapshot {
  readonly database: DatabaseSync;
  segments: readonly Segment[] = [];
  /** Documents that live. */
  count = 0;
  /** One above the highest document number. */
  universe = 0;
  generation = noGeneration;
  /** Record of each document; 0 for those that left. */
  recordOf = new Float64Array(1024);
  #dead = new Uint32Array(32);
  #deadCount = 0;
  #change = -1;
  #lastDeadSeq = 0;
  /** Segments whose records were read. */
  #known: ReadonlySet<number> = new Set();
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #state: StatementSync;

  /** Opens the file for reading; it must exist. */
  constructor(file: string, options: { readonly busyTimeout: number; readonly cacheBytes: number }) {
    this.database = new DatabaseSync(file, { readOnly: true, timeout: options.busyTimeout });
    try {
      this.database.exec(`PRAGMA cache_size = ${-Math.ceil(options.cacheBytes / 1024)}`);
      this.#begin = this.database.prepare('BEGIN');
      this.#commit = this.database.prepare('COMMIT');
      this.#state = this.database.prepare('SELECT generation, change FROM state');
    } catch (error) {
      this.database.close();
      throw error;
    }
  }

  /** Takes the index as it is now. True when that is another state than before. When it throws nothing is kept still. */
  begin(): boolean {
    this.#begin.run();
    try {
      const { generation, change } = this.#state.get() as { generation: number; change: number };
      if (generation === noGeneration)
        throw new SearchUnavailable('the search index must be rebuilt', { mustRebuild: true });
      if (generation === this.generation && change === this.#change) return false;
      this.#refresh(generation);
      this.#change = change;
      return true;
    } catch (error) {
      this.end();
      throw error;
    }
  }

  /** Lets it go; a fault of the file may have done so already. */
  end(): void {
    if (this.database.isTransaction) this.#commit.run();
  }

  close(): void {
    this.database.close();
  }

  isDead(doc: number): boolean {
    return (this.#dead[doc >>> 5]! & (1 << (doc & 31))) !== 0;
  }

  /** Takes the dead out of a set of bits. */
  clearDead(words: Uint32Array): void {
    const shorter = Math.min(words.length, this.#dead.length);
    for (let at = 0; at < shorter; at++) words[at]! &= ~this.#dead[at]!;
  }

  get someAreDead(): boolean {
    return this.#deadCount > 0;
  }

  #refresh(generation: number): void {
    if (generation !== this.generation) {
      this.generation = generation;
      this.universe = 0;
      this.#dead.fill(0);
      this.#deadCount = 0;
      this.#lastDeadSeq = 0;
      this.#known = new Set();
    }
    this.segments = this.database
      .prepare(
        'SELECT id, first_doc AS firstDoc, last_doc AS lastDoc, blocks, bytes FROM segments WHERE generation = ? ORDER BY first_doc',
      )
      .all(generation) as unknown as Segment[];
    const known = this.#known;
    const column = this.database.prepare('SELECT records FROM segments WHERE id = ?');
    for (const segment of this.segments) {
      if (known.has(segment.id)) continue; // a new one may cover known documents: a merge left some of them out
      const { records } = column.get(segment.id) as { records: Uint8Array };
      this.#learn(segment, new Float64Array(records.slice().buffer));
    }
    const dead = this.database
      .prepare('SELECT seq, doc FROM dead WHERE seq > ? AND generation = ? ORDER BY seq')
      .all(this.#lastDeadSeq, generation) as { seq: number; doc: number }[];
    for (const { seq, doc } of dead) {
      this.#bury(doc);
      this.#lastDeadSeq = seq;
    }
    this.#known = new Set(this.segments.map(({ id }) => id));
    this.count = this.universe - this.#deadCount;
  }

  #learn(segment: Segment, records: Float64Array): void {
    this.#makeRoom(segment.lastDoc + 1);
    this.recordOf.set(records, segment.firstDoc);
    for (let at = 0; at < records.length; at++) if (records[at] === 0) this.#bury(segment.firstDoc + at);
    this.universe = Math.max(this.universe, segment.lastDoc + 1);
  }

  #bury(doc: number): void {
    if (this.isDead(doc)) return;
    this.#dead[doc >>> 5]! |= 1 << (doc & 31);
    this.#deadCount++;
  }

  #makeRoom(universe: number): void {
    if (universe > this.recordOf.length) {
      const larger = new Float64Array(Math.max(universe, this.recordOf.length * 2));
      larger.set(this.recordOf);
      this.recordOf = larger;
    }
    if (universe > this.#dead.length * 32) {
      const larger = new Uint32Array(Math.max((universe + 31) >>> 5, this.#dead.length * 2));
      larger.set(this.#dead);
      this.#dead = larger;
    }
  }
}
