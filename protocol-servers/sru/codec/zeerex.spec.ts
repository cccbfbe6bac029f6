import { SaxesParser } from 'saxes';
import { compileCql, relationModifiers, scanClause } from '../../../core/query/cql/index.ts';
import { indexes, indexNames, type IndexType } from '../../../core/query/indexes.ts';
import { QueryError } from '../../../core/query/query-error.ts';
import { relationsOf, writeZeerex } from './zeerex.ts';

const facts = {
  address: 'https://catalogue.example.fr/sru',
  database: 'catalogue',
  title: { fr: 'Catalogue collectif', en: 'Union catalogue' },
  defaultRecords: 10,
  maximumRecords: 100,
  schemas: [
    {
      name: 'dc',
      identifier: 'info:srw/schema/1/dc-v1.1',
      aliases: ['dublincore', 'http://purl.org/dc/elements/1.1/'],
      title: { fr: 'Dublin Core', en: 'Dublin Core' },
    },
  ],
};
const terms: Readonly<Record<IndexType, string>> = {
  text: 'abcd',
  identifier: '9782070612758',
  code: 'fre',
  year: '1998',
};
const told = (query: string): string => {
  try {
    compileCql(query);
  } catch (error) {
    if (error instanceof QueryError) return error.message;
    throw error;
  }
  return 'read';
};

test('every relation it names on an index can be asked, and no other', () => {
  const all = [...new Set(Object.values(relationsOf).flat())];
  for (const index of indexNames) {
    const { type, cql } = indexes[index];
    for (const relation of all) {
      const term = relation === 'within' ? `${terms[type]} ${terms[type]}` : terms[type];
      const answer = told(`${cql[0]} ${relation} "${term}"`);
      const expected = relationsOf[type].includes(relation) ? 'read' : `relation-with-index: ${cql[0]} ${relation}`;
      expect([index, relation, answer]).toEqual([index, relation, expected]);
    }
  }
});

test('every relation modifier it names on an index can be asked, and no other', () => {
  for (const index of indexNames) {
    const { type, cql } = indexes[index];
    for (const [modifier, { types }] of Object.entries(relationModifiers)) {
      const answer = told(`${cql[0]} =/${modifier} "${terms[type]}"`);
      expect([index, modifier, answer]).toEqual([
        index,
        modifier,
        types.includes(type) ? 'read' : `relation-modifier: ${modifier}`,
      ]);
    }
  }
});

test('every name of an index can be searched, scanned and, where it says so, sorted by', () => {
  for (const index of indexNames) {
    const { type, cql, sort } = indexes[index];
    for (const name of cql) {
      expect(told(`${name} = ${terms[type]}`)).toBe('read');
      expect(scanClause(`${name} = ${terms[type]}`).index).toBe(index);
      if (sort) expect(told(`a sortby ${name}`)).toBe('read');
      else expect(told(`a sortby ${name}`)).toBe(`sort-sequence: ${name}`);
    }
  }
});

test('is well-formed, in the namespace asked for', () => {
  for (const namespace of ['http://explain.z3950.org/dtd/2.0/', 'http://explain.z3950.org/dtd/2.1/'] as const) {
    const found: string[] = [];
    const parser = new SaxesParser({ xmlns: true });
    parser.on('opentag', ({ uri }) => found.push(uri));
    parser.on('error', (error) => {
      throw error;
    });
    parser.write(writeZeerex(facts, '2.0', namespace)).close();
    expect(new Set(found)).toEqual(new Set([namespace]));
  }
});

test('lists each schema under every name and identifier it answers to', () => {
  const named = [...writeZeerex(facts).matchAll(/<schema name="([^"]*)" identifier="([^"]*)"/g)];
  expect(named.map(([, name, identifier]) => [name, identifier])).toEqual([
    ['dc', 'info:srw/schema/1/dc-v1.1'],
    ['dublincore', 'info:srw/schema/1/dc-v1.1'],
    ['dc', 'http://purl.org/dc/elements/1.1/'],
  ]);
});
