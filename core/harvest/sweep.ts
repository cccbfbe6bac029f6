import { granted } from '../outcome.ts';
import { askRecord } from './ask-page.ts';
import type { HarvestRun, HarvestSource } from './entities.ts';
import { identifierKey, keepPage, stillOurs, type Page } from './keep-page.ts';
import type { HarvestPorts } from './ports.ts';

/**
 * Marks the records of a page of headers as still there. One that we do not have, or took away, is asked for by itself: a
 * sweep also finds what a harvest missed.
 */
export async function seen(
  ports: HarvestPorts,
  source: HarvestSource,
  run: HarvestRun,
  page: Page,
  signal: AbortSignal,
): Promise<HarvestRun> {
  const { store, clock } = ports;
  const live = page.records.filter(({ deleted }) => !deleted);
  const keys = live.map(({ identifier }) => identifierKey(identifier));
  const outcome = await store.transaction(async (work) => {
    await stillOurs(work, run);
    const known = await work.harvest.known(source.id, run.metadataPrefix, keys);
    await work.harvest.see(
      run.id,
      [...known.values()].map(({ id }) => id),
    );
    const moved = { ...run, updatedAt: Math.max(clock.now(), run.updatedAt + 1) };
    await work.harvest.keepRun(moved);
    return granted({ known, moved });
  });
  if (!outcome.granted) throw new Error(`a sweep was refused: ${outcome.refusal}`);
  const { known, moved } = outcome.value;
  const missing = live.filter((_, at) => known.get(keys[at]!)?.deletedAt !== null);
  const found = { records: page.records.filter(({ deleted }) => deleted), broken: [...page.broken], retries: 0 };
  for (const { identifier } of missing) {
    const asked = await askRecord(ports, source, run.metadataPrefix, identifier, signal);
    if (asked === 'stopped') return moved; // the page is asked for again
    found.records.push(...asked.records);
    found.broken.push(...asked.broken);
    found.retries += asked.retries;
  }
  const untouched = live.length - missing.length;
  const { then } = page;
  return keepPage(ports, source, moved, {
    ...{ records: found.records, broken: found.broken },
    notes: [
      ...page.notes,
      ...missing.map(({ identifier }) => ({ kind: 'found-by-sweep' as const, identifier, detail: '' })),
    ],
    then: {
      ...then,
      retries: then.retries + found.retries,
      listed: then.listed + untouched,
      unchanged: then.unchanged + untouched,
    },
  });
}

/** What a sweep did not see, and whether that is more than may go without asking. */
export async function vanished(
  { store, limits }: HarvestPorts,
  run: HarvestRun,
): Promise<{ readonly all: number; readonly unseen: number; readonly tooMany: boolean }> {
  const { all, unseen } = await store.read.harvest.countUnseen(run);
  return { all, unseen, tooMany: unseen > limits.vanishing || unseen > all * limits.vanishingShare };
}
