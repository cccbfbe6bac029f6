import { granted, refused, type Outcome } from '../outcome.ts';
import type { Work } from '../ports/store.ts';
import type { MigrationBatch, Step } from './entities.ts';
import type { MigrationPorts } from './ports.ts';

/** What a step did of one part of its lines, and how far it is then. */
export interface Part {
  readonly done: number;
  readonly lineCount?: number;
}

/**
 * Commits one part of a step, whole: its rows and how far the step is go together, so that a step stopped anywhere goes on
 * where it was. Refused `batch-busy` when somebody else moved the batch meanwhile.
 */
export function commitPart(
  { store, clock }: Pick<MigrationPorts, 'store' | 'clock'>,
  expected: Pick<MigrationBatch, 'id' | 'done'> & { readonly step: Step },
  part: Part,
  run: (work: Work, at: number) => Promise<void>,
): Promise<Outcome<null>> {
  const at = clock.now();
  return store.transaction(async (work) => {
    const batch = await work.migration.lock(expected.id);
    if (!batch) return refused('batch-unknown');
    if (batch.step !== expected.step || batch.done !== expected.done)
      return refused('batch-busy', { done: batch.done });
    await run(work, at);
    await work.migration.change(expected.id, part, at);
    return granted(null);
  });
}
