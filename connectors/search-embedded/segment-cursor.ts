import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { BlockCursor, verified, IndexDamaged } from './block.ts';
import { compareBytes } from './bytes.ts';
import { rowsPerSegment } from './index-file.ts';

/** Reads rows of segments; each row is checked against its checksum. Throws IndexDamaged. */
export class SegmentRows {
  readonly #at: StatementSync;
  readonly #block: StatementSync;
  readonly #chunk: StatementSync;

  constructor(database: DatabaseSync) {
    this.#at = database.prepare(
      'SELECT id, data FROM blocks WHERE segment = ? AND first <= ? ORDER BY first DESC LIMIT 1',
    );
    this.#block = database.prepare('SELECT data FROM blocks WHERE id = ?');
    this.#chunk = database.prepare('SELECT data FROM chunks WHERE id = ?');
  }

  /** The block where `key` is, if it is anywhere in the segment; null when every key of the segment is above. */
  blockAt(segment: number, key: string): { number: number; data: Uint8Array } | null {
    const row = this.#at.get(segment, key) as { id: number; data: Uint8Array } | undefined;
    return row ? { number: row.id - segment * rowsPerSegment, data: verified(row.data) } : null;
  }

  /** A block by its number, null beyond the last. */
  block(segment: number, number: number): Uint8Array | null {
    const row = this.#block.get(segment * rowsPerSegment + number) as { data: Uint8Array } | undefined;
    return row ? verified(row.data) : null;
  }

  /** Positions of the terms that name this chunk. */
  chunk(segment: number, number: number): Uint8Array {
    const row = this.#chunk.get(segment * rowsPerSegment + number) as { data: Uint8Array } | undefined;
    if (!row) throw new IndexDamaged('a row of positions is missing from the search index');
    return verified(row.data);
  }
}

/** Walks the terms of a segment in order, block after block. */
export class SegmentCursor {
  readonly segment: number;
  readonly term = new BlockCursor();
  readonly #rows: SegmentRows;
  #block = -1;

  constructor(rows: SegmentRows, segment: number) {
    this.#rows = rows;
    this.segment = segment;
  }

  /** Moves to the next term; false at the end. A new cursor stands before the first. */
  next(): boolean {
    while (!this.term.next()) {
      const data = this.#rows.block(this.segment, this.#block + 1);
      if (!data) return false;
      this.#block++;
      this.term.open(data);
    }
    return true;
  }

  /** Moves to the first term at or above `key`; false when there is none. */
  seek(key: string): boolean {
    const found = this.#rows.blockAt(this.segment, key);
    this.#block = found ? found.number : -1;
    this.term.open(found ? found.data : emptyBlock);
    const bytes = Buffer.from(key, 'utf8');
    while (this.next()) {
      if (compareBytes(this.term.key, this.term.keyLength, bytes, bytes.length) >= 0) return true;
    }
    return false;
  }
}

const emptyBlock = new Uint8Array(4);
