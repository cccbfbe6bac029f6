import { sealJournal } from '../core/circulation/journal.ts';
import { granted } from '../core/outcome.ts';
import type { Application } from './application.ts';

/** What a server does by itself, and how often (milliseconds). */
export interface Housekeeping {
  readonly sealEvery: number;
  /** Journal lines chained at once: few, so that a rush of loans goes first and the chain catches up behind it. */
  readonly sealedAtOnce: number;
  readonly refreshEvery: number;
  readonly flushEvery: number;
  readonly forgetEvery: number;
  /** Answers to repeated requests are kept this long. */
  readonly answersKept: number;
  readonly sessionIdle: number;
  readonly sessionAbsolute: number;
}
export const defaultHousekeeping: Housekeeping = {
  sealEvery: 250,
  sealedAtOnce: 250,
  refreshEvery: 2_000,
  flushEvery: 5_000,
  forgetEvery: 10 * 60_000,
  answersKept: 24 * 3_600_000,
  sessionIdle: 30 * 60_000,
  sessionAbsolute: 12 * 3_600_000,
};

/** Starts the chores of a server. A chore that fails is logged and tried again at its next turn. */
export function keepHouse(
  application: Application,
  times: Housekeeping = defaultHousekeeping,
): { stop(): Promise<void> } {
  const { store, clock, open, directory } = application;
  const chores = [
    // No lease: the sealer locks the head of the chain, which keeps several servers one behind the other.
    repeat(application, 'chain the journal', times.sealEvery, async () => {
      await sealJournal(store, times.sealedAtOnce);
    }),
    repeat(application, 'read the network again', times.refreshEvery, () => directory.refresh()),
    repeat(application, 'write what the devices told', times.flushEvery, () => open.devices.flush()),
    repeat(application, 'forget old answers and sessions', times.forgetEvery, async () => {
      const now = clock.now();
      await store.transaction(async (work) => granted(await work.answers.forgetBefore(now - times.answersKept)));
      await store.administration.closeSessionsOlderThan(now - times.sessionIdle, now - times.sessionAbsolute);
    }),
  ];
  return {
    async stop() {
      await Promise.all(chores.map((chore) => chore.stop()));
    },
  };
}

function repeat(
  { log }: Pick<Application, 'log'>,
  what: string,
  every: number,
  chore: () => Promise<void>,
): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const turn = async (): Promise<void> => {
    try {
      await chore();
    } catch (error) {
      log.error({ chore: what, error: String(error) }, 'a chore failed; it will be tried again');
    }
    if (!stopped) schedule();
  };
  const schedule = (): void => {
    timer = setTimeout(() => {
      running = turn();
    }, every);
  };
  schedule();
  return {
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
