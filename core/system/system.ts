import type { Clock } from '../ports/clock.ts';
import type { Machine } from '../ports/machine.ts';
import type { SearchIndex } from '../ports/search-index.ts';
import { SearchUnavailable } from '../ports/search-index.ts';
import type { Store } from '../ports/store.ts';
import type { StaffUser } from '../ports/staff.ts';
import type { Library } from '../library.ts';
import { lossesOf } from './losses.ts';
import { type RunningJob, type SystemState, workNames } from './state.ts';

/** The state of the system, for those who look after it. */
export interface SystemDesk {
  state(by: StaffUser): Promise<SystemState>;
}

/** Reads what the process, the database and the index know of themselves. */
export function systemDesk({
  store,
  index,
  clock,
  machine,
  library,
}: {
  readonly store: Store;
  readonly index: SearchIndex;
  readonly clock: Clock;
  readonly machine: Machine;
  readonly library: Pick<Library, 'exports' | 'harvests' | 'migration'>;
}): SystemDesk {
  const { system } = store.read;

  const works = async (): Promise<SystemState['works']> => {
    const [queues, unchained, reach] = await Promise.all([
      system.queues(),
      system.unchained(),
      store.read.figures.reach(),
    ]);
    return workNames.map((name) => {
      if (name === 'journal') return { name, waiting: unchained.lines, since: unchained.oldestAt };
      if (name === 'figures') return { name, waiting: reach.waiting, since: null };
      const queue = queues.find(({ topic }) => topic === name);
      return { name, waiting: queue?.waiting ?? 0, since: queue?.oldestAt ?? null };
    });
  };

  const search = async (): Promise<SystemState['search']> => {
    const [indexed, { records }, suppressed] = await Promise.all([
      index.count().catch(unlessAway),
      store.read.counts(),
      store.read.cataloguing.countSuppressed(),
    ]);
    return { kind: machine.searchKind, reachable: indexed !== null, indexed, shown: records - suppressed };
  };

  const jobs = async (by: StaffUser): Promise<RunningJob[]> => {
    const [exports, sources, batches] = await Promise.all([
      library.exports.list(by),
      library.harvests.sources(),
      library.migration.batches(by),
    ]);
    return [
      ...exports
        .filter(({ status }) => status === 'waiting' || status === 'running')
        .map(({ id, progress }): RunningJob => ({ kind: 'export', name: id, progress })),
      ...sources
        .filter(({ lastRun }) => lastRun?.state === 'RUNNING')
        .map(({ source }): RunningJob => ({ kind: 'harvest', name: source.code, progress: null })),
      ...batches
        .filter(({ step }) => step !== null)
        .map(({ id, done, lineCount: total }): RunningJob => {
          // A file that is read is told in bytes, and nobody knows yet how many lines it has.
          return { kind: 'batch', name: String(id), progress: done <= total ? { done, total } : null };
        }),
    ];
  };

  return {
    async state(by) {
      const [health, bytes, schema, found, waiting, running, disk] = await Promise.all([
        store.health(),
        system.size(),
        system.schema(),
        search(),
        works(),
        jobs(by),
        machine.disk(),
      ]);
      const { reachable, durability } = health;
      const state = {
        at: clock.now(),
        startedAt: machine.startedAt,
        version: machine.version,
        database: { kind: system.kind, reachable, durability, bytes, schema },
        search: found,
        services: machine.services(),
        works: waiting,
        jobs: running,
        disk,
        certificates: machine.certificates(),
        mailIsSet: machine.mailIsSet,
      };
      return { ...state, losses: lossesOf(state) };
    },
  };
}

/** An index that does not answer is part of what is told. */
function unlessAway(fault: unknown): null {
  if (fault instanceof SearchUnavailable) return null;
  throw fault;
}
