import { QueryUnsupported } from '../../core/ports/search-index.ts';
import type { Expression } from '../../core/query/regexp.ts';
import { Automaton, prefixOf } from './automaton.ts';
import type { BlockCursor } from './block.ts';
import { compareBytes } from './bytes.ts';
import { bitsOf, emptyBits, type DocSet } from './doc-set.ts';
import type { Effort } from './effort.ts';
import { fieldBytes, keyOf, shownMarkByte } from './fields.ts';
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
  /** `unlimited`: however many they are. */
  readonly size: 'limited' | 'unlimited';
}

/** Where the term of a key ends: what a heading is read as follows it, and is not searched. */
export function termEnd(term: BlockCursor): number {
  const mark = term.key.indexOf(shownMarkByte, fieldBytes);
  return mark < 0 || mark >= term.keyLength ? term.keyLength : mark;
}

/** Keys that begin with `prefix`, its field character included. */
export function startingWith(prefix: string): KeyRange {
  const bytes = Buffer.from(prefix, 'utf8');
  return {
    from: prefix,
    within: (term) => term.keyLength >= bytes.length && compareBytes(term.key, bytes.length, bytes, bytes.length) === 0,
    test: null,
    size: 'limited',
  };
}

/** Every key of a field: what says anything there. */
export function everyKey(field: number): KeyRange {
  return { ...startingWith(keyOf(field, '')), size: 'unlimited' };
}

/** Keys of a field whose term ends with, or contains, `part`. */
export function holding(field: number, part: string, where: 'at-end' | 'anywhere'): KeyRange {
  const bytes = Buffer.from(part, 'utf8');
  const test =
    where === 'at-end'
      ? (term: BlockCursor): boolean => {
          const end = termEnd(term);
          const start = end - bytes.length;
          return start >= fieldBytes && compareBytes(term.key.subarray(start), bytes.length, bytes, bytes.length) === 0;
        }
      : (term: BlockCursor): boolean =>
          Buffer.from(term.key.buffer, fieldBytes, termEnd(term) - fieldBytes).includes(bytes);
  return { ...startingWith(keyOf(field, '')), test };
}

/** Keys of a field whose whole term matches an expression. */
export function matching(field: number, expression: Expression): KeyRange {
  const automaton = new Automaton(expression);
  return {
    ...startingWith(keyOf(field, prefixOf(expression))),
    test: (term) => automaton.test(term.key, fieldBytes, termEnd(term)),
  };
}

/** Keys of a field from one bound to another; null: no bound on that side. */
export function between(
  field: number,
  low: { key: string; included: boolean } | null,
  high: { key: string; included: boolean } | null,
): KeyRange {
  const whole = startingWith(keyOf(field, ''));
  const lowBytes = low && !low.included ? Buffer.from(low.key, 'utf8') : null;
  const highBytes = high ? Buffer.from(high.key, 'utf8') : null;
  return {
    from: low ? low.key : whole.from,
    within: (term) => {
      if (!whole.within(term)) return false;
      if (!high || !highBytes) return true;
      const order = compareBytes(term.key, termEnd(term), highBytes, highBytes.length);
      return order < 0 || (order === 0 && high.included);
    },
    test: lowBytes && ((term) => compareBytes(term.key, termEnd(term), lowBytes, lowBytes.length) !== 0),
    size: 'limited',
  };
}

/** What a truncated term may cost. */
export interface ExpansionLimits {
  /** Terms of one segment that one truncated term or range may stand for. */
  readonly expandedTerms: number;
  /** The same where their places matter, which are all read: in a phrase or a proximity. */
  readonly placedTerms: number;
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
      this.#each(segment, range, this.#limits.expandedTerms, (term) => {
        this.#effort.spend(term.df);
        term.mark(words);
      });
    }
    if (this.#snapshot.someAreDead) this.#snapshot.clearDead(words);
    return bitsOf(words);
  }

  /** The terms themselves, in one segment. */
  termsIn(segment: Segment, range: KeyRange): { key: string; term: SegmentTerm }[] {
    const found: { key: string; term: SegmentTerm }[] = [];
    this.#each(segment, range, this.#limits.placedTerms, (term) => {
      this.#effort.spend(term.df);
      found.push({ key: term.text(), term: segmentTerm(term) });
    });
    return found;
  }

  #each(segment: Segment, range: KeyRange, most: number, take: (term: BlockCursor) => void): void {
    let taken = 0;
    this.#terms.walk(segment, range.from, (term) => {
      if (!range.within(term)) return false;
      this.#effort.spend(keyCost);
      if (range.test && !range.test(term)) return true;
      if (++taken > most && range.size === 'limited')
        throw new QueryUnsupported('a truncated term that stands for too many words');
      take(term);
      return true;
    });
  }
}

/** In postings: what passing over a key costs, looked at or not. */
const keyCost = 30;
