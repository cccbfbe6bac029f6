import type { HarvestRun, RunReason } from './entities.ts';
import type { HarvestLimits } from './ports.ts';

/** Why a run cannot go on now. */
export interface Trouble {
  readonly reason: RunReason;
  readonly detail: string;
  readonly at: number;
}

/** What may be otherwise in an hour. */
const passing: ReadonlySet<RunReason> = new Set(['timed-out', 'connection-failed', 'http-status', 'name-unknown']);

/** A run whose repository is out of reach: put off when pages of it are kept, so that it goes on where it is; else it failed. */
export function givenUp(run: HarvestRun, { reason, detail, at }: Trouble, limits: HarvestLimits): HarvestRun {
  const told = { ...run, reason, detail };
  const worthIt = run.pages > 0 && passing.has(reason) && at - run.startedAt < limits.oldestRun;
  if (worthIt) return { ...told, state: 'PARKED', resumeAt: at + limits.putOff };
  return { ...told, state: 'FAILED', finishedAt: at, resumeAt: null };
}
