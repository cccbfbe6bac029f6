import { BlockCursor } from './block.ts';
import { compareBytes } from './bytes.ts';
import { filedLast, keyOf } from './fields.ts';
import type { Segment } from './segment-table.ts';
import type { Terms } from './terms.ts';

/** Walks the filing keys of one segment, forwards or backwards, block by block. */
export class FilingCursor {
  term = new BlockCursor();
  done = false;
  readonly #terms: Terms;
  readonly #segment: Segment;
  readonly #backwards: boolean;
  readonly #prefix: string;
  readonly #fieldByte: number;
  readonly #last: Buffer;
  #block: number | null = null;
  /** Terms of the current block still to come, when walking backwards. */
  #behind: BlockCursor[] = [];

  constructor(terms: Terms, segment: Segment, field: number, backwards: boolean) {
    this.#terms = terms;
    this.#segment = segment;
    this.#backwards = backwards;
    this.#prefix = keyOf(field, '');
    this.#fieldByte = Buffer.from(this.#prefix, 'utf8')[0]!;
    this.#last = Buffer.from(keyOf(field, filedLast), 'utf8');
  }

  /** Moves on; false when the field has no more keys that way. */
  next(): boolean {
    return this.#backwards ? this.#previous() : this.#following(this.#prefix);
  }

  /** Moves to the key of what is filed last; false when this segment has none. */
  seekLast(): boolean {
    this.#block = null;
    return this.#following(this.#last.toString('utf8')) && this.isLast();
  }

  isLast(): boolean {
    return compareBytes(this.term.key, this.term.keyLength, this.#last, this.#last.length) === 0;
  }

  compare(other: FilingCursor): number {
    const order = compareBytes(this.term.key, this.term.keyLength, other.term.key, other.term.keyLength);
    return this.#backwards ? -order : order;
  }

  #following(from: string): boolean {
    if (this.#block === null) {
      const found = this.#terms.rows.blockAt(this.#segment.id, from);
      this.#block = found ? found.number : -1;
      if (found) this.term.open(found.data);
      const bytes = Buffer.from(from, 'utf8');
      while (this.#step()) {
        if (compareBytes(this.term.key, this.term.keyLength, bytes, bytes.length) >= 0) return this.#inField(this.term);
      }
      return false;
    }
    return this.#step() && this.#inField(this.term);
  }

  #step(): boolean {
    while (!this.term.next()) {
      const data = this.#terms.rows.block(this.#segment.id, this.#block! + 1);
      if (!data) return false;
      this.#block!++;
      this.term.open(data);
    }
    return true;
  }

  #previous(): boolean {
    if (this.#block === null) {
      const found = this.#terms.rows.blockAt(this.#segment.id, `${this.#last.toString('utf8')}\u{10ffff}`);
      if (!found) return false;
      this.#block = found.number;
      this.#behind = this.#termsOf(found.data);
    }
    while (this.#behind.length === 0) {
      const data = this.#block > 0 ? this.#terms.rows.block(this.#segment.id, --this.#block) : null;
      if (!data) return false;
      this.#behind = this.#termsOf(data);
      if (this.#behind.length === 0) return false;
    }
    this.term = this.#behind.pop()!;
    return true;
  }

  #termsOf(data: Uint8Array): BlockCursor[] {
    const all: BlockCursor[] = [];
    const cursor = new BlockCursor();
    cursor.open(data);
    while (cursor.next()) if (this.#inField(cursor)) all.push(cursor.copy());
    return all;
  }

  #inField(term: BlockCursor): boolean {
    return term.key[0] === this.#fieldByte;
  }
}
