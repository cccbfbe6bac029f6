import { actorOf } from '../network/post.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { NewEvent } from '../ports/journal.ts';
import type { HarvestRun } from './entities.ts';
import { ended, takeAway } from './finish.ts';
import type { HarvestPorts } from './ports.ts';

/** What a person says of a sweep that would take much away. */
export type SweepDecision = 'take-away' | 'leave';

/**
 * Ends a sweep that waited for a person: what it did not see goes, or everything stays as it is. Refused
 * `harvest-unknown`, `harvest-not-waiting`.
 */
export async function decideSweep(
  ports: Pick<HarvestPorts, 'store' | 'clock' | 'log' | 'limits'>,
  by: { readonly login: string },
  runId: number,
  decision: SweepDecision,
): Promise<Outcome<HarvestRun>> {
  const { store } = ports;
  const run = await store.read.harvest.run(runId);
  if (!run) return refused('harvest-unknown', { run: runId });
  if (run.state !== 'TO_APPROVE') return refused('harvest-not-waiting', { run: runId, state: run.state });
  const source = (await store.read.harvest.sources()).find(({ id }) => id === run.sourceId)!;
  await note(ports, by, { run: runId, source: source.code, decision, vanished: run.detail });
  const now = decision === 'take-away' ? await takeAway(ports, run) : run;
  const reason = decision === 'leave' ? 'left-as-it-is' : null;
  return granted(await ended(ports, source, now, { ...now, state: 'DONE', reason }));
}

async function note(
  { store, clock }: Pick<HarvestPorts, 'store' | 'clock'>,
  { login }: { readonly login: string },
  payload: NewEvent['payload'],
): Promise<void> {
  const event = { at: clock.now(), type: 'HARVEST_DECIDED', actor: actorOf({ id: null, login }), payload } as const;
  await store.transaction(async (work) => {
    await work.journal.append({ ...event, libraryId: null, deviceId: null, itemId: null, patronRef: null });
    return granted(null);
  });
}
