import type { MarcField, MarcRecord } from '../marc/record.ts';
import { mergedRecord } from '../catalogue/editing/merged-record.ts';
import { merged, survivorOf } from './survivor.ts';

const field = (tag: string, text: string): MarcField => {
  if (tag < '010') return { tag, value: text };
  const subfields = text
    .split('$')
    .filter(Boolean)
    .map((part) => ({ code: part[0]!, value: part.slice(1) }));
  return { tag, ind1: ' ', ind2: ' ', subfields };
};
const record = (level: string, ...fields: [string, string][]): MarcRecord => ({
  leader: `00000nam0 2200000${level}  450 `.padEnd(24).slice(0, 24),
  fields: fields.map(([tag, text]) => field(tag, text)),
});
const said = ({ fields }: MarcRecord) =>
  fields.map((one) =>
    'value' in one
      ? `${one.tag} ${one.value}`
      : `${one.tag} ${one.subfields.map(({ code, value }) => `$${code}${value}`).join('')}`,
  );

const local = record(
  ' ',
  ['001', 'PAS1'],
  ['010', '$a2-07-040922-8'],
  ['035', '$a(LENS)7'],
  ['200', '$aMiserables'],
  ['210', '$aParis'],
  ['330', '$aLong résumé du livre'],
  ['606', '$aForçats$2rameau'],
  ['700', '$aHugo$bVictor$4070'],
  ['801', '$aFR$bLENS'],
  ['930', '$aR HUG'],
);
const bnf = record(
  ' ',
  ['001', 'X9'],
  ['010', '$a978-2-07-040922-8'],
  ['035', '$a(LIEVIN)12'],
  ['200', '$aLes Misérables'],
  ['214', '$aParis$cGallimard'],
  ['330', '$aCourt'],
  ['606', '$aForçats$yFrance$2rameau'],
  ['606', '$aForçats$2rameau$3FRBNF1'],
  ['700', '$aHugo$bVictor$4070'],
  ['702', '$aNoël$bBernard$4340'],
  ['801', '$aFR$bBnF'],
  ['930', '$aJ HUG'],
);

test.each<[string, MarcRecord, MarcRecord, string]>([
  ['a national library over a local one', local, bnf, 'absorbed'],
  ['the one kept on a tie', local, local, 'kept'],
  [
    'a full level over an incomplete one',
    record('3', ['200', '$aA'], ['300', '$aN'], ['301', '$aN']),
    record(' ', ['200', '$aA']),
    'absorbed',
  ],
  ['more fields over fewer', record(' ', ['200', '$aA']), record(' ', ['200', '$aA'], ['215', '$a1 p.']), 'absorbed'],
  [
    'local fields do not count',
    record(' ', ['200', '$aA']),
    record(' ', ['200', '$aA'], ['930', '$aX'], ['931', '$aX']),
    'kept',
  ],
])('the better text: %s', (_, kept, absorbed, which) => {
  expect(survivorOf(kept, absorbed)).toBe(which);
});

test('field by field', () => {
  expect(said(merged(local, bnf))).toEqual([
    '001 PAS1',
    '010 $a978-2-07-040922-8',
    '010 $a2-07-040922-8',
    '035 $a(LIEVIN)12',
    '035 $a(LENS)7',
    '200 $aLes Misérables',
    '214 $aParis$cGallimard',
    '330 $aLong résumé du livre',
    '606 $aForçats$yFrance$2rameau',
    '606 $aForçats$2rameau$3FRBNF1',
    '700 $aHugo$bVictor$4070',
    '702 $aNoël$bBernard$4340',
    '801 $aFR$bBnF',
    '801 $aFR$bLENS',
    '930 $aR HUG',
  ]);
});

test('merged again, it stays as it is', () => {
  const once = merged(local, bnf);
  expect(said(merged(once, bnf))).toEqual(said(once));
});

test('somebody in a function nobody has is added, an author under another name is not', () => {
  const one = record(' ', ['200', '$aA'], ['700', '$aHugo$bVictor$4070']);
  const other = record(' ', ['700', '$aHugo$bV.$4070'], ['702', '$aGrimm$bJean$4730']);
  expect(said(merged(one, other))).toEqual(['200 $aA', '700 $aHugo$bVictor$4070', '702 $aGrimm$bJean$4730']);
});

test('one has the main responsibility: whoever comes to it has a secondary one, and is named once', () => {
  const one = record(' ', ['200', '$aA'], ['300', '$aN'], ['700', '$aHugo$bVictor$4070']);
  const other = record(' ', ['700', '$aBayard$bÉmile$4440'], ['702', '$aHugo$bVictor$4080']);
  expect(said(merged(one, other))).toEqual([
    '200 $aA',
    '300 $aN',
    '700 $aHugo$bVictor$4070',
    '702 $aBayard$bÉmile$4440',
  ]);
});

test('what is not repeated is not made so, what is local is not shared', () => {
  const one = record(
    ' ',
    ['001', '1'],
    ['200', '$aA'],
    ['300', '$aN'],
    ['676', '$a840'],
    ['090', '$a7'],
    ['690', '$aici'],
  );
  const other = record(
    ' ',
    ['001', '2'],
    ['101', '$afre'],
    ['200', '$aB'],
    ['676', '$a841'],
    ['090', '$a8'],
    ['390', '$alà'],
  );
  const tags = said(merged(one, other));
  expect(tags).toContain('101 $afre');
  expect(tags.filter((text) => /^(?:.9.|9)/.test(text))).toEqual(['090 $a7', '690 $aici']);
  expect(tags.filter((text) => text.startsWith('200'))).toEqual(['200 $aA']);
});

test('a cataloguer and a batch put two records together by the same rules; only he says which survives', () => {
  const byHand = mergedRecord(bnf, local, {});
  const number = (text: string) => !/^(?:001|035|9)/.test(text);
  expect(said(byHand).filter(number)).toEqual(said(merged(local, bnf)).filter(number));
  expect(said(byHand)).toContain('035 $a(Passerelle)PAS1');
  expect(said(byHand).filter((text) => text.startsWith('801'))).toEqual(['801 $aFR$bBnF', '801 $aFR$bLENS']);
  expect(said(mergedRecord(local, bnf, {}))).toContain('200 $aMiserables');
  expect(said(mergedRecord(bnf, local, { 200: 'absorbed', 330: 'survivor' }))).toEqual(
    expect.arrayContaining(['200 $aMiserables', '330 $aCourt']),
  );
  const artist = record(' ', ['001', '3'], ['700', '$aBayard$bÉmile$4440']);
  expect(said(mergedRecord(bnf, artist, { 700: 'absorbed' })).filter((text) => text.startsWith('7'))).toEqual([
    '700 $aBayard$bÉmile$4440',
    '702 $aNoël$bBernard$4340',
  ]);
});
