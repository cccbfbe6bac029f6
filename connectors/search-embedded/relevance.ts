import { docsOf, lowerBound, type DocSet } from './doc-set.ts';
import type { Effort } from './effort.ts';
import type { Snapshot } from './snapshot.ts';
import type { Terms } from './terms.ts';
import { rarity } from './weight.ts';

/** Relevance of each document found: the weights of the words looked for, times how rare each one is. */
export function scores(
  docs: Uint32Array,
  words: readonly string[],
  snapshot: Snapshot,
  terms: Terms,
  effort: Effort,
): Float64Array {
  const sums = new Float64Array(docs.length);
  for (const word of words) {
    const { docs: having, weights } = terms.find(word, effort);
    if (!weights || having.length === 0) continue;
    effort.spend(Math.min(docs.length, having.length));
    const rare = rarity(having.length, snapshot.count);
    let other = 0;
    for (let at = 0; at < docs.length; at++) {
      const doc = docs[at]!;
      if (having[other] !== doc) other = lowerBound(having, doc, other);
      if (other >= having.length) break;
      if (having[other] === doc) sums[at]! += rare * weights[other++]!;
    }
  }
  return sums;
}

/** Records of the `count` best documents after the `start` first: most relevant first, then by record number. */
export function mostRelevant(
  found: DocSet,
  words: readonly string[],
  window: { readonly start: number; readonly count: number; readonly ranked: number },
  snapshot: Snapshot,
  terms: Terms,
  effort: Effort,
): number[] {
  const end = Math.min(window.start + window.count, found.size);
  if (window.start >= end) return [];
  const docs = docsOf(found);
  effort.spend(docs.length);
  const sums =
    docs.length <= window.ranked ? scores(docs, words, snapshot, terms, effort) : new Float64Array(docs.length);
  effort.spend(end * 4);
  const { recordOf } = snapshot;
  // Negative when the hit at `a` goes before the hit at `b`.
  const order = (a: number, b: number): number => sums[b]! - sums[a]! || recordOf[docs[a]!]! - recordOf[docs[b]!]!;
  return best(docs.length, end, order)
    .slice(window.start)
    .map((at) => recordOf[docs[at]!]!);
}

/** The first `wanted` of the numbers 0 … size - 1 in this order, sorted: a heap keeps the worst of them on top. */
export function best(size: number, wanted: number, order: (a: number, b: number) => number): number[] {
  if (wanted === 0) return [];
  if (wanted * 2 >= size) {
    const all = Array.from({ length: size }, (_, at) => at);
    return all.sort(order).slice(0, wanted);
  }
  const heap: number[] = [];
  const sift = (from: number): void => {
    const moved = heap[from]!;
    let at = from;
    for (let child = at * 2 + 1; child < heap.length; child = at * 2 + 1) {
      if (child + 1 < heap.length && order(heap[child + 1]!, heap[child]!) > 0) child++;
      if (order(heap[child]!, moved) <= 0) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = moved;
  };
  for (let at = 0; at < size; at++) {
    if (heap.length < wanted) {
      heap.push(at);
      if (heap.length === wanted) for (let root = (wanted >> 1) - 1; root >= 0; root--) sift(root);
    } else if (order(at, heap[0]!) < 0) {
      heap[0] = at;
      sift(0);
    }
  }
  return heap.sort(order);
}
