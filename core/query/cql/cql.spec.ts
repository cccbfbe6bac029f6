import type { Query } from '../model.ts';
import { QueryError, type QueryDiagnostic } from '../query-error.ts';
import { compileCql } from './compile.ts';

/** A query tree on one line, the way a person would check it. */
function shown(query: Query): string {
  if (query.kind === 'all') return 'all';
  if (query.kind === 'clause') {
    const mark = { none: '', right: '>', left: '<', both: '<>', masked: '*', regexp: '/' }[query.truncation];
    const first = query.position === 'first-in-field' ? '^' : '';
    return `${query.index} ${query.relation} ${query.structure}${mark}${first} ${JSON.stringify(query.term)}`;
  }
  const operator = query.kind === 'prox' ? `prox/${query.distance}${query.ordered ? '/ordered' : ''}` : query.kind;
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
  ['title any "chat* chien"', '(title = word> "chat" or title = word "chien")'],
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
  ['cql.allRecords = 1', 'all'],
  ['*', 'all'],
  ['a and b or c not d', '(((any = word "a" and any = word "b") or any = word "c") not any = word "d")'],
  ['a AND (b Or c)', '(any = word "a" and (any = word "b" or any = word "c"))'],
  ['((((a))))', 'any = word "a"'],
  ['a prox b', '(any = word "a" prox/1 any = word "b")'],
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
  ['title encloses a', 'relation', 'encloses'],
  ['title foo a', 'relation', 'foo'],
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
  ['title = ca?e', 'masking', '?'],
  ['title = ca*e', 'masking-position', '*'],
  ['title = a*', 'masked-word-too-short', 'a*'],
  ['title = *', 'masked-word-too-short', '*'],
  ['isbn = ^2070612759', 'anchoring', '^'],
  ['title = petit^', 'anchor-position', '^'],
  ['title = pe^tit', 'anchor-position', '^'],
  ['title = "pet* prince"', 'adjacency-with-masking', '*'],
  ['title = "petit ^prince"', 'adjacency-with-anchoring', '^'],
  ['title = "..."', 'only-stopwords', '...'],
  ['date = demain', 'term-format', 'demain'],
  ['date within 1990', 'term-format', '1990'],
  [Array.from({ length: 65 }, () => 'a').join(' or '), 'too-many-clauses', '64'],
  ['(a and b) prox c', 'proximity', 'and'],
  ['title=a prox author=b', 'proximity', 'title author'],
  ['isbn=a prox isbn=b', 'proximity', 'clause'],
  ['a prox/distance>3 b', 'proximity-relation', '>'],
  ['a prox/distance<=0 b', 'proximity-distance', '0'],
  ['a prox/distance<=999 b', 'proximity-distance', '999'],
  ['a prox/unit=sentence b', 'proximity-unit', 'sentence'],
  ['a prox/ordered/unordered b', 'proximity-ordering', 'unordered'],
  ['ab* prox b', 'adjacency-with-masking', '*'],
  ['^a prox b', 'adjacency-with-anchoring', '^'],
  ['a and/rel.combine=sum b', 'boolean-modifier', 'rel.combine'],
  ['>a="info:srw/cql-context-set/1/dc-v1.1">a="x" b', 'prefix-twice', 'a'],
  ['cql.resultSetId = 1', 'result-set', 'cql.resultSetId'],
  ['a sortby isbn', 'sort-sequence', 'isbn'],
  ['a sortby title title', 'duplicate-sort-key', 'title'],
  ['a sortby title author date language', 'too-many-sort-keys', '3'],
  ['a sortby title/respectCase', 'sort-case', 'respectcase'],
  ['a sortby title/missingOmit', 'sort-missing-value', 'missingomit'],
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

test('answers any of 20,000 mutated queries by a tree or a QueryError', () => {
  const seeds = [
    'dc.title all "petit prince" and (dc.creator = hugo* or isbn any "2070612759 1") sortby date/sort.descending',
    '>p="info:srw/cql-context-set/1/dc-v1.1" p.title ==/ignoreCase "^l\\"été\\"^" not date within "1990 1999"',
    'title=a prox/unit=word/distance<=3/ordered title=b or ((cql.allRecords=1) and bib.library <> LENS)',
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
  for (let run = 0; run < 20_000; run++) {
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
  expect(outcomes.read).toBeGreaterThan(500);
  expect(outcomes.refused).toBeGreaterThan(5_000);
});

test('takes long queries without exhausting the call stack when the limits are raised', () => {
  const limits = {
    characters: 1e7,
    clauses: 1e6,
    depth: 1000,
    termCharacters: 1e6,
    maskedWordLetters: 2,
    proximityDistance: 100,
    sortKeys: 3,
  };
  expect(compileCql(Array.from({ length: 100_000 }, () => 'a').join(' and '), limits).query.kind).toBe('and');
  expect(compileCql(`${'('.repeat(1000)}a${')'.repeat(1000)}`, limits).query.kind).toBe('clause');
});
