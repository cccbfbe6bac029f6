import { Buffer } from 'node:buffer';
import { toIso5426, type Unwritable } from './iso5426-writer.ts';
import { canonicalLeader, leaderLength } from './leader.ts';
import { isDataField, type MarcField, type MarcRecord } from './record.ts';

/** Why ISO 2709 cannot hold a record. */
export type WritingFault = 'record-too-long' | 'field-too-long' | 'breaks-the-frame' | 'characters';

/**
 * A record that ISO 2709 cannot hold: too long, with a tag, a code or a separator that would break its frame, or with
 * characters its character set has not.
 */
export class UnwritableRecord extends Error {
  override readonly name = 'UnwritableRecord';
  readonly fault: WritingFault;
  constructor(fault: WritingFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

/** How a record is written. */
export interface Writing {
  readonly charset: 'utf-8' | 'iso-5426';
  /** Of characters ISO 5426 has not: the record is refused with their list, or they are written `&#x20AC;`. */
  readonly unwritable?: Unwritable;
}
const inUtf8: Writing = { charset: 'utf-8' };

/** ISO 2709 §4.2 to 4.4: what five, four and five digits can count, in bytes. */
const maxRecordLength = 99_999;
const maxFieldLength = 9_999;

/** Writes one record as ISO 2709, in UTF-8 unless told otherwise, its leader made canonical. Throws UnwritableRecord; never truncates. */
export function encode(record: MarcRecord, writing = inUtf8): Uint8Array {
  if (writing.charset === 'utf-8') return framed(record, (text) => text, 'utf8');
  const lacking = new Set<string>();
  const written = framed(record, (text) => inIso5426(text, writing, lacking), 'latin1');
  if (lacking.size > 0) {
    throw new UnwritableRecord('characters', `ISO 5426 has not ${[...lacking].slice(0, 20).join(' ')}`);
  }
  return written;
}

function inIso5426(text: string, { unwritable = 'refuse' }: Writing, lacking: Set<string>): string {
  const written = toIso5426(text);
  if (unwritable === 'refuse') for (const character of written.unwritable) lacking.add(character);
  return written.latin1;
}

function framed(record: MarcRecord, write: (text: string) => string, as: 'utf8' | 'latin1'): Uint8Array {
  let directory = '';
  let data = '';
  let start = 0;
  for (const field of record.fields) {
    const text = write(fieldText(field));
    const length = Buffer.byteLength(text, as) + 1;
    if (length > maxFieldLength) {
      throw new UnwritableRecord('field-too-long', `field ${field.tag} has ${length} bytes`);
    }
    directory += field.tag + padded(length, 4) + padded(start, 5);
    data += `${text}\x1e`;
    start += length;
  }
  const base = leaderLength + directory.length + 1;
  const total = base + start + 1;
  if (total > maxRecordLength) throw new UnwritableRecord('record-too-long', `the record has ${total} bytes`);
  const leader = canonicalLeader(record.leader);
  const head = padded(total, 5) + leader.slice(5, 12) + padded(base, 5) + leader.slice(17);
  return Buffer.from(`${head}${directory}\x1e${data}\x1d`, as);
}

function fieldText(field: MarcField): string {
  if (!/^[0-9]{3}$/.test(field.tag)) throw new UnwritableRecord('breaks-the-frame', `tag ${JSON.stringify(field.tag)}`);
  let text: string;
  if (isDataField(field)) {
    text = field.ind1 + field.ind2;
    if (text.length !== 2)
      throw new UnwritableRecord('breaks-the-frame', `field ${field.tag} has indicators ${JSON.stringify(text)}`);
    for (const { code, value } of field.subfields) {
      if (!/^[!-~]$/.test(code))
        throw new UnwritableRecord('breaks-the-frame', `field ${field.tag} has a subfield ${JSON.stringify(code)}`);
      if (separators.test(value))
        throw new UnwritableRecord('breaks-the-frame', `field ${field.tag} holds a separator`);
      text += `\x1f${code}${value}`;
    }
    return text;
  }
  if (separators.test(field.value))
    throw new UnwritableRecord('breaks-the-frame', `field ${field.tag} holds a separator`);
  return field.value;
}

const separators = /[\x1d-\x1f]/;

function padded(count: number, width: number): string {
  return String(count).padStart(width, '0');
}
