import fc from 'fast-check';
import { anyCqlClause, anyCqlQuery, readableCql } from './any-query.fixture.ts';
import type { Query } from '../model.ts';
import { compileCql, cqlOf, defaultCqlLimits } from './index.ts';

const limits = { ...defaultCqlLimits, characters: 1e6, clauses: 1e4, depth: 2_000 };
const read = (text: string): Query => compileCql(text, limits).query;

test.each([
  ['germinal', 'cql.serverChoice = "germinal"'],
  ['title all "chat* chien*"', 'dc.title all "chat* chien*"'],
  ['title any "chat* ch?en"', 'dc.title any "chat* ch?en"'],
  ['title == "Le petit prince"', 'dc.title == "le petit prince"'],
  ['title = "^petit princ*"', 'dc.title = "^petit princ*"'],
  ['title = prince^', 'dc.title = "prince^"'],
  ['title =/regexp "a\\.b|c"', 'dc.title =/regexp "a\\.b|c"'],
  ['date = 199*', 'dc.date >= "1990" and dc.date <= "1999"'],
  ['rec.id = "pas\\*?1\\""', 'rec.id = "PAS\\*?1\\""'],
  ['a not (b or c)', 'cql.serverChoice = "a" not (cql.serverChoice = "b" or cql.serverChoice = "c")'],
  ['a prox/unit=element b', 'cql.serverChoice = "a" prox/unit=element/distance=0 cql.serverChoice = "b"'],
  ['* not title = x', 'cql.allRecords = 1 not dc.title = "x"'],
])('%s is written %s', (text, expected) => {
  expect(cqlOf(read(text))).toBe(expected);
});

test('writes the order beside the query', () => {
  const { query, sort } = compileCql('a sortby dc.date/sort.descending title');
  expect(cqlOf(query, sort)).toBe('cql.serverChoice = "a" sortby date/sort.descending title/sort.ascending');
  expect(compileCql(cqlOf(query, sort))).toEqual({ query, sort });
});

test('a tree of ten thousand levels is written and read back without the call stack', () => {
  const texts = [
    Array.from({ length: 10_000 }, () => 'aa').join(' or '),
    `${'bb not ('.repeat(1_999)}cc${')'.repeat(1_999)}`,
  ];
  for (const text of texts) {
    const query = read(text);
    const written = cqlOf(query);
    expect(cqlOf(read(written))).toBe(written);
  }
});

test('whatever can be read is written so that it reads back the same', () => {
  let compared = 0;
  const check = (text: string): void => {
    const query = readableCql(text);
    if (query === null) return;
    compared++;
    expect(read(cqlOf(query))).toEqual(query);
  };
  fc.assert(fc.property(anyCqlClause, check), { seed: 20260101, numRuns: 20_000 });
  fc.assert(fc.property(anyCqlQuery, check), { seed: 20260102, numRuns: 10_000 });
  expect(compared).toBeGreaterThan(6_000);
});
