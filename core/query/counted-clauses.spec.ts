import { countedClauses } from './counted-clauses.ts';
import { compileCql } from './cql/index.ts';

const terms = (cql: string, most = 10): string[] =>
  countedClauses(compileCql(cql).query, most).map(({ index, term }) => `${index} ${term}`);

test.each<[cql: string, counted: readonly string[]]>([
  ['title = germinal', []],
  ['title = germinal and author = zola', ['title germinal', 'author zola']],
  ['(a or b) not (a and "c d")', ['any a', 'any b', 'any c d']],
  ['title = cat* and title = c?t and title <> dog and subject = mer', ['title cat', 'title dog', 'subject mer']],
  ['title = petit prox title = prince', ['title petit', 'title prince']],
  ['cql.allRecords = 1 not title = germinal', ['title germinal']],
])('of %s it counts %j', (cql, counted) => expect(terms(cql)).toEqual(counted));

test('a query of more terms than are counted is not told in part', () => {
  expect(terms('a or b or c', 3)).toHaveLength(3);
  expect(terms('a or b or c or d', 3)).toEqual([]);
});
