import type { Buffer } from 'node:buffer';
import { readText, type Charset } from './charset.ts';
import type { Correction } from './corrections.ts';

/** The text of a record: found by byte, given in Unicode. What had to be put right in it is told once a record. */
export class FieldText {
  /** One character a byte. */
  readonly latin1: string;
  readonly #buffer: Buffer;
  readonly #charset: Charset | null;
  readonly #corrections: Correction[];
  /** C0 controls other than the separators, DEL, a stray 1D: half escape sequences, line ends, rubbish. */
  readonly #hasControls: boolean;

  /** `charset` null: pure ASCII. */
  constructor(latin1: string, buffer: Buffer, charset: Charset | null, corrections: Correction[]) {
    this.latin1 = latin1;
    this.#buffer = buffer;
    this.#charset = charset;
    this.#corrections = corrections;
    this.#hasControls = strayControls.test(latin1.endsWith('\x1d') ? latin1.slice(0, -1) : latin1);
  }

  slice(start: number, end: number): string {
    const raw = this.latin1.slice(start, end);
    const text = this.#isPlain(raw) ? raw : this.#read(start, end, this.#charset!);
    return this.#hasControls || raw.includes('\x1e') ? withoutControls(text, this.#corrections) : text;
  }

  #isPlain(raw: string): boolean {
    if (this.#charset === null) return true;
    return ascii.test(raw) && this.#charset !== 'iso-646-fr' && !raw.includes('\x1b');
  }

  #read(start: number, end: number, charset: Charset): string {
    if (charset === 'utf-8') {
      const received = this.#buffer.toString('utf8', start, end);
      const text = received.normalize('NFC');
      if (text !== received) noteOnce(this.#corrections, 'not-composed');
      return text;
    }
    const { text, unreadSets } = readText(this.#buffer.subarray(start, end), charset);
    if (unreadSets.length > 0) noteOnce(this.#corrections, 'charset-unread-set', unreadSets.join(', '));
    else if (text.includes('\ufffd')) noteOnce(this.#corrections, 'charset-unknown-bytes');
    return text;
  }
}

/** A text without command characters: line ends and tabs become a blank. */
export function withoutControls(text: string, corrections: Correction[]): string {
  const clean = text
    .replace(escapeSequences, '')
    .replace(/[\t\r\n]+/g, ' ')
    .replace(controls, '');
  if (clean !== text) noteOnce(corrections, 'control-characters');
  return clean;
}

/** Tells a correction that one mention a record is enough for. */
export function noteOnce(corrections: Correction[], code: Correction['code'], detail = ''): void {
  if (!corrections.some((correction) => correction.code === code)) corrections.push({ code, detail });
}

const ascii = /^[\x00-\x7f]*$/;
// ISO 2022: ESC, intermediate bytes 20-2F, a final byte; half of it when the file was cut or filtered.
const escapeSequences = /\x1b[\x20-\x2f]+[\x30-\x7e]?|\x1b/g;
const controls = /[\x00-\x1f\x7f]/g;
// Within a field 1E and 1D are stray: a directory that is right proves it.
const strayControls = /[\x00-\x1d\x7f]/;
