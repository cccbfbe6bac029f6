import { followRecords } from '../core/catalogue/indexing.ts';
import { isLost, reindexIfLost } from '../core/catalogue/reindex.ts';
import { SearchUnavailable } from '../core/ports/search-index.ts';
import type { Application } from './application.ts';
import type { Teller } from './command.ts';

/**
 * Brings the index up to date at once, for a command that works without a server; returns the records indexed. An index
 * that does not answer is no obstacle to the command: what it lacks waits in the outbox, and the command says so.
 */
export async function indexNow(application: Application, teller: Teller): Promise<number> {
  try {
    return await followed(application, teller);
  } catch (error) {
    if (!(error instanceof SearchUnavailable)) throw error;
    teller.say(`${error.message}: what changed is indexed when it answers again`);
    return 0;
  }
}

async function followed({ store, index, log }: Application, teller: Teller): Promise<number> {
  const ports = { store, index, log };
  let indexed = (await isLost(index)) ? await reindexIfLost(ports) : 0;
  for (;;) {
    const pass = await followRecords(ports);
    if (pass.rows === 0) return indexed;
    indexed += pass.put;
    teller.progress(indexed, null, 'records indexed');
  }
}
