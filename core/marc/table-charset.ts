import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import { weigh } from './charset-evidence.ts';
import { looksEncodedTwice, readText, undoDoubleEncoding, type Charset } from './charset.ts';
import type { Correction } from './corrections.ts';

/** What spreadsheets and library systems write tables in; a tie goes to the first. Windows-1252 reads Latin-1 too. */
const candidates = ['windows-1252', 'macroman', 'cp850'] as const;
type Candidate = (typeof candidates)[number];

/**
 * What the rows of one table say together of how it is written: a name is too short to tell by itself. Show it every row,
 * then ask.
 */
export class TableCharset {
  readonly #evidence: Record<Candidate, number> = { 'windows-1252': 0, macroman: 0, cp850: 0 };
  #utf8 = 0;
  #others = 0;
  #twice = 0;
  #notTwice = 0;

  observe(row: Uint8Array): void {
    if (isAscii(row)) return;
    const buffer = Buffer.from(row.buffer, row.byteOffset, row.byteLength);
    if (isUtf8(row)) {
      this.#utf8 += 1;
      if (looksEncodedTwice(buffer.toString('latin1'))) this.#twice += 1;
      if (undoDoubleEncoding(buffer.toString('utf8')) === null) this.#notTwice += 1;
      return;
    }
    this.#others += 1;
    const evidence = weigh(row);
    for (const charset of candidates) this.#evidence[charset] += evidence[charset];
  }

  /** Encoded twice only when every row can be undone; else UTF-8 when more rows are valid in it than are not. */
  decide(): Charset {
    if (this.#others === 0 && this.#twice > 0 && this.#notTwice === 0) return 'utf-8-twice';
    return this.#utf8 >= this.#others ? 'utf-8' : this.#likeliest();
  }

  #likeliest(): Candidate {
    return candidates.reduce((best, one) => (this.#evidence[one] > this.#evidence[best] ? one : best));
  }
}

/** The texts of one row (one byte a character) in a table written in `charset`, and what had to be put right. NFC. */
export function readRow(
  latin1: readonly string[],
  charset: Charset,
): { readonly values: string[]; readonly corrections: Correction[] } {
  const whole = Buffer.from(latin1.join('\n'), 'latin1');
  if (isAscii(whole)) return { values: [...latin1], corrections: [] };
  const corrections: Correction[] = [];
  const own = charsetOfRow(whole, charset, corrections);
  // Each by itself: a line end inside quotes is part of a value.
  const values = latin1.map((value) => textOf(Buffer.from(value, 'latin1'), own));
  if (values.some((value) => value.includes('\ufffd')))
    corrections.push({ code: 'charset-unknown-bytes', detail: own });
  return { values, corrections };
}

/** Five bytes mean nothing in Windows-1252. */
function textOf(bytes: Buffer, charset: Charset): string {
  const { text } = readText(bytes, charset);
  return charset === 'windows-1252' ? text.replace(/[\u0080-\u009f]/g, '\ufffd') : text;
}

function charsetOfRow(row: Buffer, file: Charset, corrections: Correction[]): Charset {
  const utf8 = isUtf8(row);
  const twice = utf8 && looksEncodedTwice(row.toString('latin1'));
  if (file === 'utf-8-twice') {
    if (twice) corrections.push({ code: 'double-encoding-repaired', detail: '' });
    return file;
  }
  if (twice) corrections.push({ code: 'double-encoding-suspected', detail: '' });
  if (utf8 === (file === 'utf-8')) return file;
  const own = utf8 ? 'utf-8' : likeliestOf(row);
  corrections.push({ code: 'charset-mixed', detail: `${own} in a file in ${file}` });
  return own;
}

function likeliestOf(row: Buffer): Candidate {
  const evidence = weigh(row);
  return candidates.reduce((best, one) => (evidence[one] > evidence[best] ? one : best));
}
