import { BoundedCache } from '../../core/bounded-cache.ts';
import type { BlockCursor } from './block.ts';
import { ByteWriter, compareBytes } from './bytes.ts';
import type { Effort } from './effort.ts';
import { termEnd } from './expand.ts';
import { keyOf } from './fields.ts';
import type { Segment } from './segment-table.ts';
import type { Terms } from './terms.ts';

/** The values of one field, document by document: the postings of a segment turned round. */
export interface FacetColumn {
  /** Value numbers, in the order of documents, then of terms. */
  readonly values: Uint32Array;
  /** Where those of each document of the segment start in `values`; one more for the end. */
  readonly starts: Uint32Array;
  /** Keys one after the other; a value number gives where its key starts and ends. */
  readonly keys: Uint8Array;
  readonly keyStarts: Uint32Array;
  readonly keyEnds: Uint32Array;
}

/** Columns already built: a segment never changes. */
export class FacetColumns {
  readonly #terms: Terms;
  readonly #built: BoundedCache<string, FacetColumn>;

  constructor(terms: Terms, cacheBytes: number) {
    this.#terms = terms;
    this.#built = new BoundedCache(cacheBytes);
  }

  of(segment: Segment, field: number, effort: Effort): FacetColumn {
    const name = `${segment.id} ${field}`;
    const known = this.#built.get(name);
    if (known) return known;
    effort.spend((segment.lastDoc - segment.firstDoc + 1) * documentCost); // before the work, which cannot be shared
    const column = build(this.#terms, segment, field);
    const { values, starts, keys, keyStarts } = column;
    this.#built.set(name, column, values.byteLength + starts.byteLength + keys.byteLength + keyStarts.byteLength * 2);
    return column;
  }
}

function build(terms: Terms, segment: Segment, field: number): FacetColumn {
  const fieldByte = keyOf(field, '').charCodeAt(0);
  const postings = new ValuePostings();
  const keys = new ByteWriter(4096);
  const spans: number[] = [];
  let most = 0;
  terms.walk(segment, keyOf(field, ''), (term) => {
    if (term.key[0] !== fieldByte) return false;
    const again = spans.length > 0 && sameTerm(term, keys.bytes, spans.at(-2)!);
    if (!again || term.df > most) {
      // The way most documents write it names the value.
      if (again) keys.length = spans.splice(-2)[0]!;
      spans.push(keys.length, keys.length + term.keyLength);
      keys.copy(term.key, 0, term.keyLength);
      most = term.df;
    }
    if (again) postings.join(term);
    else postings.add(term);
    return true;
  });
  return turned(postings, segment, keys.taken(), spans);
}

/** The documents of every value, one list after the other. */
class ValuePostings {
  docs = new Uint32Array(1 << 14);
  length = 0;
  /** Where the list of each value starts. */
  readonly starts: number[] = [];

  add(term: BlockCursor): void {
    this.starts.push(this.length);
    this.#append(term);
  }

  /** Another way of writing the last value: a document may have both. */
  join(term: BlockCursor): void {
    const start = this.starts.at(-1)!;
    this.#append(term);
    const both = this.docs.subarray(start, this.length).sort();
    let kept = 0;
    for (const doc of both) if (kept === 0 || both[kept - 1] !== doc) both[kept++] = doc;
    this.length = start + kept;
  }

  #append(term: BlockCursor): void {
    if (this.length + term.df > this.docs.length) {
      const larger = new Uint32Array(Math.max(this.docs.length * 2, this.length + term.df));
      larger.set(this.docs);
      this.docs = larger;
    }
    term.copyDocs(this.docs, this.length);
    this.length += term.df;
  }
}

function sameTerm(term: BlockCursor, keys: Uint8Array, start: number): boolean {
  const end = termEnd(term);
  // Keys that show how they are read end their term by a mark, so that a longer term is another one.
  return end < term.keyLength && compareBytes(term.key, end + 1, keys.subarray(start, start + end + 1), end + 1) === 0;
}

function turned(postings: ValuePostings, segment: Segment, keys: Uint8Array, spans: number[]): FacetColumn {
  const { firstDoc, lastDoc } = segment;
  const { docs, length, starts: from } = postings;
  const starts = new Uint32Array(lastDoc - firstDoc + 2);
  for (let at = 0; at < length; at++) starts[docs[at]! - firstDoc + 1]!++;
  for (let at = 1; at < starts.length; at++) starts[at]! += starts[at - 1]!;
  const values = new Uint32Array(length);
  const next = starts.slice();
  for (let value = 0; value < from.length; value++) {
    const end = from[value + 1] ?? length;
    for (let at = from[value]!; at < end; at++) values[next[docs[at]! - firstDoc]!++] = value;
  }
  const keyStarts = Uint32Array.from(from, (_, value) => spans[value * 2]!);
  const keyEnds = Uint32Array.from(from, (_, value) => spans[value * 2 + 1]!);
  return { values, starts, keys, keyStarts, keyEnds };
}

/** In postings: turning round what one document has. */
const documentCost = 12;
