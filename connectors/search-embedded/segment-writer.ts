import { crc32 } from 'node:zlib';
import { checksumBytes } from './block.ts';
import { ByteWriter } from './bytes.ts';

/** Where a segment's rows go while it is written. */
export interface SegmentSink {
  block(number: number, firstKey: string, data: Uint8Array): void;
  chunk(number: number, data: Uint8Array): void;
}

/** Sizes, in bytes, at which a block of terms and a chunk of positions are closed. */
export interface BlockSizes {
  readonly blockBytes: number;
  readonly chunkBytes: number;
}

/** Cuts sorted terms into blocks. Call `add` in the order of keys, then `finish`. */
export class SegmentWriter {
  blocks = 0;
  bytes = 0;
  readonly #sink: SegmentSink;
  readonly #sizes: BlockSizes;
  readonly #block = new ByteWriter(8192);
  readonly #chunk = new ByteWriter(16_384);
  #chunks = 0;
  #previousKey = new Uint8Array(64);
  #previousLength = 0;
  #firstKey = '';

  constructor(sink: SegmentSink, sizes: BlockSizes) {
    this.#sink = sink;
    this.#sizes = sizes;
    this.#block.length = checksumBytes;
    this.#chunk.length = checksumBytes;
  }

  /** Adds one term; `weights` and `positions` are empty when it has none. */
  add(
    key: Uint8Array,
    keyLength: number,
    df: number,
    lastDoc: number,
    docs: ByteWriter,
    weights: ByteWriter,
    positions: ByteWriter,
  ): void {
    const block = this.#block;
    const starts = block.length === checksumBytes;
    if (starts) this.#firstKey = Buffer.from(key.buffer, key.byteOffset, keyLength).toString('utf8');
    let shared = 0;
    if (!starts) {
      const most = Math.min(keyLength, this.#previousLength);
      while (shared < most && this.#previousKey[shared] === key[shared]) shared++;
    }
    block.varint(shared);
    block.varint(keyLength - shared);
    block.copy(key, shared, keyLength);
    block.varint(df * 2 + (weights.length > 0 ? 1 : 0));
    if (df > 1) {
      block.varint(lastDoc);
      block.varint(docs.length);
    }
    block.copy(docs.bytes, 0, docs.length);
    block.copy(weights.bytes, 0, weights.length);
    block.varint(positions.length);
    if (positions.length > 0) {
      block.varint(this.#chunks);
      block.varint(this.#chunk.length);
      this.#chunk.copy(positions.bytes, 0, positions.length);
      if (this.#chunk.length >= this.#sizes.chunkBytes) this.#closeChunk();
    }
    if (block.length >= this.#sizes.blockBytes) this.#closeBlock();
    else this.#remember(key, keyLength);
  }

  finish(): void {
    if (this.#block.length > checksumBytes) this.#closeBlock();
    if (this.#chunk.length > checksumBytes) this.#closeChunk();
  }

  #remember(key: Uint8Array, length: number): void {
    if (length > this.#previousKey.length) this.#previousKey = new Uint8Array(length * 2);
    for (let at = 0; at < length; at++) this.#previousKey[at] = key[at]!;
    this.#previousLength = length;
  }

  #closeBlock(): void {
    const data = sealed(this.#block);
    this.bytes += data.length;
    this.#sink.block(this.blocks++, this.#firstKey, data);
    this.#block.length = checksumBytes;
  }

  #closeChunk(): void {
    const data = sealed(this.#chunk);
    this.bytes += data.length;
    this.#sink.chunk(this.#chunks++, data);
    this.#chunk.length = checksumBytes;
  }
}

function sealed(writer: ByteWriter): Uint8Array {
  const data = writer.taken();
  new DataView(data.buffer).setUint32(0, crc32(data.subarray(checksumBytes)));
  return data;
}
