import fc from 'fast-check';
import { anyCqlQuery, readableCql } from '../cql/any-query.fixture.ts';
import { compileCql, cqlOf } from '../cql/index.ts';
import { indexNames, indexes } from '../indexes.ts';
import type { Clause, Query } from '../model.ts';
import { QueryError } from '../query-error.ts';
import { compileRpn, defaultRpnLimits, parsePqf, rpnOf, writePqf } from './index.ts';

const query = (pqf: string): Query => compileRpn(parsePqf(pqf)).query;
const refusal = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof QueryError) return error.message;
    throw error;
  }
  return 'none';
};
const refused = (pqf: string): string => refusal(() => query(pqf));
const cql = (text: string): Query => compileCql(text).query;
const word = (index: Clause['index'], term: string, more: Partial<Clause> = {}): Clause => ({
  kind: 'clause',
  index,
  relation: '=',
  term,
  structure: 'word',
  position: 'any',
  truncation: 'none',
  completeness: 'incomplete',
  ...more,
});

describe('a term by its Bib-1 attributes', () => {
  test.each<[string, Clause]>([
    ['hugo', word('any', 'hugo')],
    ['@attr 1=1003 Hugo', word('author', 'hugo')],
    ['@attr 1=4 "Le tour du monde"', word('title', 'le tour du monde', { structure: 'all-words' })],
    ['@attr 1=4 @attr 4=1 "tour du monde"', word('title', 'tour du monde', { structure: 'phrase' })],
    ['@attr 1=4 @attr 4=105 "tour monde"', word('title', 'tour monde', { structure: 'any-word' })],
    ['@attr 1=4 @attr 2=102 "tour monde"', word('title', 'tour monde', { structure: 'any-word' })],
    ['@attr 1=4 @attr 5=1 voy', word('title', 'voy', { truncation: 'right' })],
    ['@attr 1=4 @attr 5=101 "voy#"', word('title', 'voy', { truncation: 'right' })],
    ['@attr 1=4 @attr 5=104 "?voy?"', word('title', 'voy', { truncation: 'both' })],
    ['@attr 1=4 @attr 5=101 "v#age"', word('title', 'v*age', { truncation: 'masked' })],
    ['@attr 1=4 @attr 5=104 "v#yag?"', word('title', 'v?yag*', { truncation: 'masked' })],
    ['@attr 1=4 @attr 5=104 "v?2age"', word('title', 'v.?.?age', { truncation: 'regexp' })],
    ['@attr 1=4 @attr 5=102 "ge(r|m)+.*l"', word('title', 'ge(r|m)+.*l', { truncation: 'regexp' })],
    [
      '@attr 1=4 @attr 4=6 @attr 5=1 "voyage a len"',
      word('title', 'voyage a len', { structure: 'all-words', truncation: 'right' }),
    ],
    [
      '@attr 1=4 @attr 4=6 @attr 5=104 "voy? #onde"',
      word('title', 'voy* ?onde', { structure: 'all-words', truncation: 'masked' }),
    ],
    [
      '@attr 1=4 @attr 4=1 @attr 5=1 "tour du mon"',
      word('title', 'tour du mon', { structure: 'phrase', truncation: 'right' }),
    ],
    ['@attr 1=4 @attr 3=4 monde', word('title', 'monde', { position: 'last-in-field' })],
    ['@attr 1=4 @attr 3=4 "du monde"', word('title', 'du monde', { structure: 'phrase', position: 'last-in-field' })],
    [
      '@attr 1=4 @attr 6=3 @attr 5=104 "tour ?mond#"',
      word('title', 'tour *mond?', {
        structure: 'heading',
        truncation: 'masked',
        position: 'first-in-field',
        completeness: 'complete-field',
      }),
    ],
    [
      '@attr 1=7 @attr 5=101 "978-2-07#8"',
      word('isbn', '978207*8', { structure: 'identifier', truncation: 'masked', completeness: 'complete-field' }),
    ],
    ['@attr 1=title germinal', word('title', 'germinal')],
    ['@attr 1=dc.title germinal', word('title', 'germinal')],
    ['@attr 1=9999,4 germinal', word('title', 'germinal')],
    ['@attr 1=4 @attr 1=1003 x', word('author', 'x')],
    ['@term numeric 1984', word('any', '1984')],
  ])('%s', (pqf, clause) => {
    expect(query(pqf)).toEqual(clause);
  });

  // Bath and ONE-2, as Koha, PMB and Aleph send them: none is ever refused
  test.each<[string, Partial<Clause>]>([
    ['@attr 2=3 @attr 3=3 @attr 4=2 @attr 5=100 @attr 6=1 voyage', { structure: 'word' }],
    ['@attr 2=3 @attr 3=3 @attr 4=2 @attr 5=1 @attr 6=1 voyag', { structure: 'word', truncation: 'right' }],
    [
      '@attr 2=3 @attr 3=1 @attr 4=1 @attr 5=100 @attr 6=3 "tour du monde"',
      { structure: 'heading', position: 'first-in-field', completeness: 'complete-field' },
    ],
    [
      '@attr 3=1 @attr 4=1 @attr 5=1 @attr 6=1 "tour du mon"',
      { structure: 'phrase', position: 'first-in-field', truncation: 'right' },
    ],
    ['@attr 3=1 @attr 4=6 "tour du monde"', { structure: 'phrase', position: 'first-in-field' }],
  ])('profile %s', (pqf, clause) => {
    expect(query(`@attr 1=4 ${pqf}`)).toMatchObject({ index: 'title', ...clause });
  });

  test('numbers are compared in their one form, whatever their hyphens', () => {
    const isbn = { index: 'isbn', term: '9782260300359', structure: 'identifier' };
    expect(query('@attr 1=7 978-2-26-030035-9')).toMatchObject(isbn);
    expect(query('978-2-26-030035-9')).toEqual(word('any', '9782260300359'));
    expect(query('@attr 1=1044 Lens')).toMatchObject({ index: 'library', term: 'lens' });
  });

  test('years: order, ranges, decades, dates', () => {
    const year = (relation: Clause['relation'], term: string) => ({ index: 'date', relation, term, structure: 'year' });
    expect(query('@attr 1=31 @attr 2=4 1990')).toMatchObject(year('>=', '1990'));
    expect(query('@attr 1=31 1990-1999')).toMatchObject({ left: year('>=', '1990'), right: year('<=', '1999') });
    expect(query('@attr 1=31 @attr 5=1 199')).toMatchObject({ left: year('>=', '1990'), right: year('<=', '1999') });
    expect(query('@attr 1=31 19980512')).toMatchObject(year('=', '1998'));
    expect(query('@attr 1=31 @attr 5=104 19#5')).toMatchObject({ ...year('=', '19?5'), truncation: 'masked' });
  });

  test('always matches is every record; not equal is all the others', () => {
    expect(query('@attr 1=1016 @attr 2=103 ""')).toEqual({ kind: 'all' });
    expect(query('@attr 1=_ALLRECORDS @attr 2=103 ""')).toEqual({ kind: 'all' }); // Zebra
    expect(query('@attr 1=4 @attr 2=6 x')).toEqual({ kind: 'not', left: { kind: 'all' }, right: word('title', 'x') });
  });

  test.each([
    ['@attr 1=9999 x', 'index: 9999'],
    ['@attr 1=nowhere x', 'index: nowhere'],
    ['@attr 2=7 x', 'relation: 7'],
    ['@attr 1=4 @attr 2=4 x', 'relation: 4'],
    ['@attr 3=5 x', 'position: 5'],
    ['@attr 4=99 x', 'structure: 99'],
    ['@attr 5=103 x', 'truncation: 103'],
    ['@attr 5=104 "a?b"', 'none'],
    ['@attr 5=104 "a?99b"', 'truncation: ?99'],
    ['@attr 5=102 "a(b"', 'term-format: regular expression: ( without )'],
    ['@attr 4=1 @attr 5=102 "a b"', 'attribute-combination: 5=102'],
    ['@attr 6=3 @attr 5=102 "ab"', 'attribute-combination: 5=102 6=3'],
    ['@attr 5=101 "a#"', 'masked-word-too-short: a*'],
    [`@attr 5=104 "${'b#'.repeat(17)}"`, 'too-many-masks: 16'],
    ['@attr 1=31 @attr 5=102 1998', 'attribute-combination: 5=102 1=date'],
    ['@attr 1=31 @attr 2=4 @attr 5=1 199', 'attribute-combination: 5=1 1=date'],
    ['@attr 6=4 x', 'completeness: 4'],
    ['@attr 12=1 x', 'attribute-type: 12'],
    ['@attrset 1.2.3 @attr 1=4 x', 'attribute-set: 1.2.3'],
    ['@attr gils 1=4 x', 'attribute-set: 1.2.840.10003.3.5'],
    ['@attr 1=4 @attr 5=1 v', 'masked-word-too-short: v*'],
    ['@attr 1=4 "!"', 'only-stopwords: !'],
    ['""', 'empty-term'],
    ['@attr 1=31 soon', 'term-format: soon'],
    ['@term oid 1.2', 'term-type'],
    ['@set nowhere', 'result-set-unknown: nowhere'],
    [`@attr 1=4 ${'x'.repeat(5000)}`, 'term-too-long: 4096'],
  ])('%s is refused: %s', (pqf, reason) => {
    expect(refused(pqf)).toBe(reason);
  });
});

describe('operators', () => {
  const [a, b, c] = ['a1', 'b1', 'c1'].map((term) => word('any', term));

  test('and, or, and-not, each with two operands', () => {
    expect(query('@and a1 @or b1 @not c1 a1')).toEqual({
      kind: 'and',
      left: a,
      right: { kind: 'or', left: b, right: { kind: 'not', left: c, right: a } },
    });
  });

  test('attributes before an operator are those of all its terms', () => {
    expect(query('@attr 1=4 @and a1 @attr 1=1003 b1')).toEqual({
      kind: 'and',
      left: word('title', 'a1'),
      right: word('author', 'b1'),
    });
    expect(query('@and @attr 1=4 a1 b1')).toEqual({ kind: 'and', left: word('title', 'a1'), right: b });
  });

  test('proximity in words, of one text index', () => {
    expect(query('@prox 0 3 1 2 k 2 @attr 1=4 a1 @attr 1=4 b1')).toMatchObject({
      kind: 'prox',
      distance: 3,
      ordered: true,
    });
    expect(query('@prox void 3 0 1 known 2 a1 b1')).toMatchObject({ distance: 2, ordered: false });
    expect(refused('@prox 0 3 1 2 k 3 a1 b1')).toBe('proximity-unit: 3');
    expect(refused('@prox 0 3 1 2 p 2 a1 b1')).toBe('proximity-unit: 2');
    expect(refused('@prox 0 3 1 7 k 2 a1 b1')).toBe('proximity-relation: 7');
    expect(refused('@prox 0 300 1 2 k 2 a1 b1')).toBe('proximity-distance: 300');
    expect(refused('@prox 0 3 1 2 k 8 a1 b1')).toBe('proximity-modifiers: element <=3');
    expect(refused('@prox 0 3 1 2 k 2 @attr 1=4 a1 b1')).toBe('proximity: title any');
    expect(refused('@prox 0 3 1 2 k 2 @and a1 b1 c1')).toBe('proximity: and');
  });

  test.each<[string, object]>([
    ['0 2 0 3 k 2', { unit: 'word', relation: '=', distance: 2 }],
    ['0 1 0 3 k 2', { unit: 'word', relation: '<=', distance: 1 }],
    ['0 2 0 4 k 2', { unit: 'word', relation: '>=', distance: 2 }],
    ['0 2 1 5 k 2', { unit: 'word', relation: '>', distance: 2, ordered: true }],
    ['0 2 0 6 k 2', { unit: 'word', relation: '<>', distance: 2 }],
    ['0 0 0 2 k 8', { unit: 'field', relation: '=', distance: 0 }],
    ['0 0 0 6 k 8', { unit: 'field', relation: '<>', distance: 0 }],
  ])('ProximityOperator %s', (operator, expected) => {
    expect(query(`@prox ${operator} a1 b1`)).toMatchObject({ kind: 'prox', ...expected });
  });

  test('an exclusion is what has both sides, but not so near each other', () => {
    const near = query('@prox 0 3 1 2 k 2 a1 b1');
    const both = query('@and a1 b1');
    expect(query('@prox 1 3 1 2 k 2 a1 b1')).toEqual({ kind: 'not', left: both, right: near });
  });

  test('a result set is an operand by its own query, and counts for what it weighs', () => {
    const known = { query: a!, clauses: 200, depth: 50 };
    const compiled = compileRpn(parsePqf('@and @set A b1'), (name) => (name === 'A' ? known : null));
    expect(compiled).toMatchObject({ query: { kind: 'and', left: a, right: b }, clauses: 201, depth: 51 });
    expect(refusal(() => compileRpn(parsePqf('@and @set A @set A'), () => known))).toBe('too-many-clauses: 250');
    expect(refusal(() => compileRpn(parsePqf('@or @set A b1'), () => ({ ...known, depth: 100 })))).toBe(
      'too-many-clauses: 100',
    );
  });

  test('an operand of type 7 sorts and is no term, as for Zebra', () => {
    const { query: tree, sort } = compileRpn(parsePqf('@or @or a1 @attr 7=2 @attr 1=31 1 @attr 7=1 @attr 1=4 0'));
    expect(tree).toEqual(a);
    expect(sort).toEqual([
      { key: 'title', direction: 'ascending' },
      { key: 'date', direction: 'descending' },
    ]);
    expect(refused('@or a1 @attr 7=1 @attr 1=54 0')).toBe('sort-sequence: language');
    expect(refused('@or @or a1 @attr 7=1 @attr 1=4 0 @attr 7=1 @attr 1=4 1')).toBe('duplicate-sort-key');
  });

  test('too deep or too many is refused, and costs no call stack', () => {
    const steps = (count: number) => ({
      attributeSet: '1.2.840.10003.3.1',
      steps: Array.from({ length: count }, () => ({
        kind: 'term' as const,
        attributes: [],
        term: { type: 'general' as const, text: 'a1' },
      })),
    });
    expect(refusal(() => compileRpn(steps(100_000)))).toBe('too-many-clauses: 100');
    const leftDeep = (count: number) => `${'@or '.repeat(count - 1)}${'a1 '.repeat(count)}`;
    expect(refused(leftDeep(100))).toBe('none');
    expect(refused(leftDeep(102))).toBe('too-many-clauses: 100');
    expect(refusal(() => parsePqf('@and '.repeat(6_000)))).toBe('too-many-clauses: 100');
  });
});

describe('one query said in RPN, PQF and CQL', () => {
  test.each([
    ['@attr 1=4 germinal', 'dc.title = germinal'],
    ['@and @attr 1=1003 zola @attr 1=4 germinal', 'dc.creator = zola and dc.title = germinal'],
    ['@not @attr 1=4 "terre" @attr 1=1003 zola', 'dc.title = terre not dc.creator = zola'],
    ['@attr 1=4 @attr 4=1 "tour du monde"', 'dc.title = "tour du monde"'],
    ['@attr 1=4 @attr 4=6 "tour du monde"', 'dc.title all "tour du monde"'],
    ['@attr 1=4 @attr 4=105 "tour du monde"', 'dc.title any "tour du monde"'],
    ['@attr 1=4 @attr 6=3 "Germinal"', 'dc.title == "Germinal"'],
    ['@attr 1=4 @attr 5=1 voyag', 'dc.title = voyag*'],
    ['@attr 1=4 @attr 5=2 oyage', 'dc.title = *oyage'],
    ['@attr 1=4 @attr 5=3 oyag', 'dc.title = *oyag*'],
    ['@attr 1=4 @attr 5=101 "v#age"', 'dc.title = v*age'],
    ['@attr 1=4 @attr 5=104 "v#yag?"', 'dc.title = v?yag*'],
    ['@attr 1=4 @attr 5=102 "vo(y|l)age"', 'dc.title =/regexp "vo(y|l)age"'],
    ['@attr 1=4 @attr 4=6 @attr 5=1 "voy mon"', 'dc.title all "voy* mon*"'],
    ['@attr 1=4 @attr 4=105 @attr 5=104 "voy? #onde"', 'dc.title any "voy* ?onde"'],
    ['@attr 1=4 @attr 4=1 @attr 5=1 "tour du mon"', 'dc.title = "tour du mon*"'],
    ['@attr 1=4 @attr 4=1 @attr 5=104 "tou? du monde"', 'dc.title = "tou* du monde"'],
    ['@attr 1=4 @attr 3=1 tour', 'dc.title = ^tour'],
    ['@attr 1=4 @attr 3=4 monde', 'dc.title = monde^'],
    ['@attr 1=4 @attr 3=1 @attr 6=3 "tour du monde"', 'dc.title = "^tour du monde^"'],
    ['@attr 1=4 @attr 6=3 @attr 5=1 "tour du"', 'dc.title == "tour du*"'],
    ['@attr 1=7 @attr 5=1 978-2-07', 'bib.isbn = 978207*'],
    ['@attr 1=54 @attr 5=104 "f#e"', 'dc.language = f?e'],
    ['@attr 1=31 @attr 5=104 "19#5"', 'dc.date = 19?5'],
    ['@attr 1=1 @attr 2=6 zola', 'dc.creator <> zola'],
    ['@prox 0 2 1 4 k 2 @attr 1=4 tour @attr 1=4 monde', 'dc.title = tour prox/distance>=2/ordered dc.title = monde'],
    ['@prox 0 0 0 2 k 8 @attr 1=21 mines @attr 1=21 lens', 'dc.subject = mines prox/unit=element dc.subject = lens'],
    [
      '@prox 0 1 0 2 k 2 @or @attr 1=4 a1 @attr 1=4 b1 @attr 1=4 @attr 5=1 mon',
      '(dc.title = a1 or dc.title = b1) prox dc.title = mon*',
    ],
    ['@attr 1=7 2-07-061275-6', 'bib.isbn = 2-07-061275-6'],
    ['@attr 1=31 @attr 2=4 1990', 'dc.date >= 1990'],
    ['@attr 1=31 1990-1999', 'dc.date within "1990 1999"'],
    ['@prox 0 3 0 2 k 2 @attr 1=4 tour @attr 1=4 monde', 'dc.title = tour prox/distance<=3 dc.title = monde'],
    ['@attr 1=1016 @attr 2=103 ""', 'cql.allRecords = 1'],
  ])('%s is %s', (pqf, text) => {
    expect(query(pqf)).toEqual(cql(text));
    const back = rpnOf(query(pqf));
    expect(compileRpn(back).query).toEqual(query(pqf));
    expect(query(writePqf(back))).toEqual(query(pqf));
    expect(cql(cqlOf(query(pqf)))).toEqual(query(pqf));
  });

  test('whatever CQL can ask is said in RPN and in PQF, and comes back the same', () => {
    const limits = { ...defaultRpnLimits, characters: 1e6, clauses: 1e4, depth: 1e4 };
    let compared = 0;
    fc.assert(
      fc.property(anyCqlQuery, (asked) => {
        const tree = readableCql(asked);
        if (tree === null) return;
        const pqf = writePqf(rpnOf(tree));
        // a mask that Z39.58 has no signs for is said as a regular expression: the same words, another tree
        if (pqf.includes('5=102') && JSON.stringify(tree).includes('"masked"')) return;
        compared++;
        expect(compileRpn(parsePqf(pqf, limits), undefined, limits).query).toEqual(tree);
      }),
      { seed: 20260103, numRuns: 10_000 },
    );
    expect(compared).toBeGreaterThan(1_200);
  });

  test('every index of the table is reached by each of its use attributes and by its name', () => {
    for (const index of indexNames) {
      const term = index === 'date' ? '1998' : index === 'isbn' ? '9782070612758' : 'abc';
      for (const use of [...indexes[index].bib1, index]) {
        expect(query(`@attr 1=${use} ${term}`)).toMatchObject({ kind: 'clause', index });
      }
    }
  });

  test('PQF keeps quotes, backslashes and odd terms', () => {
    for (const text of ['say "hi"', 'back\\slash', '@and', '{x}', '', 'a b']) {
      const rpn = {
        attributeSet: '1.2.840.10003.3.1',
        steps: [{ kind: 'term' as const, attributes: [], term: { type: 'general' as const, text } }],
      };
      expect(parsePqf(writePqf(rpn))).toEqual(rpn);
    }
  });

  test.each([
    ['', 'syntax'],
    ['@and a', 'syntax'],
    ['a b', 'syntax: b'],
    ['@attr x a', 'attribute-set: x'],
    ['@attr 1= a', 'syntax: 1='],
    ['"a', 'quotes: "'],
    [`${'@attr 1=4 '.repeat(65)}a`, 'attribute-combination: 64'],
    ['@nonsense a', 'syntax: @nonsense'],
    ['@prox 0 x 1 2 k 2 a b', 'syntax: x'],
    ['x'.repeat(defaultRpnLimits.characters + 1), 'too-long: 32768'],
  ])('%j is refused: %s', (pqf, reason) => {
    expect(refusal(() => parsePqf(pqf))).toBe(reason);
  });
});
