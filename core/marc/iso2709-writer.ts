import { Buffer } from 'node:buffer';
import { canonicalLeader, leaderLength } from './leader.ts';
import { isDataField, type MarcField, type MarcRecord } from './record.ts';

/** A record that ISO 2709 cannot hold: too long, or with a tag, a code or a separator that would break its frame. */
export class UnwritableRecord extends Error {
  override readonly name = 'UnwritableRecord';
}

/** ISO 2709 §4.2 to 4.4: what five, four and five digits can count, in bytes. */
const maxRecordLength = 99_999;
const maxFieldLength = 9_999;

/** Writes one record as ISO 2709 in UTF-8, its leader made canonical. Throws UnwritableRecord; never truncates. */
export function encode(record: MarcRecord): Uint8Array {
  let directory = '';
  let data = '';
  let start = 0;
  for (const field of record.fields) {
    const text = fieldText(field);
    const length = Buffer.byteLength(text) + 1;
    if (length > maxFieldLength) throw new UnwritableRecord(`field ${field.tag} has ${length} bytes`);
    directory += field.tag + padded(length, 4) + padded(start, 5);
    data += `${text}\x1e`;
    start += length;
  }
  const base = leaderLength + directory.length + 1;
  const total = base + start + 1;
  if (total > maxRecordLength) throw new UnwritableRecord(`the record has ${total} bytes`);
  const leader = canonicalLeader(record.leader);
  const head = padded(total, 5) + leader.slice(5, 12) + padded(base, 5) + leader.slice(17);
  return Buffer.from(`${head}${directory}\x1e${data}\x1d`);
}

function fieldText(field: MarcField): string {
  if (!/^[0-9]{3}$/.test(field.tag)) throw new UnwritableRecord(`tag ${JSON.stringify(field.tag)}`);
  let text: string;
  if (isDataField(field)) {
    text = field.ind1 + field.ind2;
    if (text.length !== 2) throw new UnwritableRecord(`field ${field.tag} has indicators ${JSON.stringify(text)}`);
    for (const { code, value } of field.subfields) {
      if (!/^[!-~]$/.test(code))
        throw new UnwritableRecord(`field ${field.tag} has a subfield ${JSON.stringify(code)}`);
      if (separators.test(value)) throw new UnwritableRecord(`field ${field.tag} holds a separator`);
      text += `\x1f${code}${value}`;
    }
    return text;
  }
  if (separators.test(field.value)) throw new UnwritableRecord(`field ${field.tag} holds a separator`);
  return field.value;
}

const separators = /[\x1d-\x1f]/;

function padded(count: number, width: number): string {
  return String(count).padStart(width, '0');
}
