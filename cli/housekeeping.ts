import { dailyReminders } from '../core/notices/reminders.ts';
import { sealJournal } from '../core/circulation/journal.ts';
import { defaultCirculationSettings } from '../core/circulation/ports.ts';
import { sweepHolds } from '../core/holds/sweep.ts';
import { patronSweep } from '../core/patrons/expiry.ts';
import { forgetInTime } from '../core/privacy/forgetting.ts';
import { keepFigures } from '../core/statistics/figures/keep.ts';
import { forgetExchanges } from '../core/terminals/forget.ts';
import type { Application } from './application.ts';
import { noticeSettings } from './notice-settings.ts';

/** What a server does by itself, and how often (milliseconds). */
export interface Housekeeping {
  readonly sealEvery: number;
  /** Journal lines chained at once: few, so that a rush of loans goes first and the chain catches up behind it. */
  readonly sealedAtOnce: number;
  readonly refreshEvery: number;
  readonly flushEvery: number;
  /** The runs of the van are planned ahead and read again. */
  readonly tendShuttleEvery: number;
  /** Holds expire, pull lists follow the shelves, trolleys are emptied. */
  readonly sweepHoldsEvery: number;
  /** How often it is looked whether the reminders of the day are still to be made. */
  readonly remindEvery: number;
  readonly forgetEvery: number;
  readonly sweepPatronsEvery: number;
  /** What the journal tells is counted for the statistics. */
  readonly countFiguresEvery: number;
  /** Sources that are due are harvested, what waits is mapped, links of the catalogue are read. */
  readonly tendHarvestsEvery: number;
  readonly sessionIdle: number;
  readonly sessionAbsolute: number;
  /** What terminals said is kept this long, and no more of it than so many exchanges. */
  readonly exchangesKept: number;
  readonly mostExchanges: number;
}
export const defaultHousekeeping: Housekeeping = {
  sealEvery: 250,
  sealedAtOnce: 250,
  refreshEvery: 2_000,
  flushEvery: 5_000,
  tendShuttleEvery: 15_000,
  sweepHoldsEvery: 15_000,
  remindEvery: 5 * 60_000,
  forgetEvery: 10 * 60_000,
  sweepPatronsEvery: 3_600_000,
  countFiguresEvery: 5_000,
  tendHarvestsEvery: 15_000,
  sessionIdle: 30 * 60_000,
  sessionAbsolute: 12 * 3_600_000,
  exchangesKept: 30 * 86_400_000,
  mostExchanges: 2_000_000,
};

/** Starts the chores of a server. A chore that fails is logged and tried again at its next turn. */
export function keepHouse(
  application: Application,
  times: Housekeeping = defaultHousekeeping,
): { stop(): Promise<void> } {
  const { store, clock, open, directory } = application;
  const sweepPatrons = patronSweep({ store, clock });
  const remind = dailyReminders({ store, directory, clock, settings: noticeSettings(application.config) });
  const chores = [
    // No lease: the sealer locks the head of the chain, which keeps several servers one behind the other.
    repeat(application, 'chain the journal', times.sealEvery, async () => {
      await sealJournal(store, times.sealedAtOnce);
    }),
    repeat(application, 'read the network again', times.refreshEvery, async () => {
      await Promise.all([directory.refresh(), open.devices.refresh()]);
    }),
    repeat(application, 'write what the devices told', times.flushEvery, () => open.devices.flush()),
    repeat(application, 'plan the shuttle', times.tendShuttleEvery, () => open.shuttle.tend()),
    repeat(application, 'sweep the holds', times.sweepHoldsEvery, async () => {
      await sweepHolds({ store, directory, clock, settings: defaultCirculationSettings, timetable: open.shuttle });
    }),
    repeat(application, 'make the reminders of the day', times.remindEvery, remind),
    repeat(application, 'forget old answers, cards and sessions', times.forgetEvery, async () => {
      const now = clock.now();
      await forgetInTime({ store, clock });
      await store.administration.closeSessionsOlderThan(now - times.sessionIdle, now - times.sessionAbsolute);
    }),
    repeat(application, 'forget what terminals said', times.forgetEvery, () =>
      forgetExchanges(store, { before: clock.now() - times.exchangesKept, most: times.mostExchanges }),
    ),
    repeat(application, 'count the figures of the month', times.countFiguresEvery, keepFigures({ store, clock })),
    repeat(application, 'tend the harvests', times.tendHarvestsEvery, () => open.harvests.tend()),
    repeat(application, 'tend the accounts of readers', times.sweepPatronsEvery, async () => {
      await sweepPatrons();
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
