import { Buffer, isUtf8 } from 'node:buffer';
import { likeliest, weigh } from './charset-evidence.ts';
import { latin1ToCodePage } from './code-pages.ts';
import { decodeDesignated } from './designated.ts';
import { latin1ToIso5426Part2 } from './iso5426-2.ts';
import { asciiToIso646French } from './iso646.ts';
import { isDataField, type MarcField } from './record.ts';
import { latin1ToWindows1252, windows1252Bytes } from './windows1252.ts';

/**
 * How the text of a file is written. `windows-1252` reads ISO 8859-1 too; `marc-8` is ASCII and ANSEL with escape
 * sequences; `utf-8-twice` is UTF-8 that was taken for Windows-1252 and encoded once more.
 */
export const charsets = [
  'utf-8',
  'iso-5426',
  'iso-5426-2',
  'marc-8',
  'iso-646-fr',
  'windows-1252',
  'cp850',
  'macroman',
  'utf-8-twice',
] as const;
export type Charset = (typeof charsets)[number];

/** What the bytes of one record can tell by themselves. */
export type DetectedCharset = Exclude<Charset, 'utf-8-twice' | 'iso-646-fr' | 'iso-5426-2'>;

/**
 * Says how one record is written, from its bytes: valid UTF-8 is UTF-8; else what reads best, by the letters French
 * text is made of and by marks that stand before letters which bear them.
 */
export function detectCharset(bytes: Uint8Array): DetectedCharset {
  return isUtf8(bytes) ? 'utf-8' : likeliest(weigh(bytes));
}

/** A text read, and the sets it was partly written in that this server does not read (each character is then U+FFFD). */
export interface ReadText {
  readonly text: string;
  readonly unreadSets: readonly string[];
}

/** The text of bytes written in `charset`, NFC. Bytes that mean nothing there give U+FFFD. */
export function decodeText(bytes: Uint8Array, charset: Charset): string {
  return readText(bytes, charset).text;
}

/** The same, with what could not be read. */
export function readText(bytes: Uint8Array, charset: Charset): ReadText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (charset === 'iso-5426' || charset === 'marc-8') {
    const { text, sets } = decodeDesignated(buffer.toString('latin1'), charset === 'marc-8' ? 'ansel' : 'iso-5426');
    return { text, unreadSets: sets };
  }
  return { text: simpleText(buffer, charset), unreadSets: none };
}

const none: readonly string[] = [];

function simpleText(buffer: Buffer, charset: Exclude<Charset, 'iso-5426' | 'marc-8'>): string {
  switch (charset) {
    case 'windows-1252':
      return latin1ToWindows1252(buffer.toString('latin1'));
    case 'cp850':
    case 'macroman':
      return latin1ToCodePage(buffer.toString('latin1'), charset);
    case 'iso-5426-2':
      return latin1ToIso5426Part2(buffer.toString('latin1'));
    case 'iso-646-fr':
      return asciiToIso646French(buffer.toString('utf8')).normalize('NFC');
    case 'utf-8':
      return buffer.toString('utf8').normalize('NFC');
    case 'utf-8-twice': {
      const text = buffer.toString('utf8');
      return (undoDoubleEncoding(text) ?? text).normalize('NFC');
    }
  }
}

/** The text before it was taken for Windows-1252 and encoded in UTF-8 once more; null when it never was. */
export function undoDoubleEncoding(text: string): string | null {
  const bytes = windows1252Bytes(text);
  if (!bytes || !isUtf8(bytes)) return null;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/** True for UTF-8 bytes (one character each) that show a letter of two bytes encoded twice: `Ã©` for `é`. */
export function looksEncodedTwice(latin1: string): boolean {
  return /\xc3[\x82-\x85\x88-\x8b\x98](?:\xc2[\x80-\xbf]|\xc5[\x92\x93\xa0\xa1\xb8\xbd\xbe]|\xc6\x92|\xcb[\x86\x9c]|\xe2[\x80\x82\x84][\x90-\xbf])/.test(
    latin1,
  );
}

/** True for bytes (one character each) with a whole shift of MARC-8 to Greek symbols, subscripts or superscripts. */
export function hasMarc8Shift(latin1: string): boolean {
  return /\x1b[gbp][^\x1b\x1e\x1f]{1,20}\x1bs/.test(latin1);
}

const declared: Readonly<Record<string, Charset>> = {
  '01': 'iso-5426',
  '03': 'iso-5426',
  '11': 'iso-5426-2',
  '50': 'utf-8',
};

/** What UNIMARC 100 $a positions 26-29 say of the character set; null when they say nothing this server reads. */
export function declaredCharset(fields: readonly MarcField[]): { code: string; charset: Charset } | null {
  const coded = fields.find((field) => field.tag === '100');
  if (!coded || !isDataField(coded)) return null;
  return charsetOfCode(coded.subfields.find(({ code }) => code === 'a')?.value ?? '');
}

/** The same, of the text of 100 $a. */
export function charsetOfCode(coded: string): { code: string; charset: Charset } | null {
  const code = coded.slice(26, 30).trim();
  const charset = declared[code.slice(-2)];
  return charset ? { code, charset } : null;
}
