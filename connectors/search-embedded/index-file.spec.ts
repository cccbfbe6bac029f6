import { copyFileSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { SearchUnavailable, type SearchIndex } from '../../core/ports/search-index.ts';
import type { Query } from '../../core/query/model.ts';
import { document, field, libraryCode, published, shelf } from '../contract/corpus.ts';
import { openEmbeddedIndex, type IndexOptions } from './index.ts';

const workerFile = join(__dirname, 'worker.ts');
const everything: Query = { kind: 'all' };
const page = { start: 0, count: 10, sort: [] };
const lost = { name: 'SearchUnavailable', mustRebuild: true };

describe('the file of the embedded index', () => {
  let folder: string;
  let file: string;
  let warnings: string[];
  let opened: SearchIndex[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'passerelle-search-'));
    file = join(folder, 'search.db');
    warnings = [];
    opened = [];
  });
  afterEach(async () => {
    for (const index of opened) await index.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(options: Partial<IndexOptions> = {}): Promise<SearchIndex> {
    const note = (facts: Record<string, unknown>, sentence: string): void =>
      void warnings.push(`${sentence}: ${String(facts['reason'])}`);
    const index = await openEmbeddedIndex({
      file,
      workerFile,
      libraryCode,
      log: { info() {}, warn: note, error: note },
      options,
    });
    opened.push(index);
    return index;
  }
  async function filled(options: Partial<IndexOptions> = {}): Promise<SearchIndex> {
    const index = await open(options);
    await rebuilt(index);
    return index;
  }
  async function rebuilt(index: SearchIndex): Promise<void> {
    const rebuild = await index.rebuild();
    await rebuild.put(Object.values(shelf));
    await rebuild.finish();
  }
  async function expectLost(index: SearchIndex): Promise<void> {
    await expect(index.search(everything, page)).rejects.toMatchObject(lost);
    await expect(index.count()).rejects.toMatchObject(lost);
    await expect(index.put([shelf.ecole])).rejects.toMatchObject(lost);
  }
  async function expectHealed(index: SearchIndex): Promise<void> {
    await rebuilt(index);
    expect(await index.count()).toBe(8);
    expect((await index.search(everything, page)).total).toBe(8);
  }

  test('that does not exist yet must be built first', async () => {
    const index = await open();
    await expectLost(index);
    await expectHealed(index);
    expect(warnings).toEqual([]);
  });

  test('that was removed between two runs must be built again', async () => {
    await (await filled()).close();
    rmSync(file);
    const index = await open();
    await expectLost(index);
    await expectHealed(index);
  });

  test.each([
    [
      'is something else',
      (path: string) => writeFileSync(path, 'A text that is no database, long enough to be read as one.'.repeat(40)),
    ],
    ['was cut', (path: string) => truncateSync(path, Math.floor(statSync(path).size / 2))],
    ['is another database', (path: string) => emptyDatabase(path, 'CREATE TABLE loans (id INTEGER)')],
    [
      'was filled by another table of indexes',
      (path: string) => alter(path, "UPDATE stamp SET value = 'old' WHERE name = 'indexes'"),
    ],
    [
      'was written in another format',
      (path: string) => alter(path, "UPDATE stamp SET value = '0' WHERE name = 'format'"),
    ],
    ['lacks blocks', (path: string) => alter(path, 'DELETE FROM blocks')],
  ])('that %s must be built again, and says why', async (_what, harm) => {
    await (await filled()).close();
    harm(file);
    const index = await open();
    await expectLost(index);
    expect(warnings).toHaveLength(1);
    await expectHealed(index);
  });

  test('damaged while it is open is never believed', async () => {
    const index = await filled();
    alter(file, "UPDATE blocks SET data = CAST(substr(data, 1, length(data) - 1) || x'ff' AS BLOB)");
    await expect(index.search({ ...word, term: 'femmes' }, page)).rejects.toMatchObject(lost);
    await expectLost(index);
    await expectHealed(index);
    expect(warnings[0]).toMatch(/damaged.*checksum/);
  });

  test.each([
    ['removed', (path: string) => ['', '-wal', '-shm'].forEach((suffix) => rmSync(path + suffix, { force: true }))],
    ['removed without its journal', (path: string) => rmSync(path)],
    ['cut to nothing', (path: string) => truncateSync(path, 0)],
    ['cut in the middle', (path: string) => truncateSync(path, Math.floor(statSync(path).size / 2))],
    ['written over', (path: string) => writeFileSync(path, Buffer.alloc(statSync(path).size, 'no index '))],
  ])('%s while it is open never answers wrong, and is built again without a restart', async (_what, harm) => {
    const index = await filled({ lookAtFileEvery: 0, readerCacheBytes: 0, termCacheBytes: 0, answerCacheBytes: 0 });
    const query: Query = { ...word, term: 'femmes' };
    const expected = await index.search(query, page);
    await settled();
    harm(file);
    for (let time = 0; time < 3; time++) {
      try {
        expect(await index.search(query, page)).toEqual(expected);
      } catch (error) {
        expect(error).toMatchObject(lost);
      }
    }
    await rebuilt(index);
    expect(await index.search(query, page)).toEqual(expected);
    await index.put([document(50, [field('200 1 $aTartuffe')])]);
    await index.close();
    expect((await (await open()).search({ ...word, term: 'tartuffe' }, page)).recordIds).toEqual([50]);
  });

  test('removed while it is open is missed by searches, changes and counts', async () => {
    const index = await filled({ lookAtFileEvery: 0 });
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
    await expectLost(index);
    expect(warnings[0]).toMatch(/must be rebuilt.*was removed/);
    await expectHealed(index);
  });

  test('built anew by another process is read by those that had the old one open', async () => {
    const one = await filled({ lookAtFileEvery: 0 });
    const other = await open({ lookAtFileEvery: 0 });
    expect(await other.count()).toBe(8);
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
    await rebuilt(one);
    expect(await other.count()).toBe(8);
    await other.put([document(50, [field('200 1 $aTartuffe')])]);
    expect((await one.search({ ...word, term: 'tartuffe' }, page)).recordIds).toEqual([50]);
  });

  test('read over and over, holds a state that stands for no longer than until the next look', async () => {
    const index = await filled({ lookAtFileEvery: 40 });
    await settled();
    const asked = async (term: string) => (await index.search({ ...word, term }, page)).total;
    await asked('femmes');
    await delay(60);
    expect([await asked('ecole'), await asked('rivages')]).toEqual([expect.any(Number), expect.any(Number)]);
    const other = new DatabaseSync(file);
    const held = () => Object.values(other.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()!)[0];
    try {
      other.exec('CREATE TABLE written (by TEXT)'); // by another process: nobody is told
      expect(held()).toBe(1);
      await delay(60);
      expect(held()).toBe(0);
    } finally {
      other.close();
    }
    await index.put([document(50, [field('200 1 $aTartuffe')])]);
    expect(await asked('tartuffe')).toBe(1);
  });

  test('in a folder that cannot be written says so', async () => {
    await expect(
      openEmbeddedIndex({
        file: join(folder, 'nowhere', 'search.db'),
        workerFile,
        libraryCode,
        log: { info() {}, warn() {}, error() {} },
      }),
    ).rejects.toThrow(/unable to open database file/);
  });

  test('is whole as copied at any moment together with its journal', async () => {
    const index = await filled();
    await index.put([document(50, [field('200 1 $aTartuffe')])]);
    const copy = mkdtempSync(join(tmpdir(), 'passerelle-search-'));
    for (const name of readdirSync(folder))
      if (!name.endsWith('-shm')) copyFileSync(join(folder, name), join(copy, name));
    file = join(copy, 'search.db');
    expect((await (await open()).search({ ...word, term: 'tartuffe' }, page)).recordIds).toEqual([50]);
    rmSync(copy, { recursive: true });
  });

  test('is read by two processes at once, each seeing what the other put', async () => {
    const one = await filled();
    const other = await open();
    await one.put([document(50, [field('200 1 $aTartuffe')])]);
    expect((await other.search({ ...word, term: 'tartuffe' }, page)).total).toBe(1);
    await other.remove([50]);
    expect((await one.search({ ...word, term: 'tartuffe' }, page)).total).toBe(0);
    await rebuilt(other);
    expect(await one.count()).toBe(8);
  });

  test('gives back the room of what merges and rebuilds replaced', async () => {
    const many = Array.from({ length: 400 }, (_, n) =>
      document(100 + n, [field(`200 1 $aRoman numéro ${n} ${n * 7}`)]),
    );
    const index = await filled({ pageBytes: 1024, pagesPerSlice: 10, restAfter: 1, fanIn: 2 });
    for (let from = 0; from < many.length; from += 20) await index.put(many.slice(from, from + 20));
    await index.remove(many.map(({ record }) => record.id));
    const pages = (): { all: number; empty: number } => {
      const database = new DatabaseSync(file, { readOnly: true });
      const read = (name: string): number => Number(database.prepare(`PRAGMA ${name}`).get()![name]);
      const found = { all: read('page_count'), empty: read('freelist_count') };
      database.close();
      return found;
    };
    const most = pages().all;
    for (let wait = 0; wait < 200 && (pages().all > most / 2 || pages().empty > pages().all * 0.3); wait++)
      await settled();
    expect(pages().all).toBeLessThan(most / 2);
    expect((await index.search(everything, page)).total).toBe(8);
  });

  const facets = [
    { index: 'author', size: 3 },
    { index: 'date', size: 3 },
  ] as const;
  test.each<[string, (index: SearchIndex) => Promise<unknown>]>([
    ['truncation', (index) => index.search({ ...word, term: 'e', truncation: 'both' }, page)],
    ['a mask', (index) => index.search({ ...word, term: '*e?', truncation: 'masked' }, page)],
    ['a regular expression', (index) => index.search({ ...word, term: '.*e.', truncation: 'regexp' }, page)],
    ['facets', (index) => index.search(everything, { ...page, facets })],
    ['a scan', (index) => index.scan!({ index: 'title', term: 'h', position: 3, size: 20 })],
    ['an order', (index) => index.search(everything, { ...page, sort: [{ key: 'title', direction: 'descending' }] })],
  ])('%s too long for the event loop gives the same answer from its worker, then and later', async (_what, asked) => {
    const here = await filled({ effortOnEventLoop: Number.POSITIVE_INFINITY });
    const expected = await asked(here);
    const elsewhere = await open({ effortOnEventLoop: 0 });
    expect(await asked(elsewhere)).toEqual(expected);
    expect(await asked(elsewhere)).toEqual(expected);
    await elsewhere.put([document(50, [published(1850), field('200 1 $aLes Idées'), field('700  1$aSand')])]);
    const after = await asked(here);
    expect(after).not.toEqual(expected);
    expect(await asked(elsewhere)).toEqual(after);
  });

  test('a truncated term that stands for too many words, and a query of too many terms, are refused', async () => {
    const index = await filled({ expandedTerms: 6, placedTerms: 3, clauses: 4 });
    const cut = { ...word, term: 'm', truncation: 'right' } as const;
    await expect(index.search({ ...cut, term: 'e', truncation: 'both' }, page)).rejects.toThrow(/too many words/);
    expect((await index.search(cut, page)).total).toBe(6);
    const placed = { ...cut, position: 'first-in-field' } as const;
    await expect(index.search(placed, page)).rejects.toThrow(/too many words/);
    const many: Query = { ...word, term: 'a b c d e', structure: 'any-word' };
    await expect(index.search(many, page)).rejects.toThrow(/so many terms/);
  });

  test('a closed index answers no more', async () => {
    const index = await filled();
    await index.close();
    await expect(index.search(everything, page)).rejects.toThrow(SearchUnavailable);
    await expect(index.put([shelf.ecole])).rejects.toThrow(SearchUnavailable);
    await expect(index.rebuild()).rejects.toThrow(SearchUnavailable);
  });
});

const word = {
  kind: 'clause',
  index: 'any',
  relation: '=',
  structure: 'word',
  position: 'any',
  truncation: 'none',
  completeness: 'incomplete',
} as const;

/** Long enough for the journal to be written back. */
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

function alter(path: string, statement: string): void {
  const database = new DatabaseSync(path, { timeout: 5_000 });
  database.exec(statement);
  database.exec('UPDATE state SET change = change + 1');
  database.close();
}

function emptyDatabase(path: string, statement: string): void {
  rmSync(path);
  const database = new DatabaseSync(path);
  database.exec(statement);
  database.close();
}
