import { granted, refused, type Outcome } from '../../outcome.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Store, Work } from '../../ports/store.ts';
import { FileMemory, type Placed } from './file-memory.ts';
import type { PreparedRecord, ReadyRecord } from './prepared.ts';
import type { ImportReport } from './report.ts';
import { storeBatch, type Run } from './store-batch.ts';
import { Tally } from './tally.ts';

/**
 * Records in one transaction. Alone, large ones, for speed; beside a server, small ones, so that no kiosk waits long
 * for the writer.
 */
export const importBatchSizes = { alone: 1_000, live: 50 } as const;

export interface ImportPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

export interface ImportRequest {
  /** Code of the library whose catalogue it is. */
  readonly library: string;
  /** Reads and counts, and writes nothing. */
  readonly dryRun?: boolean;
  /** Who asked: `user:admin`, `system`. */
  readonly actor?: string;
  /** Rejected records, and items, that the report names one by one; all are counted. */
  readonly listedRejects?: number;
}

/** How far an import is: records read, and the byte of the file after the last of them. */
export interface ImportProgress {
  readonly read: number;
  readonly offset: number;
}

/**
 * Brings the records of one library into the catalogue, a batch a transaction, and says what became of each. Run again
 * on the same file it changes nothing; stopped half way it is simply run again. Refused `library-unknown` before
 * anything is read. A fault of the store or of the source is thrown: what was committed stays.
 */
export async function importRecords(
  { store, clock, log }: ImportPorts,
  request: ImportRequest,
  batches: AsyncIterable<readonly PreparedRecord[]>,
  onProgress: (progress: ImportProgress) => void = () => undefined,
): Promise<Outcome<ImportReport>> {
  const { library: code, dryRun = false, actor = 'system', listedRejects = 1_000 } = request;
  const startedAt = clock.now();
  const libraries = await store.read.libraries();
  const library = libraries.find((one) => one.code === code.toUpperCase());
  if (!library) return refused('library-unknown', { code });

  const libraryIds = new Map(libraries.map((one) => [one.code, one.id]));
  const run = { source: library.code, libraryId: library.id, libraryIds, dryRun };
  const total = new Tally(listedRejects);
  const memory = new FileMemory();
  for await (const batch of batches) {
    const tally = await importBatch(store, batch, { ...run, at: clock.now() }, { memory, listedRejects });
    total.add(tally);
    onProgress({ read: total.read, offset: batch.at(-1)?.end ?? 0 });
  }

  const report = total.report({ library: library.code, dryRun, elapsed: clock.now() - startedAt });
  const { read, created, updated, unchanged, rejected } = report;
  const facts = {
    read,
    created,
    updated,
    unchanged,
    rejected,
    itemsCreated: report.items.created,
    itemsRejected: report.items.rejected,
  };
  if (!dryRun) {
    const event = { at: clock.now(), type: 'IMPORT', actor, libraryId: library.id, payload: facts } as const;
    await committed(store, (work) => work.journal.append({ ...event, deviceId: null, itemId: null, patronRef: null }));
  }
  log.info({ library: library.code, dryRun, ...facts }, 'records imported');
  return granted(report);
}

/** One batch, whole: stored, counted, then remembered. */
async function importBatch(
  store: Store,
  batch: readonly PreparedRecord[],
  run: Run,
  { memory, listedRejects }: { memory: FileMemory; listedRejects: number },
): Promise<Tally> {
  const placed = memory.place(batch.filter((record): record is ReadyRecord => record.kind === 'ready'));
  const { tally, holders } = await committed(store, async (work) => {
    const tally = new Tally(listedRejects); // counted again when the transaction is run again
    countReading(tally, batch, placed);
    return { tally, holders: await storeBatch(work, placed, { run, memory, tally }) };
  });
  memory.keep(placed, holders);
  return tally;
}

/** What was seen before anything is stored: unreadable records, corrections, control numbers with two titles. */
function countReading(tally: Tally, batch: readonly PreparedRecord[], placed: readonly Placed[]): void {
  for (const record of batch) {
    tally.read += 1;
    if (record.kind === 'unreadable') tally.reject(record.offset, record.fault, record.detail);
    else tally.correct(record.offset, record.corrections);
  }
  for (const { record, sourceId } of placed) {
    if (sourceId === record.sourceId) continue;
    tally.correct(record.offset, [{ code: 'control-number-shared', detail: record.sourceId }]);
  }
}

async function committed<T>(store: Store, run: (work: Work) => Promise<T>): Promise<T> {
  const outcome = await store.transaction(async (work) => granted(await run(work)));
  if (!outcome.granted) throw new Error(`an import batch was refused: ${outcome.refusal}`);
  return outcome.value;
}
