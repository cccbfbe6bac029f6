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
