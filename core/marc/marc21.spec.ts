import { Buffer } from 'node:buffer';
import { decode, encode } from './iso2709.ts';
import { encodeMarc21, toMarc21 } from './marc21.ts';
import { toMarcXml } from './marcxml.ts';
import { isDataField, type MarcField, type MarcRecord } from './record.ts';
import { fieldBytes, packedTag, rewriteFields } from './rewrite.ts';

const field = (tag: string, indicators: string, ...parts: string[]): MarcField => ({
  tag,
  ind1: indicators[0]!,
  ind2: indicators[1]!,
  subfields: parts.map((part) => ({ code: part[0]!, value: part.slice(1) })),
});
const record: MarcRecord = {
  leader: '00000nam0 2200000   450 ',
  fields: [
    { tag: '001', value: 'PAS0000000001' },
    field('010', '  ', 'a978-2-07-061275-8', 'bbr.'),
    field('100', '  ', 'a20240321d1998    m  y0frey50      ba'),
    field('101', '1 ', 'afre', 'ceng'),
    field('102', '  ', 'aFR'),
    field('200', '1 ', 'a\u0098Le \u009cPetit Prince', 'eavec des aquarelles', 'fAntoine de Saint-Exupéry', 'gtraduit'),
    field('214', ' 0', 'aParis', 'cGallimard', 'd1998'),
    field('215', '  ', 'a96 p.', 'cill.', 'd18 cm'),
    field('606', '  ', 'aAviateurs', 'xRomans', 'yFrance', '2rameau'),
    field('700', ' 1', 'aSaint-Exupéry', 'bAntoine de', 'f1900-1944', '4070'),
    field('995', '  ', 'bLENS', 'f30000001', 'kR SAI'),
  ],
};
const shown = (fields: readonly MarcField[]): string[] =>
  fields.map((each) =>
    isDataField(each)
      ? `${each.tag} ${each.ind1}${each.ind2} ${each.subfields.map(({ code, value }) => `$${code} ${value}`).join(' ')}`
      : `${each.tag} ${each.value}`,
  );

test('a UNIMARC record in MARC 21, field by field', () => {
  expect(shown(toMarc21(record).fields)).toEqual([
    '001 PAS0000000001',
    '008 240321s1998    fr                  fre d',
    '020    $a 978-2-07-061275-8 $q br.',
    '041 1  $a fre $h eng',
    '100 1  $a Saint-Exupéry, Antoine de $d 1900-1944 $4 070',
    '245 13 $a Le Petit Prince : $b avec des aquarelles / $c Antoine de Saint-Exupéry ; traduit',
    '264  1 $a Paris : $b Gallimard, $c 1998',
    '300    $a 96 p. : $b ill. ; $c 18 cm',
    '650  7 $a Aviateurs $x Romans $z France $2 rameau',
    '952    $b LENS'.replace('$b', '$a') + ' $p 30000001 $o R SAI',
  ]);
});

test('its leader and 008 have the lengths and letters of MARC 21', () => {
  const converted = toMarc21(record);
  const bytes = encodeMarc21(converted);
  expect(bytes.toString('latin1', 5, 12)).toBe('nam a22');
  expect(bytes.toString('latin1', 17, 24)).toBe(' i 4500');
  expect(Number(bytes.toString('latin1', 0, 5))).toBe(bytes.length);
  const fixed = converted.fields.find(({ tag }) => tag === '008')!;
  expect('value' in fixed && fixed.value).toHaveLength(40);
  expect(shown(decode(bytes).record.fields)).toEqual(shown(converted.fields));
  expect(toMarcXml(converted)).toContain('<datafield tag="245" ind1="1" ind2="3"><subfield code="a">Le Petit Prince :');
});

describe('fields moved as bytes', () => {
  const marc = encode(record);

  test('one kind left out, others added: the record reads as if it had been written so', () => {
    const added = [
      { tag: '995', bytes: fieldBytes(' ', ' ', [{ code: 'a', value: 'Médiathèque' }]) },
      { tag: '995', bytes: fieldBytes(' ', ' ', [{ code: 'f', value: 'a\x1fb' }]) },
    ];
    const bytes = rewriteFields(marc, (tag) => tag !== packedTag('995'), added)!;
    const expected = record.fields.filter(({ tag }) => tag !== '995');
    expect(decode(bytes).record.fields).toEqual([
      ...expected,
      field('995', '  ', 'aMédiathèque'),
      field('995', '  ', 'fa b'),
    ]);
    expect(decode(bytes).corrections).toEqual([]);
  });

  test('fields that lie in another order than their directory, or apart, are found where they lie', () => {
    const [one, other, third] = ['1  a\x1e', ' 12\x1fb\x1e', '\x1fcé\x1e'];
    const text = `${third}${one}xx${other}`;
    const place = (part: string) => Buffer.byteLength(text.slice(0, text.indexOf(part)));
    const entries = [
      ['001', one],
      ['200', other],
      ['995', third],
    ].map(([tag, part]) => {
      const [length, start] = [Buffer.byteLength(part!), place(part!)];
      return tag! + String(length).padStart(4, '0') + String(start).padStart(5, '0');
    });
    const odd = Buffer.from(`00093nam0 2200061   450 ${entries.join('')}\x1e${text}\x1d`);
    const bytes = rewriteFields(odd, (tag) => tag !== packedTag('001'), [{ tag: '999', bytes: Buffer.from('z\x1e') }])!;
    expect(bytes.toString()).toBe(
      `00075nam0 2200061   450 200000600000995000500006999000200011\x1e${other}${third}z\x1e\x1d`,
    );
  });

  test('nothing changed gives the same bytes', () => {
    expect(rewriteFields(marc, () => true)!.equals(Buffer.from(marc))).toBe(true);
  });

  test('more than ISO 2709 can count is null, never cut', () => {
    const long = { tag: '300', bytes: fieldBytes(' ', ' ', [{ code: 'a', value: 'x'.repeat(9_000) }]) };
    expect(
      rewriteFields(
        marc,
        () => true,
        Array.from({ length: 12 }, () => long),
      ),
    ).toBeNull();
  });

  test('bytes that are no record are refused', () => {
    expect(() => rewriteFields(new Uint8Array([1, 2, 3]), () => true)).toThrow('directory-unreadable');
    const broken = Buffer.from(marc);
    broken.write('99999', 24 + 7, 'latin1');
    expect(() => rewriteFields(broken, () => true)).toThrow('directory-unreadable: field 001');
  });
});
