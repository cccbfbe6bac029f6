import type { FacetAsked, ScanFound, ScanRequest, SearchDocument } from '../../core/ports/search-index.ts';
import type { IndexName } from '../../core/query/indexes.ts';
import type { Clause, Proximity, Query } from '../../core/query/model.ts';
import { shelf } from './corpus.ts';

const { ecole, miserables, oeuvres, critique, femmes, histoire, voyage, anonyme } = shelf;

const plain = {
  kind: 'clause',
  relation: '=',
  structure: 'word',
  position: 'any',
  truncation: 'none',
  completeness: 'incomplete',
} as const;
/** A clause: one word of an index unless said. */
export const ask = (index: IndexName, term: string, more: Partial<Clause> = {}): Clause => ({
  ...plain,
  index,
  term,
  ...more,
});
/** Two words of a title, `left` first unless said. */
export const near = (left: string, right: string, more: Partial<Proximity>): Proximity => ({
  kind: 'prox',
  left: ask('title', left),
  right: ask('title', right),
  unit: 'word',
  relation: '<=',
  distance: 1,
  ordered: true,
  ...more,
});
const everything: Query = { kind: 'all' };

/** A term as it is searched, as it is read, and how many records have it. */
type Told = readonly [term: string, display: string, hits: number];

/** Queries on the shelf, and what they find. */
export const shelfQueries: readonly (readonly [name: string, query: Query, found: readonly SearchDocument[]])[] = [
  ['a word without its accents', ask('title', 'ecole'), [ecole, critique]],
  ['a word with its accents and capitals', ask('title', 'ÉCOLE'), [ecole, critique]],
  ['a ligature typed as two letters', ask('title', 'oeuvres'), [oeuvres]],
  ['a ligature', ask('title', 'œuvres'), [oeuvres]],
  ['a word after an elided article', ask('title', "l'école"), [ecole, critique]],
  ['a word between non-sorting marks', ask('title', 'les'), [miserables, femmes]],
  ['a part of a hyphenated word', ask('title', 'vingts'), [voyage]],
  ['a hyphenated word', ask('title', 'quatre-vingts'), [voyage]],
  ['a word nowhere', ask('any', 'introuvable'), []],
  ['no word at all', ask('any', ' … '), []],
  ['a word of any field', ask('any', 'gallimard'), [ecole, oeuvres]],
  ['a word in one index only', ask('subject', 'femmes'), [femmes, histoire]],
  ['a phrase', ask('title', 'école des femmes', { structure: 'phrase' }), [ecole, critique]],
  ['a phrase in another order', ask('title', 'femmes école', { structure: 'phrase' }), []],
  ['no phrase over two fields', ask('author', 'Georges Perrot', { structure: 'phrase' }), []],
  ['all words in any order', ask('title', 'femmes école', { structure: 'all-words' }), [ecole, critique]],
  ['any of the words', ask('title', 'savantes misérables', { structure: 'any-word' }), [miserables, femmes]],
  [
    'a phrase first in its field',
    ask('title', 'école des', { structure: 'phrase', position: 'first-in-field' }),
    [ecole],
  ],
  ['a word first in its field', ask('title', 'histoire', { position: 'first-in-field' }), [histoire]],
  ['a whole heading', ask('author', 'Hugo, Victor', { structure: 'heading' }), [miserables, oeuvres]],
  ['a whole field', ask('subject', 'Femmes', { completeness: 'complete-field' }), [femmes, histoire]],
  ['not a part of a field as a whole', ask('title', 'femmes savantes', { completeness: 'complete-field' }), []],
  [
    'a heading by its beginning',
    ask('author', 'hug', { structure: 'heading', truncation: 'right' }),
    [miserables, oeuvres],
  ],
  ['a word by its beginning', ask('title', 'misér', { truncation: 'right' }), [miserables]],
  ['a word by its end', ask('title', 'ables', { truncation: 'left' }), [miserables]],
  ['a word by its middle', ask('title', 'avant', { truncation: 'both' }), [femmes]],
  [
    'a phrase whose last word is cut',
    ask('title', 'école des fem', { structure: 'phrase', truncation: 'right' }),
    [ecole, critique],
  ],
  ['an ISBN with its hyphens', ask('isbn', '978-2-07-044997-2', { structure: 'identifier' }), [ecole]],
  ['an ISBN without hyphens', ask('isbn', '9782070449972', { structure: 'identifier' }), [ecole]],
  ['the ISBN-10 of a printed ISBN-13', ask('isbn', '2070449971', { structure: 'identifier' }), [ecole]],
  ['an ISBN-13 of a printed ISBN-10', ask('isbn', '9782253096337', { structure: 'identifier' }), [miserables]],
  ['a printed ISBN-10', ask('isbn', '2-253-09633-4', { structure: 'identifier' }), [miserables]],
  ['an ISBN with hyphens in any field', ask('any', '978-2-253-09633-7'), [miserables]],
  ['an EAN as it is printed', ask('ean', '3 760123 456784', { structure: 'identifier' }), [voyage]],
  ['an EAN as it is printed, in any field', ask('any', '3 760123 456784'), [voyage]],
  ['the EAN of a magazine by its ISSN', ask('issn', '9770395203005', { structure: 'identifier' }), [histoire]],
  ['an ISSN', ask('issn', '03952037', { structure: 'identifier' }), [histoire]],
  ['a control number', ask('control-number', 'PAS0000000003', { structure: 'identifier' }), [oeuvres]],
  ['an item barcode', ask('barcode', '30000101', { structure: 'identifier' }), [ecole]],
  ['a library code', ask('library', 'lens'), [ecole, miserables]],
  ['a year', ask('date', '1663', { structure: 'year' }), [ecole, critique]],
  ['years before', ask('date', '1671', { structure: 'year', relation: '<' }), [ecole, critique]],
  ['years from', ask('date', '1950', { structure: 'year', relation: '>=' }), [oeuvres, histoire]],
  [
    'other years, those without a year too',
    ask('date', '1663', { structure: 'year', relation: '<>' }),
    [miserables, oeuvres, femmes, histoire, voyage, anonyme],
  ],
  ['both', { kind: 'and', left: ask('title', 'femmes'), right: ask('author', 'molière') }, [ecole, critique, femmes]],
  ['either', { kind: 'or', left: ask('author', 'verne'), right: ask('author', 'hugo') }, [miserables, oeuvres, voyage]],
  [
    'one without the other',
    { kind: 'not', left: ask('title', 'femmes'), right: ask('title', 'école') },
    [femmes, histoire],
  ],
  ['two words near each other', near('école', 'femmes', { distance: 2 }), [ecole, critique]],
  ['two words too far apart', near('école', 'femmes', { distance: 1 }), []],
  ['two words near in the other order', near('femmes', 'école', { distance: 2, ordered: false }), [ecole, critique]],
  ['two words just so far apart', near('école', 'femmes', { relation: '=', distance: 2 }), [ecole, critique]],
  ['two words not just so far apart', near('école', 'femmes', { relation: '<>', distance: 2 }), []],
  ['two words farther apart', near('tour', 'jours', { relation: '>', distance: 5 }), [voyage]],
  ['two words at least so far apart', near('tour', 'jours', { relation: '>=', distance: 6 }), [voyage]],
  ['two words less far apart', near('tour', 'jours', { relation: '<', distance: 6 }), []],
  [
    'two words of one field',
    near('jours', 'monde', { unit: 'field', relation: '=', distance: 0, ordered: false }),
    [voyage],
  ],
  ['two words of one field, in their order', near('jours', 'monde', { unit: 'field', relation: '=', distance: 0 }), []],
  [
    'two words of two fields',
    {
      ...near('Georges', 'Michelle', { unit: 'field', relation: '>', distance: 0 }),
      left: ask('author', 'Georges'),
      right: ask('author', 'Michelle'),
    },
    [histoire],
  ],
  ['a word last in its field', ask('title', 'femmes', { position: 'last-in-field' }), [ecole, critique]],
  [
    'a phrase last in its field',
    ask('title', 'des femmes', { structure: 'phrase', position: 'last-in-field' }),
    [ecole, critique],
  ],
  ['a masked word', ask('title', 'mis*bles', { truncation: 'masked' }), [miserables]],
  [
    'a word with one character masked',
    ask('title', 'f?mmes', { truncation: 'masked' }),
    [ecole, critique, femmes, histoire],
  ],
  ['no word where a mask is one character', ask('title', 'fem?s', { truncation: 'masked' }), []],
  ['a masked word with accents', ask('title', 'Éc*E', { truncation: 'masked' }), [ecole, critique]],
  [
    'a phrase with masks',
    ask('title', '?cole * femmes', { structure: 'phrase', truncation: 'masked' }),
    [ecole, critique],
  ],
  ['all masked words', ask('title', 'fem* ?col?', { structure: 'all-words', truncation: 'masked' }), [ecole, critique]],
  [
    'any masked word',
    ask('title', 'sav* *rables', { structure: 'any-word', truncation: 'masked' }),
    [miserables, femmes],
  ],
  [
    'a masked heading',
    ask('author', 'H*o, Vic?or', { structure: 'heading', truncation: 'masked' }),
    [miserables, oeuvres],
  ],
  [
    'a masked heading over its words',
    ask('author', 'hu*or', { structure: 'heading', truncation: 'masked' }),
    [miserables, oeuvres],
  ],
  ['whatever has the index', ask('subject', '*', { truncation: 'masked' }), [ecole, miserables, femmes, histoire]],
  ['a masked ISBN', ask('isbn', '978-2-07-*', { structure: 'identifier', truncation: 'masked' }), [ecole]],
  ['masked years', ask('date', '16?3', { structure: 'year', truncation: 'masked' }), [ecole, critique]],
  ['a masked code', ask('library', 'l*n?', { truncation: 'masked' }), [ecole, miserables]],
  [
    'words by a regular expression',
    ask('title', 'sav.*|mis[a-f]rables?', { truncation: 'regexp' }),
    [miserables, femmes],
  ],
  ['a regular expression over a whole word', ask('title', 'emme', { truncation: 'regexp' }), []],
  ['a regular expression with accents', ask('title', '[ÉX]cole+', { truncation: 'regexp' }), [ecole, critique]],
  [
    'numbers by a regular expression',
    ask('isbn', '978(207|225).*', { structure: 'identifier', truncation: 'regexp' }),
    [ecole, miserables],
  ],
  ['everything', everything, Object.values(shelf)],
];

/** Results of the shelf counted by an index. */
export const shelfFacets: readonly (readonly [
  name: string,
  asked: FacetAsked,
  query: Query,
  values: readonly Told[],
])[] = [
  [
    'everything',
    { index: 'author', size: 3 },
    everything,
    [
      ['moliere', 'Molière', 3],
      ['hugo victor', 'Hugo Victor', 2],
      ['duby georges', 'Duby Georges', 1],
    ],
  ],
  [
    'a word',
    { index: 'subject', size: 10 },
    ask('title', 'femmes'),
    [
      ['femmes', 'Femmes', 2],
      ['theatre francais', 'Théâtre français', 1],
    ],
  ],
  [
    'everything',
    { index: 'library', size: 10 },
    everything,
    [
      ['lens', 'lens', 2],
      ['avion', 'avion', 1],
      ['lievin', 'lievin', 1],
    ],
  ],
  [
    'an author',
    { index: 'date', size: 10 },
    ask('author', 'molière'),
    [
      ['1663', '1663', 2],
      ['1671', '1671', 1],
    ],
  ],
  ['everything', { index: 'language', size: 10 }, everything, [['fre', 'fre', 2]]],
  ['nothing', { index: 'carrier', size: 10 }, ask('any', 'introuvable'), []],
  ['everything, no value wanted,', { index: 'author', size: 0 }, everything, []],
];

/** Walks along the terms of the shelf. */
export const shelfScans: readonly (readonly [
  name: string,
  request: ScanRequest,
  entries: readonly Told[],
  rest: Omit<ScanFound, 'entries'>,
])[] = [
  [
    'from a heading on, as it is read',
    { index: 'author', term: 'hug', position: 1, size: 2 },
    [
      ['hugo victor', 'Hugo Victor', 2],
      ['jules verne', 'Jules Verne', 1],
    ],
    { position: 1, status: 'complete' },
  ],
  [
    'around a heading',
    { index: 'author', term: 'Hugo, Victor', position: 2, size: 3 },
    [
      ['georges duby michelle perrot', 'Georges Duby, Michelle Perrot', 1],
      ['hugo victor', 'Hugo Victor', 2],
      ['jules verne', 'Jules Verne', 1],
    ],
    { position: 2, status: 'complete' },
  ],
  [
    'just after a term',
    { index: 'date', term: '1663', position: 0, size: 2 },
    [
      ['1671', '1671', 1],
      ['1862', '1862', 1],
    ],
    { position: 0, status: 'complete' },
  ],
  [
    'just before a term',
    { index: 'date', term: '1900', position: 4, size: 3 },
    [
      ['1671', '1671', 1],
      ['1862', '1862', 1],
      ['1873', '1873', 1],
    ],
    { position: 4, status: 'complete' },
  ],
  [
    'to the beginning of the list',
    { index: 'date', term: '1671', position: 5, size: 5 },
    [
      ['1663', '1663', 2],
      ['1671', '1671', 1],
    ],
    { position: 2, status: 'partial' },
  ],
  [
    'beyond the end of the list',
    { index: 'date', term: '2010', position: 1, size: 5 },
    [],
    { position: 1, status: 'partial' },
  ],
  [
    'leaving terms out',
    { index: 'date', term: '1862', position: 2, size: 3, stepSize: 1 },
    [
      ['1663', '1663', 2],
      ['1862', '1862', 1],
      ['1950', '1950', 1],
    ],
    { position: 2, status: 'complete' },
  ],
  [
    'words where they are asked for',
    { index: 'title', term: 'ÉCOLE', position: 1, size: 2, structure: 'word' },
    [
      ['ecole', 'ecole', 2],
      ['en', 'en', 2],
    ],
    { position: 1, status: 'complete' },
  ],
  [
    'words where no headings are kept',
    { index: 'any', term: "l'écolf", position: 2, size: 2 },
    [
      ['ecole', 'ecole', 2],
      ['en', 'en', 2],
    ],
    { position: 2, status: 'complete' },
  ],
  [
    'numbers',
    { index: 'isbn', term: '978-2-07', position: 1, size: 5 },
    [
      ['9782070449972', '9782070449972', 1],
      ['9782253096337', '9782253096337', 1],
    ],
    { position: 1, status: 'partial' },
  ],
  [
    'titles without their non-sorting marks',
    { index: 'title', term: 'les mis', position: 1, size: 1 },
    [['les miserables', 'Les Misérables', 1]],
    { position: 1, status: 'complete' },
  ],
];
