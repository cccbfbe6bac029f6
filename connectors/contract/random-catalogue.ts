import * as fc from 'fast-check';
import type { ScanRequest, SearchDocument } from '../../core/ports/search-index.ts';
import type { Clause, Proximity, Query } from '../../core/query/model.ts';
import { document, field, published } from './corpus.ts';

// Few words, so that phrases, prefixes and neighbours meet by chance; some share beginnings, some are written in two
// ways, some are not Latin.
const vocabulary =
  'mer Mer mers merveille rêve rêverie île été ÉTÉ Œuvre œuvrer chat château pain Ελλάδα 東京 𐐷𐐲'.split(' ');

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
const position = fc.constantFrom('any', 'first-in-field', 'last-in-field');
const plain = { position: 'any', truncation: 'none', completeness: 'incomplete', relation: '=' } as const;
const relation = fc.constantFrom<Proximity['relation']>('<', '<=', '=', '>=', '>', '<>');

/** A word some of whose characters are masked. */
const maskedWord = fc
  .tuple(word, fc.nat(9), fc.constantFrom('*', '?', '?*', '*'), fc.nat(3))
  .map(([whole, at, mask, masked]) => {
    const letters = [...whole];
    letters.splice(at % letters.length, masked, mask);
    return letters.join('');
  });
const maskedText = fc.array(fc.oneof(word, maskedWord), { minLength: 1, maxLength: 3 }).map((found) => found.join(' '));

/** An expression that some of the words match. */
const expression = fc
  .tuple(word, word, fc.nat(9), fc.constantFrom('dot', 'either', 'set', 'beginning', 'doubled'))
  .map(([one, other, at, shape]) => {
    const letters = [...one];
    const place = at % letters.length;
    if (shape === 'either') return `${one}|(${other})`;
    if (shape === 'beginning') return `${letters.slice(0, place).join('')}.*`;
    if (shape === 'dot') letters[place] = '.?';
    else if (shape === 'set') letters[place] = '[a-nr]+';
    else letters[place] += '*';
    return letters.join('');
  });

const ofWords: fc.Arbitrary<Clause> = fc
  .record({
    index: textIndex,
    term: text(2),
    structure: fc.constantFrom('phrase', 'all-words', 'any-word'),
    truncation,
  })
  .map((drawn) => ({ ...plain, kind: 'clause', ...drawn }) as Clause);
const ofMasks: fc.Arbitrary<Clause> = fc
  .record({ index: textIndex, term: maskedText, structure: fc.constantFrom('phrase', 'all-words', 'any-word') })
  .map((drawn) => ({ ...plain, kind: 'clause', ...drawn, truncation: 'masked' }) as Clause);
const ofPlace: fc.Arbitrary<Clause> = fc
  .oneof(
    fc.record({ index: textIndex, term: text(2), position, truncation }),
    fc.record({ index: textIndex, term: maskedText, position, truncation: fc.constant('masked') }),
  )
  .map((drawn) => ({ ...plain, kind: 'clause', structure: 'phrase', ...drawn }) as Clause);
const ofExpression: fc.Arbitrary<Clause> = fc
  .record({ index: textIndex, term: expression, position })
  .map((drawn) => ({ ...plain, kind: 'clause', structure: 'word', truncation: 'regexp', ...drawn }) as Clause);
const ofHeading: fc.Arbitrary<Clause> = fc
  .oneof(
    fc.record({ index: fc.constantFrom('title', 'author', 'subject'), term: text(2), truncation }),
    fc.record({
      index: fc.constantFrom('title', 'author', 'subject'),
      term: maskedText,
      truncation: fc.constant('masked'),
    }),
  )
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
    ({ year, relation: related }) =>
      ({ ...plain, kind: 'clause', index: 'date', structure: 'year', term: String(year), relation: related }) as Clause,
  );
const ofYears: fc.Arbitrary<Clause> = fc
  .constantFrom(['199', 'right'], ['5', 'left'], ['19?4', 'masked'], ['*0*', 'masked'], ['199[2-5]|2...', 'regexp'])
  .map(
    ([term, truncated]) =>
      ({ ...plain, kind: 'clause', index: 'date', structure: 'year', term, truncation: truncated }) as Clause,
  );
const ofNumber: fc.Arbitrary<Clause> = fc
  .oneof(
    fc.record({ term: fc.constantFrom(...isbns, '9782253096337'), truncation: fc.constantFrom('none', 'right') }),
    fc.record({ term: fc.constantFrom('978-2-07*', '*337', '97?2253096337'), truncation: fc.constant('masked') }),
    fc.record({ term: fc.constantFrom('97[89]1?0?9.*', '978(207|225).*7'), truncation: fc.constant('regexp') }),
  )
  .map((drawn) => ({ ...plain, kind: 'clause', index: 'isbn', structure: 'identifier', ...drawn }) as Clause);
const ofLibrary: fc.Arbitrary<Clause> = fc
  .constantFrom(['LENS', 'none'], ['avion', 'none'], ['LI*', 'masked'], ['?????', 'masked'], ['L.*|AVION', 'regexp'])
  .map(
    ([term, truncated]) =>
      ({
        ...plain,
        kind: 'clause',
        index: 'library',
        structure: 'word',
        term: truncated === 'regexp' ? term!.toLowerCase() : term,
        truncation: truncated,
      }) as Clause,
  );

const near: fc.Arbitrary<Query> = textIndex.chain((index) => {
  const one = fc
    .oneof(
      fc.record({ term: text(2), position: fc.constantFrom('any', 'any', 'last-in-field') }),
      fc.record({ term: maskedWord, truncation: fc.constant('masked') }),
    )
    .map((drawn) => ({ ...plain, kind: 'clause', index, structure: 'phrase', ...drawn }) as Clause);
  const either = fc.oneof(one, fc.record({ kind: fc.constant('or' as const), left: one, right: one }));
  const apart = fc.oneof(
    fc.record({ unit: fc.constant('word' as const), relation, distance: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ unit: fc.constant('field' as const), relation, distance: fc.constant(0) }),
  );
  const pair = (left: fc.Arbitrary<Query>): fc.Arbitrary<Query> =>
    fc
      .record({ left, right: one, ordered: fc.boolean(), apart })
      .map(({ left: before, right, ordered, apart: so }) => ({ kind: 'prox', left: before, right, ordered, ...so }));
  return fc.oneof({ weight: 4, arbitrary: pair(either) }, { weight: 1, arbitrary: pair(pair(one)) });
});

/** Any query that every index must answer. */
export const randomQuery: fc.Arbitrary<Query> = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    ofWords,
    ofMasks,
    ofPlace,
    ofExpression,
    ofHeading,
    ofRange,
    ofYear,
    ofYears,
    ofNumber,
    ofLibrary,
    near,
    near,
    fc.constant<Query>({ kind: 'all' }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const, 'not' as const),
      left: tie('query'),
      right: tie('query'),
    }),
  ),
})).query;

/** Any walk along the terms of an index. */
export const randomScan: fc.Arbitrary<ScanRequest> = fc
  .record({
    list: fc.constantFrom<Pick<ScanRequest, 'index' | 'structure'>>(
      { index: 'title' },
      { index: 'author', structure: 'heading' },
      { index: 'subject' },
      { index: 'title', structure: 'word' },
      { index: 'any' },
      { index: 'date' },
      { index: 'isbn' },
      { index: 'library' },
    ),
    term: fc.oneof(text(2), fc.constantFrom('', 'm', '199', '978', 'lens', '1995')),
    size: fc.integer({ min: 1, max: 8 }),
    position: fc.nat(9),
    stepSize: fc.constantFrom(undefined, 0, 1, 2),
  })
  .map(({ list, term, size, position: place, stepSize }) => ({
    ...list,
    term,
    size,
    position: Math.min(place, size + 1),
    ...(stepSize === undefined ? {} : { stepSize }),
  }));
