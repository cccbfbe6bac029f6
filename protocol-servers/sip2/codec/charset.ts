import { Buffer } from 'node:buffer';
import { type CodePage, codePages } from './code-pages.ts';

/** The character sets of this codec; SIP2 2.00 leaves it open beyond ASCII, so each terminal has its own. */
export type Charset = 'utf-8' | 'iso-8859-1' | 'windows-1252' | 'cp850' | 'ascii-fold';

/** The text of these bytes; what is no character of the set becomes U+FFFD. Who is written ASCII may send anything: UTF-8 or else ISO 8859-1. */
export function textOf(bytes: Buffer, charset: Charset): string {
  switch (charset) {
    case 'utf-8':
      return bytes.toString('utf8');
    case 'iso-8859-1':
      return bytes.toString('latin1');
    case 'ascii-fold': {
      const text = bytes.toString('utf8');
      return text.includes('\ufffd') ? bytes.toString('latin1') : text;
    }
    default:
      return textOfPage(bytes, codePages[charset]);
  }
}

function textOfPage(bytes: Buffer, { characters }: CodePage): string {
  const text = bytes.toString('latin1');
  return text.replace(/[\u0080-\u00ff]/g, (byte) => characters.charAt(byte.charCodeAt(0) - 0x80));
}

/** The bytes of this text, already fit for the set (`fitFor`). */
export function bytesOf(text: string, charset: Charset): Buffer {
  switch (charset) {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'iso-8859-1':
    case 'ascii-fold':
      return Buffer.from(text, 'latin1');
    default: {
      const { byteOf } = codePages[charset];
      const bytes = text.replace(/[^\u0000-\u007f]/g, (character) =>
        String.fromCharCode(byteOf.get(character) ?? 0x3f),
      );
      return Buffer.from(bytes, 'latin1');
    }
  }
}

/** French typography and letters that do not come apart into a letter and its accent. */
const spelledOut: Readonly<Record<string, string>> = {
  œ: 'oe',
  Œ: 'OE',
  æ: 'ae',
  Æ: 'AE',
  ß: 'ss',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  '€': 'EUR',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '°': 'o',
  '\u00a0': ' ',
  '\u202f': ' ', // narrow, before the French ; ! and ?
};

/** The same text in characters the set has: composed, spelled out, without its accent, or a question mark. */
export function fitFor(text: string, charset: Charset): string {
  const composed = text.normalize('NFC');
  if (charset === 'utf-8') return composed;
  const page = charset === 'ascii-fold' ? null : codePages[charset];
  const has = (character: string): boolean => character <= '\u007f' || page?.byteOf.has(character) === true;
  return composed.replace(/[^\u0000-\u007f]/gu, (character) => {
    if (has(character)) return character;
    const spelled = spelledOut[character];
    if (spelled !== undefined) return spelled;
    const bare = character.normalize('NFD').replace(/\p{M}/gu, '');
    return bare !== '' && Array.from(bare).every(has) ? bare : '?';
  });
}
