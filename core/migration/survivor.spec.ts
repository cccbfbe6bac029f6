import type { MarcField, MarcRecord } from '../marc/record.ts';
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
