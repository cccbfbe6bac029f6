import { identifierKey, isbnForms, numberForms, numberInTerm } from './identifiers.ts';

test.each([
  ['isbn', '2-07-061275-9', '9782070612758'],
  ['isbn', '978-2-07-061275-8', '9782070612758'],
  ['isbn', '978 2 07 061275 8', '9782070612758'],
  ['isbn', 'ISBN 2-07-061275-9 (br.)', '9782070612758'],
  ['isbn', '2‐07‐061275‐9', '9782070612758'],
  ['isbn', '080442957x', '9780804429573'],
  ['isbn', '979-10-90636-07-1', '9791090636071'],
  ['isbn', '2-07-061275-1', '2070612751'], // wrong check digit: found as it is printed
  ['issn', '0395-2037', '03952037'],
  ['issn', '0317847x', '0317847X'],
  ['issn', '9770395203005', '03952037'],
  ['ean', '3 760123 456789', '3760123456789'],
  ['ean', '036000291452', '0036000291452'], // UPC
  ['control-number', ' pas0000000042 ', 'PAS0000000042'],
  ['barcode', '30000001', '30000001'],
] as const)('finds %s %j under %j', (index, text, expected) => {
  expect(identifierKey(index, text)).toBe(expected);
});

test('gives both forms of an ISBN, and one of an ISBN that has no short form', () => {
  expect(isbnForms('2070612759')).toEqual(['9782070612758', '2070612759']);
  expect(isbnForms('979-10-90636-07-1')).toEqual(['9791090636071']);
  expect(isbnForms('not a number')).toEqual([]);
  expect(numberForms('(OCoLC)123')).toEqual([]);
  expect(numberForms('036000291452')).toEqual(['036000291452', '0036000291452']);
  expect(numberForms('9770395203005')).toEqual(['9770395203005', '03952037']);
});

test.each([
  ['978-2-07-061275-8', '9782070612758'],
  ['ISBN 2070612759', '9782070612758'],
  ['0395-2037', '03952037'],
  ['9770395203005', '03952037'],
  ['3 760123 456784', '3760123456784'],
  ['EAN 3-760123-456784', '3760123456784'],
  ['0 36000 29145 2', '0036000291452'],
  ['3 760123 456789', null], // wrong check digit
  ['2001 2002 2009', null], // three years, though the digits make a UPC
  ['1984', null],
  ['12 345', null],
  ['20 000 lieues', null],
])('reads the search term %j as the number %j', (term, expected) => {
  expect(numberInTerm(term)).toBe(expected);
});
