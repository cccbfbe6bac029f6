import { followRecords } from '../core/catalogue/indexing.ts';
import { isLost, reindexIfLost } from '../core/catalogue/reindex.ts';
import type { Application } from './application.ts';
import type { Teller } from './command.ts';

/** Brings the index up to date at once, for a command that works without a server; returns the records indexed. */
export async function indexNow({ store, index, log }: Application, teller: Teller): Promise<number> {
  const ports = { store, index, log };
  let indexed = (await isLost(index)) ? await reindexIfLost(ports) : 0;
  for (;;) {
    const pass = await followRecords(ports);
    if (pass.rows === 0) return indexed;
    indexed += pass.put;
    teller.progress(indexed, null, 'records indexed');
  }
}
