import { randomUUID } from 'node:crypto';
import type { Log } from '../ports/log.ts';
import { DocumentUnreadable, type SearchDocument, type SearchIndex } from '../ports/search-index.ts';
import type { OutboxRow } from '../ports/outbox.ts';
import type { Store } from '../ports/store.ts';
import { granted } from '../outcome.ts';
import { isPublic, type BibRecord } from './record.ts';

/** What following the catalogue needs. */
export interface IndexingPorts {
  readonly store: Store;
  readonly index: SearchIndex;
  /** Hears of records that cannot be indexed. */
  readonly log?: Log;
  /** Names who follows among those that share the store; by default, this process. */
  readonly owner?: string;
}

/** Names this process among those that share the store. */
export const thisProcess = randomUUID();

/** How much one pass takes on. Times in milliseconds. */
export interface IndexingLimits {
  /** Outbox rows read at once. */
  readonly rowsPerPass: number;
  /** Records put into the index at once. */
  readonly recordsPerBatch: number;
  /** How long a pass may leave the lease without renewing it: what a killed process makes the next one wait. */
  readonly lease: number;
}
export const indexingLimits: IndexingLimits = { rowsPerPass: 100, recordsPerBatch: 1_000, lease: 10_000 };

/** One process at a time follows the outbox, or rebuilds the index. */
export const followerLease = 'index-follower';

/** What one pass did. */
export interface Followed {
  /** Outbox rows settled. */
  readonly rows: number;
  readonly put: number;
  readonly removed: number;
  /** Records that could not be indexed. */
  readonly unreadable: number;
}

/** What was applied to an index. */
export type Applied = Omit<Followed, 'rows'>;

const nothing: Followed = { rows: 0, put: 0, removed: 0, unreadable: 0 };

/**
 * One pass: brings the index up to date with the records that changed, then settles their outbox rows. Killed in
 * between, the next pass does the same again: putting is idempotent. A record that cannot be read is logged and left
 * out. Does nothing while another process follows. Throws SearchUnavailable and what the store throws.
 */
export async function followRecords(ports: IndexingPorts, limits = indexingLimits): Promise<Followed> {
  const { store, owner = thisProcess } = ports;
  if ((await store.read.outbox('records-changed', 1)).length === 0) return nothing; // the lease is a write: not when idle
  if (!(await store.administration.holdLease(followerLease, owner, limits.lease))) return nothing;
  try {
    const rows = await store.read.outbox('records-changed', limits.rowsPerPass);
    const keepLease = (): Promise<boolean> => store.administration.holdLease(followerLease, owner, limits.lease);
    const applied = await applyChanges(ports, rows, limits, keepLease);
    if (!applied || !(await keepLease())) return nothing; // somebody else follows now, perhaps into another index
    await store.transaction(async (work) => {
      await work.outbox.done(rows.map(({ id }) => id));
      return granted(null);
    });
    return { rows: rows.length, ...applied };
  } finally {
    await store.administration.holdLease(followerLease, owner, 0);
  }
}

/** Applies to the index what outbox rows name, without settling them; null when the lease was lost on the way. */
export async function applyChanges(
  { store, index, log }: IndexingPorts,
  rows: readonly OutboxRow[],
  limits: IndexingLimits,
  keepLease: () => Promise<boolean>,
): Promise<Applied | null> {
  const ids = [...new Set(rows.flatMap((row) => recordIdsOf(row, log)))];
  let [put, removed, unreadable] = [0, 0, 0];
  for (let from = 0; from < ids.length; from += limits.recordsPerBatch) {
    if (from > 0 && !(await keepLease())) return null;
    const batch = ids.slice(from, from + limits.recordsPerBatch);
    const live = (await store.read.records(batch)).filter(isPublic);
    const refused = await putReadable(index, await withItems(store, live), log);
    const indexed = new Set(live.map(({ id }) => id));
    for (const id of refused) indexed.delete(id);
    const gone = batch.filter((id) => !indexed.has(id));
    if (gone.length > 0) await index.remove(gone);
    put += indexed.size;
    removed += gone.length - refused.length;
    unreadable += refused.length;
  }
  return { put, removed, unreadable };
}

/** Records with their items, as an index takes them. */
export async function withItems(store: Store, records: readonly BibRecord[]): Promise<SearchDocument[]> {
  if (records.length === 0) return [];
  const holdings = await store.read.holdings(records.map(({ id }) => id));
  return records.map((record) => ({ record, items: holdings.get(record.id) ?? [] }));
}

/** Puts every document that can be read and logs the others; returns the numbers of these. */
export async function putReadable(
  index: Pick<SearchIndex, 'put'>,
  documents: readonly SearchDocument[],
  log: Log | undefined,
): Promise<readonly number[]> {
  if (documents.length === 0) return [];
  try {
    await index.put(documents);
    return [];
  } catch (error) {
    if (!(error instanceof DocumentUnreadable)) throw error;
    const refused = new Set(error.recordIds);
    log?.error(
      { recordIds: [...refused].slice(0, 20), count: refused.size, reason: error.message },
      'records that cannot be indexed',
    );
    const others = documents.filter(({ record }) => !refused.has(record.id));
    if (refused.size === 0 || others.length === documents.length) throw error; // it names none of ours: no way forward
    return [...refused, ...(await putReadable(index, others, log))];
  }
}

/** The payload of `records-changed`: an array of record numbers. */
function recordIdsOf({ id, payload }: OutboxRow, log: Log | undefined): number[] {
  const ids = parsed(payload);
  if (Array.isArray(ids) && ids.every((each) => Number.isSafeInteger(each))) return ids as number[];
  log?.error({ outboxRow: id }, 'an outbox row that names no record');
  return [];
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
