import { fold, headingKey, sortKey, words } from './text.ts';

test.each([
  ["l'école", ['ecole']],
  ['L’Été d’un garçon', ['ete', 'un', 'garcon']],
  ["aujourd'hui", ['aujourd', 'hui']],
  ["Qu'est-ce que c'est ?", ['est', 'ce', 'que', 'est']],
  ["O'Brien, Tim", ['o', 'brien', 'tim']],
  ['Cœur-brisé ; Ægypte', ['coeur', 'brise', 'aegypte']],
  ['\u0098Le \u009cpetit prince', ['le', 'petit', 'prince']],
  ['e\u0301cole', ['ecole']],
  ['20 000 lieues', ['20', '000', 'lieues']],
  ['Война и мир', ['воина', 'и', 'мир']],
  ['Straße, Ångström, Łódź', ['strasse', 'angstrom', 'lodz']],
  ['ﬁn de ²', ['fin', 'de', '2']],
  ["l'", ['l']],
  [' … — « »', []],
  ['', []],
])('cuts %j into words', (text, expected) => {
  expect(words(text)).toEqual(expected);
});

test('gives the same words for the composed and the decomposed form of every French letter', () => {
  const letters = 'àâäæçéèêëîïôöœùûüÿÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸ';
  for (const letter of letters) expect(fold(letter.normalize('NFD'))).toBe(fold(letter));
});

test('keeps every word of a heading, one blank between two', () => {
  expect(headingKey("L'Étranger :  roman")).toBe('l etranger roman');
});

test.each([
  ['\u0098Les \u009cmisérables', 'fre', 'miserables'],
  ['\u0088The \u0089wind', 'eng', 'wind'],
  ['Les misérables', 'fre', 'miserables'],
  ["L'étranger", 'fre', 'etranger'],
  ['L’étranger', 'fre', 'etranger'],
  ['De la terre à la lune', 'fre', 'de la terre a la lune'],
  ["De l'esprit des lois", 'fre', 'de l esprit des lois'],
  ['Des fleurs pour Algernon', 'fre', 'fleurs pour algernon'],
  ['A la recherche du temps perdu', 'fre', 'a la recherche du temps perdu'],
  ['A farewell to arms', 'eng', 'farewell to arms'],
  ['Les', 'fre', 'les'],
  ['Das Boot', 'ger', 'boot'],
  ['The wire', 'fre', 'the wire'],
])('files %j (%s) under %j', (title, language, expected) => {
  expect(sortKey(title, language)).toBe(expected);
});
