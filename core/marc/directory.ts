import type { Correction } from './corrections.ts';
import { declaredLength, leaderLength } from './leader.ts';
import { MalformedRecord } from './malformed.ts';

/** Where one field stands in the text of a record, its terminator left out. */
export interface FieldSpan {
  readonly tag: string;
  readonly start: number;
  readonly end: number;
}

const entryLength = 12;
const fieldTerminator = '\x1e';
const recordTerminator = '\x1d';

/**
 * The fields of one record by its directory (ISO 2709 §4.4), `text` holding one character a byte. When the directory
 * does not agree with the bytes (transcoded after counting, field over 9,999 bytes, entries that overlap), the fields
 * are cut at their terminators and named in the order of the directory. Throws MalformedRecord when they cannot be.
 */
export function locateFields(text: string, corrections: Correction[]): FieldSpan[] {
  const directoryEnd = text.indexOf(fieldTerminator, leaderLength);
  if (directoryEnd < 0) {
    const fault = declaredLength(text) === null ? 'not-a-record' : 'truncated';
    throw new MalformedRecord(fault, `no end of directory in ${text.length} bytes`);
  }
  const entries = readDirectory(text, directoryEnd);
  const base = directoryEnd + 1;
  const data = endOfData(text, base, corrections);

  const strict = strictSpans(text, entries, base, data);
  const declared = declaredLength(text);
  if (strict && declared !== text.length && text.endsWith(recordTerminator)) {
    corrections.push({ code: 'record-length', detail: `${text.slice(0, 5)} for ${text.length}` });
  }
  return strict ?? tolerantSpans(text, entries, base, data, corrections);
}

interface Entry {
  readonly tag: string;
  /** NaN when the directory does not hold digits. */
  readonly length: number;
  readonly start: number;
}

function readDirectory(text: string, end: number): Entry[] {
  const size = end - leaderLength;
  if (size === 0) throw new MalformedRecord('no-field', 'empty directory');
  if (size % entryLength !== 0)
    throw new MalformedRecord('directory-unreadable', `${size} bytes are no multiple of 12`);
  const entries: Entry[] = [];
  for (let at = leaderLength; at < end; at += entryLength) {
    entries.push({ tag: text.slice(at, at + 3), length: digits(text, at + 3, 4), start: digits(text, at + 7, 5) });
  }
  return entries;
}

/** Where the data stops: at the record terminator, or where the bytes do. */
function endOfData(text: string, base: number, corrections: Correction[]): number {
  if (text.endsWith(recordTerminator)) return text.length - 1;
  if (text.length <= base || !text.endsWith(fieldTerminator))
    throw new MalformedRecord('truncated', `${text.length} of ${text.slice(0, 5)} bytes`);
  corrections.push({ code: 'terminator-missing', detail: '' });
  return text.length;
}

function strictSpans(text: string, entries: readonly Entry[], base: number, data: number): FieldSpan[] | null {
  const spans: FieldSpan[] = [];
  let total = 0;
  let contiguous = true;
  for (const { tag, length, start } of entries) {
    const end = base + start + length;
    // Not (a >= b) rather than a < b: a count that is no number fails too.
    if (!(length >= 1 && end <= data) || text[end - 1] !== fieldTerminator) return null;
    if (start > 0 && text[base + start - 1] !== fieldTerminator) return null;
    contiguous &&= start === total;
    total += length;
    spans.push({ tag, start: base + start, end: end - 1 });
  }
  if (total !== data - base) return null;
  return contiguous || !overlap(spans) ? spans : null;
}

function overlap(spans: readonly FieldSpan[]): boolean {
  const ordered = [...spans].sort((one, other) => one.start - other.start);
  return ordered.some((span, index) => index > 0 && span.start <= ordered[index - 1]!.end);
}

function tolerantSpans(
  text: string,
  entries: readonly Entry[],
  base: number,
  data: number,
  corrections: Correction[],
): FieldSpan[] {
  const spans: FieldSpan[] = [];
  const named = entries.every(({ start }) => start >= 0)
    ? [...entries].sort((one, other) => one.start - other.start)
    : entries;
  let start = base;
  while (start < data) {
    const terminator = text.indexOf(fieldTerminator, start);
    const end = terminator < 0 || terminator > data ? data : terminator;
    spans.push({ tag: named[spans.length]?.tag ?? '???', start, end });
    start = end + 1;
  }
  if (spans.length !== entries.length) {
    const detail = `${spans.length} fields for ${entries.length} entries`;
    throw new MalformedRecord('fields-do-not-match-directory', detail);
  }
  corrections.push({ code: 'directory', detail: `${entries.length} fields cut at their terminators` });
  return spans;
}

function digits(text: string, at: number, count: number): number {
  let value = 0;
  for (let position = at; position < at + count; position += 1) {
    const digit = text.charCodeAt(position) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** The tags of an ISO 2709 record, by its directory alone; empty when there is none to read. */
export function tagsOf(bytes: Uint8Array): Set<string> {
  const end = bytes.indexOf(0x1e, leaderLength);
  const tags = new Set<string>();
  for (let at = leaderLength; at + entryLength <= end; at += entryLength) {
    tags.add(String.fromCharCode(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!));
  }
  return tags;
}
