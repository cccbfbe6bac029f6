import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import { declaredCharset, decodeText, detectCharset, looksEncodedTwice, type Charset } from './charset.ts';
import type { Correction } from './corrections.ts';
import { locateFields, type FieldSpan } from './directory.ts';
import { canonicalLeader, leaderLength } from './leader.ts';
import { MalformedRecord } from './malformed.ts';
import type { DataField, MarcField, MarcRecord, Subfield } from './record.ts';

export { encode, UnwritableRecord } from './iso2709-writer.ts';

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
  const charset = isAscii(buffer) ? null : charsetOf(buffer, latin1, fileCharset, corrections);
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
  if (charset) noteDeclaration(fields, charset, corrections);
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

/** Leader 5-9 and 17-19 hold letters, digits or blanks; the rest is counts and constants. */
function readLeader(latin1: string, corrections: Correction[]): string {
  const leader = latin1.slice(0, leaderLength);
  if (!/^[0-9]{5}[ -~]{7}[0-9]{5}[ -~]{7}$/.test(leader)) corrections.push({ code: 'leader', detail: '' });
  return canonicalLeader(leader);
}

function charsetOf(
  buffer: Buffer,
  latin1: string,
  fileCharset: Charset | undefined,
  corrections: Correction[],
): Charset {
  if (!isUtf8(buffer)) {
    if (fileCharset === 'iso-5426' || fileCharset === 'windows-1252') return fileCharset;
    const found = detectCharset(buffer);
    if (fileCharset) corrections.push({ code: 'charset-mixed', detail: `${found} in a file in ${fileCharset}` });
    return found;
  }
  if (fileCharset === 'utf-8-twice') {
    if (looksEncodedTwice(latin1)) corrections.push({ code: 'double-encoding-repaired', detail: '' });
    return fileCharset;
  }
  if (fileCharset && fileCharset !== 'utf-8')
    corrections.push({ code: 'charset-mixed', detail: `utf-8 in a file in ${fileCharset}` });
  if (looksEncodedTwice(latin1)) corrections.push({ code: 'double-encoding-suspected', detail: '' });
  return 'utf-8';
}

function noteDeclaration(fields: readonly MarcField[], charset: Charset, corrections: Correction[]): void {
  const declared = declaredCharset(fields);
  const found = charset === 'utf-8-twice' ? 'utf-8' : charset;
  if (declared && declared.charset !== found) {
    corrections.push({ code: 'charset-declared', detail: `100 $a ${declared.code}, ${found}` });
  }
}

/** The text of a record: found by byte, given in Unicode. */
class FieldText {
  readonly latin1: string;
  readonly #buffer: Buffer;
  readonly #charset: Charset | null;
  readonly #corrections: Correction[];
  /** C0 controls other than the separators, DEL, a stray 1D: half escape sequences, line ends, rubbish. */
  readonly #hasControls: boolean;

  constructor(latin1: string, buffer: Buffer, charset: Charset | null, corrections: Correction[]) {
    this.latin1 = latin1;
    this.#buffer = buffer;
    this.#charset = charset;
    this.#corrections = corrections;
    this.#hasControls = strayControls.test(latin1.endsWith('\x1d') ? latin1.slice(0, -1) : latin1);
  }

  slice(start: number, end: number): string {
    const raw = this.latin1.slice(start, end);
    const stray = this.#hasControls || raw.includes('\x1e');
    if (this.#charset === null || ascii.test(raw)) return stray ? this.#withoutControls(raw) : raw;
    const text = decodeText(this.#buffer.subarray(start, end), this.#charset);
    if (text.includes('\ufffd')) this.#correct('charset-unknown-bytes');
    return stray ? this.#withoutControls(text) : text;
  }

  #withoutControls(text: string): string {
    const clean = text
      .replace(escapeSequences, '')
      .replace(/[\t\r\n]+/g, ' ')
      .replace(controls, '');
    if (clean !== text) this.#correct('control-characters');
    return clean;
  }

  /** Once a record is enough. */
  #correct(code: Correction['code']): void {
    if (!this.#corrections.some((correction) => correction.code === code)) this.#corrections.push({ code, detail: '' });
  }
}

const ascii = /^[\x00-\x7f]*$/;
// ISO 2022: ESC, intermediate bytes 20-2F, a final byte; half of it when the file was cut or filtered.
const escapeSequences = /\x1b[\x20-\x2f]+[\x30-\x7e]?|\x1b/g;
const controls = /[\x00-\x1f\x7f]/g;
// Within a field 1E and 1D are stray: a directory that is right proves it.
const strayControls = /[\x00-\x1d\x7f]/;

function readField(span: FieldSpan, text: FieldText, corrections: Correction[]): MarcField | null {
  const { tag, start, end } = span;
  if (!/^[0-9]{3}$/.test(tag) || tag === '000') {
    corrections.push({ code: 'field-dropped', detail: `tag ${JSON.stringify(tag)}` });
    return null;
  }
  if (tag < '010') {
    const value = controlText(text.slice(start, end), tag, corrections);
    return value.trim() === '' ? null : { tag, value };
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
  const [ind1, ind2] = [indicator(latin1, start, first), indicator(latin1, start + 1, first)];
  if (first - start !== 2) {
    corrections.push({ code: 'indicators', detail: tag });
    if (first - start > 2) subfields.push({ code: 'a', value: text.slice(start + 2, first) });
  }
  for (let at = first; at < end;) {
    const next = latin1.indexOf('\x1f', at + 1);
    const stop = next < 0 || next > end ? end : next;
    const code = latin1[at + 1]!;
    if (stop - at <= 2) corrections.push({ code: 'empty-subfield', detail: tag });
    else if (/[a-z0-9]/.test(code)) subfields.push({ code, value: text.slice(at + 2, stop) });
    else {
      corrections.push({ code: 'subfield-code', detail: `${tag} ${JSON.stringify(code)}` });
      const lower = code.toLowerCase();
      if (/[a-z]/.test(lower)) subfields.push({ code: lower, value: text.slice(at + 2, stop) });
      else subfields.push({ code: 'a', value: text.slice(/[\x21-\x7e]/.test(code) ? at + 2 : at + 1, stop) });
    }
    at = stop;
  }
  return subfields.length === 0 ? null : { tag, ind1, ind2, subfields };
}

/** Indicators are digits, lower case letters, a blank or a fill character (`|`); some systems write a blank as `#`. */
function indicator(latin1: string, at: number, end: number): string {
  const character = at < end ? latin1[at]! : ' ';
  return /[0-9a-z|]/.test(character) ? character : ' ';
}
