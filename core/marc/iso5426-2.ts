/**
 * ISO 5426-2:1996, Latin characters used in minor European languages and obsolete typography: the letters, columns 6
 * and 7 of the table. Its punctuation, symbols and marks (columns 2 to 4) are not read: such a byte gives U+FFFD, and
 * the record says so.
 */
const letters: Readonly<Record<number, string>> = {
  0xe1: 'Ʒ',
  0xe2: 'Ǥ',
  0xe3: 'Ħ',
  0xe4: 'Kʼ',
  0xe5: 'Ŋ',
  0xe6: '\ua754',
  0xe7: '\ua752',
  0xe8: '\ua750',
  0xe9: '\ua756',
  0xea: 'Ʀ',
  0xeb: 'Ŧ',
  0xec: 'Ƿ',
  0xed: 'Ȝ',
  0xee: '\ua759',
  0xef: 'ſ',
  0xf1: 'ʒ',
  0xf2: 'ǥ',
  0xf3: 'ħ',
  0xf4: 'ĸ',
  0xf5: 'ŋ',
  0xf6: '\ua755',
  0xf7: '\ua753',
  0xf8: '\ua751',
  0xf9: '\ua757',
  0xfa: 'ʀ',
  0xfb: 'ŧ',
  0xfc: 'ƿ',
  0xfd: 'ȝ',
  0xfe: 'q\ua76b',
};

/** Text read as ISO 8859-1 (one character a byte), its upper half read again as ISO 5426-2. */
export function latin1ToIso5426Part2(latin1: string): string {
  return latin1.replace(/[\x80-\xff]/g, (character) => letters[character.charCodeAt(0)] ?? '\ufffd');
}
