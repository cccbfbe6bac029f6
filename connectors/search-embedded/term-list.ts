import { compareBytes } from './bytes.ts';
import type { Effort } from './effort.ts';
import { termEnd } from './expand.ts';
import { FieldCursor, type Direction } from './field-cursor.ts';
import { fieldBytes } from './fields.ts';
import type { BlockCursor } from './block.ts';
import type { Snapshot } from './snapshot.ts';
import type { Terms } from './terms.ts';

/** One term of a field over the whole index. */
export interface ListedTerm {
  readonly term: string;
  /** As most records write it. */
  readonly display: string;
  /** Living documents that have it, at least one. */
  readonly hits: number;
}

/** The terms of a field in their order from a key on, or backwards before it. Terms of dead documents alone are passed over. */
export function* listedTerms(
  { snapshot, terms, effort }: { snapshot: Snapshot; terms: Terms; effort: Effort },
  field: number,
  direction: Direction,
  from: string,
): Generator<ListedTerm> {
  const sign = direction === 'backwards' ? -1 : 1;
  let cursors = snapshot.segments
    .map((segment) => new FieldCursor(terms.rows, segment, field, direction, from))
    .filter((cursor) => cursor.next());
  while (cursors.length > 0) {
    let next = cursors[0]!;
    for (const cursor of cursors) if (compareTerms(cursor.term, next.term) * sign < 0) next = cursor;
    const counted = new CountedTerm(next.term, snapshot, effort);
    const ended = new Set(cursors.filter((cursor) => counted.takeFrom(cursor) === 'ended'));
    if (ended.size > 0) cursors = cursors.filter((cursor) => !ended.has(cursor));
    if (counted.hits > 0) yield counted.listed();
  }
}

function compareTerms(a: BlockCursor, b: BlockCursor): number {
  return compareBytes(a.key, termEnd(a), b.key, termEnd(b));
}

/** One term being gathered from the segments, in each way it is written. */
class CountedTerm {
  hits = 0;
  readonly #key: Uint8Array;
  readonly #ways = new Map<string, number>();
  readonly #snapshot: Snapshot;
  readonly #effort: Effort;

  constructor(term: BlockCursor, snapshot: Snapshot, effort: Effort) {
    this.#key = term.key.slice(0, termEnd(term));
    this.#snapshot = snapshot;
    this.#effort = effort;
  }

  /** Counts this term where the cursor stands on it, and moves the cursor beyond. */
  takeFrom(cursor: FieldCursor): 'ended' | 'open' {
    const documents = new Set<number>();
    let state: 'ended' | 'open' = 'open';
    while (state === 'open' && this.#isThis(cursor.term)) {
      this.#effort.spend(termCost);
      this.#take(cursor.term, documents);
      if (!cursor.next()) state = 'ended';
    }
    this.hits += documents.size;
    return state;
  }

  listed(): ListedTerm {
    const term = Buffer.from(this.#key.subarray(fieldBytes)).toString('utf8');
    let [display, most] = [term, 0];
    for (const [way, hits] of this.#ways) {
      if (hits > most || (hits === most && compareBytesOf(way, display) < 0)) [display, most] = [way, hits];
    }
    return { term, display, hits: this.hits };
  }

  #isThis(term: BlockCursor): boolean {
    return compareBytes(term.key, termEnd(term), this.#key, this.#key.length) === 0;
  }

  #take(term: BlockCursor, documents: Set<number>): void {
    const end = termEnd(term);
    if (end === term.keyLength && !this.#snapshot.someAreDead) {
      this.hits += term.df;
      return;
    }
    this.#effort.spend(term.df * documentCost);
    let living = 0;
    for (const doc of term.docs()) {
      if (this.#snapshot.isDead(doc)) continue;
      living++;
      if (end === term.keyLength) this.hits++;
      else documents.add(doc); // the same document may write it in two ways
    }
    if (end === term.keyLength) return;
    const way = Buffer.from(term.key.subarray(end + 1, term.keyLength)).toString('utf8');
    this.#ways.set(way, (this.#ways.get(way) ?? 0) + living);
  }
}

function compareBytesOf(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** In postings: passing over a term, and looking at a document of it. */
const termCost = 50;
const documentCost = 4;
