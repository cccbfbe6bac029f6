import type { Proximity } from '../../core/query/model.ts';
import { ByteReader } from './bytes.ts';
import { docsOf, intersect, listOf, lowerBound, uniteLists } from './doc-set.ts';
import type { Effort } from './effort.ts';
import type { Expansion, KeyRange } from './expand.ts';
import { isFirst, isLast, occurrenceOf, wordOf } from './position.ts';
import type { Segment } from './segment-table.ts';
import type { SegmentPositions, SegmentTerm, Terms } from './terms.ts';

/** One word of a phrase: an exact key, or whatever a truncated word stands for. */
export type Slot = { readonly key: string } | { readonly range: KeyRange };

/** Something that stands at places of a text. */
export type Located =
  | { readonly kind: 'phrase'; readonly slots: readonly Slot[]; readonly first: boolean; readonly last: boolean }
  | { readonly kind: 'either'; readonly parts: readonly Located[] }
  | {
      readonly kind: 'near';
      readonly left: Located;
      readonly right: Located;
      readonly apart: Apart;
    };

/** How far apart two sides may stand: the rest of a proximity. */
export type Apart = Pick<Proximity, 'unit' | 'relation' | 'distance' | 'ordered'>;

/** Where it stands in one segment. `spans` gives pairs (first word, last word), `docs` may hold documents without any. */
interface Places {
  readonly docs: Uint32Array;
  spans(doc: number): number[];
}

/** Finds phrases and neighbours, segment by segment. */
export class Locator {
  readonly #terms: Terms;
  readonly #expansion: Expansion;
  readonly #effort: Effort;

  constructor(terms: Terms, expansion: Expansion, effort: Effort) {
    this.#terms = terms;
    this.#expansion = expansion;
    this.#effort = effort;
  }

  /** Documents of the segment where it stands, dead ones included, ascending. */
  docs(located: Located, segment: Segment): Uint32Array {
    const places = this.#places(located, segment);
    const found = new Uint32Array(places.docs.length);
    let count = 0;
    for (const doc of places.docs) {
      this.#effort.spend(verifyCost);
      if (places.spans(doc).length > 0) found[count++] = doc;
    }
    return found.subarray(0, count);
  }

  #places(located: Located, segment: Segment): Places {
    if (located.kind === 'phrase') return this.#phrase(located, segment);
    if (located.kind === 'near') return this.#near(located, segment);
    const parts = located.parts.map((part) => this.#places(part, segment));
    const docs = uniteLists(
      parts.map((part) => part.docs),
      segment.lastDoc + 1,
    );
    return { docs, spans: (doc) => parts.flatMap((part) => (holds(part.docs, doc) ? part.spans(doc) : [])) };
  }

  #near({ left, right, apart }: Extract<Located, { kind: 'near' }>, segment: Segment): Places {
    const a = this.#places(left, segment);
    const b = this.#places(right, segment);
    return {
      docs: docsOf(intersect(listOf(a.docs), listOf(b.docs))),
      spans: (doc) => {
        const spans: number[] = [];
        const before = a.spans(doc);
        const after = b.spans(doc);
        this.#effort.spend((before.length * after.length) >> 2);
        for (let at = 0; at < before.length; at += 2) {
          for (let other = 0; other < after.length; other += 2) {
            const [start, end, otherStart, otherEnd] = [before[at]!, before[at + 1]!, after[other]!, after[other + 1]!];
            if (!standSo(end, otherStart, apart) && (apart.ordered || !standSo(otherEnd, start, apart))) continue;
            if (occurrenceOf(start) === occurrenceOf(otherStart))
              spans.push(Math.min(start, otherStart), Math.max(end, otherEnd));
            else spans.push(start, end, otherStart, otherEnd);
          }
        }
        return spans;
      },
    };
  }

  #phrase({ slots, first, last }: Extract<Located, { kind: 'phrase' }>, segment: Segment): Places {
    const words = slots.map((slot) => this.#slot(slot, segment));
    let docs = words[0]!.docs;
    for (const word of [...words].sort((a, b) => a.docs.length - b.docs.length)) {
      docs = docsOf(intersect(listOf(word.docs), listOf(docs)));
    }
    return {
      docs,
      spans(doc) {
        const spans: number[] = [];
        const places = words.map((word) => word.positions(doc));
        for (const position of places[0]!) {
          const start = wordOf(position);
          if (first && !isFirst(start)) continue;
          let end = position;
          let follows = true;
          for (let next = 1; follows && next < places.length; next++) {
            const found = places[next]!.find((other) => wordOf(other) === start + next);
            if (found === undefined) follows = false;
            else end = found;
          }
          if (follows && (!last || isLast(end))) spans.push(start, start + places.length - 1);
        }
        return spans;
      },
    };
  }

  #slot(slot: Slot, segment: Segment): { docs: Uint32Array; positions(doc: number): number[] } {
    const found = 'key' in slot ? this.#exact(slot.key, segment) : this.#expansion.termsIn(segment, slot.range);
    const terms = found.filter(({ term }) => term.positions.size > 0);
    const docs = uniteLists(
      terms.map(({ term }) => term.docs),
      segment.lastDoc + 1,
    );
    const places: (SegmentPositions | undefined)[] = [];
    return {
      docs,
      positions: (doc) => {
        const positions: number[] = [];
        for (let at = 0; at < terms.length; at++) {
          const { key, term } = terms[at]!;
          const index = lowerBound(term.docs, doc, 0);
          if (term.docs[index] !== doc) continue;
          places[at] ??= this.#terms.positions(segment, key, term, this.#effort);
          readPositions(places[at]!, index, positions);
        }
        return positions;
      },
    };
  }

  #exact(key: string, segment: Segment): { key: string; term: SegmentTerm }[] {
    const term = this.#terms.inSegment(segment, key, this.#effort);
    return term ? [{ key, term }] : [];
  }
}

/** True when what begins at the word `from` stands after what ends at the word `end`, as far as asked. */
function standSo(end: number, from: number, { unit, relation, distance }: Apart): boolean {
  if (from <= end) return false;
  const sameValue = occurrenceOf(end) === occurrenceOf(from);
  if (unit === 'field') return compared(sameValue ? 0 : 1, relation, distance);
  return sameValue && compared(from - end, relation, distance);
}

function compared(found: number, relation: Apart['relation'], asked: number): boolean {
  if (relation === '<') return found < asked;
  if (relation === '<=') return found <= asked;
  if (relation === '=') return found === asked;
  if (relation === '>=') return found >= asked;
  return relation === '>' ? found > asked : found !== asked;
}

function readPositions(places: SegmentPositions, index: number, into: number[]): void {
  const reader = new ByteReader(places.bytes, places.starts[index]!);
  const length = reader.varint();
  const end = reader.at + length;
  let occurrence = 0;
  while (reader.at < end) {
    occurrence += reader.varint();
    into.push(((occurrence << 17) | reader.varint()) >>> 0);
  }
}

function holds(docs: Uint32Array, doc: number): boolean {
  return docs[lowerBound(docs, doc, 0)] === doc;
}

/** In postings: what checking the places of one document costs. */
const verifyCost = 30;
