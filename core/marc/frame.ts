import { Buffer } from 'node:buffer';
import { declaredLength, leaderLength, leaderPattern, startsRecord } from './leader.ts';
import type { RecordFault } from './malformed.ts';

/**
 * One record of a file, whole, or bytes that could not be one. `offset` is its place in the file, `size` how much of
 * the file it took, in bytes; `bytes` is a view, cut at the limit when the record was too long.
 */
export type Frame = WholeFrame | RejectedFrame;
export interface WholeFrame {
  readonly offset: number;
  readonly size: number;
  readonly bytes: Uint8Array;
  readonly rejected?: undefined;
}
export interface RejectedFrame {
  readonly offset: number;
  readonly size: number;
  readonly bytes: Uint8Array;
  readonly rejected: RecordFault;
}

/** How much one record may weigh. */
export interface FrameLimits {
  /** Bytes. ISO 2709 stops at 99,999; files exist that go further with a length of 99999. */
  readonly maxRecordBytes?: number;
}
/** Bytes that one record may weigh, unless told otherwise. */
export const defaultMaxRecordBytes = 1_000_000;

const recordTerminator = 0x1d;
const fieldTerminator = 0x1e;
/** What must be seen after a record terminator to tell a new record from a stray terminator, in bytes. */
const lookahead = 64;

/** Cuts the bytes of a file, however they are chunked, into records. Holds one record at a time, never the file. */
export async function* splitRecords(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  limits: FrameLimits = {},
): AsyncGenerator<Frame> {
  const splitter = new RecordSplitter(limits);
  for await (const chunk of chunks) yield* splitter.push(chunk);
  yield* splitter.end();
}

/**
 * The same by hand: `push` each chunk, then `end`. A record whose length is right is cut by it (ISO 2709, leader 0-4);
 * otherwise at the next 1D followed by five digits, or before the leader of its neighbour when its own 1D is lost. The
 * frames do not depend on where the chunks were cut.
 */
export class RecordSplitter {
  readonly #maxRecordBytes: number;
  #pending: Buffer = Buffer.alloc(0);
  #arrived: Uint8Array[] = [];
  #arrivedBytes = 0;
  /** Bytes that must be there before a cut is worth trying again. */
  #wanted = 1;
  /** Place in the file of the first pending byte. */
  #offset = 0;
  /** The head of a span that was given up, while its end is looked for. */
  #givenUp: { readonly offset: number; readonly bytes: Uint8Array } | null = null;

  constructor(limits: FrameLimits = {}) {
    this.#maxRecordBytes = limits.maxRecordBytes ?? defaultMaxRecordBytes;
  }

  push(chunk: Uint8Array): Frame[] {
    this.#arrived.push(chunk);
    this.#arrivedBytes += chunk.length;
    return this.#pending.length + this.#arrivedBytes < this.#wanted ? [] : this.#cut(false);
  }

  end(): Frame[] {
    return this.#cut(true);
  }

  #cut(atEnd: boolean): Frame[] {
    this.#pending = Buffer.concat([this.#pending, ...this.#arrived]);
    this.#arrived = [];
    this.#arrivedBytes = 0;
    const frames: Frame[] = [];
    let at = 0;
    for (;;) {
      if (this.#givenUp) at = this.#skipTo(at, atEnd, frames);
      else at = this.#afterBlanks(at, atEnd);
      if (this.#givenUp || at >= this.#pending.length) break;
      const cut = this.#nextCut(at, atEnd);
      if (cut === 'more') break;
      if (cut === 'endless') {
        const bytes = this.#pending.subarray(at, at + this.#maxRecordBytes);
        this.#givenUp = { offset: this.#offset + at, bytes };
        continue;
      }
      const frame = { offset: this.#offset + at, size: cut.end - at, bytes: this.#pending.subarray(at, cut.end) };
      frames.push(cut.rejected ? { ...frame, rejected: cut.rejected } : frame);
      at = cut.end;
    }
    this.#offset += at;
    this.#pending = this.#pending.subarray(at);
    // A long record that comes in small chunks is looked at again only when it has grown by half.
    this.#wanted = Math.floor(this.#pending.length * 1.5) + 1;
    return frames;
  }

  /**
   * Passes what is nobody's: BOM, line ends, NUL, the end-of-file mark of DOS, and blanks unless a leader begins by them
   * (length left blank).
   */
  #afterBlanks(from: number, atEnd: boolean): number {
    let at = from;
    while (this.#isBlank(at)) at += 1;
    let end = at;
    let line = at;
    for (; this.#isBlank(end) || this.#pending[end] === 0x20; end += 1) if (this.#isBlank(end)) line = end + 1;
    if (end + 2 > this.#pending.length && !atEnd) return at;
    return end > line && startsRecord(this.#latin1(line, lookahead)) && !isDigit(this.#pending[end]) ? line : end;
  }

  #isBlank(at: number): boolean {
    const byte = this.#pending[at];
    if (byte === 0x0d || byte === 0x0a || byte === 0x00 || byte === 0x1a) return true;
    return this.#offset + at < byteOrderMark.length && byte === byteOrderMark[this.#offset + at];
  }

  #nextCut(at: number, atEnd: boolean): Cut | 'more' | 'endless' {
    const available = this.#pending.length;
    const length = declaredLength(this.#latin1(at, 5));
    let end = this.#pending.indexOf(recordTerminator, at);
    if (length !== null && end === at + length - 1) return { end: end + 1 };

    const strict = length === null ? -1 : at + length - 1;
    const horizon = at + this.#maxRecordBytes;
    if (!atEnd && available < Math.min(strict, horizon) + 1 + lookahead) return 'more';
    while (end >= 0 && end < horizon) {
      if (!atEnd && available < end + 1 + lookahead) return 'more';
      // A stray 1D inside a record whose length is right.
      const stray = end < strict && this.#endsRecord(strict) && !this.#precedesLeader(end);
      if (!stray && this.#endsRecord(end)) return this.#beforeNeighbour(at, end + 1);
      end = this.#pending.indexOf(recordTerminator, end + 1);
    }
    if (available >= horizon + lookahead || (atEnd && available >= horizon)) return 'endless';
    return atEnd ? this.#beforeNeighbour(at, available) : 'more';
  }

  /** True when position `end` holds a 1D and a record, or nothing, follows it. */
  #endsRecord(end: number): boolean {
    if (this.#pending[end] !== recordTerminator) return false;
    const after = this.#latin1(end + 1, lookahead);
    return startsRecord(after) || (after.length < lookahead && /^[\r\n\0\x1a ]*$/.test(after));
  }

  #precedesLeader(end: number): boolean {
    return (
      this.#latin1(end + 1, lookahead)
        .replace(/^[\r\n\0\x1a ]+/, '')
        .search(leaderPattern) === 0
    );
  }

  /** Ends the record before the leader of its neighbour when its own 1D, or more, was lost. */
  #beforeNeighbour(at: number, end: number): Cut {
    const text = this.#latin1(at, end - at);
    const leaders = new RegExp(leaderPattern);
    leaders.lastIndex = 1;
    for (let found = leaders.exec(text); found; found = leaders.exec(text)) {
      const next = at + found.index;
      const terminated = this.#pending[next - 1] === fieldTerminator && found.index > leaderLength;
      if (terminated) return { end: next };
      const whole = this.#pending[next + Number(found[0].slice(0, 5)) - 1] === recordTerminator;
      if (whole) return { end: next, rejected: declaredLength(text) === null ? 'not-a-record' : 'truncated' };
    }
    return { end };
  }

  /** Throws away a span that was given up, up to the next 1D followed by five digits; reports it once, with its size. */
  #skipTo(from: number, atEnd: boolean, frames: Frame[]): number {
    const given = this.#givenUp!;
    let end = this.#pending.indexOf(recordTerminator, from);
    const seen = atEnd ? this.#pending.length : this.#pending.length - lookahead;
    while (end >= 0 && end < seen && !this.#endsRecord(end)) end = this.#pending.indexOf(recordTerminator, end + 1);
    const found = end >= 0 && end < seen;
    if (!found && !atEnd) return Math.max(from, Math.min(seen, end < 0 ? seen : end));
    const stop = found ? end + 1 : this.#pending.length;
    frames.push({ ...given, size: this.#offset + stop - given.offset, rejected: 'record-too-long' });
    this.#givenUp = null;
    return stop;
  }

  #latin1(at: number, length: number): string {
    return this.#pending.toString('latin1', at, Math.min(this.#pending.length, at + length));
  }
}

const byteOrderMark = [0xef, 0xbb, 0xbf];
const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;

interface Cut {
  /** Position after the last byte. */
  readonly end: number;
  readonly rejected?: RecordFault;
}
