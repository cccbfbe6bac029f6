import {
  authorKey,
  dice,
  editionKey,
  pagesOf,
  permanentIds,
  publisherKey,
  publisherNumberKey,
  titleKey,
  volumeKey,
} from './normalise.ts';

test.each([
  [['\u0098Les \u009cMisérables', 'roman'], 'miserables roman'],
  [['Les Misérables'], 'miserables'],
  [["L'Œuvre au noir"], 'oeuvre au noir'],
  [['LE ROUGE & le Noir'], 'rouge et le noir'],
  [['Harry Potter, tome II'], 'harry potter tome 2'],
  [['Dix petits mots', 'mi-vrais'], 'dix petits mots mi vrais'],
  [['Le'], 'le'],
  [['x'.repeat(80)], 'x'.repeat(60)],
  [[''], ''],
])('the title %j is compared as %j', (titles, key) => {
  expect(titleKey(titles)).toBe(key);
});

test.each([
  ['Hugo, Victor', 'hugo'],
  ['Saint-Exupéry', 'saint exupery'],
  ['', ''],
])('the author %j is compared as %j', (name, key) => {
  expect(authorKey(name)).toBe(key);
});

test.each([
  ['Éd. du Seuil', 'seuil'],
  ['Éditions Gallimard', 'gallimard'],
  ['Presses de la Cité', 'cite'],
  ['Presses', 'presses'],
])('the publisher %j is compared as %j', (name, key) => {
  expect(publisherKey(name)).toBe(key);
});

test.each([
  ['Tome II', '2'],
  ['t. 02', '2'],
  ['Vol. 12', '12'],
  ['V', '5'],
  ['Première partie', 'premiere'],
  ['', ''],
])('the volume %j is compared as %j', (text, key) => {
  expect(volumeKey(text)).toBe(key);
});

test.each([
  ['320 p.', 320],
  ['1 vol. (320 p.)', 320],
  ['XII-345 p.', 345],
  ['345-[12] p. de pl.', 345],
  ['[48] f.', 48],
  ['222 pages', 222],
  ['2 vol. (345, 412 p.)', null],
  ['12 vol.', null],
  ['1 disque compact', null],
  ['1 vol. (non paginé)', null],
  ['', null],
])('the extent %j has %j pages', (extent, pages) => {
  expect(pagesOf(extent)).toBe(pages);
});

test.each([
  ['2e éd. revue et augmentée', '2'],
  ['[Nouvelle édition]', 'nouvelle'],
  ['Éd. revue', 'revue'],
  ['1re édition', ''],
  ['Première édition', ''],
  ['', ''],
])('the statement of edition %j is compared as %j', (statement, key) => {
  expect(editionKey(statement)).toBe(key);
});

test.each([
  ['FRBNF308351430000002', ['bnf:30835143']],
  ['(BnF)FRBNF30835143X', ['bnf:30835143']],
  ['http://catalogue.bnf.fr/ark:/12148/cb30835143x', ['bnf:30835143']],
  ['https://www.sudoc.fr/12345678X', ['ppn:12345678X']],
  ['(PPN)1234567X', ['ppn:01234567X']],
  ['ark:/67375/abc-1', ['ark:67375/abc']],
  ['FRBNF123', []],
  ['000012345', []],
])('%j holds the identifiers %j', (text, ids) => {
  expect(permanentIds(text)).toEqual(ids);
});

test('a number on a disc counts with its label only', () => {
  expect(publisherNumberKey('CDP 7 46208-2', 'EMI')).toBe('emi:cdp7462082');
  expect(publisherNumberKey('7 46208-2', '')).toBe('');
});

test.each([
  ['abcd', 'abcd', 1],
  ['', '', 0],
  ['nacht', 'nahct', 0.25],
  ['miserables', 'miserable', 16 / 17],
  ['a', 'b', 0],
])('%j and %j are alike by %d', (one, other, likeness) => {
  expect(dice(one, other)).toBeCloseTo(likeness, 10);
});
