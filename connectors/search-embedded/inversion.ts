import { indexes, indexNames, type IndexName } from '../../core/query/indexes.ts';
import type { IndexEntry, SortValues } from '../../core/query/extract.ts';
import { fold, foldedHeading, foldedWords, headingKey } from '../../core/query/text.ts';
import { ByteWriter, compareText } from './bytes.ts';
import type { SegmentWriter } from './segment-writer.ts';
import {
  cut,
  facetField,
  fieldCount,
  filedLast,
  filingField,
  hasHeadings,
  headingField,
  headingTerm,
  storedKey,
  termField,
  yearKey,
} from './fields.ts';
import { maximumOccurrence, maximumOffset, packPosition } from './position.ts';
import { weightOf } from './weight.ts';

const noPosition = 0xffff_ffff;

/** A batch of documents turned into terms: filled document by document, then written as one sorted segment. */
export class Inversion {
  readonly #terms: Map<string, number>[] = Array.from({ length: fieldCount }, () => new Map<string, number>());
  readonly #lengths: number[][] = Array.from({ length: fieldCount }, () => []);
  readonly #firstDoc: number;
  #termCount = 0;
  // One row a posting, in the order of documents then of text.
  #termOf = new Uint32Array(1 << 16);
  #docOf = new Uint32Array(1 << 16);
  #positionOf = new Uint32Array(1 << 16);
  #postings = 0;

  constructor(firstDoc: number) {
    this.#firstDoc = firstDoc;
  }

  /** Adds a document, numbered above all those added before. */
  add(doc: number, entries: readonly IndexEntry[], sort: SortValues): void {
    for (const { index, values, facets = [] } of entries) {
      const field = termField(index);
      if (indexes[index].type === 'text') this.#addText(doc, index, values);
      else if (indexes[index].type === 'year')
        for (const year of values) this.#post(field, cut(year.padStart(4, '0')), doc, noPosition);
      else for (const value of values) this.#post(field, cut(value), doc, noPosition);
      for (const value of facets) this.#addHeading(doc, facetField(index), headingKey(value), value);
    }
    this.#post(filingField('title'), filingKey(sort.title), doc, noPosition);
    this.#post(filingField('author'), filingKey(sort.author), doc, noPosition);
    this.#post(filingField('date'), sort.date === null ? filedLast : yearKey(sort.date), doc, noPosition);
  }

  /** Writes every term, in the order of keys. */
  write(segment: SegmentWriter): void {
    const starts = new Uint32Array(this.#termCount + 1);
    for (let at = 0; at < this.#postings; at++) starts[this.#termOf[at]! + 1]!++;
    for (let term = 0; term < this.#termCount; term++) starts[term + 1]! += starts[term]!;
    const order = new Uint32Array(this.#postings);
    const next = starts.slice();
    for (let at = 0; at < this.#postings; at++) order[next[this.#termOf[at]!]!++] = at;

    const docs = new ByteWriter();
    const weights = new ByteWriter();
    const positions = new ByteWriter();
    for (let field = 0; field < fieldCount; field++) {
      const terms = this.#terms[field]!;
      const weighted = field < indexNames.length && indexes[indexNames[field]!].type === 'text';
      for (const text of sorted([...terms.keys()])) {
        const term = terms.get(text)!;
        docs.clear();
        weights.clear();
        positions.clear();
        const { df, lastDoc } = this.#encode(
          order,
          starts[term]!,
          starts[term + 1]!,
          weighted ? field : -1,
          docs,
          weights,
          positions,
        );
        const key = Buffer.from(storedKey(field, text), 'utf8');
        segment.add(key, key.length, df, lastDoc, docs, weights, positions);
      }
    }
  }

  #addText(doc: number, index: IndexName, values: readonly string[]): void {
    const field = termField(index);
    const headings = hasHeadings(index) ? headingField(index) : null;
    let length = 0;
    for (let occurrence = 0; occurrence < values.length; occurrence++) {
      const folded = fold(values[occurrence]!);
      const found = foldedWords(folded);
      if (headings !== null) {
        const heading = folded.includes("'") ? foldedHeading(folded) : found.join(' '); // nothing is elided
        this.#addHeading(doc, headings, heading, values[occurrence]!);
      }
      length += found.length;
      const last = found.length - 1;
      for (let offset = 0; offset <= last; offset++) {
        const placed = occurrence <= maximumOccurrence && offset <= maximumOffset;
        this.#post(
          field,
          cut(found[offset]!),
          doc,
          placed ? packPosition(occurrence, offset, offset === last) : noPosition,
        );
      }
    }
    this.#lengths[field]![doc - this.#firstDoc] = length;
  }

  #addHeading(doc: number, field: number, heading: string, value: string): void {
    const term = headingTerm(heading, value);
    if (term !== '') this.#post(field, term, doc, noPosition);
  }

  #post(field: number, text: string, doc: number, position: number): void {
    const terms = this.#terms[field]!;
    let term = terms.get(text);
    if (term === undefined) {
      term = this.#termCount++;
      terms.set(text, term);
    }
    if (this.#postings === this.#termOf.length) this.#grow();
    this.#termOf[this.#postings] = term;
    this.#docOf[this.#postings] = doc;
    this.#positionOf[this.#postings++] = position;
  }

  #encode(
    order: Uint32Array,
    from: number,
    to: number,
    weightedField: number,
    docs: ByteWriter,
    weights: ByteWriter,
    positions: ByteWriter,
  ): { df: number; lastDoc: number } {
    let df = 0;
    let previous = 0;
    for (let at = from; at < to; df++) {
      const doc = this.#docOf[order[at]!]!;
      docs.varint(doc - previous);
      previous = doc;
      let end = at + 1;
      while (end < to && this.#docOf[order[end]!] === doc) end++;
      if (weightedField >= 0) {
        weights.byte(weightOf(weightedField, end - at, this.#lengths[weightedField]![doc - this.#firstDoc]!));
        this.#encodePositions(order, at, end, positions);
      }
      at = end;
    }
    return { df, lastDoc: previous };
  }

  #encodePositions(order: Uint32Array, from: number, to: number, into: ByteWriter): void {
    const pairs = pairsScratch;
    pairs.clear();
    let previousOccurrence = 0;
    for (let at = from; at < to; at++) {
      const position = this.#positionOf[order[at]!]!;
      if (position === noPosition) continue;
      const occurrence = position >>> 17;
      pairs.varint(occurrence - previousOccurrence);
      pairs.varint(position & 0x1_ffff);
      previousOccurrence = occurrence;
    }
    into.varint(pairs.length);
    into.copy(pairs.bytes, 0, pairs.length);
  }

  #grow(): void {
    const size = this.#termOf.length * 2;
    const larger = (rows: Uint32Array): Uint32Array<ArrayBuffer> => {
      const copy = new Uint32Array(size);
      copy.set(rows);
      return copy;
    };
    this.#termOf = larger(this.#termOf);
    this.#docOf = larger(this.#docOf);
    this.#positionOf = larger(this.#positionOf);
  }
}

const pairsScratch = new ByteWriter();

function filingKey(key: string): string {
  return key === '' ? filedLast : cut(key);
}

/** Sorts in the order of UTF-8 bytes. */
function sorted(terms: string[]): string[] {
  terms.sort();
  return terms.some((term) => /[\ud800-\uffff]/.test(term)) ? terms.sort(compareText) : terms;
}
