import { notYours } from '../network/acting.ts';
import { granted, refused, type Outcome, type Refused } from '../outcome.ts';
import type { Work } from '../ports/store.ts';
import type { Crate, CrateSheet, CrateState } from './entities.ts';
import { noteCrate } from './journal.ts';
import type { Agent, NavettePorts } from './ports.ts';
import { leads } from './runs.ts';

/** Opens a sealed crate again, as long as the van has not taken it: its list may change. */
export function reopenCrate(ports: NavettePorts) {
  return (crateId: number, by: Agent): Promise<Outcome<CrateSheet>> =>
    ports.store.transaction(async (work) => {
      const crate = await lockIn(work, crateId, 'SEALED');
      if ('granted' in crate) return crate;
      const objection = notYours(by, crate.fromLibraryId, ports.directory);
      if (objection) return objection;
      // A reception that broke off has begun: what was seen cannot be unseen.
      if (crate.receivedLibraryId !== null) return refusedIn(crate);
      return changed(ports, work, { ...crate, state: 'OPEN', sealedAt: null, runId: null }, { by, done: 'reopened' });
    });
}

/** Puts a sealed crate on board of a van that is on its way: it was sealed after the van had left. */
export function loadCrate(ports: NavettePorts) {
  return async (crateId: number, runId: number, by: Agent): Promise<Outcome<CrateSheet>> => {
    const routes = await ports.store.read.shuttle.routes();
    return ports.store.transaction(async (work) => {
      const run = await work.shuttle.lockRun(runId);
      if (!run) return refused('run-unknown');
      if (run.state !== 'EN_ROUTE') return refused('run-in-other-state', { run: runId, state: run.state });
      const crate = await lockIn(work, crateId, 'SEALED');
      if ('granted' in crate) return crate;
      const { hubLibraryId } = routes.find(({ id }) => id === run.routeId)!;
      if (!leads(run.stops, crate, hubLibraryId)) {
        const to = ports.directory.library(crate.toLibraryId ?? hubLibraryId).code;
        return refused('crate-for-another-library', { crate: crate.code, library: to });
      }
      const loaded: Crate = { ...crate, state: 'ON_BOARD', runId, loadedAt: ports.clock.now() };
      return changed(ports, work, loaded, { by, done: 'loaded' });
    });
  };
}

/** Takes a crate off the van where it was loaded: it was left behind, and waits, sealed, for the next run. */
export function unloadCrate(ports: NavettePorts) {
  return (crateId: number, by: Agent): Promise<Outcome<CrateSheet>> =>
    ports.store.transaction(async (work) => {
      const crate = await lockIn(work, crateId, 'ON_BOARD');
      if ('granted' in crate) return crate;
      if (crate.receivedLibraryId !== null) return refusedIn(crate);
      const left: Crate = { ...crate, state: 'SEALED', runId: null, loadedAt: null };
      return changed(ports, work, left, { by, done: 'unloaded' });
    });
}

async function lockIn(work: Work, crateId: number, state: CrateState): Promise<Crate | Refused> {
  const crate = await work.shuttle.lockCrate(crateId);
  if (!crate) return refused('crate-unknown');
  return crate.state === state ? crate : refusedIn(crate);
}

function refusedIn({ code, state }: Crate): Refused {
  return refused('crate-in-other-state', { crate: code, state });
}

async function changed(
  { clock }: NavettePorts,
  work: Work,
  crate: Crate,
  { by, done }: { by: Agent; done: string },
): Promise<Outcome<CrateSheet>> {
  await work.shuttle.setCrate(crate);
  await noteCrate(work, { at: clock.now(), actor: `user:${by.login}`, crate, done });
  return granted({ crate, lines: await work.shuttle.lines(crate.id) });
}
