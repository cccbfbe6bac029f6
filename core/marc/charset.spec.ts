import { decodeText, detectCharset, undoDoubleEncoding, type Charset } from './charset.ts';
import { FileCharset } from './file-charset.ts';
import { bytes, ecoleWindows1252, leMonde, lesMiserables, noelTwice, oeuvresIso5426 } from './fixtures.ts';
import { decode } from './iso2709.ts';
import type { MarcRecord } from './record.ts';

/** [case, bytes in ISO 5426, text]. */
const iso5426: readonly (readonly [string, string, string])[] = [
  ['grave, acute, circumflex, diaeresis', 'o\xc1u \xc2et\xc2e f\xc3ete Isra\xc8el', 'où été fête Israël'],
  ['umlaut, ring, caron, tilde', 'Z\xc9urich \xcaAngstr\xc9om \xcfcesky Espa\xc4na', 'Zürich Ångström česky España'],
  ['cedilla, ogonek, comma below', 'fran\xd0cais w\xd3a\xd2s', 'français wąș'],
  ['ligatures', '\xfaeuf \xeauvre \xf1quo \xe1sop stra\xfbe', 'œeuf Œuvre æquo Æsop straße'],
  ['strokes and letters of the north', '\xf8odz \xe8\xc2od\xc2z \xf9re \xe9rsted \xf2 \xe2 \xf5 \xf3 \xfc', 'łodz Łódź øre Ørsted đ Đ ı ð þ'],
  ['guillemets, quotes, symbols', '\xabmot\xbb \xaamot\xba l\xb9eau \xad \xae \xaf \xa3 \xa7 \xa6 \xb6 \xbf \xa1', '«mot» “mot” l’eau © ℗ ® £ § † ‡ ¿ ¡'],
  ['two marks on a letter, in their order', '\xd6\xc3a', 'ậ'],
  ['non-sorting marks', '\x88Le \x89temps', '\u0098Le \u009ctemps'],
  ['a byte that means nothing', 'a\xffb', 'a\ufffdb'],
  ['a mark with no letter after it', 'fin\xc2', 'fin\u0301'.normalize('NFC')],
]; // prettier-ignore

test.each(iso5426)('ISO 5426: %s', (_, latin1, text) => {
  expect(decodeText(bytes(latin1), 'iso-5426')).toBe(text);
});

test('Windows-1252: the bytes 80 to 9F are its own', () => {
  expect(decodeText(bytes('\x80 \x8cuvre c\x9cur \x91l\x92eau\x94 \x85 \x96'), 'windows-1252')).toBe(
    '€ Œuvre cœur ‘l’eau” … –',
  );
});

/** [text as it stands in a file, how it is written]. */
const samples: readonly (readonly [string, Charset])[] = [
  ['Le Monde', 'utf-8'],
  ['\xc3\x89t\xc3\xa9 \xc5\x93uvre', 'utf-8'],
  ['\xc2Et\xc2e', 'iso-5426'],
  ['Fran\xd0cois Mauriac, No\xc8el', 'iso-5426'],
  ['\xabL\xb9\xc2ecole\xbb', 'iso-5426'],
  ['\xc9t\xe9', 'windows-1252'],
  ['\xc9cole', 'windows-1252'],
  ['\xcatre et \xc0 la recherche', 'windows-1252'],
  ['gar\xe7on, c\x9cur', 'windows-1252'],
  ['\xabL\x92\xe9cole\xbb', 'windows-1252'],
];

test.each(samples)('%j is in %s', (latin1, charset) => {
  expect(detectCharset(bytes(latin1))).toBe(charset);
});

const firstTitle = (record: MarcRecord) =>
  record.fields
    .flatMap((field) => ('subfields' in field && field.tag === '200' ? field.subfields : []))
    .map(({ value }) => value);
const decided = (...records: string[]) => {
  const file = new FileCharset();
  for (const record of records) file.observe(bytes(record));
  return file.decide();
};

test('a record alone says how it is written, and whether its 100 lies', () => {
  expect(decode(bytes(oeuvresIso5426)).corrections).toEqual([]);
  const { record, corrections } = decode(bytes(ecoleWindows1252));
  expect(firstTitle(record)).toEqual(['L’École des cœurs brisés', 'été 98', 'Émile Être']);
  expect(corrections).toEqual([{ code: 'charset-declared', detail: '100 $a 50, windows-1252' }]);
});

test('the file decides by its records; ASCII ones say nothing', () => {
  expect(decided(leMonde)).toBe('utf-8');
  expect(decided(leMonde, lesMiserables)).toBe('utf-8');
  expect(decided(leMonde, oeuvresIso5426)).toBe('iso-5426');
  expect(decided(ecoleWindows1252, leMonde)).toBe('windows-1252');
});

test('a record in another character set than its file is read, and told', () => {
  const inUtf8 = decode(bytes(oeuvresIso5426), 'utf-8');
  expect(firstTitle(inUtf8.record)[1]).toBe('« français » à Noël');
  expect(inUtf8.corrections).toEqual([{ code: 'charset-mixed', detail: 'iso-5426 in a file in utf-8' }]);
  expect(decode(bytes(lesMiserables), 'iso-5426').corrections).toContainEqual({
    code: 'charset-mixed',
    detail: 'utf-8 in a file in iso-5426',
  });
});

test('bytes that mean nothing are told', () => {
  const broken = oeuvresIso5426.replace('Zola', 'Zo\xffa');
  expect(decode(bytes(broken), 'iso-5426').corrections).toContainEqual({ code: 'charset-unknown-bytes', detail: '' });
});

test('UTF-8 encoded twice is repaired when the whole file is, and told', () => {
  expect(decided(noelTwice, leMonde)).toBe('utf-8-twice');
  const { record, corrections } = decode(bytes(noelTwice), 'utf-8-twice');
  expect(firstTitle(record)).toEqual(['Noël à l’œuvre', 'Anaïs']);
  expect(corrections).toEqual([{ code: 'double-encoding-repaired', detail: '' }]);
});

test('one record that was encoded once forbids to repair the file; what looks encoded twice is told', () => {
  expect(decided(noelTwice, lesMiserables)).toBe('utf-8');
  const { record, corrections } = decode(bytes(noelTwice), 'utf-8');
  expect(firstTitle(record)[1]).toBe('AnaÃ¯s');
  expect(corrections).toEqual([{ code: 'double-encoding-suspected', detail: '' }]);
});

test('only text that was encoded twice can be undone', () => {
  expect(undoDoubleEncoding('NoÃ«l')).toBe('Noël');
  expect(undoDoubleEncoding('lâ€™Å“uvre')).toBe('l’œuvre');
  expect(undoDoubleEncoding('Noël')).toBeNull();
  expect(undoDoubleEncoding('Łódź')).toBeNull();
});
