import { Buffer } from 'node:buffer';

/**
 * Writes BER from its last byte to its first: the length of an element is known when its header is written, so that all
 * lengths are definite without counting beforehand.
 */
export class BerWriter {
  #bytes: Buffer;
  #start: number;

  constructor(expectedBytes = 512) {
    this.#bytes = Buffer.allocUnsafe(expectedBytes);
    this.#start = this.#bytes.length;
  }

  /** Bytes written so far. */
  get size(): number {
    return this.#bytes.length - this.#start;
  }

  /** Puts bytes before what was written. */
  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#start -= bytes.length;
    this.#bytes.set(bytes, this.#start);
  }

  text(text: string): void {
    const length = Buffer.byteLength(text);
    this.#reserve(length);
    this.#start -= length;
    this.#bytes.write(text, this.#start);
  }

  byte(byte: number): void {
    this.#reserve(1);
    this.#bytes[--this.#start] = byte;
  }

  /** Tag and length of an element whose contents began when `size` was `before`. */
  header(tag: number, form: 'primitive' | 'constructed', before: number): void {
    let length = this.size - before;
    if (length < 0x80) this.byte(length);
    else {
      let count = 0;
      for (; length > 0; length = Math.floor(length / 256), count++) this.byte(length & 0xff);
      this.byte(0x80 | count);
    }
    const lead = ((tag & 3) << 6) | (form === 'constructed' ? 0x20 : 0);
    let number = tag >> 2;
    if (number < 0x1f) return this.byte(lead | number);
    this.byte(number & 0x7f);
    while ((number >>= 7) > 0) this.byte(0x80 | (number & 0x7f));
    this.byte(lead | 0x1f);
  }

  /** What was written, without a copy: the writer is done. */
  finish(): Buffer {
    return this.#bytes.subarray(this.#start);
  }

  #reserve(length: number): void {
    if (this.#start >= length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.size + length));
    const start = larger.length - this.size;
    this.#bytes.copy(larger, start, this.#start);
    this.#bytes = larger;
    this.#start = start;
  }
}
