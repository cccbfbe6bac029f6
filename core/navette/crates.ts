import { notYours } from '../network/acting.ts';
import type { NetworkLibrary } from '../network/network.ts';
import { granted, refused, type Outcome, type Refused } from '../outcome.ts';
import type { Work } from '../ports/store.ts';
import type { Crate, CrateSheet, ShuttleRun } from './entities.ts';
import { noteCrate } from './journal.ts';
import { dateFrom } from './plan-runs.ts';
import type { Agent, NavettePorts } from './ports.ts';
import { leads } from './runs.ts';

/** Opens a crate at a library: for another library, or (null) for the hub to sort. */
export function openCrate(ports: NavettePorts) {
  const { store, directory, clock } = ports;
  return async (request: { fromLibraryId: number; toLibraryId: number | null }, by: Agent): Promise<Outcome<Crate>> => {
    const { fromLibraryId, toLibraryId } = request;
    const from = directory.library(fromLibraryId);
    const objection = notYours(by, fromLibraryId, directory);
    if (objection) return objection;
    if (toLibraryId === fromLibraryId) return refused('crate-for-another-library', { library: from.code });
    for (const library of [from, ...(toLibraryId === null ? [] : [directory.library(toLibraryId)])]) {
      if (!hasCrates(library)) return refused('library-not-live', { library: library.code });
    }
    return store.transaction(async (work) => {
      const at = clock.now();
      const crate = await work.shuttle.openCrate({ libraryCode: from.code, fromLibraryId, toLibraryId, at });
      await noteCrate(work, { at, actor: `user:${by.login}`, crate, done: 'opened' });
      return granted(crate);
    });
  };
}

/**
 * Whether crates leave and reach a library. The van stops only where documents circulate; at a library that leaves, what is
 * still on its way goes by hand, with the list of its crate.
 */
export function hasCrates({ state }: Pick<NetworkLibrary, 'state'>): boolean {
  return state === 'LIVE' || state === 'LEAVING';
}

/** Puts a document in a crate by scanning it, or says why it does not belong there. A second scan changes nothing. */
export function putInCrate(ports: NavettePorts) {
  const { store, directory, clock } = ports;
  return (crateId: number, barcode: string, by: Agent): Promise<Outcome<CrateSheet>> =>
    store.transaction(async (work) => {
      const item = await work.items.claim(barcode);
      if (!item) return refused('item-unknown');
      const transit = await work.transits.openOf(item.id);
      const crate = await lockOpen(ports, work, crateId, by);
      if ('granted' in crate) return crate;
      if (!transit) return refused('item-not-in-transit', { status: item.status });
      if (item.holdingLibraryId !== crate.fromLibraryId) {
        return refused('item-last-seen-elsewhere', { library: directory.library(item.holdingLibraryId).code });
      }
      if (!isFor(crate, transit.toLibraryId)) {
        return refused('item-for-another-library', { library: directory.library(transit.toLibraryId).code });
      }
      const at = clock.now();
      const held = await work.shuttle.crateHolding(transit.id);
      if (held?.inCrate) {
        if (held.crate.id === crateId) return granted(await sheet(work, crate));
        return refused('item-in-crate', { crate: held.crate.code, state: held.crate.state });
      }
      if (held) await work.shuttle.markLeft(held.line.id, at);
      // It was in this very crate for a move that is over: its line gives way to the one of this move.
      const stale = (await work.shuttle.lines(crateId)).find(({ itemId }) => itemId === item.id);
      if (stale) await work.shuttle.takeOut(stale.id);
      await work.shuttle.put({ crateId, itemId: item.id, transitId: transit.id, at });
      await noteCrate(work, { at, actor: `user:${by.login}`, crate, itemId: item.id, done: 'put-in' });
      return granted(await sheet(work, crate));
    });
}

/** Whether a crate brings a document nearer: to its one library, or to the hub that sends it on. */
function isFor(crate: Crate, destinationId: number): boolean {
  if (destinationId === crate.fromLibraryId) return false;
  return crate.toLibraryId === null || crate.toLibraryId === destinationId;
}

/** Takes a document out of a crate that is still open. */
export function takeOutOfCrate(ports: NavettePorts) {
  return (crateId: number, barcode: string, by: Agent): Promise<Outcome<CrateSheet>> =>
    ports.store.transaction(async (work) => {
      const item = await work.items.claim(barcode);
      if (!item) return refused('item-unknown');
      const crate = await lockOpen(ports, work, crateId, by);
      if ('granted' in crate) return crate;
      const line = (await work.shuttle.lines(crateId)).find(({ itemId }) => itemId === item.id);
      if (!line) return refused('item-not-in-crate', { crate: crate.code });
      await work.shuttle.takeOut(line.id);
      const at = ports.clock.now();
      await noteCrate(work, { at, actor: `user:${by.login}`, crate, itemId: item.id, done: 'taken-out' });
      return granted(await sheet(work, crate));
    });
}

/** Closes a crate: its list is from now on what the other side is told to expect. It goes by the next run that fits. */
export function sealCrate(ports: NavettePorts) {
  return async (crateId: number, by: Agent): Promise<Outcome<CrateSheet>> => {
    const coming = await runsToCome(ports);
    return ports.store.transaction(async (work) => {
      const crate = await lockOpen(ports, work, crateId, by);
      if ('granted' in crate) return crate;
      const lines = await work.shuttle.lines(crateId);
      // Whoever left the crate while it was open is not announced.
      for (const line of lines) if (!line.inCrate) await work.shuttle.takeOut(line.id);
      const kept = lines.filter(({ inCrate }) => inCrate);
      if (kept.length === 0) return refused('crate-empty', { crate: crate.code });
      // Its move was turned round since it was put in: somebody must take it out of the box.
      const turned = kept.find(({ bound }) => !isFor(crate, bound!));
      if (turned) {
        const { code } = ports.directory.library(turned.bound!);
        return refused('item-for-another-library', { library: code, item: turned.barcode });
      }
      const at = ports.clock.now();
      const sealed: Crate = { ...crate, state: 'SEALED', sealedAt: at, runId: firstFor(crate, coming, at)?.id ?? null };
      await work.shuttle.setCrate(sealed);
      await noteCrate(work, { at, actor: `user:${by.login}`, crate, done: 'sealed' });
      return granted(await sheet(work, sealed));
    });
  };
}

type RunWithHub = ShuttleRun & { readonly hubLibraryId: number };

/** The runs still planned, and the hub of each. */
async function runsToCome({ store, clock, settings }: NavettePorts): Promise<RunWithHub[]> {
  const now = clock.now();
  const [routes, runs] = await Promise.all([
    store.read.shuttle.routes(),
    store.read.shuttle.runs(dateFrom(now, 0), dateFrom(now, 7 * settings.weeksAhead)),
  ]);
  const hubs = new Map(routes.map(({ id, hubLibraryId }) => [id, hubLibraryId]));
  return runs
    .filter(({ state }) => state === 'PLANNED')
    .map((run) => ({ ...run, hubLibraryId: hubs.get(run.routeId)! }));
}

/** The first that passes by and leads where the crate goes. It is told, not promised: each start looks again. */
function firstFor(crate: Crate, coming: readonly RunWithHub[], at: number): RunWithHub | undefined {
  return coming.find(
    ({ stops, hubLibraryId }) =>
      stops.some(({ libraryId, closesAt }) => libraryId === crate.fromLibraryId && closesAt >= at) &&
      leads(stops, crate, hubLibraryId),
  );
}

/** The crate, locked and open, of the library this member of staff acts for. */
async function lockOpen(ports: NavettePorts, work: Work, crateId: number, by: Agent): Promise<Crate | Refused> {
  const crate = await work.shuttle.lockCrate(crateId);
  if (!crate) return refused('crate-unknown');
  const objection = notYours(by, crate.fromLibraryId, ports.directory);
  if (objection) return objection;
  return crate.state === 'OPEN' ? crate : refused('crate-in-other-state', { crate: crate.code, state: crate.state });
}

async function sheet(work: Work, crate: Crate): Promise<CrateSheet> {
  return { crate, lines: await work.shuttle.lines(crate.id) };
}
