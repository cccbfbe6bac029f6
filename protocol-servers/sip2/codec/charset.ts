import { Buffer } from 'node:buffer';

/** The character sets of this codec; SIP2 2.00 leaves it open beyond ASCII, so each terminal has its own. */
export type Charset = 'utf-8' | 'iso-8859-1';

/** The text of these bytes; what is no character of the set becomes U+FFFD. */
export function textOf(bytes: Buffer, charset: Charset): string {
  return bytes.toString(charset === 'utf-8' ? 'utf8' : 'latin1');
}

/** The bytes of this text, already fit for the set (`fitFor`). */
export function bytesOf(text: string, charset: Charset): Buffer {
  return Buffer.from(text, charset === 'utf-8' ? 'utf8' : 'latin1');
}

/** French typography that ISO 8859-1 has not. */
const spelledOut: Readonly<Record<string, string>> = {
  œ: 'oe',
  Œ: 'OE',
  Ÿ: 'Y',
  '€': 'EUR',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
};

/** The same text in characters the set has: composed, spelled out, or a question mark. */
export function fitFor(text: string, charset: Charset): string {
  const composed = text.normalize('NFC');
  if (charset === 'utf-8') return composed;
  return composed.replace(/[^\u0000-\u00ff]/gu, (character) => spelledOut[character] ?? '?');
}
