import { Buffer } from 'node:buffer';
import { decode } from './iso2709.ts';
import { leaderLength } from './leader.ts';
import type { MarcField, MarcRecord } from './record.ts';

const entryLength = 12;

/**
 * A record of the catalogue, which this server wrote itself: its fields stand in the order of its directory, in UTF-8,
 * so that they are cut at their terminators and nothing has to be looked for or put right. Anything else is read by
 * `decode`, and throws what it throws.
 */
export function decodeKept(bytes: Uint8Array): MarcRecord {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return cut(text) ?? decode(bytes).record;
}

/** Null when it is not as this server writes it (ISO 2709 §4: leader, directory, fields, each ended by 1E; then 1D). */
function cut(text: string): MarcRecord | null {
  const parts = text.split('\x1e');
  const head = parts[0]!;
  const count = parts.length - 2;
  if (count < 1 || head.length !== leaderLength + count * entryLength || parts[count + 1] !== '\x1d') return null;
  if (text.includes('\ufffd') || !isOurs(head)) return null;
  const fields: MarcField[] = [];
  let before = '';
  for (let index = 1, at = leaderLength; index <= count; index += 1, at += entryLength) {
    const start = head.slice(at + 7, at + entryLength);
    if (start <= before) return null;
    before = start;
    const field = fieldOf(head.slice(at, at + 3), parts[index]!);
    if (!field) return null;
    fields.push(field);
  }
  return { leader: `00000${head.slice(5, 12)}00000${head.slice(17, leaderLength)}`, fields };
}

/** Whether a leader is as this server writes it: position 9 blank, 10-11 `22`, 20-23 `450 `. */
function isOurs(head: string): boolean {
  return head.startsWith(' 22', 9) && head.startsWith('450 ', 20);
}

function fieldOf(tag: string, text: string): MarcField | null {
  if (tag < '010') return text.includes('\x1f') || text.trim() === '' ? null : { tag, value: text };
  const parts = text.split('\x1f');
  const indicators = parts[0]!;
  if (indicators.length !== 2 || parts.length < 2) return null;
  const subfields: { code: string; value: string }[] = [];
  for (let index = 1; index < parts.length; index += 1) {
    const part = parts[index]!;
    if (part.length < 2) return null;
    subfields.push({ code: part[0]!, value: part.slice(1) });
  }
  return { tag, ind1: indicators[0]!, ind2: indicators[1]!, subfields };
}
