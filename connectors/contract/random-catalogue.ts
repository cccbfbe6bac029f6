import * as fc from 'fast-check';
import type { SearchDocument } from '../../core/ports/search-index.ts';
import type { Clause, Query } from '../../core/query/model.ts';
import { document, field, published } from './corpus.ts';

// Few words, so that phrases, prefixes and neighbours meet by chance; some share beginnings, some are not Latin.
const vocabulary = 'mer mers merveille rêve rêverie île été Œuvre œuvrer chat château pain Ελλάδα 東京 𐐷𐐲'.split(' ');

const word = fc.constantFrom(...vocabulary);
const text = (most: number): fc.Arbitrary<string> =>
  fc.array(word, { minLength: 1, maxLength: most }).map((found) => found.join(' '));
const isbns = ['978-2-07-061275-8', '2-253-09633-4', '9782070449972', '979-10-90636-07-1'];

/** A record of this number, drawn from few words. */
export function randomDocument(id: number): fc.Arbitrary<SearchDocument> {
  const year = fc.integer({ min: 1990, max: 2000 });
  return fc
    .record({
      title: text(5),
      complement: fc.option(text(3)),
      authors: fc.array(text(2), { maxLength: 2 }),
      subjects: fc.array(text(2), { maxLength: 3 }),
      isbn: fc.option(fc.constantFrom(...isbns)),
      year: fc.option(year),
      library: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ title, complement, authors, subjects, isbn, year: date, library }) =>
      document(
        id,
        [
          ...(isbn === null ? [] : [field(`010   $a${isbn}`)]),
          ...(date === null ? [] : [published(date)]),
          field(`200 1 $a${title}${complement === null ? '' : `$e${complement}`}`),
          ...subjects.map((subject) => field(`606   $a${subject}`)),
          ...authors.map((author, at) => field(`70${at === 0 ? 0 : 1}  1$a${author}`)),
        ],
        [library],
      ),
    );
}

const truncation = fc.constantFrom('none', 'none', 'right', 'left', 'both');
const textIndex = fc.constantFrom('any', 'title', 'author', 'subject');
const plain = { position: 'any', truncation: 'none', completeness: 'incomplete', relation: '=' } as const;

const ofWords: fc.Arbitrary<Clause> = fc
  .record({
    index: textIndex,
    term: text(2),
    structure: fc.constantFrom('phrase', 'all-words', 'any-word'),
    truncation,
  })
  .map((drawn) => ({ ...plain, kind: 'clause', ...drawn }) as Clause);
const ofPlace: fc.Arbitrary<Clause> = fc
  .record({ index: textIndex, term: text(2), position: fc.constantFrom('any', 'first-in-field'), truncation })
  .map((drawn) => ({ ...plain, kind: 'clause', structure: 'phrase', ...drawn }) as Clause);
const ofHeading: fc.Arbitrary<Clause> = fc
  .record({ index: fc.constantFrom('title', 'author', 'subject'), term: text(2), truncation })
  .map(
    (drawn) => ({ ...plain, kind: 'clause', structure: 'heading', completeness: 'complete-field', ...drawn }) as Clause,
  );
const ofRange: fc.Arbitrary<Clause> = fc
  .record({
    index: fc.constantFrom('title', 'subject'),
    term: text(2),
    relation: fc.constantFrom('<', '<=', '>', '>=', '<>'),
  })
  .map((drawn) => ({ ...plain, kind: 'clause', structure: 'heading', ...drawn }) as Clause);
const ofYear: fc.Arbitrary<Clause> = fc
  .record({ year: fc.integer({ min: 1988, max: 2002 }), relation: fc.constantFrom('=', '<', '<=', '>', '>=', '<>') })
  .map(
    ({ year, relation }) =>
      ({ ...plain, kind: 'clause', index: 'date', structure: 'year', term: String(year), relation }) as Clause,
  );
const ofNumber: fc.Arbitrary<Clause> = fc
  .record({ term: fc.constantFrom(...isbns, '9782253096337'), truncation: fc.constantFrom('none', 'right') })
  .map((drawn) => ({ ...plain, kind: 'clause', index: 'isbn', structure: 'identifier', ...drawn }) as Clause);
const ofLibrary: fc.Arbitrary<Clause> = fc
  .constantFrom('LENS', 'avion', 'LIEVIN')
  .map((term) => ({ ...plain, kind: 'clause', index: 'library', structure: 'word', term }) as Clause);

const near: fc.Arbitrary<Query> = textIndex.chain((index) => {
  const one = text(2).map((term) => ({ ...plain, kind: 'clause', index, structure: 'phrase', term }) as Clause);
  const either = fc.oneof(one, fc.record({ kind: fc.constant('or' as const), left: one, right: one }));
  return fc.record({
    kind: fc.constant('prox' as const),
    left: either,
    right: one,
    unit: fc.constant('word' as const),
    relation: fc.constant('<=' as const),
    distance: fc.integer({ min: 1, max: 3 }),
    ordered: fc.boolean(),
  });
});

/** Any query that every index must answer. */
export const randomQuery: fc.Arbitrary<Query> = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    ofWords,
    ofPlace,
    ofHeading,
    ofRange,
    ofYear,
    ofNumber,
    ofLibrary,
    near,
    fc.constant<Query>({ kind: 'all' }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const, 'not' as const),
      left: tie('query'),
      right: tie('query'),
    }),
  ),
})).query;
