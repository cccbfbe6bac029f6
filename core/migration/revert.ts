import { granted, refused, type Outcome } from '../outcome.ts';
import type { MigrationBatch } from './entities.ts';
import type { MigrationPorts, OnProgress } from './ports.ts';

/**
 * Brings the catalogue back to what it was before a batch, byte for byte: the rows it changed get their image back, the
 * rows it made go. Nobody may have touched any of them since: that was looked at before, and the index is told.
 */
export async function revertBatch(
  { store, clock, limits }: MigrationPorts,
  batch: MigrationBatch,
  onProgress: OnProgress,
): Promise<Outcome<null>> {
  let { done } = batch;
  for (;;) {
    const at = clock.now();
    const outcome = await store.transaction(async (work) => {
      const now = await work.migration.lock(batch.id);
      if (!now || now.step !== 'revert' || now.done !== done) return refused('batch-busy');
      const { recordIds, left } = await work.migration.putBack(batch.id, limits.linesPerTransaction);
      if (recordIds.length > 0) await work.outbox.add('records-changed', recordIds, at);
      if (left === 0) await work.migration.forgetOutcomes(batch.id);
      await work.migration.change(batch.id, { done: done + 1 }, at);
      return granted(left);
    });
    if (!outcome.granted) return outcome;
    done += 1;
    onProgress(done, done + outcome.value);
    if (outcome.value === 0) return granted(null);
  }
}
