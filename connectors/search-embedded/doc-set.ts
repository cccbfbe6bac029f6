/** A set of document numbers: sorted numbers when sparse, one bit a document when dense. Never changed once made. */
export type DocSet =
  | { readonly kind: 'list'; readonly docs: Uint32Array; readonly size: number }
  | { readonly kind: 'bits'; readonly words: Uint32Array; readonly size: number };

/** Above one document in this many, bits are smaller and faster than numbers. */
const denseShare = 32;

export const noDocs: DocSet = { kind: 'list', docs: new Uint32Array(0), size: 0 };

/** Sorted, distinct numbers as a set. */
export function listOf(docs: Uint32Array): DocSet {
  return { kind: 'list', docs, size: docs.length };
}

/** Bits as a set. */
export function bitsOf(words: Uint32Array): DocSet {
  return { kind: 'bits', words, size: countBits(words) };
}

/** Room for one bit a document, all clear. */
export function emptyBits(universe: number): Uint32Array {
  return new Uint32Array((universe + 31) >>> 5);
}

/** Sets the bits of these documents. */
export function setBits(words: Uint32Array, docs: Uint32Array): void {
  for (let at = 0; at < docs.length; at++) words[docs[at]! >>> 5]! |= 1 << (docs[at]! & 31);
}

export function isDense(size: number, universe: number): boolean {
  return size * denseShare > universe;
}

export function has(set: DocSet, doc: number): boolean {
  if (set.kind === 'bits') return (set.words[doc >>> 5]! & (1 << (doc & 31))) !== 0;
  const at = lowerBound(set.docs, doc, 0);
  return at < set.docs.length && set.docs[at] === doc;
}

/** Documents in both. */
export function intersect(a: DocSet, b: DocSet): DocSet {
  if (a.kind === 'bits' && b.kind === 'bits') {
    const words = new Uint32Array(Math.min(a.words.length, b.words.length));
    for (let at = 0; at < words.length; at++) words[at] = a.words[at]! & b.words[at]!;
    return bitsOf(words);
  }
  const [few, many] =
    a.kind === 'list' && (b.kind === 'bits' || a.size <= b.size) ? [a, b] : [b as typeof a & DocSet, a];
  return filtered(few as Extract<DocSet, { kind: 'list' }>, many, true);
}

/** Documents of `a` that are not in `b`. */
export function subtract(a: DocSet, b: DocSet): DocSet {
  if (b.size === 0 || a.size === 0) return a;
  if (a.kind === 'list') return filtered(a, b, false);
  const words = a.words.slice();
  if (b.kind === 'bits') {
    const shorter = Math.min(words.length, b.words.length);
    for (let at = 0; at < shorter; at++) words[at]! &= ~b.words[at]!;
  } else {
    for (const doc of b.docs) words[doc >>> 5]! &= ~(1 << (doc & 31));
  }
  return bitsOf(words);
}

/** Documents in any of the sets. `universe` is one above the highest document. */
export function unite(sets: readonly DocSet[], universe: number): DocSet {
  const filled = sets.filter(({ size }) => size > 0);
  if (filled.length === 0) return noDocs;
  if (filled.length === 1) return filled[0]!;
  let sum = 0;
  for (const { size } of filled) sum += size;
  if (filled.length === 2 && sum * 4 < universe && filled[0]!.kind === 'list' && filled[1]!.kind === 'list') {
    return listOf(mergeLists(filled[0]!.docs, filled[1]!.docs));
  }
  const words = emptyBits(universe);
  for (const set of filled) {
    if (set.kind === 'list') setBits(words, set.docs);
    else for (let at = 0; at < set.words.length; at++) words[at]! |= set.words[at]!;
  }
  return bitsOf(words);
}

/** Documents in any of the lists, ascending. */
export function uniteLists(lists: readonly Uint32Array[], universe: number): Uint32Array {
  return lists.length === 1 ? lists[0]! : docsOf(unite(lists.map(listOf), universe));
}

/** The documents, ascending. */
export function docsOf(set: DocSet): Uint32Array {
  if (set.kind === 'list') return set.docs;
  const docs = new Uint32Array(set.size);
  let at = 0;
  for (let word = 0; word < set.words.length; word++) {
    let bits = set.words[word]!;
    while (bits !== 0) {
      const lowest = bits & -bits;
      docs[at++] = (word << 5) + (31 - Math.clz32(lowest));
      bits ^= lowest;
    }
  }
  return docs;
}

/** First index at or after `from` whose value is at least `doc`: steps double, so that near neighbours are found soon. */
export function lowerBound(docs: Uint32Array, doc: number, from: number): number {
  let low = from;
  let step = 1;
  let high = from;
  while (high < docs.length && docs[high]! < doc) {
    low = high + 1;
    high += step;
    step *= 2;
  }
  if (high > docs.length) high = docs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (docs[middle]! < doc) low = middle + 1;
    else high = middle;
  }
  return low;
}

function filtered(few: Extract<DocSet, { kind: 'list' }>, by: DocSet, keepThoseIn: boolean): DocSet {
  const { docs } = few;
  const kept = new Uint32Array(docs.length);
  let count = 0;
  if (by.kind === 'bits') {
    for (let at = 0; at < docs.length; at++) {
      const doc = docs[at]!;
      if (((by.words[doc >>> 5]! & (1 << (doc & 31))) !== 0) === keepThoseIn) kept[count++] = doc;
    }
  } else {
    let other = 0;
    for (let at = 0; at < docs.length; at++) {
      const doc = docs[at]!;
      other = lowerBound(by.docs, doc, other);
      if ((other < by.docs.length && by.docs[other] === doc) === keepThoseIn) kept[count++] = doc;
    }
  }
  return listOf(kept.slice(0, count));
}

function mergeLists(a: Uint32Array, b: Uint32Array): Uint32Array {
  const merged = new Uint32Array(a.length + b.length);
  let atA = 0;
  let atB = 0;
  let count = 0;
  while (atA < a.length && atB < b.length) {
    const left = a[atA]!;
    const right = b[atB]!;
    merged[count++] = left <= right ? left : right;
    if (left <= right) atA++;
    if (right <= left) atB++;
  }
  while (atA < a.length) merged[count++] = a[atA++]!;
  while (atB < b.length) merged[count++] = b[atB++]!;
  return merged.slice(0, count);
}

function countBits(words: Uint32Array): number {
  let count = 0;
  for (let at = 0; at < words.length; at++) {
    let bits = words[at]!;
    bits -= (bits >>> 1) & 0x5555_5555;
    bits = (bits & 0x3333_3333) + ((bits >>> 2) & 0x3333_3333);
    count += (((bits + (bits >>> 4)) & 0x0f0f_0f0f) * 0x0101_0101) >>> 24;
  }
  return count;
}
