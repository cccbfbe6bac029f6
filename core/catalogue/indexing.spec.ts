import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { document, field, libraryCode, published } from '../../connectors/contract/corpus.ts';
import { openStore } from '../../connectors/database/index.ts';
import { openEmbeddedIndex } from '../../connectors/search-embedded/index.ts';
import { derive } from '../marc/derive.ts';
import { decode } from '../marc/iso2709.ts';
import { granted } from '../outcome.ts';
import type { Log } from '../ports/log.ts';
import { SearchUnavailable, type SearchIndex } from '../ports/search-index.ts';
import type { Store, Work } from '../ports/store.ts';
import { followerLease } from './index-changes.ts';
import { followRecords, IndexingBusy, reindex, startIndexFollower } from './indexing.ts';
import type { RecordStatus } from './record.ts';
import { reindexLimits } from './reindex.ts';

describe('the search index follows the catalogue', () => {
  let folder: string;
  let store: Store;
  let index: SearchIndex;
  let complaints: string[];
  let log: Log;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'passerelle-indexing-'));
    store = await openStore({ url: 'sqlite:', dataDir: folder });
    complaints = [];
    const complain = (_facts: Record<string, unknown>, sentence: string): void => void complaints.push(sentence);
    log = { info() {}, warn: complain, error: complain };
    const workerFile = join(__dirname, '../../connectors/search-embedded/worker.ts');
    index = await openEmbeddedIndex({ file: join(folder, 'search.db'), workerFile, libraryCode, log });
  });
  afterEach(async () => {
    await index.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Catalogues records of these titles; the outbox says so. */
  async function catalogue(...titles: string[]): Promise<number[]> {
    let ids: number[] = [];
    await store.transaction(async (work) => {
      const first = await work.records.reserveNumbers(titles.length);
      const records = titles.map((title, at) => newRecord(first + at, title));
      ids = await work.records.insertMany(records);
      await work.outbox.add('records-changed', ids, 0);
      return granted(null);
    });
    return ids;
  }
  async function change(id: number, title: string, status: RecordStatus = 'LIVE', marc?: Uint8Array): Promise<void> {
    await changing(async (work) => {
      const described = newRecord(id, title);
      await work.records.replace(id, { ...described, marc: marc ?? described.marc, status });
      await work.outbox.add('records-changed', [id], 0);
    });
  }
  async function changing(run: (work: Work) => Promise<void>): Promise<void> {
    await store.transaction(async (work) => {
      await run(work);
      return granted(null);
    });
  }
  async function found(term: string): Promise<readonly number[]> {
    const query = {
      kind: 'clause',
      index: 'title',
      relation: '=',
      term,
      structure: 'word',
      position: 'any',
      truncation: 'none',
      completeness: 'incomplete',
    } as const;
    return (await index.search(query, { start: 0, count: 10, sort: [] })).recordIds;
  }
  const waiting = async (): Promise<number> => (await store.read.outbox('records-changed', 100)).length;
  const empty = async (): Promise<void> => (await index.rebuild()).finish();

  test('finds records once they were followed, and settles their outbox rows', async () => {
    await empty();
    const [femmes, misérables] = await catalogue("L'École des femmes", 'Les Misérables');
    expect(await found('femmes')).toEqual([]);
    expect(await followRecords({ store, index, log })).toEqual({ rows: 1, put: 2, removed: 0, unreadable: 0 });
    expect(await found('femmes')).toEqual([femmes]);
    expect(await found('misérables')).toEqual([misérables]);
    expect(await waiting()).toBe(0);
    expect(await followRecords({ store, index, log })).toEqual({ rows: 0, put: 0, removed: 0, unreadable: 0 });
  });

  test('forgets a record that was deleted, and one that is not there at all', async () => {
    await empty();
    const [id] = await catalogue('Tartuffe');
    await followRecords({ store, index, log });
    await change(id!, 'Tartuffe', 'DELETED');
    await changing(async (work) => work.outbox.add('records-changed', [987_654], 0));
    expect(await followRecords({ store, index, log })).toMatchObject({ rows: 2, put: 0, removed: 2 });
    expect(await found('tartuffe')).toEqual([]);
  });

  test('a record that staff hide is not found until it is shown again, nor by an index rebuilt', async () => {
    await empty();
    const [id] = await catalogue('Tartuffe');
    await followRecords({ store, index, log });
    const hide = (suppressedAt: number | null) =>
      changing(async (work) => {
        const standing = { mergedIntoId: null, suppressedAt };
        await work.records.replace(id!, { ...newRecord(id!, 'Tartuffe'), standing });
        await work.outbox.add('records-changed', [id], 0);
      });
    await hide(1);
    expect(await followRecords({ store, index, log })).toMatchObject({ put: 0, removed: 1 });
    expect(await found('tartuffe')).toEqual([]);
    expect(await reindex({ store, index, log })).toBe(0);
    await hide(null);
    await followRecords({ store, index, log });
    expect(await found('tartuffe')).toEqual([id]);
  });

  test('a record that cannot be read is logged, left out and stops nobody', async () => {
    await empty();
    const [torn, sound] = await catalogue('Tartuffe', 'Le Misanthrope');
    await followRecords({ store, index, log });
    await change(torn!, 'Tartuffe', 'LIVE', Buffer.from('00012 torn'));
    await change(sound!, 'Le Misanthrope ou l’Atrabilaire amoureux');
    expect(await followRecords({ store, index, log })).toEqual({ rows: 2, put: 1, removed: 0, unreadable: 1 });
    expect(await found('atrabilaire')).toEqual([sound]);
    expect(await found('tartuffe')).toEqual([]);
    expect(complaints).toEqual(['records that cannot be indexed']);
    expect(await waiting()).toBe(0);
  });

  test('an outbox row that names no record is logged and settled', async () => {
    await empty();
    await changing(async (work) => work.outbox.add('records-changed', { not: 'a list' }, 0));
    expect(await followRecords({ store, index, log })).toMatchObject({ rows: 1, put: 0 });
    expect(complaints).toEqual(['an outbox row that names no record']);
  });

  test('an index that does not answer leaves the outbox as it is', async () => {
    await catalogue('Tartuffe');
    await expect(followRecords({ store, index, log })).rejects.toThrow(SearchUnavailable); // it was never built
    expect(await waiting()).toBe(1);
  });

  test('one process follows at a time', async () => {
    await empty();
    await catalogue('Tartuffe');
    expect(await store.administration.holdLease(followerLease, 'another process', 60_000)).toBe(true);
    expect(await followRecords({ store, index, log })).toMatchObject({ rows: 0 });
    expect(await found('tartuffe')).toEqual([]);
    await store.administration.holdLease(followerLease, 'another process', 0);
    expect(await followRecords({ store, index, log })).toMatchObject({ rows: 1 });
  });

  test('a rebuild finds every living record and tells how far it is', async () => {
    const [femmes] = await catalogue("L'École des femmes", 'Les Misérables', 'Tartuffe');
    await change(3, 'Tartuffe', 'DELETED');
    const told: number[] = [];
    expect(await reindex({ store, index }, (indexed) => told.push(indexed))).toBe(2);
    expect(told.at(-1)).toBe(2);
    expect(await index.count()).toBe(2);
    expect(await found('femmes')).toEqual([femmes]);
  });

  test('what changes during a rebuild is found in the old index at once, and in the new one after it', async () => {
    await empty();
    const [first, second] = await catalogue("L'École des femmes", 'Les Misérables', 'Tartuffe');
    await followRecords({ store, index, log });
    const seen: (readonly number[])[] = [];
    const slowly = { ...reindexLimits, recordsPerPage: 1 };
    const changes = [
      () => change(first!, 'Le Malade imaginaire'),
      () => change(second!, 'Les Misérables', 'DELETED'),
      () => catalogue('Dom Juan').then(() => undefined),
    ];
    // Each step changes what was already read; the next page comes after it.
    const following: SearchIndex = {
      ...bound(index),
      async rebuild() {
        const rebuild = await index.rebuild();
        return {
          ...rebuild,
          async put(documents) {
            await rebuild.put(documents);
            seen.push(await found('imaginaire'));
            await changes.shift()?.();
          },
        };
      },
    };
    expect(await reindex({ store, index: following, log }, () => {}, slowly)).toBe(3); // Dom Juan comes by the outbox
    expect(seen).toContainEqual([first]);
    expect(await found('imaginaire')).toEqual([first]);
    expect(await found('école')).toEqual([]);
    expect(await found('misérables')).toEqual([]);
    expect(await found('juan')).toHaveLength(1);
    expect(await index.count()).toBe(3);
    expect(await waiting()).toBe(0);
  });

  test('a rebuild waits for the follower of another process, then gives up', async () => {
    await empty();
    await store.administration.holdLease(followerLease, 'another process', 60_000);
    const hasty = { ...reindexLimits, leaseRetry: 1, leasePatience: 3 };
    await expect(reindex({ store, index }, () => {}, hasty)).rejects.toThrow(IndexingBusy);
  });

  test('a follower builds a missing index, then keeps it up until stopped', async () => {
    await catalogue("L'École des femmes");
    const follower = startIndexFollower({ store, index, log, clock: { now: () => 0 }, intervalMs: 5 });
    await until(async () => (await index.count()) === 1);
    await catalogue('Tartuffe');
    await until(async () => (await found('tartuffe')).length === 1);
    await follower.stop();
    await catalogue('Dom Juan');
    expect(await waiting()).toBe(1);
    expect(complaints).toEqual(['the search index is rebuilt from the catalogue']);
  });
});

function newRecord(number: number, title: string) {
  const { record } = document(number, [published(1664), field(`200 1 $a${title}`)]);
  const { id, mergedIntoId, ...columns } = record;
  return {
    ...columns,
    sourceId: `${id}${mergedIntoId ?? ''}`,
    hash: title,
    derived: derive(decode(record.marc).record),
  };
}

function bound(index: SearchIndex): SearchIndex {
  return {
    search: (query, page) => index.search(query, page),
    put: (documents) => index.put(documents),
    remove: (ids) => index.remove(ids),
    rebuild: () => index.rebuild(),
    count: () => index.count(),
    close: () => index.close(),
  };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (;;) {
    try {
      if (await holds()) return;
    } catch (error) {
      if (!(error instanceof SearchUnavailable)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
