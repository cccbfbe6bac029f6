import { anselMarks, anselSpacing } from './ansel.ts';
import { codePages } from './code-pages.ts';
import { iso5426Marks, iso5426Spacing, isUsualPair } from './iso5426.ts';
import { latin1ToWindows1252 } from './windows1252.ts';

/** Character sets that only what the text says can tell apart, the likeliest first: a tie goes to it. */
export const guessed = ['windows-1252', 'iso-5426', 'marc-8', 'cp850', 'macroman'] as const;
export type GuessedCharset = (typeof guessed)[number];

/** How well bytes read in each: French letters where French has them count for, symbols inside words against. */
export type Evidence = Record<GuessedCharset, number>;

/** Weighs bytes that are no UTF-8, in each of the character sets a French library's files come in. */
export function weigh(bytes: Uint8Array): Evidence {
  const evidence: Evidence = { 'windows-1252': 0, 'iso-5426': 0, 'marc-8': 0, cp850: 0, macroman: 0 };
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    if (byte < 0x80) continue;
    const before = bytes[at - 2] === 0x1f ? 0 : (bytes[at - 1] ?? 0); // a subfield code is no letter of the word
    const after = bytes[at + 1] ?? 0;
    const place = isSmall(before) && isSmall(after) ? 'in-word' : 'elsewhere';
    evidence['windows-1252'] += worth[place].windows1252[byte - 0x80]!;
    evidence.cp850 += worth[place].cp850[byte - 0x80]!;
    evidence.macroman += worth[place].macroman[byte - 0x80]!;
    if (!(byte in iso5426Marks)) evidence['iso-5426'] += worth[place].iso5426[byte - 0x80]!;
    else if (!(after in iso5426Marks)) evidence['iso-5426'] += pair(byte, after); // the last of several marks counts
    if (!(byte in anselMarks)) evidence['marc-8'] += worth[place].ansel[byte - 0x80]!;
    else if (!(after in anselMarks)) evidence['marc-8'] += pair(ansel5426[byte] ?? 0, after);
  }
  return evidence;
}

/** The likeliest of all. */
export function likeliest(evidence: Evidence): GuessedCharset {
  return guessed.reduce((best, one) => (evidence[one] > evidence[best] ? one : best));
}

/** Of a mark (in ISO 5426) and the byte after it: a usual letter is strong evidence, anything else as strong against. */
function pair(mark: number, letter: number): number {
  if (isUsualPair(mark, letter)) return frenchPairs.has(mark) ? 4 : 2;
  return -4;
}
/** Grave, acute, circumflex, diaeresis, cedilla. */
const frenchPairs = new Set([0xc1, 0xc2, 0xc3, 0xc8, 0xd0]);

/** Marks of ANSEL and the same in ISO 5426. */
const ansel5426: Readonly<Record<number, number>> = {
  0xe1: 0xc1,
  0xe2: 0xc2,
  0xe3: 0xc3,
  0xe4: 0xc4,
  0xe5: 0xc5,
  0xe6: 0xc6,
  0xe7: 0xc7,
  0xe8: 0xc8,
  0xe9: 0xcf,
  0xea: 0xca,
  0xee: 0xcd,
  0xf0: 0xd0,
  0xf1: 0xd3,
  0xf7: 0xd2,
};

type Place = 'in-word' | 'elsewhere';

/** By how often French text has them. */
const frequent: Readonly<Record<string, number>> = {
  é: 5, è: 4, à: 4, ê: 3, ç: 3, ô: 3, œ: 3, É: 3, â: 2, î: 2, û: 2, ù: 2, ë: 1, ï: 1, À: 2, È: 1, Ê: 1, Ç: 1, Î: 1, Ô: 1,
  Œ: 1, Â: 1, '«': 2, '»': 2, '’': 2, '‘': 1, '“': 1, '”': 1, '…': 1, '–': 1, '—': 1, '°': 1, '©': 0, '€': 0, '\u00a0': 0,
  ü: 1, ö: 1, ä: 1, ñ: 1, ó: 1, á: 1, í: 1, ú: 1, å: 0, ø: 0, ß: 0, æ: 0,
  '\u0088': 0, '\u0089': 0, '\u0098': 0, '\u009c': 0,
}; // prettier-ignore

function worthOf(character: string | undefined, place: Place): number {
  if (character === undefined || character === '\ufffd') return -6;
  if (place === 'in-word' && character !== '’' && !/\p{Ll}/u.test(character)) return -4;
  return frequent[character] ?? (/\p{L}/u.test(character) ? -1 : /[\x80-\x9f]/.test(character) ? -6 : -3);
}

const upperHalf = (characterOf: (byte: number) => string | undefined) => (place: Place) =>
  Int8Array.from({ length: 128 }, (_, index) => worthOf(characterOf(0x80 + index), place));
const inWindows1252 = upperHalf((byte) => latin1ToWindows1252(String.fromCharCode(byte)));
const inCp850 = upperHalf((byte) => codePages.cp850[byte - 0x80]);
const inMacRoman = upperHalf((byte) => codePages.macroman[byte - 0x80]);
const inIso5426 = upperHalf((byte) => iso5426Spacing[byte]);
const inAnsel = upperHalf((byte) => anselSpacing[byte]);

const tables = (place: Place) => ({
  windows1252: inWindows1252(place),
  cp850: inCp850(place),
  macroman: inMacRoman(place),
  iso5426: inIso5426(place),
  ansel: inAnsel(place),
});
const worth = { 'in-word': tables('in-word'), elsewhere: tables('elsewhere') } as const;

function isSmall(byte: number): boolean {
  return byte >= 0x61 && byte <= 0x7a;
}
