import { granted, refused, type Outcome } from '../outcome.ts';
import type { Work } from '../ports/store.ts';
import type { Crate, RunStop, ShuttleRun } from './entities.ts';
import { noteCrate, noteRun } from './journal.ts';
import type { Agent, NavettePorts } from './ports.ts';

/** The van leaves: it takes on board every sealed crate of the libraries it passes, that it can bring where they go. */
export function startRun(ports: NavettePorts) {
  return async (runId: number, by: Agent): Promise<Outcome<ShuttleRun>> => {
    const routes = await ports.store.read.shuttle.routes();
    return ports.store.transaction(async (work) => {
      const run = await work.shuttle.lockRun(runId);
      if (!run) return refused('run-unknown');
      if (run.state !== 'PLANNED') return refused('run-in-other-state', { run: runId, state: run.state });
      const at = ports.clock.now();
      const actor = `user:${by.login}`;
      const started: ShuttleRun = { ...run, state: 'EN_ROUTE', startedAt: at };
      await work.shuttle.setRun(started);
      const { hubLibraryId } = routes.find(({ id }) => id === run.routeId)!;
      const crates = await carriedBy(work, run, hubLibraryId);
      for (const crate of crates) {
        await work.shuttle.setCrate({ ...crate, runId, state: 'ON_BOARD', loadedAt: at });
        await noteCrate(work, { at, actor, crate, done: 'loaded' });
      }
      await noteRun(work, { at, actor, run: runId, done: 'started', count: crates.length });
      return granted(started);
    });
  };
}

/** The van is back. What it still carries waits to be received; what was sealed too late takes the next one. */
export function finishRun(ports: NavettePorts) {
  return (runId: number, by: Agent): Promise<Outcome<ShuttleRun>> => end(ports, { runId, by, to: 'DONE' });
}

/** The van does not go, or turns back: its crates are where they were, sealed, and take the next one. */
export function cancelRun(ports: NavettePorts) {
  return (runId: number, by: Agent): Promise<Outcome<ShuttleRun>> => end(ports, { runId, by, to: 'CANCELLED' });
}

function end(
  { store, clock }: NavettePorts,
  { runId, by, to }: { runId: number; by: Agent; to: 'DONE' | 'CANCELLED' },
): Promise<Outcome<ShuttleRun>> {
  return store.transaction(async (work) => {
    const run = await work.shuttle.lockRun(runId);
    if (!run) return refused('run-unknown');
    const ending = run.state === 'EN_ROUTE' || (run.state === 'PLANNED' && to === 'CANCELLED');
    if (!ending) return refused('run-in-other-state', { run: runId, state: run.state });
    const at = clock.now();
    const actor = `user:${by.login}`;
    const ended: ShuttleRun = { ...run, state: to, cancelReason: to === 'DONE' ? null : 'BY_STAFF', endedAt: at };
    await work.shuttle.setRun(ended);
    for (const { id } of await work.shuttle.cratesOfRun(runId)) {
      const crate = (await work.shuttle.lockCrate(id))!;
      const unloaded = to === 'CANCELLED' && crate.state === 'ON_BOARD';
      if (crate.state !== 'SEALED' && !unloaded) continue;
      await work.shuttle.setCrate({ ...crate, runId: null, state: 'SEALED', loadedAt: null });
      if (unloaded) await noteCrate(work, { at, actor, crate, done: 'unloaded' });
    }
    await noteRun(work, { at, actor, run: runId, done: to === 'DONE' ? 'finished' : 'cancelled' });
    return granted(ended);
  });
}

/** The sealed crates along the way of a run, each locked and seen again. */
async function carriedBy(work: Work, run: ShuttleRun, hubLibraryId: number): Promise<Crate[]> {
  const places = [...new Set(run.stops.filter(({ skipped }) => skipped === null).map(({ libraryId }) => libraryId))];
  const carried: Crate[] = [];
  for (const { id } of await work.shuttle.sealedFrom(places)) {
    const crate = (await work.shuttle.lockCrate(id))!;
    if (crate.state === 'SEALED' && leads(run.stops, crate, hubLibraryId)) carried.push(crate);
  }
  return carried;
}

/** Whether the stops of a run lead from where a crate is to where it goes. A crate to be sorted goes to the hub. */
export function leads(
  stops: readonly RunStop[],
  { fromLibraryId, toLibraryId }: Pick<Crate, 'fromLibraryId' | 'toLibraryId'>,
  hubLibraryId: number,
): boolean {
  const served = stops.filter(({ skipped }) => skipped === null);
  const from = served.findIndex(({ libraryId }) => libraryId === fromLibraryId);
  const to = served.findLastIndex(({ libraryId }) => libraryId === (toLibraryId ?? hubLibraryId));
  return from >= 0 && to > from;
}
