import { granted, type Outcome } from '../outcome.ts';
import { commitPart } from './committing.ts';
import type { MigrationBatch } from './entities.ts';
import type { MigrationPorts, OnProgress } from './ports.ts';

/**
 * Sends the headings of what a batch brought to be linked to their authorities. Not before it is closed: linking gives a
 * heading the words of its authority, and a batch is taken back byte for byte or not at all.
 */
export async function closeRecords(
  ports: MigrationPorts,
  batch: MigrationBatch,
  onProgress: OnProgress,
): Promise<Outcome<null>> {
  const { lineCount } = batch;
  for (let { done } = batch; done < lineCount;) {
    const part = { done: Math.min(done + ports.limits.linesPerTransaction, lineCount) };
    const lines = Array.from({ length: part.done - done }, (_, index) => done + index + 1);
    const outcome = await commitPart(ports, { ...batch, done, step: 'close' }, part, async (work, at) => {
      const became = new Set((await work.migration.results(batch.id, lines)).values());
      if (became.size > 0) await work.outbox.add('headings-to-link', [...became], at);
    });
    if (!outcome.granted) return outcome;
    done = part.done;
    onProgress(done, lineCount);
  }
  return granted(null);
}
