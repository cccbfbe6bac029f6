import { granted } from '../outcome.ts';
import type { Work } from '../ports/store.ts';
import type { HarvestRun, HarvestSource, SourceStanding } from './entities.ts';
import { stillOurs } from './keep-page.ts';
import type { HarvestPorts } from './ports.ts';
import { nextRun } from './schedule.ts';
import { vanished } from './sweep.ts';

const day = 86_400_000;

/**
 * Ends a run that has nothing left to ask for. What could not be had makes it fail, and the next one begins where this one
 * did; else the next begins at the provider's time of its first page. A sweep takes away what it did not see, unless
 * that is too much: then it waits for a person.
 */
export async function finish(ports: HarvestPorts, source: HarvestSource, run: HarvestRun): Promise<HarvestRun> {
  const { lost, lostFor } = run.place;
  if (lost > 0) {
    const detail = `${lost} parts could not be had`;
    return ended(ports, source, run, { ...run, state: 'FAILED', reason: lostFor, detail });
  }
  if (run.kind !== 'SWEEP') return ended(ports, source, run, { ...run, state: 'DONE' });
  const found = await vanished(ports, run);
  if (found.tooMany) {
    const detail = `${found.unseen} of ${found.all}`;
    return ended(ports, source, run, { ...run, state: 'TO_APPROVE', reason: 'too-many-vanish', detail });
  }
  return ended(ports, source, { ...run, ...(await takeAway(ports, run)) }, { ...run, state: 'DONE' });
}

/** Takes away what a sweep did not see, some at a time; done again it finds what is left. Returns the run as it is then. */
export async function takeAway(
  ports: Pick<HarvestPorts, 'store' | 'clock' | 'limits'>,
  run: HarvestRun,
): Promise<HarvestRun> {
  const { store, clock, limits } = ports;
  let now = run;
  for (;;) {
    const at = clock.now();
    const outcome = await store.transaction(async (work) => {
      await stillOurs(work, now);
      const deleted = await work.harvest.deleteUnseen(run, at, limits.atOnce);
      const kept = { ...now, deleted: now.deleted + deleted, updatedAt: Math.max(at, now.updatedAt + 1) };
      await work.harvest.keepRun(kept);
      return granted({ kept, deleted });
    });
    if (!outcome.granted) throw new Error(`a sweep was refused: ${outcome.refusal}`);
    now = outcome.value.kept;
    if (outcome.value.deleted < limits.atOnce) return now;
  }
}

/** Ends a run, and tells its source what it learnt. */
export async function ended(
  { store, clock, log }: Pick<HarvestPorts, 'store' | 'clock' | 'log'>,
  source: Pick<HarvestSource, 'id' | 'code' | 'everyHours'>,
  before: HarvestRun,
  to: HarvestRun,
): Promise<HarvestRun> {
  const at = clock.now();
  const outcome = await store.transaction(async (work: Work) => {
    await stillOurs(work, before);
    const finishedAt = to.state === 'TO_APPROVE' ? null : at;
    const run = { ...to, deleted: before.deleted, finishedAt, updatedAt: Math.max(at, before.updatedAt + 1) };
    await work.harvest.keepRun(run);
    if (to.state === 'DONE' && to.kind !== 'SWEEP') await work.harvest.retireOtherFormats(run, at);
    await work.harvest.learn(source.id, { ...learntBy(to, at), ...nextRun(source, at) });
    return granted(run);
  });
  if (!outcome.granted) throw new Error(`the end of a run was refused: ${outcome.refusal}`);
  const { state, reason, listed, added, updated, deleted, failed } = outcome.value;
  log.info({ source: source.code, state, reason, listed, added, updated, deleted, failed }, 'a harvest ended');
  return outcome.value;
}

/** A provider that does not tell its time is taken to be a day behind us. */
function learntBy(run: HarvestRun, at: number): Partial<SourceStanding> {
  if (run.state !== 'DONE') return {};
  if (run.kind === 'SWEEP') return { lastSweepAt: at };
  return { lastCompleted: run.responseAt ?? run.startedAt - day };
}
