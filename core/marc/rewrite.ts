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

/**
 * A canonical record with only the fields whose tag `keeps` says, and others behind them: fields move as bytes, none is
 * decoded. Null when the result is longer than ISO 2709 can say. Throws MalformedRecord.
 */
export function rewriteFields(
  marc: Uint8Array,
  keeps: (tag: string) => boolean,
  added: readonly AddedField[] = [],
): Buffer | null {
  const record = Buffer.from(marc.buffer, marc.byteOffset, marc.byteLength);
  const base = Number(record.toString('latin1', 12, 17));
  const ends = record[base - 1];
  if (!(base > leaderLength) || ends !== fieldTerminator)
    throw new MalformedRecord('directory-unreadable', `base address ${base}`);
  const directory = record.toString('latin1', leaderLength, base - 1);
  const kept: Uint8Array[] = [];
  let entries = '';
  let start = 0;
  const place = (tag: string, bytes: Uint8Array): void => {
    entries += tag + String(bytes.length).padStart(4, '0') + String(start).padStart(5, '0');
    kept.push(bytes);
    start += bytes.length;
  };
  for (let at = 0; at + entryLength <= directory.length; at += entryLength) {
    const tag = directory.slice(at, at + 3);
    if (!keeps(tag)) continue;
    const from = base + Number(directory.slice(at + 7, at + 12));
    const until = from + Number(directory.slice(at + 3, at + 7));
    if (!(from >= base && until <= record.length)) throw new MalformedRecord('directory-unreadable', `field ${tag}`);
    place(tag, record.subarray(from, until));
  }
  for (const { tag, bytes } of added) if (bytes.length <= 9_999) place(tag, bytes);
  const newBase = leaderLength + entries.length + 1;
  const total = newBase + start + 1;
  if (total > 99_999) return null;
  const leader = record.toString('latin1', 0, leaderLength);
  const head =
    String(total).padStart(5, '0') +
    leader.slice(5, 12) +
    String(newBase).padStart(5, '0') +
    leader.slice(17) +
    entries;
  return Buffer.concat([Buffer.from(`${head}\x1e`, 'latin1'), ...kept, Buffer.from([0x1d])], total);
}

/** A data field as ISO 2709 keeps it, for `rewriteFields`. */
export function fieldBytes(ind1: string, ind2: string, subfields: readonly { code: string; value: string }[]): Buffer {
  let text = ind1 + ind2;
  for (const { code, value } of subfields) text += `\x1f${code}${value.replace(/[\x1d-\x1f]/g, ' ')}`;
  return Buffer.from(`${text}\x1e`);
}
