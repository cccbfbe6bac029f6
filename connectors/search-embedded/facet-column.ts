import { BoundedCache } from './bounded-cache.ts';
import type { BlockCursor } from './block.ts';
import { ByteWriter, compareBytes } from './bytes.ts';
import { uniteLists } from './doc-set.ts';
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
  readonly #built: BoundedCache<FacetColumn>;

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
  const prefix = keyOf(field, '');
  const keys = new ByteWriter(4096);
  const spans: number[] = [];
  const docs: Uint32Array[] = [];
  let ways: Uint32Array[] = [];
  let most = 0;
  const close = (): void => {
    if (ways.length > 0) docs.push(uniteLists(ways, segment.lastDoc + 1));
    ways = [];
    most = 0;
  };
  terms.walk(segment, prefix, (term) => {
    if (term.key[0] !== prefix.charCodeAt(0)) return false;
    if (ways.length > 0 && !sameTerm(term, keys.bytes, spans.at(-2)!)) close();
    if (term.df > most) {
      // The way most documents write it names the value.
      if (ways.length > 0) keys.length = spans.splice(-2)[0]!;
      spans.push(keys.length, keys.length + term.keyLength);
      keys.copy(term.key, 0, term.keyLength);
      most = term.df;
    }
    ways.push(term.docs());
    return true;
  });
  close();
  return turned(docs, segment, keys.taken(), spans);
}

function sameTerm(term: BlockCursor, keys: Uint8Array, start: number): boolean {
  const end = termEnd(term);
  // Keys that show how they are read end their term by a mark, so that a longer term is another one.
  return end < term.keyLength && compareBytes(term.key, end + 1, keys.subarray(start, start + end + 1), end + 1) === 0;
}

function turned(docs: readonly Uint32Array[], segment: Segment, keys: Uint8Array, spans: number[]): FacetColumn {
  const { firstDoc, lastDoc } = segment;
  const starts = new Uint32Array(lastDoc - firstDoc + 2);
  for (const list of docs) for (const doc of list) starts[doc - firstDoc + 1]!++;
  for (let at = 1; at < starts.length; at++) starts[at]! += starts[at - 1]!;
  const values = new Uint32Array(starts.at(-1)!);
  const next = starts.slice();
  docs.forEach((list, value) => {
    for (const doc of list) values[next[doc - firstDoc]!++] = value;
  });
  const keyStarts = Uint32Array.from(docs, (_, value) => spans[value * 2]!);
  const keyEnds = Uint32Array.from(docs, (_, value) => spans[value * 2 + 1]!);
  return { values, starts, keys, keyStarts, keyEnds };
}

/** In postings: turning round what one document has. */
const documentCost = 5;
