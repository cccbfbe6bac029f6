import { QueryUnsupported } from '../../core/ports/search-index.ts';
import type { BlockCursor } from './block.ts';
import { compareBytes } from './bytes.ts';
import { bitsOf, emptyBits, type DocSet } from './doc-set.ts';
import type { Effort } from './effort.ts';
import type { Snapshot } from './snapshot.ts';
import { segmentTerm, type SegmentTerm, type Terms } from './terms.ts';
import type { Segment } from './segment-table.ts';

/** Keys of one field that a truncated term or a range stands for. */
export interface KeyRange {
  /** First key looked at. */
  readonly from: string;
  /** False on the first key beyond. */
  readonly within: (term: BlockCursor) => boolean;
  /** Which of the keys within. */
  readonly test: ((term: BlockCursor) => boolean) | null;
}

/** Keys that begin with `prefix`, its field character included. */
export function startingWith(prefix: string): KeyRange {
  const bytes = Buffer.from(prefix, 'utf8');
  return {
    from: prefix,
    within: (term) => term.keyLength >= bytes.length && compareBytes(term.key, bytes.length, bytes, bytes.length) === 0,
    test: null,
  };
}

/** Keys of the field of `prefix` that end with, or contain, `part`. */
export function holding(fieldPrefix: string, part: string, where: 'at-end' | 'anywhere'): KeyRange {
  const bytes = Buffer.from(part, 'utf8');
  const skipped = Buffer.byteLength(fieldPrefix);
  const test =
    where === 'at-end'
      ? (term: BlockCursor): boolean => {
          const start = term.keyLength - bytes.length;
          return start >= skipped && compareBytes(term.key.subarray(start), bytes.length, bytes, bytes.length) === 0;
        }
      : (term: BlockCursor): boolean => Buffer.from(term.key.buffer, skipped, term.keyLength - skipped).includes(bytes);
  return { ...startingWith(fieldPrefix), test };
}

/** Keys of a field from one bound to another; null: no bound on that side. */
export function between(
  fieldPrefix: string,
  low: { key: string; included: boolean } | null,
  high: { key: string; included: boolean } | null,
): KeyRange {
  const inField = startingWith(fieldPrefix).within;
  const lowBytes = low && !low.included ? Buffer.from(low.key, 'utf8') : null;
  const highBytes = high ? Buffer.from(high.key, 'utf8') : null;
  return {
    from: low ? low.key : fieldPrefix,
    within: (term) => {
      if (!inField(term)) return false;
      if (!high || !highBytes) return true;
      const order = compareBytes(term.key, term.keyLength, highBytes, highBytes.length);
      return order < 0 || (order === 0 && high.included);
    },
    test: lowBytes && ((term) => compareBytes(term.key, term.keyLength, lowBytes, lowBytes.length) !== 0),
  };
}

/** What a truncated term may cost. */
export interface ExpansionLimits {
  /** Terms of one segment that one truncated term or range may stand for. */
  readonly expandedTerms: number;
}

/** Finds the terms of key ranges. */
export class Expansion {
  readonly #snapshot: Snapshot;
  readonly #terms: Terms;
  readonly #effort: Effort;
  readonly #limits: ExpansionLimits;

  constructor(snapshot: Snapshot, terms: Terms, effort: Effort, limits: ExpansionLimits) {
    this.#snapshot = snapshot;
    this.#terms = terms;
    this.#effort = effort;
    this.#limits = limits;
  }

  /** Living documents that have any of the keys. Throws QueryUnsupported when they are too many terms. */
  docs(range: KeyRange): DocSet {
    const words = emptyBits(this.#snapshot.universe);
    for (const segment of this.#snapshot.segments) {
      this.#each(segment, range, (term) => {
        for (const doc of term.docs()) words[doc >>> 5]! |= 1 << (doc & 31);
        this.#effort.spend(term.df);
      });
    }
    if (this.#snapshot.someAreDead) this.#snapshot.clearDead(words);
    return bitsOf(words);
  }

  /** The terms themselves, in one segment. */
  termsIn(segment: Segment, range: KeyRange): { key: string; term: SegmentTerm }[] {
    const found: { key: string; term: SegmentTerm }[] = [];
    this.#each(segment, range, (term) => {
      found.push({ key: term.text(), term: segmentTerm(term) });
      this.#effort.spend(term.df);
    });
    return found;
  }

  #each(segment: Segment, range: KeyRange, take: (term: BlockCursor) => void): void {
    let taken = 0;
    this.#terms.walk(segment, range.from, (term) => {
      if (!range.within(term)) return false;
      this.#effort.spend(keyCost);
      if (range.test && !range.test(term)) return true;
      if (++taken > this.#limits.expandedTerms)
        throw new QueryUnsupported('a truncated term that stands for too many words');
      take(term);
      return true;
    });
  }
}

/** In postings: what passing over a key costs. */
const keyCost = 10;
