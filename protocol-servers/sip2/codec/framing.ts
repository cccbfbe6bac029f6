import type { Buffer } from 'node:buffer';

/** A message without its CR must end before this; the guide sets no limit. */
export const defaultFrameLimit = 64 * 1024;

export interface Split {
  /** Whole messages, without terminator and without what was before their identifier. Blank lines are dropped. */
  readonly frames: Buffer[];
  /** The beginning of the next message. */
  readonly rest: Buffer;
  /** A message passed the limit: nothing after the frames given can be trusted. */
  readonly tooLong: boolean;
}

const carriageReturn = 0x0d;
const lineFeed = 0x0a;
const space = 0x20;
const interpretAsCommand = 0xff;

/** What ends a request: CR as the guide says, or LF alone too, for terminals that know no CR. */
export type LineEnd = 'CR' | 'CR-or-LF';

/** Cuts what arrived into messages. CR ends a message (SIP2 2.00, message format); an LF after it is skipped. */
export function split(buffer: Buffer, limit = defaultFrameLimit, lineEnd: LineEnd = 'CR'): Split {
  const frames: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = endOfMessage(buffer, at, lineEnd);
    const stop = end < 0 ? buffer.length : end;
    const start = skipJunk(buffer, at, stop);
    if (stop - start > limit) return { frames, rest: buffer.subarray(stop), tooLong: true };
    if (end < 0) return { frames, rest: buffer.subarray(start), tooLong: false };
    if (end > start) frames.push(buffer.subarray(start, end));
    at = end + 1;
  }
}

function endOfMessage(buffer: Buffer, from: number, lineEnd: LineEnd): number {
  const end = buffer.indexOf(carriageReturn, from);
  if (lineEnd === 'CR') return end;
  const alone = buffer.subarray(from, end < 0 ? undefined : end).indexOf(lineFeed);
  return alone < 0 ? end : from + alone;
}

/**
 * NUL, LF, spaces and telnet negotiation (RFC 854: IAC, command, option) that some terminals put before a message. A
 * negotiation of which the end has not arrived yet stays.
 */
function skipJunk(buffer: Buffer, from: number, stop: number): number {
  let at = from;
  while (at < stop) {
    const byte = buffer[at]!;
    if (byte === 0 || byte === lineFeed || byte === space) {
      at += 1;
    } else if (byte === interpretAsCommand) {
      const next = at + telnetCommandLength(buffer[at + 1]);
      if (next > stop) return stop === buffer.length ? at : stop;
      at = next;
    } else {
      break;
    }
  }
  return at;
}

/** NOP, AYT and their like (240 to 250) are two bytes, the others bring an option. */
function telnetCommandLength(command: number | undefined): number {
  return command !== undefined && command >= 240 && command <= 250 ? 2 : 3;
}
