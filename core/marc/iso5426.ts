/**
 * ISO 5426:1983, extended Latin alphabet for bibliographic information interchange: the right half of the table (the
 * left half is ASCII). C0 to DF are combining marks that come before their letter; C1 controls 88 and 89 are the
 * non-sorting marks of UNIMARC.
 */
export const iso5426Spacing: Readonly<Record<number, string>> = {
  0x88: '\u0098',
  0x89: '\u009c',
  0x98: '\u0098',
  0x9c: '\u009c',
  0xa1: '¡',
  0xa2: '„',
  0xa3: '£',
  0xa4: '$',
  0xa5: '¥',
  0xa6: '†',
  0xa7: '§',
  0xa8: '′',
  0xa9: '‘',
  0xaa: '“',
  0xab: '«',
  0xac: '♭',
  0xad: '©',
  0xae: '℗',
  0xaf: '®',
  0xb0: 'ʻ',
  0xb1: 'ʼ',
  0xb2: '‚',
  0xb6: '‡',
  0xb7: '·',
  0xb8: '″',
  0xb9: '’',
  0xba: '”',
  0xbb: '»',
  0xbc: '♯',
  0xbd: 'ʹ',
  0xbe: 'ʺ',
  0xbf: '¿',
  0xe1: 'Æ',
  0xe2: 'Đ',
  0xe6: 'Ĳ',
  0xe8: 'Ł',
  0xe9: 'Ø',
  0xea: 'Œ',
  0xec: 'Þ',
  0xf1: 'æ',
  0xf2: 'đ',
  0xf3: 'ð',
  0xf5: 'ı',
  0xf6: 'ĳ',
  0xf8: 'ł',
  0xf9: 'ø',
  0xfa: 'œ',
  0xfb: 'ß',
  0xfc: 'þ',
};

/** Combining marks: they come before their letter. */
export const iso5426Marks: Readonly<Record<number, string>> = {
  0xc0: '\u0309', // hook above
  0xc1: '\u0300', // grave
  0xc2: '\u0301', // acute
  0xc3: '\u0302', // circumflex
  0xc4: '\u0303', // tilde
  0xc5: '\u0304', // macron
  0xc6: '\u0306', // breve
  0xc7: '\u0307', // dot above
  0xc8: '\u0308', // diaeresis
  0xc9: '\u0308', // umlaut
  0xca: '\u030a', // ring
  0xcb: '\u0315', // high comma off centre
  0xcc: '\u0313', // high comma centred
  0xcd: '\u030b', // double acute
  0xce: '\u031b', // horn
  0xcf: '\u030c', // caron
  0xd0: '\u0327', // cedilla
  0xd1: '\u031c', // left half ring below
  0xd2: '\u0326', // comma below
  0xd3: '\u0328', // ogonek
  0xd4: '\u0325', // ring below
  0xd5: '\u032e', // breve below
  0xd6: '\u0323', // dot below
  0xd7: '\u0324', // two dots below
  0xd8: '\u0332', // low line
  0xd9: '\u0333', // double low line
  0xda: '\u0329', // vertical line below
  0xdb: '\u032d', // circumflex below
  0xdd: '\ufe20', // ligature, left half
  0xde: '\ufe21', // ligature, right half
  0xdf: '\ufe23', // double tilde, right half
};

const letters = (text: string) => new Set([...(text + text.toUpperCase())].map((letter) => letter.charCodeAt(0)));
/** Letters that really bear each mark, in the languages a French library buys: what tells ISO 5426 from Latin-1. */
const usualLetters: Readonly<Record<number, ReadonlySet<number>>> = {
  0xc1: letters('aeiou'),
  0xc2: letters('aeiouycnsz'),
  0xc3: letters('aeiouwyz'),
  0xc4: letters('aon'),
  0xc5: letters('aeiou'),
  0xc6: letters('aegiou'),
  0xc7: letters('cegiz'),
  0xc8: letters('aeiouy'),
  0xc9: letters('aeiouy'),
  0xca: letters('au'),
  0xcd: letters('ou'),
  0xcf: letters('cdenrstz'),
  0xd0: letters('cst'),
  0xd2: letters('st'),
  0xd3: letters('aeiu'),
};

/** True when ISO 5426 would make a usual accented letter of this pair of bytes. */
export function isUsualPair(mark: number, letter: number): boolean {
  return usualLetters[mark]?.has(letter) ?? false;
}
