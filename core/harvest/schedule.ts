import type { HarvestReading } from '../ports/harvest.ts';
import type { HarvestSource, RunKind, SourceStanding } from './entities.ts';

const hour = 3_600_000;
/** Days between two sweeps where a source says nothing else. */
const usualSweepDays = 30;

/** When a source is harvested again by itself, after a run that ended now. */
export function nextRun(
  { everyHours }: Pick<HarvestSource, 'everyHours'>,
  at: number,
): Pick<SourceStanding, 'nextRunAt'> {
  return { nextRunAt: everyHours === null ? null : at + everyHours * hour };
}

/** What is to be harvested now: runs put off whose time has come, sources whose turn it is, sweeps that are due. */
export async function due(
  reading: Pick<HarvestReading, 'sources' | 'runs'>,
  at: number,
): Promise<{ readonly source: string; readonly kind: RunKind }[]> {
  const sources = (await reading.sources()).filter(({ active }) => active);
  const open = await reading.runs({ states: ['RUNNING', 'PARKED'], limit: 1_000 });
  const found: { source: string; kind: RunKind }[] = [];
  for (const source of sources) {
    const run = open.find(({ sourceId }) => sourceId === source.id);
    if (run) {
      if (run.state === 'RUNNING' || (run.resumeAt ?? 0) <= at) found.push({ source: source.code, kind: run.kind });
    } else if (source.nextRunAt !== null && source.nextRunAt <= at) {
      found.push({ source: source.code, kind: 'INCREMENTAL' });
    } else if (isSweepDue(source, at)) found.push({ source: source.code, kind: 'SWEEP' });
  }
  return found;
}

/** Where a provider does not keep its deletions, what disappeared shows only in a list of all there is. */
function isSweepDue(source: HarvestSource, at: number): boolean {
  const { deletedRecord, everyHours, lastCompleted, lastSweepAt, sweepDays } = source;
  if (everyHours === null || lastCompleted === null || deletedRecord === 'persistent') return false;
  return at - (lastSweepAt ?? lastCompleted) >= (sweepDays ?? usualSweepDays) * 24 * hour;
}
