import { Buffer, isUtf8 } from 'node:buffer';
import { decodeIso5426, isUsualPair } from './iso5426.ts';
import { isDataField, type MarcField } from './record.ts';
import { latin1ToWindows1252, windows1252Bytes } from './windows1252.ts';

/** How the text of a file is written. `utf-8-twice`: UTF-8 that was taken for Windows-1252 and encoded once more. */
export const charsets = ['utf-8', 'iso-5426', 'windows-1252', 'utf-8-twice'] as const;
export type Charset = (typeof charsets)[number];

/**
 * Says how one record is written, from its bytes: valid UTF-8 is UTF-8; else ISO 5426 when its combining marks stand
 * before letters that bear them and outweigh what Windows-1252 would make of the same bytes; else Windows-1252.
 */
export function detectCharset(bytes: Uint8Array): Exclude<Charset, 'utf-8-twice'> {
  if (isUtf8(bytes)) return 'utf-8';
  const { pairs, marks, latinLetters } = weigh(bytes);
  return pairs > 0 && pairs > 0.9 * marks && pairs > latinLetters ? 'iso-5426' : 'windows-1252';
}

/** ISO 5426: C0-DF come before a letter. Windows-1252: E0-FF are the small letters that French text is full of. */
function weigh(bytes: Uint8Array): { pairs: number; marks: number; latinLetters: number } {
  let pairs = 0;
  let marks = 0;
  let latinLetters = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    if (byte < 0xc0) continue;
    if (byte >= 0xe0) latinLetters += 1;
    else {
      marks += 1;
      if (isUsualPair(byte, bytes[at + 1] ?? 0)) pairs += 1;
    }
  }
  return { pairs, marks, latinLetters };
}

/** The text of bytes written in `charset`, NFC. Bytes that mean nothing there give U+FFFD. */
export function decodeText(bytes: Uint8Array, charset: Charset): string {
  if (charset === 'iso-5426') return decodeIso5426(bytes);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (charset === 'windows-1252') return latin1ToWindows1252(buffer.toString('latin1'));
  const text = buffer.toString('utf8');
  return (charset === 'utf-8-twice' ? (undoDoubleEncoding(text) ?? text) : text).normalize('NFC');
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

const declared: Readonly<Record<string, Charset>> = { '01': 'iso-5426', '03': 'iso-5426', '50': 'utf-8' };

/** What UNIMARC 100 $a positions 26-29 say of the character set; null when they say nothing this server reads. */
export function declaredCharset(fields: readonly MarcField[]): { code: string; charset: Charset } | null {
  const coded = fields.find((field) => field.tag === '100');
  if (!coded || !isDataField(coded)) return null;
  const value = coded.subfields.find(({ code }) => code === 'a')?.value ?? '';
  const code = value.slice(26, 30).trim();
  const last = code.slice(-2);
  const charset = declared[last];
  return charset ? { code, charset } : null;
}
