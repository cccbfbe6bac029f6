import type { Query } from '../model.ts';
import { QueryError, type QueryDiagnostic } from '../query-error.ts';
import { compileCql } from './compile.ts';

/** A query tree on one line, the way a person would check it. */
function shown(query: Query): string {
  if (query.kind === 'all') return 'all';
  if (query.kind === 'clause') {
    const mark = { none: '', right: '>', left: '<', both: '<>', masked: '*', regexp: '/' }[query.truncation];
    const first = { any: '', 'first-in-field': '^', 'last-in-field': '$' }[query.position];
    return `${query.index} ${query.relation} ${query.structure}${mark}${first} ${JSON.stringify(query.term)}`;
  }
  const operator =
    query.kind === 'prox'
      ? `prox/${query.unit === 'field' ? 'field' : ''}${query.relation === '<=' ? '' : query.relation}${query.distance}${query.ordered ? '/ordered' : ''}`
      : query.kind;
  return `(${shown(query.left)} ${operator} ${shown(query.right)})`;
}

test.each([
  ['germinal', 'any = word "germinal"'],
  ['"petit prince"', 'any = phrase "petit prince"'],
  ['cql.serverChoice = prince', 'any = word "prince"'],
  ['dc.title = "Le petit Prince"', 'title = phrase "le petit prince"'],
  ['DC.TITLE ALL "L\'école d\'été"', 'title = all-words "ecole ete"'],
  ['title any "chat chien"', 'title = any-word "chat chien"'],
  ['title adj "petit prince"', 'title = phrase "petit prince"'],
  ['title cql.all "a b"', 'title = all-words "a b"'],
  ['title == "Germinal"', 'title = heading^ "germinal"'],
  ['title exact "L\'étranger"', 'title = heading^ "l etranger"'],
  ['title exact "etrang*"', 'title = heading>^ "etrang"'],
  ['title = "^petit prince^"', 'title = heading^ "petit prince"'],
  ['title = ^petit', 'title = word^ "petit"'],
  ['title all "^petit prince"', '(title = word^ "petit" and title = word "prince")'],
  ['title = prin*', 'title = word> "prin"'],
  ['title = *ince', 'title = word< "ince"'],
  ['title = *rinc*', 'title = word<> "rinc"'],
  ['title = "petit prin*"', 'title = phrase> "petit prin"'],
  ['title any "chat* chien"', 'title = any-word* "chat* chien"'],
  ['title any "chat* chien*"', 'title = any-word> "chat chien"'],
  ['title all "*chat ^ch?en"', '(title = word< "chat" and title = word*^ "ch?en")'],
  ['title = ca?e', 'title = word* "ca?e"'],
  ['title = ca*e', 'title = word* "ca*e"'],
  ['title = "L\'*cole d\'été"', 'title = phrase< "cole ete"'],
  ['title = "*tit princ*"', 'title = phrase<> "tit princ"'],
  ['title = "pet* prince"', 'title = phrase* "pet* prince"'],
  ['title == "petit* princ?"', 'title = heading*^ "petit* princ?"'],
  ['title = "^petit princ*^"', 'title = heading>^ "petit princ"'],
  ['title = prince^', 'title = word$ "prince"'],
  ['title = "petit prince^"', 'title = phrase$ "petit prince"'],
  ['title any "petit^ ^prince^"', '(title = word$ "petit" or title = heading^ "prince")'],
  ['title = "^*itre"', 'title = word<^ "itre"'],
  ['title =/unmasked "ca*e ^x"', 'title = phrase "ca e x"'],
  ['isbn = 978207*', 'isbn = identifier> "978207"'],
  ['issn = 0395-20?7', 'issn = identifier* "039520?7"'],
  ['rec.id = "pas\\*1*"', 'control-number = identifier> "PAS*1"'],
  ['language = f?e', 'language = identifier* "f?e"'],
  ['date = 19?5', 'date = year* "19?5"'],
  ['title =/regexp "ge(r|rm).*l"', 'title = word/ "ge(r|rm).*l"'],
  ['title any/regexp "a.+ b[cd]"', '(title = word/ "a.+" or title = word/ "b[cd]")'],
  ['isbn =/cql.regexp "97820[0-9]+"', 'isbn = identifier/ "97820[0-9]+"'],
  ['title =/substring rinc', 'title = word<> "rinc"'],
  ['title ==/substring "etit princ"', 'title = heading<>^ "etit princ"'],
  ['title =/string "Le petit prince"', 'title = heading^ "le petit prince"'],
  ['title =/word "petit prince"', 'title = phrase "petit prince"'],
  ['date =/isoDate 1998-05-12', 'date = year "1998"'],
  ['title =/relevant germinal', 'title = word "germinal"'],
  ['title =/unmasked "c\'est quoi?"', 'title = phrase "est quoi"'],
  ['title = "quoi\\?"', 'title = word "quoi"'],
  ['title <> germinal', '(all not title = word "germinal")'],
  ['dc.creator all "hugo victor"', 'author = all-words "hugo victor"'],
  ['isbn = 2-07-061275-9', 'isbn = identifier "9782070612758"'],
  ['bath.isbn = "978 2 07 061275 8"', 'isbn = identifier "9782070612758"'],
  [
    'bib.isbn any "2070612759 9791090636071"',
    '(isbn = identifier "9782070612758" or isbn = identifier "9791090636071")',
  ],
  ['"978-2-07-061275-8"', 'any = word "9782070612758"'],
  ['issn = 0395-2037', 'issn = identifier "03952037"'],
  ['rec.id = pas0000000042', 'control-number = identifier "PAS0000000042"'],
  ['bib.library = LENS', 'library = identifier "lens"'],
  ['language = FRE', 'language = identifier "fre"'],
  ['date = 1998', 'date = year "1998"'],
  ['date = 1998-05-12', 'date = year "1998"'],
  ['dc.date >= 1990', 'date >= year "1990"'],
  ['date within "1990 1999"', '(date >= year "1990" and date <= year "1999")'],
  ['date = 199*', '(date >= year "1990" and date <= year "1999")'],
  ['date any "1990 1995"', '(date = year "1990" or date = year "1995")'],
  ['date encloses "1990 1995"', '(date = year "1990" and date = year "1995")'],
  ['date encloses 1990', 'date = year "1990"'],
  ['cql.allRecords = 1', 'all'],
  ['*', 'all'],
  ['a and b or c not d', '(((any = word "a" and any = word "b") or any = word "c") not any = word "d")'],
  ['a AND (b Or c)', '(any = word "a" and (any = word "b" or any = word "c"))'],
  ['((((a))))', 'any = word "a"'],
  ['a prox b', '(any = word "a" prox/1 any = word "b")'],
  ['a prox/distance=1 b', '(any = word "a" prox/1 any = word "b")'],
  ['a prox/distance=2 b', '(any = word "a" prox/=2 any = word "b")'],
  ['a prox/distance>2/ordered b', '(any = word "a" prox/>2/ordered any = word "b")'],
  ['a prox/distance<>2 b', '(any = word "a" prox/<>2 any = word "b")'],
  ['a prox/unit=element b', '(any = word "a" prox/field=0 any = word "b")'],
  ['a prox/unit=element/distance<1 b', '(any = word "a" prox/field=0 any = word "b")'],
  ['a prox/unit=element/distance>0 b', '(any = word "a" prox/field>0 any = word "b")'],
  ['ab* prox b^', '(any = word> "ab" prox/1 any = word$ "b")'],
  ['(a or "b c") prox d', '((any = word "a" or any = phrase "b c") prox/1 any = word "d")'],
  ['a prox b prox c', '((any = word "a" prox/1 any = word "b") prox/1 any = word "c")'],
  ['title=a prox/unit=word/distance<=3/ordered title=b', '(title = word "a" prox/3/ordered title = word "b")'],
  ['a prox/distance<4/unordered b', '(any = word "a" prox/3 any = word "b")'],
  ['>t="info:srw/cql-context-set/1/dc-v1.1" t.title=x', 'title = word "x"'],
  ['>"info:srw/cql-context-set/1/dc-v1.1" creator=x', 'author = word "x"'],
  ['a and (>d="info:srw/cql-context-set/1/dc-v1.1" d.title=x)', '(any = word "a" and title = word "x")'],
  ['title = and', 'title = word "and"'],
  ['title = "sortby"', 'title = word "sortby"'],
  ['"dc.title" = x', 'title = word "x"'],
  ['title=/cql.ignoreCase/ignoreAccents x', 'title = word "x"'],
  ['\ttitle\n=\r\nx ', 'title = word "x"'],
  ['title = "say \\"hello\\""', 'title = phrase "say hello"'],
])('reads %s', (text, expected) => {
  expect(shown(compileCql(text).query)).toBe(expected);
});

test.each<[string, QueryDiagnostic, string]>([
  ['', 'syntax', ''],
  ['title =', 'syntax', ''],
  ['= x', 'syntax', '='],
  ['a and', 'syntax', ''],
  ['and a', 'syntax', 'and'],
  ['not a', 'syntax', 'not'],
  ['petit prince', 'syntax', ''],
  ['a b c d', 'syntax', 'd'],
  ['a sortby', 'syntax', ''],
  ['(a sortby title)', 'syntax', 'sortby'],
  ['a sortby title)', 'syntax', ')'],
  ['title=a xor title=b', 'boolean-operator', 'xor'],
  ['a=b near/5 c', 'boolean-operator', 'near'],
  ['(a', 'parentheses', '('],
  ['a)', 'parentheses', ')'],
  ['()', 'parentheses', ')'],
  [`${'('.repeat(33)}a${')'.repeat(33)}`, 'parentheses', '32'],
  ['"abc', 'quotes', '"abc'],
  ['"abc\\"', 'quotes', '"abc\\"'],
  ['>x="http://example.org/set" x.title=a', 'context-set', 'http://example.org/set'],
  ['zzz.title=a', 'context-set', 'zzz'],
  ['__proto__.title=a', 'context-set', '__proto__'],
  ['dc.nothing=a', 'index', 'dc.nothing'],
  ['nothing=a', 'index', 'nothing'],
  ['le petit prince', 'index', 'le'],
  ['title foo a', 'relation', 'foo'],
  ['title encloses a', 'relation-with-index', 'title encloses'],
  ['title =/regexp/substring a', 'relation-modifiers', 'regexp substring'],
  ['title =/masked/unmasked a', 'relation-modifiers', 'masked unmasked'],
  ['title ==/regexp a', 'relation-modifiers', 'title ==/regexp'],
  ['title all/string "a b"', 'relation-modifiers', 'title all/string'],
  ['title =/regexp "a b"', 'adjacency-with-masking', 'a b'],
  ['title =/regexp "a(b"', 'term-format', 'regular expression: ( without )'],
  ['date =/regexp "19.*"', 'relation-modifier', 'regexp'],
  ['title =/isoDate 1998', 'relation-modifier', 'isodate'],
  ['title =/respectCase a', 'relation-modifier', 'respectcase'],
  ['title =/stem a', 'relation-modifier', 'stem'],
  ['title =/locale=fr a', 'relation-modifier', 'locale'],
  ['title > a', 'relation-with-index', 'title >'],
  ['isbn adj 2070612759', 'relation-with-index', 'isbn adj'],
  ['date adj 1998', 'relation-with-index', 'date adj'],
  ['title within "a b"', 'relation-with-index', 'title within'],
  [`title = ${'x'.repeat(1025)}`, 'term-too-long', '1024'],
  ['x'.repeat(4097), 'too-long', '4096'],
  ['title = a\\bc', 'escape', '\\b'],
  ['title = abc\\', 'escape', '\\'],
  ['title = ""', 'empty-term', 'title'],
  ['title = a*', 'masked-word-too-short', 'a*'],
  ['title = "petit * prince"', 'masked-word-too-short', '*'],
  ['title = a?', 'masked-word-too-short', 'a?'],
  ['title = 3??', 'masked-word-too-short', '3??'],
  [`title = a${'b?'.repeat(17)}`, 'too-many-masks', '16'],
  ['date = "1*9*s"', 'term-format', '1*9*s'],
  ['date within "199* 2000"', 'masking-position', '199*'],
  ['title = *', 'masked-word-too-short', '*'],
  ['isbn = ^2070612759', 'anchoring', '^'],
  ['title = pe^tit', 'anchor-position', '^'],
  ['title = "petit ^prince"', 'adjacency-with-anchoring', '^'],
  ['title = "..."', 'only-stopwords', '...'],
  ['date = demain', 'term-format', 'demain'],
  ['date within 1990', 'term-format', '1990'],
  [Array.from({ length: 65 }, () => 'a').join(' or '), 'too-many-clauses', '64'],
  ['(a and b) prox c', 'proximity', 'and'],
  ['title all "a b" prox title=c', 'proximity', 'all-words'],
  ['title == a prox title=c', 'proximity', 'heading'],
  ['a =/regexp b prox c', 'index', 'a'],
  ['title =/regexp ab.* prox title=c', 'adjacency-with-masking', 'ab.*'],
  ['a prox/unit=element/distance=3 b', 'proximity-modifiers', 'element =3'],
  ['a prox/distance b', 'proximity-distance', ''],
  ['title=a prox author=b', 'proximity', 'title author'],
  ['isbn=a prox isbn=b', 'proximity', 'isbn'],
  ['a prox/distance<=0 b', 'proximity-distance', '0'],
  ['a prox/distance<=999 b', 'proximity-distance', '999'],
  ['a prox/unit=sentence b', 'proximity-unit', 'sentence'],
  ['a prox/ordered/unordered b', 'proximity-ordering', 'unordered'],
  ['a and/rel.combine=sum b', 'boolean-modifier', 'rel.combine'],
  ['>a="info:srw/cql-context-set/1/dc-v1.1">a="x" b', 'prefix-twice', 'a'],
  ['cql.resultSetId = 1', 'result-set', 'cql.resultSetId'],
  ['a sortby isbn', 'sort-sequence', 'isbn'],
  ['a sortby title title', 'duplicate-sort-key', 'title'],
  ['a sortby title author date language', 'too-many-sort-keys', '3'],
  ['a sortby title/respectCase', 'sort-case', 'respectcase'],
  ['a sortby title/missingOmit', 'sort-missing-value', 'missingomit'],
  ['a sortby title/missingLow', 'sort-missing-value', 'missinglow'],
  ['a sortby title/sort.descending/missingHigh', 'sort-missing-value', 'missinghigh'],
  ['a sortby title/missingValue=0', 'sort-missing-value', 'missingvalue'],
  ['a sortby title/locale=fr', 'sort-sequence', 'locale'],
])('refuses %s', (text, diagnostic, details) => {
  let refusal: unknown;
  try {
    compileCql(text);
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toBeInstanceOf(QueryError);
  expect(refusal).toMatchObject({ diagnostic, details });
});

test('sorts by several keys, each with its direction', () => {
  const { sort } = compileCql('a sortby dc.date/sort.descending title/sort.ascending/ignoreCase dc.creator');
  expect(sort).toEqual([
    { key: 'date', direction: 'descending' },
    { key: 'title', direction: 'ascending' },
    { key: 'author', direction: 'ascending' },
  ]);
});

test('orders by relevance what is asked to be relevant, unless an order is given', () => {
  expect(compileCql('title =/relevant a').sort).toEqual([{ key: 'relevance', direction: 'descending' }]);
  expect(compileCql('title =/relevant a sortby date').sort).toEqual([{ key: 'date', direction: 'ascending' }]);
  expect(compileCql('title = a sortby date/sort.descending/sort.missingLow').sort).toEqual([
    { key: 'date', direction: 'descending' },
  ]);
});

test('answers any of 100,000 mutated queries by a tree or a QueryError', () => {
  const seeds = [
    'dc.title all "petit prince" and (dc.creator = hugo* or isbn any "2070612759 1") sortby date/sort.descending',
    '>p="info:srw/cql-context-set/1/dc-v1.1" p.title ==/ignoreCase "^l\\"été\\"^" not date within "1990 1999"',
    'title=a prox/unit=word/distance<=3/ordered title=b or ((cql.allRecords=1) and bib.library <> LENS)',
    'title any/masked "c?t *ien^ qu\\*oi" prox/unit=element/distance=0 title =/regexp "ge(r|[m-n])+.?l" sortby title/missingHigh',
  ];
  const pieces = [
    '(',
    ')',
    '"',
    '\\',
    '*',
    '?',
    '^',
    '/',
    '=',
    '<',
    '>',
    ' ',
    ' and ',
    ' prox ',
    'sortby ',
    'é',
    '\u0000',
    '\ud800',
    '.',
  ];
  let state = 20260101;
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0; // Numerical Recipes' generator: the same queries every run
    return Math.floor((state / 2 ** 32) * below);
  };
  const outcomes = { read: 0, refused: 0 };
  for (let run = 0; run < 100_000; run++) {
    let text = seeds[random(seeds.length)]!;
    for (let change = random(6); change >= 0; change--) {
      const at = random(text.length + 1);
      const piece = pieces[random(pieces.length)]!;
      text =
        random(3) === 0 ? text.slice(0, at) + text.slice(at + random(8)) : text.slice(0, at) + piece + text.slice(at);
    }
    try {
      compileCql(text);
      outcomes.read++;
    } catch (error) {
      if (!(error instanceof QueryError)) throw new Error(`neither read nor refused: ${text}`, { cause: error });
      outcomes.refused++;
    }
  }
  expect(outcomes.read).toBeGreaterThan(2_500);
  expect(outcomes.refused).toBeGreaterThan(25_000);
});

test('takes long queries without exhausting the call stack when the limits are raised', () => {
  const limits = {
    characters: 1e7,
    clauses: 1e6,
    depth: 1000,
    termCharacters: 1e6,
    maskedWordLetters: 2,
    masks: 16,
    proximityDistance: 100,
    sortKeys: 3,
  };
  expect(compileCql(Array.from({ length: 100_000 }, () => 'a').join(' and '), limits).query.kind).toBe('and');
  expect(compileCql(`${'('.repeat(1000)}a${')'.repeat(1000)}`, limits).query.kind).toBe('clause');
});
