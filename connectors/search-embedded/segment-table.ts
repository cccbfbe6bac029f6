import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { SegmentSink } from './segment-writer.ts';
import { rowsPerSegment } from './index-file.ts';

/** A sorted list of terms over consecutive document numbers. Once listed it never changes. */
export interface Segment {
  readonly id: number;
  readonly firstDoc: number;
  readonly lastDoc: number;
  readonly blocks: number;
  readonly bytes: number;
}

/** The segments of the index file, as its writer sees them. Every method runs inside the caller's transaction. */
export class SegmentTable {
  readonly #database: DatabaseSync;
  readonly #insertBlock: StatementSync;
  readonly #insertChunk: StatementSync;
  readonly #insertSegment: StatementSync;
  readonly #listed: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#insertBlock = database.prepare('INSERT INTO blocks VALUES (?, ?, ?, ?)');
    this.#insertChunk = database.prepare('INSERT INTO chunks VALUES (?, ?)');
    this.#insertSegment = database.prepare('INSERT INTO segments VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.#listed = database.prepare(
      'SELECT id, first_doc AS firstDoc, last_doc AS lastDoc, blocks, bytes FROM segments WHERE generation = ? ORDER BY first_doc',
    );
  }

  /** A number no segment ever had. */
  reserve(): number {
    const row = this.#database
      .prepare('UPDATE state SET next_segment = next_segment + 1 RETURNING next_segment - 1 AS id')
      .get();
    return Number(row!['id']);
  }

  sink(segment: number): SegmentSink {
    const base = segment * rowsPerSegment;
    return {
      block: (number, firstKey, data) => void this.#insertBlock.run(base + number, segment, firstKey, data),
      chunk: (number, data) => void this.#insertChunk.run(base + number, data),
    };
  }

  /** Lists a written segment: from the end of this transaction searches read it. */
  list(generation: number, segment: Segment, records: Float64Array): void {
    const column = new Uint8Array(records.buffer, records.byteOffset, records.byteLength);
    const { id, firstDoc, lastDoc, blocks, bytes } = segment;
    this.#insertSegment.run(id, generation, firstDoc, lastDoc, blocks, bytes, column);
  }

  unlist(segment: number): void {
    this.#database.prepare('DELETE FROM segments WHERE id = ?').run(segment);
  }

  of(generation: number): Segment[] {
    return this.#listed.all(generation) as unknown as Segment[];
  }

  /** Record of each document of a segment, 0 for those that left it. */
  records(segment: number): Float64Array {
    const row = this.#database.prepare('SELECT records FROM segments WHERE id = ?').get(segment) as {
      records: Uint8Array;
    };
    return new Float64Array(row.records.slice().buffer);
  }

  blocksOf(segment: number): number {
    return Number(this.#database.prepare('SELECT count(*) AS n FROM blocks WHERE segment = ?').get(segment)!['n']);
  }

  /** Segments that have rows and are not listed: replaced by a merge, or left by a process that was killed. */
  unlisted(): number[] {
    const rows = this.#database
      .prepare(
        `WITH RECURSIVE present (segment) AS (
           SELECT min(segment) FROM blocks
           UNION ALL SELECT (SELECT min(segment) FROM blocks WHERE segment > present.segment) FROM present WHERE present.segment IS NOT NULL
         ) SELECT segment FROM present WHERE segment IS NOT NULL AND segment NOT IN (SELECT id FROM segments)`,
      )
      .all();
    return rows.map(({ segment }) => Number(segment));
  }

  /** Deletes up to `limit` blocks and chunks of an unlisted segment; false when nothing was left. */
  sweep(segment: number, limit: number): boolean {
    const from = segment * rowsPerSegment;
    let swept = 0;
    for (const table of ['chunks', 'blocks'] as const) {
      const { changes } = this.#database
        .prepare(`DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE id >= ? AND id < ? LIMIT ?)`)
        .run(from, from + rowsPerSegment, limit);
      swept += Number(changes);
      if (Number(changes) >= limit) break; // chunks go first: a segment is found by its blocks
    }
    return swept > 0;
  }
}
