import { contextSets, indexByCqlName, indexByUseAttribute, indexes, indexNames, type ContextSet } from './indexes.ts';

test('gives each CQL name and each Bib-1 use attribute to one index only', () => {
  const names = indexNames.flatMap((index) => indexes[index].cql.map((name) => name.toLowerCase()));
  const uses = indexNames.flatMap((index) => indexes[index].bib1);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(uses).size).toBe(uses.length);
});

test('names every index in a context set it declares', () => {
  for (const index of indexNames) {
    expect(indexes[index].cql.length).toBeGreaterThan(0);
    for (const name of indexes[index].cql) {
      const [set, local] = name.split('.') as [ContextSet, string];
      expect(contextSets).toHaveProperty(set);
      expect(indexByCqlName(set, local.toUpperCase())).toBe(index);
    }
  }
});

test.each([
  [4, 'title'],
  [1003, 'author'],
  [7, 'isbn'],
  [1016, 'any'],
  [12, 'control-number'],
  [31, 'date'],
])('reads Bib-1 use attribute %d as %s', (use, index) => {
  expect(indexByUseAttribute(use)).toBe(index);
});

test('knows no index by another attribute', () => {
  expect(indexByUseAttribute(99_999)).toBeUndefined();
});

test('tells facets of headings only where it says which headings', () => {
  for (const index of indexNames) {
    const { facet, type, sources } = indexes[index];
    expect(sources.some((source) => source.facet)).toBe(facet === 'headings');
    if (facet) expect(facet).toBe(type === 'text' ? 'headings' : 'values');
  }
});
