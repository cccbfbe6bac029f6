import { BlockCursor } from './block.ts';
import { compareBytes } from './bytes.ts';
import { keyOf } from './fields.ts';
import type { SegmentRows } from './segment-cursor.ts';
import type { Segment } from './segment-table.ts';

/** Which way a cursor goes: from the first key at or above where it starts, or from the last one below it. */
export type Direction = 'forwards' | 'backwards';

/** Walks the keys of one field of one segment from a key on, block by block. */
export class FieldCursor {
  term = new BlockCursor();
  readonly #rows: SegmentRows;
  readonly #segment: Segment;
  readonly #direction: Direction;
  readonly #fieldByte: number;
  readonly #from: Buffer;
  #block: number | null = null;
  /** Terms of the current block still to come, when walking backwards. */
  #behind: BlockCursor[] = [];

  constructor(rows: SegmentRows, segment: Segment, field: number, direction: Direction, from: string) {
    this.#rows = rows;
    this.#segment = segment;
    this.#direction = direction;
    this.#fieldByte = Buffer.from(keyOf(field, ''), 'utf8')[0]!;
    this.#from = Buffer.from(from, 'utf8');
  }

  /** Moves on; false when the field has no more keys that way. */
  next(): boolean {
    return this.#direction === 'backwards' ? this.#previous() : this.#following();
  }

  #following(): boolean {
    if (this.#block === null) {
      const found = this.#rows.blockAt(this.#segment.id, this.#from.toString('utf8'));
      this.#block = found ? found.number : -1;
      if (found) this.term.open(found.data);
      while (this.#step()) if (this.#fromHere(this.term)) return this.#inField(this.term);
      return false;
    }
    return this.#step() && this.#inField(this.term);
  }

  #step(): boolean {
    while (!this.term.next()) {
      const data = this.#rows.block(this.#segment.id, this.#block! + 1);
      if (!data) return false;
      this.#block!++;
      this.term.open(data);
    }
    return true;
  }

  #previous(): boolean {
    if (this.#block === null) {
      const found = this.#rows.blockAt(this.#segment.id, this.#from.toString('utf8'));
      if (!found) return false;
      this.#block = found.number;
      this.#behind = this.#before(found.data);
    }
    while (this.#behind.length === 0) {
      const data = this.#block > 0 ? this.#rows.block(this.#segment.id, --this.#block) : null;
      if (!data) return false;
      this.#behind = this.#before(data);
      if (this.#behind.length === 0) return false;
    }
    this.term = this.#behind.pop()!;
    return true;
  }

  /** Terms of the field in a block, up to where the cursor starts. */
  #before(data: Uint8Array): BlockCursor[] {
    const all: BlockCursor[] = [];
    const cursor = new BlockCursor();
    cursor.open(data);
    while (cursor.next() && !this.#fromHere(cursor)) if (this.#inField(cursor)) all.push(cursor.copy());
    return all;
  }

  #fromHere(term: BlockCursor): boolean {
    return compareBytes(term.key, term.keyLength, this.#from, this.#from.length) >= 0;
  }

  #inField(term: BlockCursor): boolean {
    return term.key[0] === this.#fieldByte;
  }
}
