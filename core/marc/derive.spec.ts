import { carriers } from '../catalogue/record.ts';
import { derive } from './derive.ts';
import { bytes, leMonde, lesMiserables, oeuvresIso5426, titleless } from './fixtures.ts';
import { decode } from './iso2709.ts';
import { normaliseNonSorting } from './nonsorting.ts';
import { ean13, isbn13, issn8 } from './numbers.ts';
import type { DataField, MarcField, MarcRecord } from './record.ts';

/** A data field as cataloguers write it: `200 1  $aLe Monde`. */
function field(written: string): DataField {
  const [head, ...subfields] = written.split('$');
  return {
    tag: written.slice(0, 3),
    ind1: head![4] ?? ' ',
    ind2: head![5] ?? ' ',
    subfields: subfields.map((text) => ({ code: text[0]!, value: text.slice(1) })),
  };
}
const record = (leader6and7: string, ...fields: readonly string[]): MarcRecord => ({
  leader: `00000n${leader6and7}  2200000   450 `,
  fields: fields.map(field) as MarcField[],
});

test('derives every column from a novel', () => {
  expect(derive(decode(bytes(lesMiserables)).record)).toEqual({
    title: 'Les Misérables. 1, Fantine : roman',
    titleSort: 'miserables 1 fantine',
    authors: ['Hugo, Victor', 'Noël, Bernard'],
    isbn13: ['9782070409228'],
    ean: ['9782070409228'],
    issn: [],
    year: 1862,
    language: 'fre',
    carrier: 'book',
    audience: 'm',
    workKey: 'hugo/miserables 1 fantine',
    matchKeys: ['id:bnf:30835143', 'isbn:9782070409228', 'work:IVO5LpnKcWe5nvmn', 'start:hugo/misera'],
  });
});

test('derives every column from a serial', () => {
  expect(derive(decode(bytes(leMonde)).record)).toMatchObject({
    title: 'Le Monde',
    titleSort: 'monde',
    issn: ['03952037'],
    year: 1944,
    carrier: 'serial',
    workKey: '/monde',
  });
});

test('derives from ISO 5426 what it would from UTF-8', () => {
  expect(derive(decode(bytes(oeuvresIso5426)).record)).toMatchObject({
    title: "L'été des œuvres : « français » à Noël",
    titleSort: 'ete des oeuvres',
    authors: ['Zola, Émile'],
  });
});

test('a record that says nothing gives empty columns', () => {
  expect(derive(decode(bytes(titleless)).record)).toMatchObject({
    title: '',
    authors: [],
    year: null,
    carrier: 'book',
  });
});

test.each([
  ['ISBN-10', isbn13, '2-07-040922-8', '9782070409228'],
  ['ISBN-10 with X', isbn13, '2-02-000609-x', '9782020006095'],
  ['ISBN-13', isbn13, '978-2-07-040922-8', '9782070409228'],
  ['a qualifier in $a', isbn13, '2070409228 (br.)', '9782070409228'],
  ['a label', isbn13, 'ISBN 2070409228', '9782070409228'],
  ['a wrong check digit', isbn13, '2-07-040922-6', null],
  ['no number', isbn13, 'br.', null],
  ['979', isbn13, '979-10-90636-07-1', '9791090636071'],
  ['EAN', ean13, '3259190262928', '3259190262928'],
  ['EAN, wrong check digit', ean13, '3259190262920', null],
  ['EAN of a disc', ean13, '3 760010 858080', '3760010858080'],
  ['UPC', ean13, '724384260958', '0724384260958'],
  ['ISSN', issn8, '0395-2037', '03952037'],
  ['ISSN with X', issn8, '1144-875x', '1144875X'],
  ['ISSN, wrong check digit', issn8, '0395-2038', null],
] as const)('%s', (_, read, text, expected) => {
  expect(read(text)).toBe(expected);
});

test('a cancelled ISBN never matches, two ISBN both do, an EAN of Bookland is one', () => {
  expect(derive(record('am', '010    $a2-07-040922-8$z2-07-040922-6', '010    $a978-2-02-000602-6')).isbn13).toEqual([
    '9782070409228',
    '9782020006026',
  ]);
  expect(derive(record('am', '073  0 $a9782070409228'))).toMatchObject({
    isbn13: ['9782070409228'],
    ean: ['9782070409228'],
  });
});

/** [case, year, fields]. */
const dates: readonly (readonly [string, number | null, readonly string[]])[] = [
  ['100 whole', 1998, ['100    $a19990612d1998    m  y0frey50      ba']],
  ['100 without entry date', 2001, ['100    $ad20012002k    fre 01      ba']],
  ['100 shifted by one', 1998, ['100    $a1999061d1998    m  y0frey50      ba']],
  ['date 1 with a hole, 210', 1993, ['100    $a19990612u199?    m', '210    $d[1993]']],
  ['no 100, copyright in 214', 2021, ['214  0 $aParis$d2021']],
  ['no 100, legal deposit', 1987, ['210    $d[DL 1987]']],
  ['9999 is no year', null, ['100    $a19900101a00019999']],
  ['nothing', null, []],
];

test.each(dates)('year: %s', (_, year, fields) => {
  expect(derive(record('am', ...fields)).year).toBe(year);
});

/** [carrier, leader 6 and 7, fields]. */
const kinds: readonly (readonly [string, string, readonly string[]])[] = [
  ['book', 'am', ['215    $a636 p.']],
  ['large-print', 'am', ['106    $ad']],
  ['large-print', 'am', ['215    $a400 p. en gros caractères']],
  ['comic', 'am', ['105    $aa   t   00|y|']],
  ['comic', 'am', ['608    $aBandes dessinées$2rameau']],
  ['book', 'am', ['606    $aBandes dessinées$xHistoire et critique']],
  ['score', 'cm', []],
  ['map', 'em', []],
  ['audio-book', 'im', []],
  ['audio-book', 'am', ['200 1  $aTitre$bLivre audio']],
  ['music', 'jm', []],
  ['video', 'gm', ['215    $a1 DVD vidéo']],
  ['image', 'km', []],
  ['electronic', 'lm', []],
  ['electronic', 'as', ['200 1  $aTitre$b[Ressource électronique]']],
  ['electronic', 'am', ['182    $cc$2rdamedia']],
  ['game', 'rm', ['215    $a1 jeu (1 plateau)']],
  ['game', 'lm', ['200 1  $aTitre$bJeu vidéo']],
  ['kit', 'mm', []],
  ['object', 'rm', []],
  ['serial', 'as', []],
];

test.each(kinds)('%s: leader %s, %j', (carrier, leader, fields) => {
  expect(derive(record(leader, ...fields)).carrier).toBe(carrier);
});

test('every carrier can be told', () => {
  expect(new Set(kinds.map(([carrier]) => carrier))).toEqual(new Set(carriers));
});

/** [as written in $a, as shown, as sorted]. */
const nonSorting: readonly (readonly [string, string, string])[] = [
  ['\u0098Les \u009cMisérables', 'Les Misérables', 'miserables'],
  ['\u0088Les \u0089Misérables', 'Les Misérables', 'miserables'],
  ['ˆLes ‰Misérables', 'Les Misérables', 'miserables'],
  ['<<The >>sweetest fig', 'The sweetest fig', 'sweetest fig'],
  ['|The |sweetest fig', 'The sweetest fig', 'sweetest fig'],
  ['¬The ¬sweetest fig', 'The sweetest fig', 'sweetest fig'],
  ['(Les) Misérables', 'Les Misérables', 'miserables'],
  ["(L')Assommoir", "L'Assommoir", 'assommoir'],
  ['(Dés)illusions', '(Dés)illusions', 'des illusions'],
  ['Les Misérables', 'Les Misérables', 'miserables'],
];

test.each(nonSorting)('non-sorting part: %j', (written, title, titleSort) => {
  const normalised = normaliseNonSorting(record('am', '101 0  $afre', `200 1  $a${written}`));
  expect(derive(normalised)).toMatchObject({ title, titleSort });
});

test('a record without non-sorting part to normalise is left as it is', () => {
  const plain = record('am', '200 1  $aGerminal', '300    $a(Les) <<notes>> restent');
  expect(normaliseNonSorting(plain)).toBe(plain);
});

test('ISBD punctuation left in the subfields is not doubled', () => {
  const title = (written: string) => derive(record('am', written)).title;
  expect(title('200 1  $aGerminal :$eroman /$fZola')).toBe('Germinal : roman');
  expect(title("200 1  $aEtudes de l'OCDE.$iNorvège")).toBe("Etudes de l'OCDE. Norvège");
  expect(title('200 1  $aCandide$aZadig$h2$iFin$eetc.')).toBe('Candide ; Zadig. 2, Fin : etc.');
});

/** One work in another edition, carrier or language of description has the same key. */
test('the work key joins editions and tells works apart', () => {
  const key = (leader: string, ...fields: string[]) => derive(record(leader, ...fields)).workKey;
  const novel = key('am', '200 1  $aGerminal$fZola', '700  1 $aZola$bÉmile');
  expect(key('im', '200 1  $aGerminal$eroman$btexte enregistré', '700  1 $aZOLA,$bEmile')).toBe(novel);
  expect(key('am', '200 1  $aGerminal en anglais', '500 10$aGerminal', '700  1 $aZola')).toBe(novel);
  expect(key('gm', '200 1  $aGerminal', '702  1 $aBerri$bClaude')).not.toBe(novel);
  expect(key('am', '200 1  $aGerminal$h2', '700  1 $aZola')).not.toBe(novel);
});
