import { charsets, decodeText, detectCharset, readText, type Charset } from './charset.ts';
import { FileCharset } from './file-charset.ts';
import { bytes } from './fixtures.ts';
import { toIso5426 } from './iso5426-writer.ts';
import { decode } from './iso2709.ts';

/** [character set, case, bytes, text]. */
const rows: readonly (readonly [Charset, string, string, string])[] = [
  ['marc-8', 'grave, acute, circumflex, umlaut, cedilla', 'o\xe1u \xe2et\xe2e f\xe3ete No\xe8el gar\xf0con', 'où été fête Noël garçon'],
  ['marc-8', 'ligatures and strokes', '\xb6uvre \xa6uvre \xb5quo \xa5sop \xb1odz \xb2re stra\xc7e', 'œuvre Œuvre æquo Æsop łodz øre straße'],
  ['marc-8', 'caron, ring, ogonek, comma below, horn', '\xe9cesky \xeaA w\xf1a\xf7s \xbc\xad', 'česky Å wąș ơƯ'],
  ['marc-8', 'symbols', '\xc3 \xc2 \xaa \xb9 \xc0 \xc5 \xc6 \xab \xc8', '© ℗ ® £ ° ¿ ¡ ± €'],
  ['marc-8', 'Greek symbols', 'rayons \x1bgabc\x1bs et X', 'rayons αβγ et X'],
  ['marc-8', 'subscripts', 'H\x1bb2\x1bsO CO\x1bb(12)\x1bs', 'H₂O CO₍₁₂₎'],
  ['marc-8', 'superscripts', 'E=mc\x1bp2\x1bs 10\x1bp-34\x1bs', 'E=mc² 10⁻³⁴'],
  ['marc-8', 'ANSEL designated as G0, then ASCII again', '\x1b(!E1\x1b(Bodz \x1b(!E!\x1b(Bodz', 'łodz Łodz'],
  ['marc-8', 'non-sorting marks', '\x88Le \x89temps', '\u0098Le \u009ctemps'],
  ['marc-8', 'a byte that means nothing', 'a\xafb', 'a\ufffdb'],
  ['iso-5426', 'its own designations are obeyed and left out', '\x1b(B\x1b)P\xc2et\xc2e', 'été'],
  ['iso-5426-2', 'letters of minor languages', '\xfc\xfd \xe5\xf5 \xef \xe3\xf3 \xeb\xfb', 'ƿȝ Ŋŋ ſ Ħħ Ŧŧ'],
  ['iso-5426-2', 'a symbol that is not read', 'a\xa4b', 'a\ufffdb'],
  ['iso-646-fr', 'letters in the places of brackets', "d{j@ l'{t{, \\a, o|, m}re", "déjà l'été, ça, où, mère"],
  ['iso-646-fr', 'square brackets stay brackets', '[S.l.]', '[S.l.]'],
  ['cp850', 'French', '\x82t\x82 \x8a \x85 \x87a o\x97 \x90cole f\x88te No\x89l \xae \xaf', 'été è à ça où École fête Noël « »'],
  ['cp850', 'Spanish, German, Danish', 'Espa\xa4a Z\x81rich \x9d \xe1', 'España Zürich Ø ß'],
  ['macroman', 'French', '\x8et\x8e \x8f \x88 \x8da o\x9d \x83cole f\x90te c\xcfur l\xd5eau \xc7 \xc8', 'été è à ça où École fête cœur l’eau « »'],
  ['macroman', 'a letter with two code points composed', 'A\xdb', 'A€'],
  ['windows-1252', 'ISO 8859-1 is read too', '\xe9t\xe9 \xc7a', 'été Ça'],
]; // prettier-ignore

test.each(rows)('%s: %s', (charset, _, latin1, text) => {
  expect(decodeText(bytes(latin1), charset)).toBe(text);
});

test('every character set has a row', () => {
  const tested = new Set([...rows.map(([charset]) => charset), 'utf-8', 'utf-8-twice']);
  expect(charsets.filter((charset) => !tested.has(charset))).toEqual([]);
});

test.each([
  ['East Asian, three bytes a character', 'Tokyo \x1b$1!0!Fh!\x1b(B!', 'Tokyo \ufffd\ufffd!', ['East Asian (EACC)']],
  ['Cyrillic', '\x1b(NVoina\x1b(B / Tolstoi', '\ufffd\ufffd\ufffd\ufffd\ufffd / Tolstoi', ['basic Cyrillic']],
])('MARC-8, %s: each character is told, none is taken for another', (_, latin1, text, unreadSets) => {
  expect(readText(bytes(latin1), 'marc-8')).toEqual({ text, unreadSets });
});

/** [text as it stands in a file, how it is written]. */
const samples: readonly (readonly [string, string])[] = [
  ['\x82t\x82 \x8a l\x85', 'cp850'],
  ['biblioth\x8aque de Li\x82vin', 'cp850'],
  ['\x8et\x8e \x88 l\x8f', 'macroman'],
  ['biblioth\x8fque de Li\x8evin, c\xcfur', 'macroman'],
  ['biblioth\xe1eque de Li\xe2evin', 'marc-8'],
  ['gar\xf0con, No\xe8el', 'marc-8'],
  ['biblioth\xc1eque de Li\xc2evin', 'iso-5426'],
  ['biblioth\xe8que de Li\xe9vin', 'windows-1252'],
  ['ch\xe2teau, p\xe2te, \xe2ge, th\xe9\xe2tre', 'windows-1252'],
  ['ann\xe9e, cr\xe9\xe9e, id\xe9al', 'windows-1252'],
];
test.each(samples)('%j is in %s', (latin1, charset) => {
  expect(detectCharset(bytes(latin1))).toBe(charset);
});

/** A record of one field 200, its counts right. */
function titled(title: string): string {
  const data = `1 \x1fa${title}`;
  const entry = `200${String(data.length + 1).padStart(4, '0')}00000`;
  return `${String(24 + 13 + data.length + 2).padStart(5, '0')}nam  2200037   450 ${entry}\x1e${data}\x1e\x1d`;
}
const titleOf = (latin1: string, charset?: Charset) => {
  const { record, corrections } = decode(bytes(titled(latin1)), charset);
  const [field] = record.fields;
  return [field && 'subfields' in field ? field.subfields[0]!.value : '', ...corrections.map(({ code }) => code)];
};
const decided = (...titles: string[]) => {
  const file = new FileCharset();
  for (const title of titles) file.observe(bytes(titled(title)));
  return file.decide();
};

test('the file decides where one record cannot', () => {
  expect(decided('L\x82on', 'L\x82a', 'Chlo\x82', 'Th\x82r\x8ase')).toBe('cp850');
  expect(decided('L\x8eon', 'L\x8ea', 'Chlo\x8e', 'Th\x8er\x8fse')).toBe('macroman');
  expect(decided('L\xe2eon', 'No\xe8el', 'Th\xe2er\xe1ese')).toBe('marc-8');
  expect(decided('d{j@ vu', "l'{t{", 'biblioth}que')).toBe('iso-646-fr');
  expect(decided('Ensemble {1, 2}', 'a{b} et |c|', 'titre')).toBe('utf-8');
  expect(decided('H\x1bb2\x1bsO', 'Water')).toBe('marc-8');
});

test('a record that reads clearly better otherwise than its file is read so, and told', () => {
  expect(titleOf('th\xe9\xe2tre, \xe9t\xe9, cr\xe9\xe9', 'iso-5426')).toEqual(['théâtre, été, créé', 'charset-mixed']);
  expect(titleOf('\xc2et\xc2e', 'iso-5426')).toEqual(['été']);
});

test('a set that is not read is named in the corrections of its record', () => {
  expect(titleOf('Voina \x1b(NVo\x1b(B', 'marc-8')).toEqual(['Voina \ufffd\ufffd', 'charset-unread-set']);
});

test('100 $a that says 11 is ISO 5426-2', () => {
  const data = `${' '.repeat(2)}\x1fa${'20240321d2023    k  y0frey0111    ba'}`;
  const title = '1 \x1faWi\xfdt';
  const directory = `100${String(data.length + 1).padStart(4, '0')}00000200${String(title.length + 1).padStart(4, '0')}${String(data.length + 1).padStart(5, '0')}`;
  const length = 24 + 25 + data.length + title.length + 3;
  const { record, corrections } = decode(
    bytes(`${String(length).padStart(5, '0')}nam  2200049   450 ${directory}\x1e${data}\x1e${title}\x1e\x1d`),
  );
  expect(record.fields[1]).toMatchObject({ subfields: [{ code: 'a', value: 'Wiȝt' }] });
  expect(corrections).toEqual([]);
});

/** [text, bytes in ISO 5426]. */
test.each([
  ['Les Misérables', 'Les Mis\xc2erables'],
  ['où été fête Noël garçon', 'o\xc1u \xc2et\xc2e f\xc3ete No\xc8el gar\xd0con'],
  ['œuvre Œuvre « mot » l’eau', '\xfauvre \xeauvre \xab mot \xbb l\xb9eau'],
  ['\u0098Le \u009ctemps', '\x88Le \x89temps'],
  ['ậ Łódź', '\xd6\xc3a \xe8\xc2od\xc2z'],
])('writes %j in ISO 5426, and reads it back', (text, latin1) => {
  expect(toIso5426(text)).toEqual({ latin1, unwritable: [] });
  expect(decodeText(bytes(latin1), 'iso-5426')).toBe(text);
});

test('what ISO 5426 has not is listed, and written as a reference', () => {
  expect(toIso5426('10 € à Łódź, война')).toEqual({
    latin1: '10 &#x20AC; \xc1a \xe8\xc2od\xc2z, &#x432;&#x43E;&#x439;&#x43D;&#x430;',
    unwritable: ['€', 'в', 'о', 'й', 'н', 'а'],
  });
});
