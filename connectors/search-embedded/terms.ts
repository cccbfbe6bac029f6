import { BoundedCache } from '../../core/bounded-cache.ts';
import { BlockCursor } from './block.ts';
import { ByteReader, compareBytes } from './bytes.ts';
import { emptyBits, isDense, listOf, setBits, uniteLists, type DocSet } from './doc-set.ts';
import type { Effort } from './effort.ts';
import { shownMark } from './fields.ts';
import { SegmentCursor, SegmentRows } from './segment-cursor.ts';
import type { Segment } from './segment-table.ts';
import type { Snapshot } from './snapshot.ts';

/** One term over the whole index: the living documents that have it, ascending. */
export interface TermPostings {
  readonly docs: Uint32Array;
  /** One a document; null for terms that are not words. */
  readonly weights: Uint8Array | null;
  /** The same documents, in the form that combines fastest. */
  readonly set: DocSet;
}

/** One term in one segment, dead documents included. */
export interface SegmentTerm {
  readonly docs: Uint32Array;
  readonly weights: Uint8Array | null;
  /** Where its positions are; size 0 when it has none. */
  readonly positions: { readonly chunk: number; readonly offset: number; readonly size: number };
}

/** Positions of one term in one segment, document by document. */
export interface SegmentPositions {
  readonly bytes: Uint8Array;
  /** Where each document's positions start in `bytes`. */
  readonly starts: Uint32Array;
}

/** Looks terms up in every segment; what was decoded is remembered within a number of bytes. */
export class Terms {
  readonly rows: SegmentRows;
  readonly #snapshot: Snapshot;
  /** By segment: segments never change. Null: the segment does not have the term. */
  readonly #ofSegment: BoundedCache<string, SegmentTerm | null>;
  readonly #positions: BoundedCache<string, SegmentPositions>;
  /** Over all segments, until the index changes. */
  readonly #whole: BoundedCache<string, TermPostings>;
  readonly #cursor = new BlockCursor();

  constructor(snapshot: Snapshot, cacheBytes: number) {
    this.#snapshot = snapshot;
    this.rows = new SegmentRows(snapshot.database);
    this.#ofSegment = new BoundedCache(cacheBytes / 2);
    this.#positions = new BoundedCache(cacheBytes / 4);
    this.#whole = new BoundedCache(cacheBytes / 4);
  }

  /** The index changed: what was summed over segments is no longer true. */
  forgetSums(): void {
    this.#whole.clear();
  }

  /** Postings of an exact key. */
  find(key: string, effort: Effort): TermPostings {
    const remembered = this.#whole.get(key);
    if (remembered) return remembered;
    const parts: SegmentTerm[] = [];
    for (const segment of this.#snapshot.segments) {
      const part = this.inSegment(segment, key, effort);
      if (part) parts.push(part);
    }
    const postings = this.#living(parts);
    this.#whole.set(key, postings, postings.docs.length * 5);
    return postings;
  }

  /** One segment's part of a term, null when it has none. */
  inSegment(segment: Segment, key: string, effort: Effort): SegmentTerm | null {
    const cacheKey = `${segment.id} ${key}`;
    const remembered = this.#ofSegment.get(cacheKey);
    if (remembered !== undefined) return remembered;
    effort.spend(lookUpCost);
    const term = this.#lookUp(segment, key, effort);
    this.#ofSegment.set(cacheKey, term, term ? term.docs.length * 5 : 0);
    return term;
  }

  /** Positions of a term of a segment. `key` names it. */
  positions(segment: Segment, key: string, term: SegmentTerm, effort: Effort): SegmentPositions {
    const cacheKey = `${segment.id} ${key}`;
    const remembered = this.#positions.get(cacheKey);
    if (remembered) return remembered;
    const { chunk, offset, size } = term.positions;
    const bytes = this.rows.chunk(segment.id, chunk).slice(offset, offset + size);
    const starts = new Uint32Array(term.docs.length);
    const reader = new ByteReader(bytes);
    for (let index = 0; index < starts.length; index++) {
      starts[index] = reader.at;
      const length = reader.varint();
      reader.at += length;
    }
    effort.spend(lookUpCost + starts.length);
    const positions = { bytes, starts };
    this.#positions.set(cacheKey, positions, bytes.length + starts.length * 4);
    return positions;
  }

  /** Walks the keys of a segment from `from` on, as long as `visit` says so. */
  walk(segment: Segment, from: string, visit: (term: BlockCursor) => boolean): void {
    const cursor = new SegmentCursor(this.rows, segment.id);
    for (let more = cursor.seek(from); more && visit(cursor.term); more = cursor.next());
  }

  #lookUp(segment: Segment, key: string, effort: Effort): SegmentTerm | null {
    if (key.endsWith(shownMark)) return this.#heading(segment, key, effort);
    const found = this.rows.blockAt(segment.id, key);
    if (!found) return null;
    const bytes = Buffer.from(key, 'utf8');
    const cursor = this.#cursor;
    cursor.open(found.data);
    while (cursor.next()) {
      const order = compareBytes(cursor.key, cursor.keyLength, bytes, bytes.length);
      if (order > 0) return null;
      if (order < 0) continue;
      effort.spend(cursor.df);
      return segmentTerm(cursor);
    }
    return null;
  }

  /** A heading in every way it is written. `key` goes up to the mark. */
  #heading(segment: Segment, key: string, effort: Effort): SegmentTerm | null {
    const bytes = Buffer.from(key, 'utf8');
    const ways: Uint32Array[] = [];
    this.walk(segment, key, (term) => {
      const same = term.keyLength >= bytes.length && compareBytes(term.key, bytes.length, bytes, bytes.length) === 0;
      if (!same) return false;
      effort.spend(term.df);
      ways.push(term.docs());
      return true;
    });
    return ways.length === 0
      ? null
      : { docs: uniteLists(ways, segment.lastDoc + 1), weights: null, positions: nowhere };
  }

  #living(parts: readonly SegmentTerm[]): TermPostings {
    if (!this.#snapshot.someAreDead && parts.length === 1) return this.#posted(parts[0]!.docs, parts[0]!.weights);
    let size = 0;
    for (const { docs } of parts) size += docs.length;
    const docs = new Uint32Array(size);
    const weights = parts[0]?.weights ? new Uint8Array(size) : null;
    let count = 0;
    for (const part of parts) {
      if (!this.#snapshot.someAreDead) {
        docs.set(part.docs, count);
        weights?.set(part.weights!, count);
        count += part.docs.length;
        continue;
      }
      for (let at = 0; at < part.docs.length; at++) {
        if (this.#snapshot.isDead(part.docs[at]!)) continue;
        if (weights) weights[count] = part.weights![at]!;
        docs[count++] = part.docs[at]!;
      }
    }
    return this.#posted(docs.subarray(0, count), weights ? weights.subarray(0, count) : null);
  }

  #posted(docs: Uint32Array, weights: Uint8Array | null): TermPostings {
    const { universe } = this.#snapshot;
    if (!isDense(docs.length, universe)) return { docs, weights, set: listOf(docs) };
    const words = emptyBits(universe);
    setBits(words, docs);
    return { docs, weights, set: { kind: 'bits', words, size: docs.length } };
  }
}

/** What the term under the cursor holds. */
export function segmentTerm(cursor: BlockCursor): SegmentTerm {
  const positions = { chunk: cursor.chunk, offset: cursor.chunkOffset, size: cursor.positionsSize };
  return { docs: cursor.docs(), weights: cursor.weights(), positions };
}

const nowhere = { chunk: 0, offset: 0, size: 0 };

/** In postings: what finding one block costs. */
const lookUpCost = 500;
