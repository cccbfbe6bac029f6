import type { Buffer } from 'node:buffer';
import { bytesOf, type Charset, textOf } from './charset.ts';

/** Error detection of one message: the sequence digit of AY, empty when only AZ was sent. */
export interface Seal {
  readonly sequence: string;
}
export interface Unsealed {
  /** The message without AY and AZ. */
  readonly body: Buffer;
  /** Null when the message asked for no error detection. */
  readonly seal: Seal | null;
}
export type Terminator = 'CR' | 'CRLF';

const sealLength = 'AY0AZ0000'.length;
const letterA = 0x41;
const letterY = 0x59;
const letterZ = 0x5a;
const hexadecimal = '0123456789ABCDEF';
const digit0 = 0x30;
const digit9 = 0x39;
const delimiter = 0x7c;

/** The four hexadecimal digits of AZ for the bytes up to and including the letters `AZ`. */
export function checksum(bytes: Uint8Array): string {
  return (-sum(bytes, bytes.length) & 0xffff).toString(16).toUpperCase().padStart(4, '0');
}

/** A message as it goes on the wire: with error detection when `seal` is given, always with its terminator. */
export function seal(
  text: string,
  how: Seal | null,
  charset: Charset = 'utf-8',
  terminator: Terminator = 'CR',
): Buffer {
  const end = terminator === 'CR' ? '\r' : '\r\n';
  if (!how) return bytesOf(text + end, charset);
  const sequence = how.sequence === '' ? '' : `AY${how.sequence}`;
  const bytes = bytesOf(`${text}${sequence}AZ0000${end}`, charset);
  const at = bytes.length - end.length - 4;
  let value = -sum(bytes, at) & 0xffff;
  for (let place = at + 3; place >= at; place -= 1, value >>= 4) bytes[place] = hexadecimal.charCodeAt(value & 0xf);
  return bytes;
}
/** Takes error detection off a frame; null when the checksum is wrong or AY comes without a well-formed AZ. */
export function unseal(frame: Buffer): Unsealed | null {
  const at = frame.length - sealLength;
  if (at >= 2 && hasSequence(frame, at) && frame[at + 3] === letterA && frame[at + 4] === letterZ) {
    return verify(frame, at, at + 5, String.fromCharCode(frame[at + 2]!));
  }
  return unusualSeal(frame);
}

function hasSequence(frame: Buffer, at: number): boolean {
  return frame[at] === letterA && frame[at + 1] === letterY && frame[at + 2]! >= digit0 && frame[at + 2]! <= digit9;
}

/** `97AZFEF5` has no sequence; some terminals put spaces or a delimiter after the checksum. */
function unusualSeal(frame: Buffer): Unsealed | null {
  const tail = frame.toString('latin1', Math.max(0, frame.length - 32));
  const found = /(AY\d)?AZ[0-9A-Fa-f]{4}[ |\0]*$/.exec(tail);
  const start = found ? frame.length - tail.length + found.index : 0;
  if (found?.[1] !== undefined) return verify(frame, start, start + 5, found[1].charAt(2));
  if (found && (start === 2 || frame[start - 1] === delimiter)) return verify(frame, start, start + 2, '');
  if (/(^\d\d|\|)A[YZ][^|]*$|AY.?AZ[^|]*$/.test(tail)) return null;
  return { body: frame, seal: null };
}

/** The checksum may have been made over the bytes or over the characters: both exist in the field. */
function verify(frame: Buffer, bodyLength: number, summed: number, sequence: string): Unsealed | null {
  const announced = hexadecimalAt(frame, summed);
  if (announced < 0) return null;
  const right =
    ((sum(frame, summed) + announced) & 0xffff) === 0 || ((sumOfCharacters(frame, summed) + announced) & 0xffff) === 0;
  return right ? { body: frame.subarray(0, bodyLength), seal: { sequence } } : null;
}

/** Four hexadecimal digits of either case, or -1. */
function hexadecimalAt(bytes: Uint8Array, from: number): number {
  let value = 0;
  for (let at = from; at < from + 4; at += 1) {
    const digit = hexadecimal.indexOf(String.fromCharCode(bytes[at] ?? 0).toUpperCase());
    if (digit < 0) return -1;
    value = (value << 4) | digit;
  }
  return value;
}

function sum(bytes: Uint8Array, length: number): number {
  let total = 0;
  for (let at = 0; at < length; at += 1) total += bytes[at]!;
  return total;
}

/** Several implementations sum the characters of a message they send as UTF-8. */
function sumOfCharacters(bytes: Buffer, length: number): number {
  let total = 0;
  for (const character of textOf(bytes.subarray(0, length), 'utf-8')) total += character.codePointAt(0)!;
  return total;
}
