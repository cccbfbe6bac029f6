import { Buffer } from 'node:buffer';
import type { Charset } from './charset.ts';
import type { Correction } from './corrections.ts';
import { locateFields, type FieldSpan } from './directory.ts';
import { indicatorOf, subfieldCode } from './field-marks.ts';
import { FieldText } from './field-text.ts';
import { canonicalLeader, leaderFaults, leaderLength } from './leader.ts';
import { MalformedRecord } from './malformed.ts';
import { charsetOfRecord } from './record-charset.ts';
import type { DataField, MarcField, MarcRecord, Subfield } from './record.ts';

export { encode, UnwritableRecord, type Writing } from './iso2709-writer.ts';

/** A record as read, and what had to be put right in it. */
export interface Decoded {
  readonly record: MarcRecord;
  readonly corrections: readonly Correction[];
}

/**
 * Reads one ISO 2709 record: by its directory, else by its terminators. `fileCharset` is what the file as a whole is
 * written in; without it the record decides alone. Throws MalformedRecord, with the fields understood so far.
 */
export function decode(bytes: Uint8Array, fileCharset?: Charset): Decoded {
  const corrections: Correction[] = [];
  const buffer = unwrapped(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), corrections);
  const latin1 = buffer.toString('latin1');
  const spans = locateFields(latin1, corrections);
  const charset = charsetOfRecord({ buffer, latin1, spans }, fileCharset, corrections);
  const text = new FieldText(latin1, buffer, charset, corrections);

  const fields: MarcField[] = [];
  let controlNumbers = 0;
  for (const span of spans) {
    const field = readField(span, text, corrections);
    if (!field) continue;
    if (field.tag === '001' && (controlNumbers += 1) > 1) {
      corrections.push({ code: 'control-number-repeated', detail: '001' });
      continue;
    }
    fields.push(field);
  }
  if (fields.length === 0) throw new MalformedRecord('no-field', `${spans.length} empty fields`);
  return { record: { leader: readLeader(latin1, corrections), fields }, corrections };
}

/** Files wrapped at a fixed width carry line ends that no count of the record knows. */
function unwrapped(buffer: Buffer, corrections: Correction[]): Buffer {
  const lineEnd = buffer.indexOf(0x0a);
  if (lineEnd < 0 || !/^[0-9\r\n]{5,}/.test(buffer.toString('latin1', 0, 8))) return buffer;
  const joined = Buffer.from(buffer.toString('latin1').replace(/[\r\n]+/g, ''), 'latin1');
  if (joined.length !== Number(joined.toString('latin1', 0, 5))) return buffer;
  corrections.push({ code: 'unwrapped', detail: `${buffer.length - joined.length} bytes of line ends` });
  return joined;
}

function readLeader(latin1: string, corrections: Correction[]): string {
  const leader = latin1.slice(0, leaderLength);
  const faults = leaderFaults(leader);
  if (faults !== '') corrections.push({ code: 'leader', detail: faults });
  return canonicalLeader(leader);
}

function readField(span: FieldSpan, text: FieldText, corrections: Correction[]): MarcField | null {
  const { tag, start, end } = span;
  if (!/^[0-9]{3}$/.test(tag) || tag === '000') {
    corrections.push({ code: 'field-dropped', detail: `tag ${JSON.stringify(tag)}` });
    return null;
  }
  if (tag < '010') {
    const value = controlText(text.slice(start, end), tag, corrections);
    if (value.trim() !== '') return { tag, value };
    corrections.push({ code: 'blank-field', detail: tag });
    return null;
  }
  return readDataField(span, text, corrections);
}

/** Some systems write a control number as a data field, with indicators and $a. */
function controlText(text: string, tag: string, corrections: Correction[]): string {
  if (!text.includes('\x1f')) return text;
  corrections.push({ code: 'subfield-code', detail: tag });
  return text.replace(/^..\x1f[a-z0-9]/, '').replaceAll('\x1f', '');
}

function readDataField({ tag, start, end }: FieldSpan, text: FieldText, corrections: Correction[]): DataField | null {
  const { latin1 } = text;
  const delimiter = latin1.indexOf('\x1f', start);
  const first = delimiter < 0 || delimiter > end ? end : delimiter;
  const subfields: Subfield[] = [];
  const ind1 = indicatorOf(start < first ? latin1[start]! : ' ', tag, corrections);
  const ind2 = indicatorOf(start + 1 < first ? latin1[start + 1]! : ' ', tag, corrections);
  if (first - start !== 2) {
    corrections.push({ code: 'indicators', detail: tag });
    if (first - start > 2) subfields.push({ code: 'a', value: text.slice(start + 2, first) });
  } else if (first === end) corrections.push({ code: 'blank-field', detail: tag });
  for (let at = first; at < end;) {
    const next = latin1.indexOf('\x1f', at + 1);
    const stop = next < 0 || next > end ? end : next;
    if (stop - at <= 2) corrections.push({ code: 'empty-subfield', detail: tag });
    else {
      const { code, belongsToText } = subfieldCode(latin1[at + 1]!, tag, corrections);
      subfields.push({ code, value: text.slice(belongsToText ? at + 1 : at + 2, stop) });
    }
    at = stop;
  }
  return subfields.length === 0 ? null : { tag, ind1, ind2, subfields };
}
