import { bytes, leMonde, lesMiserables } from '../marc/fixtures.ts';
import { decode } from '../marc/iso2709.ts';
import type { DataField, MarcField, MarcRecord } from '../marc/record.ts';
import { checkRecord, isValid } from './check.ts';
import { formats } from './formats.ts';

const novel = decode(bytes(lesMiserables)).record;
const data = (tag: string, text: string, indicators = '  '): DataField => ({
  tag,
  ind1: indicators[0]!,
  ind2: indicators[1]!,
  subfields: text === '' ? [] : text.split('$').slice(1).map((part) => ({ code: part[0]!, value: part.slice(1) })),
}); // prettier-ignore
const with_ = (...fields: MarcField[]): MarcRecord => ({ ...novel, fields: [...novel.fields, ...fields] });
const without = (tag: string): MarcRecord => ({ ...novel, fields: novel.fields.filter((field) => field.tag !== tag) });
const replaced = (field: MarcField): MarcRecord => ({
  ...novel,
  fields: novel.fields.map((one) => (one.tag === field.tag ? field : one)),
});
const said = (record: MarcRecord, format: 'A' | 'B' = 'B') =>
  checkRecord(record, format).map(({ severity, code, path }) => `${severity} ${code} ${path}`);

test('a record as BnF makes it has nothing against it', () => {
  expect(said(novel)).toEqual([]);
});

test.each<[string, MarcRecord, string[]]>([
  ['no title', without('200'), ['error field-missing 200']],
  ['no general data', without('100'), ['error field-missing 100']],
  ['a title without $a', replaced(data('200', '$eroman', '1 ')), ['error subfield-missing 200[1]$a']],
  ['two titles', with_(data('200', '$aCosette', '1 ')), ['error field-repeated 200[2]']],
  ['general data cut short', replaced(data('100', '$a20240321d1862')), ['error coded-length 100$a']],
  ['a type of date nobody knows', replaced(data('100', '$a20240321w1862    m  y0frey50      ba')), ['warning coded-value 100$a/8']],
  ['a language that is none', replaced(data('100', '$a20240321d1862    m  y0FREy50      ba')), ['warning coded-value 100$a/22']],
  ['a wrong ISBN', replaced(data('010', '$a2-07-040922-7')), ['warning identifier-wrong 010[1]$a']],
  ['an unknown subfield', with_(data('300', '$aNote$kclé')), ['warning subfield-unknown 300[1]$k']],
  ['a subfield twice', with_(data('300', '$aNote$aNote')), ['warning subfield-repeated 300[1]$a[2]']],
  ['an empty subfield', with_(data('300', '$a ')), ['error subfield-empty 300[1]$a']],
  ['an unexpected indicator', with_(data('606', '$aMer', '7 ')), ['warning indicator 606[2]/ind1']],
  ['a field of no format', with_(data('246', '$aTitre')), ['warning field-unknown 246[1]']],
  ['a local field', with_(data('942', '$kx')), []],
  ['a data field without subfields', with_({ tag: '300', value: 'texte' }), ['error field-is-data 300[1]']],
  ['a control field with subfields', with_(data('005', '$a2024')), ['error field-repeated 005[2]', 'error field-is-control 005[2]']],
  ['an embedded record', with_(data('461', '$1001FRBNF123$12001 $aLa Comédie humaine$v3')), []],
  ['a plain link', with_(data('461', '$tLa Comédie humaine$v3$0FRBNF123')), []],
  ['an RDA content nobody knows', with_(data('181', '$6z01$cabc$2rdacontent')), ['warning coded-value 181[1]$c/0']],
  ['a type of record nobody knows', { ...novel, leader: `00000nzm0 2200000   450 ` }, ['error leader-value leader/6']],
  ['a MARC21 leader', { ...novel, leader: `00000nam0a2200000   450 ` }, ['error leader-value leader/9']],
  ['a leader cut short', { ...novel, leader: '00000nam' }, ['error leader-length leader']],
  ['a field too long', with_(data('330', `$a${'x'.repeat(10_000)}`)), ['error does-not-fit record']],
])('%s: %j', (_, record, findings) => {
  expect(said(record)).toEqual(findings);
  expect(isValid(checkRecord(record))).toBe(!findings.some((line) => line.startsWith('error')));
}); // prettier-ignore

test('says it in French and in English', () => {
  const [found] = checkRecord(replaced(data('100', '$a20240321w1862    m  y0frey50      ba')));
  expect(found!.words).toEqual({
    fr: 'Valeur codée inconnue, type de date : "w".',
    en: 'Unknown coded value, type of date: "w".',
  });
});

test('a serial without number is told so, and that its coded data is short', () => {
  expect(said(decode(bytes(leMonde)).record)).toEqual(['warning coded-length 110$a', 'error field-missing 001']);
});

test('an authority is checked by its own rules', () => {
  const hugo: MarcRecord = {
    leader: '00000nx  a2200000   45  ',
    fields: [
      { tag: '001', value: 'FRBNF11907966' },
      data('100', '$a19840615afrey50      ba0'),
      data('200', '$aHugo$bVictor$f1802-1885', ' 1'),
      data('400', '$aGugo$bViktor$7ca', ' 1'),
    ],
  };
  expect(said(hugo, 'A')).toEqual([]);
  expect(said({ ...hugo, fields: hugo.fields.slice(0, 2) }, 'A')).toEqual(['error field-missing 2--']);
  expect(said(novel, 'A')).toContain('error leader-value leader/6');
});

test('every rule is written once, with words in both languages', () => {
  for (const { fields, coded } of Object.values(formats)) {
    const tags = fields.map(({ tag }) => tag);
    expect(new Set(tags).size).toBe(tags.length);
    for (const { label, tag, indicators } of fields) {
      expect([tag, label.fr.length > 2, label.en.length > 2]).toEqual([tag, true, true]);
      expect(indicators[0] === '').toBe(tag < '010');
    }
    for (const { tag, code, length, positions } of coded) {
      const known = fields.find((field) => field.tag === tag)!;
      expect(known.subfields.map((subfield) => subfield.code)).toContain(code);
      const covered = positions.reduce((sum, position) => sum + position.length, 0);
      if (length !== null) expect([tag, code, covered]).toEqual([tag, code, length]);
    }
  }
});
