/** ANSEL (ANSI/NISO Z39.47), the extended Latin set of MARC-8: the right half of the table. */
export const anselSpacing: Readonly<Record<number, string>> = {
  0x88: '\u0098',
  0x89: '\u009c',
  0x8d: '\u200d',
  0x8e: '\u200c',
  0xa1: 'Ł',
  0xa2: 'Ø',
  0xa3: 'Đ',
  0xa4: 'Þ',
  0xa5: 'Æ',
  0xa6: 'Œ',
  0xa7: 'ʹ',
  0xa8: '·',
  0xa9: '♭',
  0xaa: '®',
  0xab: '±',
  0xac: 'Ơ',
  0xad: 'Ư',
  0xae: 'ʼ',
  0xb0: 'ʻ',
  0xb1: 'ł',
  0xb2: 'ø',
  0xb3: 'đ',
  0xb4: 'þ',
  0xb5: 'æ',
  0xb6: 'œ',
  0xb7: 'ʺ',
  0xb8: 'ı',
  0xb9: '£',
  0xba: 'ð',
  0xbc: 'ơ',
  0xbd: 'ư',
  0xc0: '°',
  0xc1: 'ℓ',
  0xc2: '℗',
  0xc3: '©',
  0xc4: '♯',
  0xc5: '¿',
  0xc6: '¡',
  0xc7: 'ß',
  0xc8: '€',
};

/** Combining marks: they come before their letter. */
export const anselMarks: Readonly<Record<number, string>> = {
  0xe0: '\u0309', // hook above
  0xe1: '\u0300', // grave
  0xe2: '\u0301', // acute
  0xe3: '\u0302', // circumflex
  0xe4: '\u0303', // tilde
  0xe5: '\u0304', // macron
  0xe6: '\u0306', // breve
  0xe7: '\u0307', // dot above
  0xe8: '\u0308', // umlaut
  0xe9: '\u030c', // caron
  0xea: '\u030a', // ring
  0xeb: '\ufe20', // ligature, left half
  0xec: '\ufe21', // ligature, right half
  0xed: '\u0315', // high comma off centre
  0xee: '\u030b', // double acute
  0xef: '\u0310', // candrabindu
  0xf0: '\u0327', // cedilla
  0xf1: '\u0328', // right hook
  0xf2: '\u0323', // dot below
  0xf3: '\u0324', // two dots below
  0xf4: '\u0325', // ring below
  0xf5: '\u0333', // double underscore
  0xf6: '\u0332', // underscore
  0xf7: '\u0326', // left hook
  0xf8: '\u031c', // right cedilla
  0xf9: '\u032e', // upadhmaniya
  0xfa: '\ufe22', // double tilde, left half
  0xfb: '\ufe23', // double tilde, right half
  0xfe: '\u0313', // high comma centred
};
