import { cqlOf } from './cql/index.ts';
import { simpleQuery } from './simple.ts';

test('asks for every word anywhere', () => {
  expect(simpleQuery("L'été, Camus")).toMatchObject({ index: 'any', structure: 'all-words', term: 'ete camus' });
});

test('asks for one word as a word', () => {
  expect(simpleQuery(' Germinal ')).toMatchObject({ index: 'any', structure: 'word', term: 'germinal' });
});

test('keeps an ISBN whole', () => {
  expect(simpleQuery('978-2-07-061275-8')).toMatchObject({ structure: 'word', term: '9782070612758' });
});

test('asks for everything when nothing was typed', () => {
  expect(simpleQuery(' … ')).toEqual({ kind: 'all' });
});

test.each([
  ['"Le petit prince"', 'S = "le petit prince"'],
  ['«\u00a0petit prince\u00a0» st-ex*', 'S = "petit prince" and S = "st ex*"'],
  ['zola germ*', 'S = "zola" and S = "germ*"'],
  ['germ?nal zola camus', 'S all "zola camus" and S = "germ?nal"'],
  ['hugo -misérables -"notre dame"', 'S = "hugo" not S = "miserables" not S = "notre dame"'],
  ['-hugo', 'cql.allRecords = 1 not S = "hugo"'],
  ['Où est Charlie?', 'S all "ou est charlie"'],
  ['zola 978-2-07-061275-8', 'S = "zola" and S = "9782070612758"'],
  ['"petit prince', 'S = "petit prince"'],
  ['a* - ? "', 'S = "a"'],
])('reads %s', (typed, expected) => {
  const written = cqlOf(simpleQuery(typed)).replaceAll('cql.serverChoice', 'S');
  expect(written).toBe(expected);
});
