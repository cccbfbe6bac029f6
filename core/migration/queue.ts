import { granted, refused, type Outcome } from '../outcome.ts';
import { compare, type Comparison } from './compare.ts';
import type { MigrationBatch } from './entities.ts';
import type { MigrationPorts } from './ports.ts';
import type { By } from './steps.ts';

/** A batch where lines wait for somebody. */
export interface ReviewQueue {
  readonly batch: MigrationBatch;
  readonly waiting: number;
  /** Of these, how many somebody is looking at. */
  readonly claimed: number;
}

/** What somebody is given to decide: the next lines, side by side with what they may be, and how many wait in all. */
export interface ClaimedLines {
  readonly items: readonly Comparison[];
  readonly waiting: number;
  /** Lines that colleagues look at, left out here. */
  readonly elsewhere: number;
}

/** The queues of the batches somebody may decide of, the oldest batch first. */
export async function reviewQueues({ store, clock }: MigrationPorts, by: By): Promise<ReviewQueue[]> {
  const { migration } = store.read;
  const [queues, batches] = await Promise.all([
    migration.waiting(by.libraryId, clock.now()),
    migration.batches(by.libraryId),
  ]);
  const byId = new Map(batches.map((batch) => [batch.id, batch]));
  return queues.flatMap(({ batchId, ...counts }) => {
    const batch = byId.get(batchId);
    return batch ? [{ batch, ...counts }] : [];
  });
}

/**
 * Gives somebody the lines that wait after one, kept for him alone until he decides them, looks at others, leaves, or lets
 * a time go by. Refused `batch-in-other-state` when the batch is not at its review.
 */
export async function claimLines(
  ports: MigrationPorts,
  request: { batchId: number; after: number; limit: number; by: By },
): Promise<Outcome<ClaimedLines>> {
  const { store, clock, limits } = ports;
  const { batchId, after, limit, by } = request;
  const now = clock.now();
  const claimed = await store.transaction(async (work) => {
    const batch = await work.migration.lock(batchId);
    if (!batch) return refused('batch-unknown');
    if (by.libraryId !== null && by.libraryId !== batch.libraryId) return refused('library-not-yours');
    const { state, step } = batch;
    if (state !== 'ANALYSED' || step !== null) return refused('batch-in-other-state', { state, step });
    const claim = { login: by.login, after, limit, now, until: now + limits.claimedFor };
    return granted({ batch, lines: await work.migration.claim(batchId, claim) });
  });
  if (!claimed.granted) return claimed;
  const { batch, lines } = claimed.value;
  const items: Comparison[] = [];
  for (const line of lines) {
    const shown = await compare(ports, batch, line);
    if (shown.granted) items.push(shown.value);
  }
  const queue = (await store.read.migration.waiting(batch.libraryId, now)).find((one) => one.batchId === batchId);
  return granted({
    items,
    waiting: queue?.waiting ?? 0,
    elsewhere: Math.max(0, (queue?.claimed ?? 0) - lines.length),
  });
}

/** Lets go of all that somebody keeps of a batch. */
export function releaseLines(
  { store }: MigrationPorts,
  { batchId, by }: { batchId: number; by: By },
): Promise<Outcome<null>> {
  return store.transaction(async (work) => {
    await work.migration.release(batchId, by.login);
    return granted(null);
  });
}
