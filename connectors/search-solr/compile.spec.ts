import { QueryUnsupported } from '../../core/ports/search-index.ts';
import type { Clause, Proximity, Query } from '../../core/query/model.ts';
import { compile, type WordsOfField } from './compile.ts';
import { defaults } from './options.ts';

const plain = {
  kind: 'clause',
  index: 'title',
  relation: '=',
  structure: 'word',
  position: 'any',
  truncation: 'none',
  completeness: 'incomplete',
} as const;
const ask = (term: string, more: Partial<Clause> = {}): Clause => ({ ...plain, term, ...more });
const near = (more: Partial<Proximity>): Proximity => ({
  kind: 'prox',
  left: ask('école'),
  right: ask('femmes'),
  unit: 'word',
  relation: '<=',
  distance: 1,
  ordered: true,
  ...more,
});
/** A dictionary in which every cut word stands for two. */
const twoWords: WordsOfField = async (_field, slot) => (slot.kind === 'exactly' ? [slot.term] : ['fee', 'femme']);
const span = (word: string): string => `<SpanTerm fieldName="title_words">${word}</SpanTerm>`;
const row = (slop: number, ...spans: string[]): string =>
  `<SpanNear slop="${slop}" inOrder="true">${spans.join('')}</SpanNear>`;

test.each<[string, Query, unknown]>([
  ['a word', ask('École'), { term: { f: 'title_words', query: 'ecole' } }],
  ['a word by its beginning', ask('misér', { truncation: 'right' }), { prefix: { f: 'title_words', query: 'miser' } }],
  [
    'a word by its end, which no mark around a value is',
    ask('ables', { truncation: 'left' }),
    { lucene: { df: 'title_words', query: String.raw`/(.*ables)&[^\-]*/` } },
  ],
  [
    'a regular expression, its choices together',
    ask('sav.*|mis[a-f]?', { truncation: 'regexp' }),
    { lucene: { df: 'title_words', query: String.raw`/(sav.*|mis[a-f]?)&[^\-]*/` } },
  ],
  [
    'an identifier whose characters mean something to Solr',
    ask('a+b/"c" ', { index: 'control-number', structure: 'identifier', truncation: 'left' }),
    { lucene: { df: 'control-number_value', query: String.raw`/.*A\+B\/\"C\"/` } },
  ],
  [
    'headings up to one',
    ask('Les Misérables', { relation: '<' }),
    { lucene: { df: 'title_heading', query: '[* TO "les miserables"}' } },
  ],
  [
    'years from one on',
    ask('950', { index: 'date', relation: '>=' }),
    { lucene: { df: 'date_value', query: '["0950" TO *]' } },
  ],
  [
    'a row of one operator on one level',
    {
      kind: 'not',
      left: { kind: 'not', left: ask('a'), right: ask('b') },
      right: { kind: 'or', left: { kind: 'or', left: ask('e'), right: ask('f') }, right: ask('g') },
    },
    {
      bool: {
        must: [{ term: { f: 'title_words', query: 'a' } }],
        must_not: [
          { term: { f: 'title_words', query: 'b' } },
          { bool: { should: ['e', 'f', 'g'].map((query) => ({ term: { f: 'title_words', query } })) } },
        ],
      },
    },
  ],
  [
    'a phrase last in its field, one word of it cut',
    ask('des fe', { structure: 'phrase', truncation: 'right', position: 'last-in-field' }),
    { xmlparser: { query: row(0, span('des'), `<SpanOr>${span('fee')}${span('femme')}</SpanOr>`, span('-last-')) } },
  ],
  ['words so near', near({ distance: 3 }), { xmlparser: { query: row(2, span('ecole'), span('femmes')) } }],
  [
    'words just so far apart, in any order',
    near({ relation: '=', distance: 2, ordered: false }),
    {
      xmlparser: {
        query: `<SpanOr>${row(0, row(0, span('ecole'), span('-word')), span('femmes'))}${row(0, row(0, span('femmes'), span('-word')), span('ecole'))}</SpanOr>`,
      },
    },
  ],
  [
    'words in two values',
    near({ unit: 'field', relation: '>', distance: 0 }),
    { xmlparser: { query: row(2_000_000_000, span('ecole'), span('-last-'), span('femmes')) } },
  ],
  [
    'a proximity inside another, case by case',
    near({ left: near({ distance: 2 }), right: ask('x'), distance: 1 }),
    {
      xmlparser: {
        query: `<SpanOr>${row(0, row(0, span('ecole'), span('femmes')), span('x'))}${row(0, row(0, span('ecole'), span('-word'), span('femmes')), span('x'))}</SpanOr>`,
      },
    },
  ],
])('compiles %s', async (_name, query, expected) => {
  expect(await compile(query, twoWords, defaults)).toEqual(expected);
});

const inside = (levels: number, innermost: Query): Query => {
  let query = innermost;
  for (let level = 0; level < levels; level++)
    query = { kind: level % 2 === 0 ? 'and' : 'or', left: ask('a'), right: query };
  return query;
};

test.each<[string, Query, RegExp]>([
  ['too many terms', ask('a '.repeat(501), { structure: 'any-word' }), /so many terms/],
  ['operators too deep', inside(90, ask('a')), /so deep/],
  ['a distance no value has', near({ relation: '=', distance: 1_000_000_000 }), /so long a distance/],
  ['too many cases', near({ left: near({ distance: 201 }) }), /so many cases/],
  ['a distance without end inside another', near({ left: near({ relation: '>=' }) }), /without end/],
  [
    'a phrase of too many words',
    ask('fe '.repeat(500), { structure: 'phrase', truncation: 'masked' }),
    /so many terms/,
  ],
  ['neighbours in two indexes', near({ right: ask('a', { index: 'author' }) }), /across indexes/],
  ['an expression that is none', ask('(a', { truncation: 'regexp' }), /regular expression/],
])('refuses %s', async (_name, query, feature) => {
  await expect(compile(query, twoWords, defaults)).rejects.toThrow(QueryUnsupported);
  await expect(compile(query, twoWords, defaults)).rejects.toThrow(feature);
});
