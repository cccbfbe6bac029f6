import type { Buffer } from 'node:buffer';
import { bytesOf, type Charset, textOf } from './charset.ts';
import { defaultDelimiter } from './field-text.ts';

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
/** What AZ adds up: the guide says bytes, several implementations add characters. */
export type Summed = 'bytes' | 'characters';

const sealLength = 'AY0AZ0000'.length;
const letterA = 0x41;
const letterY = 0x59;
const letterZ = 0x5a;
const hexadecimal = '0123456789ABCDEF';
const digit0 = 0x30;
const digit9 = 0x39;

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
  summed: Summed = 'bytes',
): Buffer {
  const end = terminator === 'CR' ? '\r' : '\r\n';
  if (!how) return bytesOf(text + end, charset);
  const sequence = how.sequence === '' ? '' : `AY${how.sequence}`;
  const bytes = bytesOf(`${text}${sequence}AZ0000${end}`, charset);
  const at = bytes.length - end.length - 4;
  let value = -(summed === 'bytes' ? sum(bytes, at) : sumOfCharacters(text + `${sequence}AZ`)) & 0xffff;
  for (let place = at + 3; place >= at; place -= 1, value >>= 4) bytes[place] = hexadecimal.charCodeAt(value & 0xf);
  return bytes;
}
/** Takes error detection off a frame; null when the checksum is wrong or AY comes without a well-formed AZ. */
export function unseal(frame: Buffer, charset: Charset = 'utf-8', delimiter = defaultDelimiter): Unsealed | null {
  const at = frame.length - sealLength;
  if (at >= 2 && hasSequence(frame, at) && frame[at + 3] === letterA && frame[at + 4] === letterZ) {
    return verify(frame, { bodyLength: at, summed: at + 5, charset }, String.fromCharCode(frame[at + 2]!));
  }
  return unusualSeal(frame, charset, delimiter);
}

function hasSequence(frame: Buffer, at: number): boolean {
  return frame[at] === letterA && frame[at + 1] === letterY && frame[at + 2]! >= digit0 && frame[at + 2]! <= digit9;
}

/** `97AZFEF5` has no sequence; some terminals put spaces or a delimiter after the checksum. */
function unusualSeal(frame: Buffer, charset: Charset, delimiter: string): Unsealed | null {
  const tail = frame.toString('latin1', Math.max(0, frame.length - 32));
  const bare = tail.replace(/[ \0]+$/, '');
  const found = /(AY\d)?AZ[0-9A-Fa-f]{4}$/.exec(bare.endsWith(delimiter) ? bare.slice(0, -1) : bare);
  const start = found ? frame.length - tail.length + found.index : 0;
  if (found?.[1] !== undefined) {
    return verify(frame, { bodyLength: start, summed: start + 5, charset }, found[1].charAt(2));
  }
  if (found && (start === 2 || tail[found.index - 1] === delimiter)) {
    return verify(frame, { bodyLength: start, summed: start + 2, charset }, '');
  }
  const end = tail.lastIndexOf(delimiter) + 1;
  const last = tail.slice(end);
  const broken = /AY.?AZ/.test(last) || (end > 0 ? /^A[YZ]/ : /^\d\dA[YZ]/).test(last);
  if (broken) return null;
  return { body: frame, seal: null };
}

/** The checksum may have been made over the bytes or over the characters: both exist in the field. */
function verify(
  frame: Buffer,
  { bodyLength, summed, charset }: { readonly bodyLength: number; readonly summed: number; readonly charset: Charset },
  sequence: string,
): Unsealed | null {
  const announced = hexadecimalAt(frame, summed);
  if (announced < 0) return null;
  const isRight = (total: number): boolean => ((total + announced) & 0xffff) === 0;
  const right =
    isRight(sum(frame, summed)) ||
    [charset, 'utf-8' as const].some((set) => isRight(sumOfCharacters(textOf(frame.subarray(0, summed), set))));
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

/** Several implementations sum the characters of a message, not its bytes. */
function sumOfCharacters(text: string): number {
  let total = 0;
  for (const character of text) total += character.codePointAt(0)!;
  return total;
}
