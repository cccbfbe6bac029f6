import * as fc from 'fast-check';
import {
  DocumentUnreadable,
  QueryUnsupported,
  type SearchDocument,
  type SearchIndex,
} from '../../core/ports/search-index.ts';
import type { IndexName } from '../../core/query/indexes.ts';
import type { Clause, Proximity, Query, SortKey } from '../../core/query/model.ts';
import { document, field, libraryCode, published, shelf } from './corpus.ts';
import { batchSize, killedAfter } from './killed-writer.ts';
import { NaiveSearch } from './naive-search.ts';
import { randomDocument, randomQuery } from './random-catalogue.ts';

/** One place where an index may live. */
export interface IndexPlace {
  /** Opens the index of this place; empty and answering the first time. Libraries bear the codes of `libraryCode`. */
  open(): Promise<SearchIndex>;
  /** A JavaScript expression that opens it likewise in another process. */
  readonly openElsewhere: string;
  remove(): Promise<void>;
}

const plain = {
  kind: 'clause',
  relation: '=',
  structure: 'word',
  position: 'any',
  truncation: 'none',
  completeness: 'incomplete',
} as const;
const ask = (index: IndexName, term: string, more: Partial<Clause> = {}): Clause => ({
  ...plain,
  index,
  term,
  ...more,
});
/** Two words of a title, `left` first unless said. */
const near = (left: string, right: string, more: Partial<Proximity>): Proximity => ({
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
const whole = (count: number, sort: readonly SortKey[] = []) => ({ start: 0, count, sort });

/** What every search index does, whatever it is made of. */
export function searchIndexContract(name: string, place: () => Promise<IndexPlace>): void {
  describe(`${name}: what every search index does`, () => {
    let at: IndexPlace;
    let index: SearchIndex;
    const settle = async (): Promise<void> => {
      at = await place();
      index = await at.open();
    };
    const leave = async (): Promise<void> => {
      await index.close();
      await at.remove();
    };

    const found = async (query: Query, sort: readonly SortKey[] = []): Promise<number[]> => {
      const hits = await index.search(query, whole(100, sort));
      expect(hits.total).toBe(hits.recordIds.length);
      return sort.length > 0 ? [...hits.recordIds] : [...hits.recordIds].sort((a, b) => a - b);
    };
    const ids = (...documents: SearchDocument[]): number[] =>
      documents.map(({ record }) => record.id).sort((a, b) => a - b);
    const all = Object.values(shelf);
    const { ecole, miserables, oeuvres, critique, femmes, histoire, voyage, anonyme } = shelf;

    describe('on a shelf of French works', () => {
      beforeAll(async () => {
        await settle();
        await index.put(all);
      });
      afterAll(leave);

      const cases: [string, Query, SearchDocument[]][] = [
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
        [
          'both',
          { kind: 'and', left: ask('title', 'femmes'), right: ask('author', 'molière') },
          [ecole, critique, femmes],
        ],
        [
          'either',
          { kind: 'or', left: ask('author', 'verne'), right: ask('author', 'hugo') },
          [miserables, oeuvres, voyage],
        ],
        [
          'one without the other',
          { kind: 'not', left: ask('title', 'femmes'), right: ask('title', 'école') },
          [femmes, histoire],
        ],
        ['two words near each other', near('école', 'femmes', { distance: 2 }), [ecole, critique]],
        ['two words too far apart', near('école', 'femmes', { distance: 1 }), []],
        [
          'two words near in the other order',
          near('femmes', 'école', { distance: 2, ordered: false }),
          [ecole, critique],
        ],
        ['everything', everything, all],
      ];
      test.each(cases)('finds %s', async (_name, query, expected) => {
        expect(await found(query)).toEqual(ids(...expected));
      });

      test('files titles without their article, in both directions', async () => {
        const titles = [critique, ecole, femmes, miserables, oeuvres];
        const query: Query = { kind: 'or', left: ask('author', 'molière'), right: ask('author', 'hugo') };
        expect(await found(query, [{ key: 'title', direction: 'ascending' }])).toEqual(
          titles.map(({ record }) => record.id),
        );
        expect(await found(query, [{ key: 'title', direction: 'descending' }])).toEqual(
          titles.map(({ record }) => record.id).reverse(),
        );
      });

      test('files by year then title, and last what has no year', async () => {
        const sort: SortKey[] = [
          { key: 'date', direction: 'descending' },
          { key: 'title', direction: 'ascending' },
        ];
        const expected = [histoire, oeuvres, voyage, miserables, femmes, critique, ecole, anonyme];
        expect(await found(everything, sort)).toEqual(expected.map(({ record }) => record.id));
      });

      test('gives pages that follow each other, and nothing after the last', async () => {
        const sort: SortKey[] = [{ key: 'title', direction: 'ascending' }];
        const order = await found(everything, sort);
        const pages: number[] = [];
        for (let start = 0; start < 9; start += 3) {
          const hits = await index.search(everything, { start, count: 3, sort });
          expect(hits.total).toBe(8);
          pages.push(...hits.recordIds);
        }
        expect(pages).toEqual(order);
        expect(await index.search(everything, { start: 50, count: 3, sort })).toEqual({ total: 8, recordIds: [] });
        expect(await index.search(everything, { start: 0, count: 0, sort: [] })).toEqual({ total: 8, recordIds: [] });
      });
    });

    describe('when its records change', () => {
      beforeEach(async () => {
        await settle();
        await index.put(all);
      });
      afterEach(leave);

      test('gives what has the words more often, or in a shorter text, first', async () => {
        await index.put([
          document(20, [field('200 1 $aLa Baleine'), field('330   $aBaleine et baleine, encore la baleine')]),
          document(21, [
            field(
              '200 1 $aLes Animaux de la mer et des îles, de la baleine au crabe, racontés aux petits enfants sages',
            ),
          ]),
        ]);
        expect((await index.search(ask('any', 'baleine'), whole(10))).recordIds).toEqual([20, 21]);
      });

      test('replaces a record and forgets what it said', async () => {
        await index.put([document(1, [field('200 1 $aTartuffe'), published(1664)])]);
        expect(await found(ask('title', 'école'))).toEqual(ids(critique));
        expect(await found(ask('barcode', '30000100', { structure: 'identifier' }))).toEqual([]);
        expect(await found(ask('title', 'tartuffe'))).toEqual([1]);
        expect(await index.count()).toBe(8);
      });

      test('putting again changes nothing', async () => {
        await index.put(all);
        await index.put([ecole, ecole]);
        expect(await found(ask('title', 'femmes'))).toEqual(ids(ecole, critique, femmes, histoire));
        expect(await index.count()).toBe(8);
      });

      test('removes a record; removing what is not there does no harm', async () => {
        await index.remove([1, 999]);
        await index.remove([1]);
        expect(await found(ask('title', 'école'))).toEqual(ids(critique));
        expect(await found(everything)).not.toContain(1);
        expect(await index.count()).toBe(7);
      });

      test('keeps everything when closed and opened again', async () => {
        await index.close();
        index = await at.open();
        expect(await found(ask('title', 'école'))).toEqual(ids(ecole, critique));
        expect(await index.count()).toBe(8);
      });

      test('answers from the old index until a rebuild is finished', async () => {
        const rebuild = await index.rebuild();
        await rebuild.put([oeuvres, voyage]);
        expect(await found(ask('title', 'école'))).toEqual(ids(ecole, critique));
        await index.put([document(30, [field('200 1 $aTartuffe')])]);
        expect(await found(ask('title', 'tartuffe'))).toEqual([30]);
        await rebuild.put([ecole]);
        await rebuild.finish();
        expect(await found(everything)).toEqual(ids(ecole, oeuvres, voyage));
        await index.put([femmes]);
        expect(await found(ask('author', 'molière'))).toEqual(ids(ecole, femmes));
      });

      test('keeps the old index when a rebuild is abandoned', async () => {
        const rebuild = await index.rebuild();
        await rebuild.put([oeuvres]);
        await rebuild.abandon();
        expect(await index.count()).toBe(8);
        expect(await found(ask('title', 'école'))).toEqual(ids(ecole, critique));
      });

      test('names the records it cannot read, and keeps none of their batch', async () => {
        const torn = { ...document(40, []), record: { ...document(40, []).record, marc: Buffer.from('not a record') } };
        const put = index.put([document(41, [field('200 1 $aTartuffe')]), torn]);
        await expect(put).rejects.toThrow(DocumentUnreadable);
        await expect(put).rejects.toMatchObject({ recordIds: [40] });
        expect(await found(ask('title', 'tartuffe'))).toEqual([]);
      });

      test('says what it cannot do', async () => {
        const across: Query = { ...near('femmes', 'femmes', { distance: 1 }), right: ask('author', 'molière') };
        await expect(index.search(across, whole(10))).rejects.toThrow(QueryUnsupported);
        await expect(
          index.search(ask('isbn', '978', { relation: '<', structure: 'identifier' }), whole(10)),
        ).rejects.toThrow(QueryUnsupported);
      });
    });

    describe('from nothing', () => {
      beforeEach(settle);
      afterEach(leave);

      test('finds what a scan of every record finds, whatever was put, replaced and removed', async () => {
        const naive = new NaiveSearch(libraryCode);
        const [rounds] = fc.sample(
          fc.array(
            fc.record({
              put: fc.array(
                fc.integer({ min: 1, max: 60 }).chain((id) => randomDocument(id)),
                { minLength: 1, maxLength: 12 },
              ),
              removed: fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 4 }),
              queries: fc.array(randomQuery, { minLength: 12, maxLength: 12 }),
              sort: fc.constantFrom<SortKey['key']>('title', 'author', 'date'),
              direction: fc.constantFrom<SortKey['direction']>('ascending', 'descending'),
            }),
            { minLength: 40, maxLength: 40 },
          ),
          { seed: 20260101, numRuns: 1 },
        );
        for (const { put, removed, queries, sort, direction } of rounds!) {
          await index.put(put);
          put.forEach((each) => naive.put(each));
          await index.remove(removed);
          removed.forEach((id) => naive.remove(id));
          expect(await index.count()).toBe(naive.size);
          for (const query of queries) {
            const expected = naive.search(query);
            expect({ query, found: await found(query) }).toEqual({ query, found: expected });
            const keys: SortKey[] = [
              { key: sort, direction },
              { key: 'title', direction: 'ascending' },
            ];
            expect({ query, filed: await found(query, keys) }).toEqual({ query, filed: naive.sorted(expected, keys) });
          }
        }
      });

      test('a writer killed at any moment loses no batch that was answered, and tears none', async () => {
        await index.close();
        for (const lines of [1, 7, 30]) {
          const answered = await killedAfter(lines, at.openElsewhere);
          index = await at.open();
          const kept = await found(ask('title', 'lot', { position: 'first-in-field' }));
          expect(kept.length % batchSize).toBe(0);
          for (let batch = 0; batch <= answered; batch++) {
            const inBatch = await found(ask('subject', `numéro${batch}`));
            expect(inBatch).toEqual(Array.from({ length: batchSize }, (_, n) => 1000 + batch * batchSize + n));
          }
          await index.put([shelf.ecole]);
          expect(await found(ask('title', 'école'))).toEqual([1]);
          await index.close();
        }
        index = await at.open();
      });
    });
  });
}
