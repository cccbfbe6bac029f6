import * as fc from 'fast-check';
import {
  DocumentUnreadable,
  QueryUnsupported,
  type FacetAsked,
  type FacetValue,
  type ScanRequest,
  type SearchDocument,
  type SearchIndex,
} from '../../core/ports/search-index.ts';
import type { Query, SortKey } from '../../core/query/model.ts';
import { document, field, libraryCode, published, shelf } from './corpus.ts';
import { batchSize, killedAfter } from './killed-writer.ts';
import { NaiveSearch } from './naive-search.ts';
import { ask, near, shelfFacets, shelfQueries, shelfScans } from './shelf-cases.ts';
import { randomDocument, randomQuery, randomScan } from './random-catalogue.ts';

/** One place where an index may live. */
export interface IndexPlace {
  /** Opens the index of this place; empty and answering the first time. Libraries bear the codes of `libraryCode`. */
  open(): Promise<SearchIndex>;
  /** A JavaScript expression that opens it likewise in another process. */
  readonly openElsewhere: string;
  remove(): Promise<void>;
  /** Queries this index says it cannot answer (QueryUnsupported), beyond those no index answers. */
  refuses?(query: Query): boolean;
  /** What this index does not offer at all. */
  readonly lacks?: readonly ('scan' | 'facets')[];
  /** Rounds of random changes and queries it is compared over, where they take long; all of them unless said. */
  readonly rounds?: number;
}

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

    /** Checks that a search finds these, or is refused where the place says so. */
    const expectFound = async (query: Query, expected: readonly number[]): Promise<void> => {
      if (at.refuses?.(query)) await expect(index.search(query, whole(100))).rejects.toThrow(QueryUnsupported);
      else expect({ query, found: await found(query) }).toEqual({ query, found: expected });
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

      test.each(shelfQueries)('finds %s', (_name, query, expected) => expectFound(query, ids(...expected)));

      test.each(shelfFacets)(
        'counts %s by an index, the most frequent first',
        async (_name, asked, query, expected) => {
          const hits = index.search(query, { ...whole(1), facets: [asked] });
          if (at.lacks?.includes('facets')) return expect(hits).rejects.toThrow(QueryUnsupported);
          const values = expected.map(([term, display, count]) => ({ term, display, hits: count }));
          expect((await hits).facets).toEqual([{ index: asked.index, values }]);
        },
      );

      test('counts by nothing that is no facet', async () => {
        const page = { ...whole(1), facets: [{ index: 'publisher' as const, size: 1 }] };
        await expect(index.search(everything, page)).rejects.toThrow(QueryUnsupported);
      });

      test.each(shelfScans)('scans %s', async (_name, request, entries, rest) => {
        if (at.lacks?.includes('scan')) return expect(index.scan).toBeUndefined();
        const { entries: told, ...others } = await index.scan!(request);
        expect(told.map(({ term, display, hits }) => [term, display, hits])).toEqual(entries);
        expect(others).toEqual(rest);
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

      /** Values and their counts: which way of writing one is shown is left to the index. */
      const expectSameFacets = async (naive: NaiveSearch, query: Query, expected: readonly number[]): Promise<void> => {
        if (at.lacks?.includes('facets')) return;
        const asked: FacetAsked[] = [
          { index: 'author', size: 3 },
          { index: 'subject', size: 1000 },
          { index: 'date', size: 2 },
          { index: 'library', size: 5 },
        ];
        const { facets } = await index.search(query, { ...whole(5), facets: asked });
        const counts = (values: readonly FacetValue[]): unknown[] => values.map(({ term, hits }) => [term, hits]);
        expect({ query, facets: facets!.map(({ values }) => counts(values)) }).toEqual({
          query,
          facets: asked.map((each) => counts(naive.facet(expected, each).values)),
        });
      };

      /** The second time, answers may be remembered. */
      const expectSameCounts = async (naive: NaiveSearch, queries: readonly Query[]): Promise<void> => {
        const [query, ...counted] = queries.filter((each) => !at.refuses?.(each));
        for (const _ of ['first', 'again']) {
          const { counts } = await index.search(query!, { ...whole(1), counted });
          expect({ counted, counts }).toEqual({ counted, counts: counted.map((each) => naive.search(each).length) });
        }
      };

      const expectSameScan = async (naive: NaiveSearch, request: ScanRequest): Promise<void> => {
        if (at.lacks?.includes('scan')) return;
        const { entries, ...others } = await index.scan!(request);
        const expected = naive.scan(request);
        expect({ request, ...others, entries }).toEqual({ request, ...expected });
      };

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
              scanned: randomScan,
              sort: fc.constantFrom<SortKey['key']>('title', 'author', 'date'),
              direction: fc.constantFrom<SortKey['direction']>('ascending', 'descending'),
            }),
            { minLength: 40, maxLength: 40 },
          ),
          { seed: 20260101, numRuns: 1 },
        );
        for (const { put, removed, queries, scanned, sort, direction } of rounds!.slice(0, at.rounds)) {
          await index.put(put);
          put.forEach((each) => naive.put(each));
          await index.remove(removed);
          removed.forEach((id) => naive.remove(id));
          expect(await index.count()).toBe(naive.size);
          await expectSameScan(naive, scanned);
          await expectSameCounts(naive, queries);
          for (const query of queries) {
            const expected = naive.search(query);
            await expectFound(query, expected);
            if (at.refuses?.(query)) continue;
            await expectSameFacets(naive, query, expected);
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
