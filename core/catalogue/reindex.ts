import { SearchUnavailable, type SearchIndex } from '../ports/search-index.ts';
import {
  applyChanges,
  followerLease,
  followRecords,
  indexingLimits,
  putReadable,
  thisProcess,
  withItems,
  type IndexingPorts,
} from './index-changes.ts';
import { isPublic } from './record.ts';

/** How a whole index is rebuilt. Times in milliseconds. */
export interface ReindexLimits {
  /** Records read and put at once. */
  readonly recordsPerPage: number;
  /** Outbox rows applied to the old index between two pages. */
  readonly rowsPerPage: number;
  /** How long one page may take before another process may take over. */
  readonly lease: number;
  /** Pause before asking again for the lease that a follower holds, and how long to go on asking. */
  readonly leaseRetry: number;
  readonly leasePatience: number;
}
export const reindexLimits: ReindexLimits = {
  recordsPerPage: 1_000,
  rowsPerPage: 200,
  lease: 30_000,
  leaseRetry: 25,
  leasePatience: 120_000,
};

/** Another process follows the outbox or rebuilds the index, and did not let go. */
export class IndexingBusy extends Error {
  override readonly name = 'IndexingBusy';
}

/**
 * Rebuilds the index from the catalogue beside the old one, which answers until the end and keeps up with changes. The
 * outbox is settled by nobody meanwhile, so that whatever changes during the rebuild reaches the new index after it.
 * Tells how many records are indexed so far, and returns how many were. Throws IndexingBusy, SearchUnavailable and what
 * the store throws.
 */
export function reindex(
  ports: IndexingPorts,
  onProgress: (indexed: number) => void = () => {},
  limits = reindexLimits,
): Promise<number> {
  return underLease(ports, limits, (keepLease) => rebuildWhole(ports, onProgress, limits, keepLease));
}

/** Rebuilds the index if it is still lost once nobody else works on it; returns how many records were indexed. */
export function reindexIfLost(ports: IndexingPorts, limits = reindexLimits): Promise<number> {
  return underLease(ports, limits, async (keepLease) =>
    (await isLost(ports.index)) ? rebuildWhole(ports, () => {}, limits, keepLease) : 0,
  );
}

/** True when the index is missing or damaged. Throws SearchUnavailable when it does not answer for another reason. */
export async function isLost(index: SearchIndex): Promise<boolean> {
  try {
    await index.count();
    return false;
  } catch (error) {
    if (error instanceof SearchUnavailable && error.mustRebuild) return true;
    throw error;
  }
}

async function underLease(
  ports: IndexingPorts,
  limits: ReindexLimits,
  run: (keepLease: () => Promise<boolean>) => Promise<number>,
): Promise<number> {
  const { administration } = ports.store;
  const owner = `${ports.owner ?? thisProcess}/reindex`; // apart from the follower of this same process
  const keepLease = (): Promise<boolean> => administration.holdLease(followerLease, owner, limits.lease);
  await obtained(keepLease, limits);
  let indexed: number;
  try {
    indexed = await run(keepLease);
  } finally {
    await administration.holdLease(followerLease, owner, 0);
  }
  await followRecords(ports); // what changed meanwhile; the follower does the rest
  return indexed;
}

async function rebuildWhole(
  ports: IndexingPorts,
  onProgress: (indexed: number) => void,
  limits: ReindexLimits,
  keepLease: () => Promise<boolean>,
): Promise<number> {
  const { store, index, log } = ports;
  const building = await index.rebuild();
  try {
    // Records catalogued from here on reach the new index through the outbox: put now, they would be put twice.
    const lastId = await store.read.lastRecordId();
    let [indexed, afterId, appliedUpTo] = [0, 0, 0];
    while (afterId < lastId) {
      if (!(await keepLease())) throw new IndexingBusy('another process took over while the index was being rebuilt');
      const page = (await store.read.recordsAfter(afterId, limits.recordsPerPage)).filter(({ id }) => id <= lastId);
      if (page.length === 0) break;
      afterId = page.at(-1)!.id;
      const documents = await withItems(store, page.filter(isPublic));
      indexed += documents.length - (await putReadable(building, documents, log)).length;
      onProgress(indexed);
      appliedUpTo = await keepOldIndexUp(ports, appliedUpTo, limits, keepLease);
    }
    await building.finish();
    return indexed;
  } catch (error) {
    await abandoned(building);
    throw error;
  }
}

async function obtained(
  keepLease: () => Promise<boolean>,
  { leaseRetry, leasePatience }: ReindexLimits,
): Promise<void> {
  for (let waited = 0; !(await keepLease()); waited += leaseRetry) {
    if (waited >= leasePatience) throw new IndexingBusy('another process follows the catalogue and does not let go');
    await new Promise((resolve) => setTimeout(resolve, leaseRetry));
  }
}

/** Applies the outbox rows after `appliedUpTo` to the index that answers now, and leaves them for the next one. */
async function keepOldIndexUp(
  ports: IndexingPorts,
  appliedUpTo: number,
  { rowsPerPage }: ReindexLimits,
  keepLease: () => Promise<boolean>,
): Promise<number> {
  const rows = (await ports.store.read.outbox('records-changed', rowsPerPage)).filter(({ id }) => id > appliedUpTo);
  if (rows.length === 0) return appliedUpTo;
  try {
    await applyChanges(ports, rows, indexingLimits, keepLease);
  } catch (error) {
    if (!(error instanceof SearchUnavailable)) throw error; // there is no old index: that is why it is rebuilt
  }
  return rows.at(-1)!.id;
}

async function abandoned(building: { abandon(): Promise<void> }): Promise<void> {
  try {
    await building.abandon();
  } catch (error) {
    if (!(error instanceof SearchUnavailable)) throw error; // gone with the index: nothing left to abandon
  }
}
