import { maskedHeading, maskedValue, maskedWords, maskParts } from './masks.ts';

test.each([
  ['éc*le', ['ec*le']],
  ['ÉC?LE des fem*', ['ec?le', 'des', 'fem*']],
  ["l'éc*", ['ec*']],
  ["l'*cole", ['*cole']],
  ['quatre-v*', ['quatre', 'v*']],
  ['œuvr? c?ur', ['oeuvr?', 'c?ur']],
  ['e\u0301c*le', ['ec*le']],
  [String.raw`pourquoi\? *`, ['pourquoi', '*']],
  [String.raw`a\*b`, ['a', 'b']],
  [String.raw`fin\\ale`, ['fin', 'ale']],
  ['東*', ['東*']],
  ['…', []],
])('reads the masks of %j', (term, expected) => {
  expect(maskedWords(term)).toEqual(expected);
});

test('keeps every word of a masked heading', () => {
  expect(maskedHeading("L'Étr*, Al?ert")).toBe('l etr* al?ert');
});

test.each([
  ['isbn', '978-2-07-*', '978207*'],
  ['issn', '0395-203?', '0395203?'],
  ['barcode', ' b-2* ', 'B-2*'],
  ['control-number', String.raw`pas\*1?`, String.raw`PAS\*1?`],
  ['language', 'FR?', 'fr?'],
  ['date', '19?5', '19?5'],
] as const)('reads a masked value of %s: %j', (index, term, expected) => {
  expect(maskedValue(index, term)).toBe(expected);
});

test('cuts a mask into parts, runs of asterisks being one', () => {
  expect(maskParts('**ec?le')).toEqual(['*', { literal: 'ec' }, '?', { literal: 'le' }]);
  expect(maskParts(String.raw`a\*b\?*`)).toEqual([{ literal: 'a*b?' }, '*']);
  expect(maskParts('')).toEqual([]);
});
