import { Buffer } from 'node:buffer';

/** What became of the bytes that arrived: whole APDUs, and whether what is left can still become one. */
export interface Framed {
  readonly frames: readonly Buffer[];
  /** Bytes of an APDU that has begun. */
  readonly pending: number;
  /** The APDU under way says it is, or is, larger than allowed. */
  readonly tooLong: boolean;
  /** What arrived begins no APDU. */
  readonly malformed: boolean;
}

/**
 * Cuts a stream of bytes into APDUs by their own lengths (Z39.50 has no other frame): each byte is looked at once,
 * however the stream is chunked, and nothing is allocated for a length that is only claimed.
 */
export class ApduFramer {
  readonly #limit: number;
  #chunks: Buffer[] = [];
  #size = 0;
  /** Elements of indefinite length open now: the APDU ends with the last one's end-of-contents. */
  #indefinite = 0;
  /** Bytes of contents to pass before the next header. */
  #skip = 0;
  /** The header under way. */
  #header: number[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  push(chunk: Buffer): Framed {
    const frames: Buffer[] = [];
    let begun = 0;
    let at = 0;
    const outcome = (state: 'good' | 'too-long' | 'malformed'): Framed => ({
      frames,
      pending: this.#size,
      tooLong: state === 'too-long',
      malformed: state === 'malformed',
    });
    const take = (): void => {
      this.#chunks.push(chunk.subarray(begun, at));
      frames.push(this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks));
      this.#chunks = [];
      this.#size = 0;
      begun = at;
    };
    while (at < chunk.length) {
      if (this.#skip > 0) {
        const passed = Math.min(this.#skip, chunk.length - at);
        at += passed;
        this.#size += passed;
        this.#skip -= passed;
        if (this.#skip === 0 && this.#indefinite === 0) take();
        continue;
      }
      const byte = chunk[at++]!;
      this.#size += 1;
      if (this.#size === 1 && (byte & 0xe0) !== 0xa0) return outcome('malformed'); // an APDU is [20] to [50], constructed
      this.#header.push(byte);
      const header = measured(this.#header);
      if (header === 'more') continue;
      if (header === 'malformed') return outcome('malformed');
      this.#header = [];
      if (header === 'end-of-contents') {
        if (this.#indefinite === 0) return outcome('malformed');
        this.#indefinite -= 1;
        if (this.#indefinite === 0) take();
      } else if (header === 'indefinite') this.#indefinite += 1;
      else {
        this.#skip = header;
        if (this.#skip === 0 && this.#indefinite === 0) take();
      }
      if (this.#size + this.#skip > this.#limit) return outcome('too-long');
    }
    if (begun < chunk.length) this.#chunks.push(chunk.subarray(begun));
    return outcome('good');
  }
}

/** Cuts what has arrived into APDUs. Pure: `rest` goes before what arrives next. */
export function split(buffer: Buffer, limit: number): Framed & { readonly rest: Buffer } {
  const framed = new ApduFramer(limit).push(buffer);
  const whole = framed.frames.reduce((size, frame) => size + frame.length, 0);
  return { ...framed, rest: buffer.subarray(whole) };
}

/** Length of the contents a header announces. */
function measured(header: readonly number[]): number | 'more' | 'malformed' | 'indefinite' | 'end-of-contents' {
  let at = 1;
  if ((header[0]! & 0x1f) === 0x1f) {
    while (at < header.length && header[at]! >= 0x80) at += 1;
    if (at > 3) return 'malformed';
    at += 1;
  }
  const short = header[at];
  if (short === undefined) return 'more';
  if (header[0] === 0 && short === 0) return 'end-of-contents';
  if (short < 0x80) return short;
  if (short === 0x80) return (header[0]! & 0x20) === 0 ? 'malformed' : 'indefinite';
  const count = short & 0x7f;
  if (count > 8) return 'malformed';
  if (header.length < at + 1 + count) return 'more';
  let length = 0;
  for (const byte of header.slice(at + 1)) length = length * 256 + byte;
  return length;
}
