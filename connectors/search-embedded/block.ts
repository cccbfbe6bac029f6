import { crc32 } from 'node:zlib';
import { ByteReader } from './bytes.ts';

/*
 * A segment is a sorted list of terms cut into blocks. One term in a block:
 *
 *   shared, own       varints   bytes of the key it shares with the term before it, and bytes that follow
 *   key               own bytes
 *   df·2 + weighted   varint    documents, and whether each has a weight
 *   lastDoc, docsSize varints   only when df > 1
 *   docs              varints   the first document number, then differences
 *   weights           df bytes  only when weighted
 *   positionsSize     varint    0: this term has none
 *   chunk, offset     varints   only when positionsSize > 0: where they start, in another row
 *
 * Positions of one term: for each document, the size in bytes then pairs (occurrence of the field as a difference,
 * word·2 + last word of the field). Blocks and chunks begin with a CRC-32, so that a damaged file is never believed.
 */

/** Bytes of the CRC-32 at the head of a row. */
export const checksumBytes = 4;

/** The file does not say what was written to it. */
export class IndexDamaged extends Error {
  override readonly name = 'IndexDamaged';
}

/** Checks the CRC-32 a row begins with. Throws IndexDamaged. */
export function verified(data: Uint8Array): Uint8Array {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (data.length < checksumBytes || view.getUint32(0) !== crc32(data.subarray(checksumBytes))) {
    throw new IndexDamaged('a block of the search index does not match its checksum');
  }
  return data;
}

/** Walks the terms of one block, in order; its fields describe the current term. */
export class BlockCursor {
  key = new Uint8Array(64);
  keyLength = 0;
  df = 0;
  weighted = false;
  lastDoc = 0;
  docsAt = 0;
  docsEnd = 0;
  positionsSize = 0;
  chunk = 0;
  chunkOffset = 0;
  data: Uint8Array = new Uint8Array(0);
  readonly #reader = new ByteReader(this.data);

  /** Starts on a block already verified. */
  open(data: Uint8Array): void {
    this.data = data;
    this.#reader.bytes = data;
    this.#reader.at = checksumBytes;
  }

  /** Moves to the next term; false at the end of the block. */
  next(): boolean {
    const reader = this.#reader;
    if (reader.at >= this.data.length) return false;
    const shared = reader.varint();
    const own = reader.varint();
    this.keyLength = shared + own;
    if (this.keyLength > this.key.length) {
      const larger = new Uint8Array(this.keyLength * 2);
      larger.set(this.key);
      this.key = larger;
    }
    for (let at = shared; at < this.keyLength; at++) this.key[at] = this.data[reader.at++]!;
    const counted = reader.varint();
    this.df = counted >>> 1;
    this.weighted = (counted & 1) === 1;
    if (this.df > 1) {
      this.lastDoc = reader.varint();
      const size = reader.varint();
      this.docsAt = reader.at;
      reader.at += size;
    } else {
      this.docsAt = reader.at;
      this.lastDoc = reader.varint();
    }
    this.docsEnd = reader.at;
    if (this.weighted) reader.at += this.df;
    this.positionsSize = reader.varint();
    if (this.positionsSize > 0) {
      this.chunk = reader.varint();
      this.chunkOffset = reader.varint();
    }
    return true;
  }

  /** The current term, to be kept while the cursor moves on. */
  copy(): BlockCursor {
    const copy = new BlockCursor();
    Object.assign(copy, this);
    copy.key = this.key.slice(0, this.keyLength);
    return copy;
  }

  text(): string {
    return Buffer.from(this.key.buffer, 0, this.keyLength).toString('utf8');
  }

  /** Document numbers of the current term, ascending. */
  docs(): Uint32Array {
    const docs = new Uint32Array(this.df);
    this.copyDocs(docs, 0);
    return docs;
  }

  /** Writes the document numbers of the current term, ascending, from `start` on. */
  copyDocs(docs: Uint32Array, start: number): void {
    const bytes = this.data;
    let at = this.docsAt;
    let doc = 0;
    const end = start + this.df;
    for (let index = start; index < end; index++) {
      let byte = bytes[at++]!;
      let step = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = bytes[at++]!;
        step |= (byte & 0x7f) << shift;
      }
      doc += step;
      docs[index] = doc;
    }
  }

  /** Sets the bit of each document of the current term. */
  mark(words: Uint32Array): void {
    const bytes = this.data;
    let at = this.docsAt;
    let doc = 0;
    for (let left = this.df; left > 0; left--) {
      let byte = bytes[at++]!;
      let step = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = bytes[at++]!;
        step |= (byte & 0x7f) << shift;
      }
      doc += step;
      words[doc >>> 5]! |= 1 << (doc & 31);
    }
  }

  /** Weights of the current term, one a document; null when it has none. */
  weights(): Uint8Array | null {
    return this.weighted ? this.data.slice(this.docsEnd, this.docsEnd + this.df) : null;
  }
}
