import { Buffer } from 'node:buffer';
import { leaderLength } from './leader.ts';
import { MalformedRecord } from './malformed.ts';

/** Data fields to add, already written: indicators, subfields and their field terminator. */
export interface AddedField {
  readonly tag: string;
  readonly bytes: Uint8Array;
}

const entryLength = 12;
const fieldTerminator = 0x1e;
const recordTerminator = 0x1d;
const longestField = 9_999;
const longestRecord = 99_999;

/** A tag as three bytes in one number: a directory is read without making a text of every tag. */
export function packedTag(tag: string): number {
  return (tag.charCodeAt(0) << 16) | (tag.charCodeAt(1) << 8) | tag.charCodeAt(2);
}

/**
 * A canonical record with only the fields whose tag (as `packedTag` gives it) `keeps` says, and others behind them: fields
 * move as bytes, none is decoded. Null when the result is longer than ISO 2709 can say. Throws MalformedRecord.
 */
export function rewriteFields(
  marc: Uint8Array,
  keeps: (tag: number) => boolean,
  added: readonly AddedField[] = [],
): Buffer | null {
  const record = Buffer.from(marc.buffer, marc.byteOffset, marc.byteLength);
  const base = numberAt(record, 12, 5);
  if (!(base > leaderLength) || record[base - 1] !== fieldTerminator)
    throw new MalformedRecord('directory-unreadable', `base address ${base}`);
  const kept: number[] = [];
  let size = 0;
  for (let at = leaderLength; at + entryLength < base; at += entryLength) {
    if (!keeps((record[at]! << 16) | (record[at + 1]! << 8) | record[at + 2]!)) continue;
    const length = numberAt(record, at + 3, 4);
    if (!(base + numberAt(record, at + 7, 5) + length <= record.length))
      throw new MalformedRecord('directory-unreadable', `field ${record.toString('latin1', at, at + 3)}`);
    kept.push(at);
    size += length;
  }
  const more = added.filter(({ bytes }) => bytes.length <= longestField);
  for (const { bytes } of more) size += bytes.length;
  const newBase = leaderLength + (kept.length + more.length) * entryLength + 1;
  const total = newBase + size + 1;
  if (total > longestRecord) return null;

  const out = Buffer.allocUnsafe(total);
  record.copy(out, 0, 0, leaderLength);
  putNumber(out, 0, 5, total);
  putNumber(out, 12, 5, newBase);
  let entry = leaderLength;
  let start = 0;
  // fields that lie one behind the other are copied in one go
  let [from, until] = [base, base];
  for (const at of kept) {
    for (let byte = 0; byte < 7; byte += 1) out[entry + byte] = record[at + byte]!;
    putNumber(out, entry + 7, 5, start + until - from);
    entry += entryLength;
    const place = base + numberAt(record, at + 7, 5);
    if (place !== until) {
      start += record.copy(out, newBase + start, from, until);
      from = place;
    }
    until = place + numberAt(record, at + 3, 4);
  }
  start += record.copy(out, newBase + start, from, until);
  for (const { tag, bytes } of more) {
    out.write(tag, entry, 'latin1');
    putNumber(out, entry + 3, 4, bytes.length);
    putNumber(out, entry + 7, 5, start);
    out.set(bytes, newBase + start);
    entry += entryLength;
    start += bytes.length;
  }
  out[newBase - 1] = fieldTerminator;
  out[total - 1] = recordTerminator;
  return out;
}

/** A decimal number in so many digits; NaN where one is none. */
function numberAt(record: Buffer, at: number, digits: number): number {
  let number = 0;
  for (let end = at + digits; at < end; at += 1) {
    const digit = record[at]! - 0x30;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    number = number * 10 + digit;
  }
  return number;
}

function putNumber(out: Buffer, at: number, digits: number, number: number): void {
  let rest = number;
  for (let place = at + digits - 1; place >= at; place -= 1) {
    out[place] = 0x30 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
}

const marks = /[\x1d-\x1f]/;

/** A data field as ISO 2709 keeps it, for `rewriteFields`. */
export function fieldBytes(ind1: string, ind2: string, subfields: readonly { code: string; value: string }[]): Buffer {
  let text = ind1 + ind2;
  for (const { code, value } of subfields)
    text += `\x1f${code}${marks.test(value) ? value.replace(/[\x1d-\x1f]/g, ' ') : value}`;
  return Buffer.from(`${text}\x1e`);
}
