import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { libraryCode } from '../contract/corpus.ts';
import { searchIndexContract, type IndexPlace } from '../contract/search-index.contract.ts';
import { openEmbeddedIndex, type IndexOptions } from './index.ts';

const workerFile = join(__dirname, 'worker.ts');
const silent = { info: () => {}, warn: () => {}, error: () => {} };

async function place(options: Partial<IndexOptions>): Promise<IndexPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-search-'));
  const file = join(folder, 'search.db');
  return {
    async open() {
      const existed = existsSync(file);
      const index = await openEmbeddedIndex({ file, workerFile, libraryCode, log: silent, options });
      if (!existed) await (await index.rebuild()).finish();
      return index;
    },
    openElsewhere: `import(${JSON.stringify(join(__dirname, 'index.ts'))}).then(({ openEmbeddedIndex }) => openEmbeddedIndex({
      file: ${JSON.stringify(file)}, workerFile: ${JSON.stringify(workerFile)}, libraryCode: String,
      log: { info() {}, warn() {}, error() {} }, options: ${JSON.stringify(options)},
    }))`,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

searchIndexContract('the embedded index', () => place({}));

// Everything small: blocks of a few terms, merges all the time, dead documents left out, long searches in the worker.
searchIndexContract('the embedded index, cramped', () =>
  place({
    pageBytes: 1024,
    blockBytes: 48,
    chunkBytes: 32,
    documentsPerSegment: 2,
    fanIn: 2,
    widest: 3,
    termsPerSlice: 3,
    rowsPerSweep: 2,
    pagesPerSlice: 1,
    emptyShare: 0,
    deadShare: 0,
    segments: 5,
    restAfter: 1,
    termCacheBytes: 20_000,
    answerCacheBytes: 2_000,
    ranked: 20,
    fetchedToSort: 2,
    effortOnEventLoop: 2_000,
  }),
);
