import { QueryUnsupported, type Facet, type FacetAsked, type FacetValue } from '../../core/ports/search-index.ts';
import { indexes } from '../../core/query/indexes.ts';
import { compareBytes } from './bytes.ts';
import { docsOf, lowerBound, type DocSet } from './doc-set.ts';
import type { Effort } from './effort.ts';
import type { FacetColumn, FacetColumns } from './facet-column.ts';
import { facetField, fieldBytes, shownMarkByte } from './fields.ts';
import { best } from './relevance.ts';
import type { Snapshot } from './snapshot.ts';

/** What counting needs to know of a search. */
export interface Counting {
  readonly found: DocSet;
  readonly snapshot: Snapshot;
  readonly columns: FacetColumns;
  readonly effort: Effort;
}

/** How the documents found spread over the values of an index, the most frequent first. Throws QueryUnsupported, TooLong. */
export function facet(counting: Counting, { index, size }: FacetAsked): Facet {
  if (!indexes[index].facet) throw new QueryUnsupported(`facets of ${index}`);
  const { found, snapshot, columns, effort } = counting;
  const docs = docsOf(found);
  effort.spend(docs.length * countCost);
  const parts: Part[] = [];
  for (const segment of snapshot.segments) {
    const from = lowerBound(docs, segment.firstDoc, 0);
    const to = lowerBound(docs, segment.lastDoc + 1, from);
    if (to > from) {
      const column = columns.of(segment, facetField(index), effort);
      parts.push(counted(column, docs.subarray(from, to), segment.firstDoc));
    }
  }
  const values = merged(parts, effort);
  const order = (a: number, b: number): number => values[b]!.hits - values[a]!.hits || a - b;
  const told = best(values.length, Math.min(size, values.length), order);
  return { index, values: told.map((at) => shown(values[at]!)) };
}

/** What one segment counts: the values met, in the order of terms. */
interface Part {
  readonly column: FacetColumn;
  readonly met: Uint32Array;
  readonly counts: Uint32Array;
  at: number;
}

function counted(column: FacetColumn, docs: Uint32Array, firstDoc: number): Part {
  const { starts, values } = column;
  const counts = new Uint32Array(column.keyStarts.length);
  let distinct = 0;
  for (const doc of docs) {
    const end = starts[doc - firstDoc + 1]!;
    for (let at = starts[doc - firstDoc]!; at < end; at++) if (counts[values[at]!]!++ === 0) distinct++;
  }
  const met = new Uint32Array(distinct);
  let filled = 0;
  for (let value = 0; filled < distinct; value++) if (counts[value]! > 0) met[filled++] = value;
  return { column, met, counts, at: 0 };
}

/** One value over all segments, named as the segment that counts it most often writes it. */
interface Counted {
  hits: number;
  most: number;
  column: FacetColumn;
  value: number;
}

/** The values of all parts in the order of terms, those of the same term added up. */
function merged(parts: readonly Part[], effort: Effort): Counted[] {
  const values: Counted[] = [];
  let open = parts.filter(({ met }) => met.length > 0);
  while (open.length > 0) {
    effort.spend(open.length * mergeCost);
    let least = open[0]!;
    for (const part of open) if (part !== least && compareParts(part, least) < 0) least = part;
    const same = open.length === 1 ? open : open.filter((part) => part === least || compareParts(part, least) === 0);
    const first = same[0]!;
    const sum: Counted = { hits: 0, most: 0, column: first.column, value: first.met[first.at]! };
    let ended = false;
    for (const part of same) {
      const value = part.met[part.at]!;
      const hits = part.counts[value]!;
      sum.hits += hits;
      if (hits > sum.most) Object.assign(sum, { most: hits, column: part.column, value });
    }
    for (const part of same) if (++part.at === part.met.length) ended = true;
    if (ended) open = open.filter((part) => part.at < part.met.length);
    values.push(sum);
  }
  return values;
}

function compareParts(a: Part, b: Part): number {
  const [left, right] = [termBytes(a.column, a.met[a.at]!), termBytes(b.column, b.met[b.at]!)];
  return compareBytes(left, left.length, right, right.length);
}

function termBytes({ keys, keyStarts, keyEnds }: FacetColumn, value: number): Uint8Array {
  const key = keys.subarray(keyStarts[value], keyEnds[value]);
  const mark = key.indexOf(shownMarkByte, fieldBytes);
  return mark < 0 ? key : key.subarray(0, mark);
}

function shown({ column, value, hits }: Counted): FacetValue {
  const key = column.keys.subarray(column.keyStarts[value], column.keyEnds[value]);
  const term = termBytes(column, value);
  const written = Buffer.from(key.subarray(term.length + 1)).toString('utf8');
  const searched = Buffer.from(term.subarray(fieldBytes)).toString('utf8');
  return { term: searched, display: term.length < key.length ? written : searched, hits };
}

/** In postings: counting the values of one document, and passing one value. */
const countCost = 3;
const mergeCost = 4;
