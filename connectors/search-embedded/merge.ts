import { SegmentWriter, type BlockSizes, type SegmentSink } from './segment-writer.ts';
import { ByteReader, ByteWriter, compareBytes } from './bytes.ts';
import { SegmentCursor, type SegmentRows } from './segment-cursor.ts';
import type { Segment } from './segment-table.ts';

/** Which neighbours to merge. */
export interface MergePolicy {
  /** As many neighbours of one size class become one segment. */
  readonly fanIn: number;
  /** Never more segments than this in one merge. */
  readonly widest: number;
}

/**
 * The next run of neighbours to merge, null when none is due. Size classes grow by `fanIn`, so that a document is
 * rewritten once a class. At rest, every segment is kept larger than half of all those after it, so that few are left.
 */
export function dueMerge(
  segments: readonly Segment[],
  policy: MergePolicy,
  pace: 'busy' | 'at-rest',
): Segment[] | null {
  const sizes = segments.map(({ firstDoc, lastDoc }) => lastDoc - firstDoc + 1);
  for (let ceiling = policy.fanIn; ceiling <= 2 ** 32; ceiling *= policy.fanIn) {
    for (let from = 0; from < segments.length;) {
      let to = from;
      while (to < segments.length && sizes[to]! < ceiling && to - from < policy.widest) to++;
      if (to - from >= policy.fanIn) return segments.slice(from, to);
      from = Math.max(to, from + 1);
    }
    if (ceiling > Math.max(0, ...sizes)) break;
  }
  if (pace === 'busy') return null;
  let after = 0;
  let due: number | null = null;
  for (let at = segments.length - 1; at >= 0; at--) {
    if (after > 0 && sizes[at]! < after * 2 && segments.length - at <= policy.widest) due = at;
    after += sizes[at]!;
  }
  return due === null ? null : segments.slice(due);
}

/** What a merge writes, step by step. */
export interface Merging {
  /** Goes on for about `terms` terms; false once everything is written. */
  step(terms: number): boolean;
  readonly writer: SegmentWriter;
}

/** Merges neighbours into one segment, leaving out the documents `dropped` knows (null: none). */
export function startMerge(
  rows: SegmentRows,
  sources: readonly Segment[],
  sink: SegmentSink,
  sizes: BlockSizes,
  dropped: ReadonlySet<number> | null,
): Merging {
  const writer = new SegmentWriter(sink, sizes);
  let open = sources.map((source) => new SourceCursor(rows, source.id)).filter((source) => source.cursor.next());
  const key = { bytes: new Uint8Array(256), length: 0 };
  const terms = new MergedTerm(dropped);

  const mergeLeast = (): void => {
    let least = open[0]!.cursor.term;
    for (let at = 1; at < open.length; at++) {
      const term = open[at]!.cursor.term;
      if (compareBytes(term.key, term.keyLength, least.key, least.keyLength) < 0) least = term;
    }
    if (least.keyLength > key.bytes.length) key.bytes = new Uint8Array(least.keyLength * 2);
    key.bytes.set(least.key.subarray(0, least.keyLength));
    key.length = least.keyLength;

    terms.clear();
    let ended = false;
    for (const source of open) {
      const { term } = source.cursor;
      if (compareBytes(term.key, term.keyLength, key.bytes, key.length) !== 0) continue;
      terms.append(source);
      source.open = source.cursor.next();
      if (!source.open) ended = true;
    }
    if (ended) open = open.filter((source) => source.open);
    if (terms.df > 0)
      writer.add(key.bytes, key.length, terms.df, terms.lastDoc, terms.docs, terms.weights, terms.positions);
  };

  return {
    writer,
    step(count) {
      for (let done = 0; done < count && open.length > 0; done++) mergeLeast();
      if (open.length > 0) return true;
      writer.finish();
      return false;
    },
  };
}

/** One source of a merge, with the chunk of positions it reads now: chunks are read in their order. */
class SourceCursor {
  readonly cursor: SegmentCursor;
  open = true;
  readonly #rows: SegmentRows;
  #chunkNumber = -1;
  #chunk: Uint8Array = new Uint8Array(0);

  constructor(rows: SegmentRows, segment: number) {
    this.#rows = rows;
    this.cursor = new SegmentCursor(rows, segment);
  }

  chunk(): Uint8Array {
    const { term, segment } = this.cursor;
    if (term.chunk !== this.#chunkNumber) {
      this.#chunk = this.#rows.chunk(segment, term.chunk);
      this.#chunkNumber = term.chunk;
    }
    return this.#chunk;
  }
}

/** Postings of one term gathered from neighbours: mostly copied as they are, since their documents follow each other. */
class MergedTerm {
  readonly docs = new ByteWriter();
  readonly weights = new ByteWriter();
  readonly positions = new ByteWriter();
  df = 0;
  lastDoc = 0;
  readonly #dropped: ReadonlySet<number> | null;

  constructor(dropped: ReadonlySet<number> | null) {
    this.#dropped = dropped;
  }

  clear(): void {
    this.docs.clear();
    this.weights.clear();
    this.positions.clear();
    this.df = 0;
    this.lastDoc = 0;
  }

  append(source: SourceCursor): void {
    const { term } = source.cursor;
    if (this.#dropped) return this.#appendKept(source, this.#dropped);
    const reader = new ByteReader(term.data, term.docsAt);
    this.docs.varint(reader.varint() - this.lastDoc);
    this.docs.copy(term.data, reader.at, term.docsEnd);
    if (term.weighted) this.weights.copy(term.data, term.docsEnd, term.docsEnd + term.df);
    if (term.positionsSize > 0) {
      this.positions.copy(source.chunk(), term.chunkOffset, term.chunkOffset + term.positionsSize);
    }
    this.df += term.df;
    this.lastDoc = term.lastDoc;
  }

  #appendKept(source: SourceCursor, dropped: ReadonlySet<number>): void {
    const { term } = source.cursor;
    const docs = new ByteReader(term.data, term.docsAt);
    const positions = term.positionsSize > 0 ? new ByteReader(source.chunk(), term.chunkOffset) : null;
    let doc = 0;
    for (let index = 0; index < term.df; index++) {
      doc += docs.varint();
      const size = positions ? positions.varint() : 0;
      const start = positions ? positions.at : 0;
      if (positions) positions.at += size;
      if (dropped.has(doc)) continue;
      this.docs.varint(doc - this.lastDoc);
      if (term.weighted) this.weights.byte(term.data[term.docsEnd + index]!);
      if (positions) {
        this.positions.varint(size);
        this.positions.copy(positions.bytes, start, start + size);
      }
      this.lastDoc = doc;
      this.df++;
    }
  }
}
