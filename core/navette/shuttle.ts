import { granted, refused } from '../outcome.ts';
import { openCrate, putInCrate, sealCrate, takeOutOfCrate } from './crates.ts';
import type { NavetteDesk } from './desk.ts';
import { resolveDiscrepancy, settleFound } from './discrepancies.ts';
import type { ShuttleRun } from './entities.ts';
import { expectedArrival } from './expected-arrival.ts';
import { lateAmong } from './late-transits.ts';
import { planAhead } from './plan-ahead.ts';
import { dateFrom } from './plan-runs.ts';
import { loadCrate, reopenCrate, unloadCrate } from './loading.ts';
import type { NavettePorts } from './ports.ts';
import { receiveCrate } from './reception.ts';
import { changeRoute, createRoute } from './routes.ts';
import { cancelRun, finishRun, startRun } from './runs.ts';
import { timetable, type EarliestArrival, type Timetable } from './timetable.ts';

const dayMilliseconds = 86_400_000;

/** The van at work: its timetable as last read, which loans and holds consult from memory, and its chores. */
export class Shuttle {
  readonly #ports: NavettePorts;
  #timetable: Timetable = timetable([], [], { sortingMinutes: 0 });
  #runs: readonly ShuttleRun[] = [];
  #reading: Promise<void> | null = null;

  constructor(ports: NavettePorts) {
    this.#ports = ports;
  }

  readonly earliestArrival: EarliestArrival = (from, to, at) => this.#timetable.earliestArrival(from, to, at);
  readonly nextDeparture: Timetable['nextDeparture'] = (libraryId, at) => this.#timetable.nextDeparture(libraryId, at);

  /** Reads the runs again: another server may have planned, started or cancelled some. */
  async refresh(): Promise<void> {
    const { store, clock, settings } = this.#ports;
    const now = clock.now();
    const [routes, runs] = await Promise.all([
      store.read.shuttle.routes(),
      store.read.shuttle.runs(dateFrom(now, -settings.lookBackDays), dateFrom(now, 7 * settings.weeksAhead)),
    ]);
    this.#timetable = timetable(routes, runs, settings);
    this.#runs = runs;
  }

  /** What a server does from time to time: plan ahead, close what was found by itself, read the timetable. */
  async tend(): Promise<void> {
    await planAhead(this.#ports);
    await settleFound(this.#ports);
    await this.refresh();
  }

  /** What protocols may ask. Whatever changes the runs is followed by a new reading of the timetable. */
  desk(): NavetteDesk {
    const ports = this.#ports;
    const { store, clock, settings } = ports;
    const reading = store.read.shuttle;
    return {
      routes: () => reading.routes(),
      createRoute: this.#thenRefresh(createRoute(ports)),
      changeRoute: this.#thenRefresh(changeRoute(ports)),
      runs: (from, to, page) => reading.runsPage(from, to, page),
      startRun: this.#thenRefresh(startRun(ports)),
      finishRun: this.#thenRefresh(finishRun(ports)),
      cancelRun: this.#thenRefresh(cancelRun(ports)),
      dispatch: (libraryId, page) => reading.dispatch(libraryId, page),
      openCrate: openCrate(ports),
      putInCrate: putInCrate(ports),
      takeOutOfCrate: takeOutOfCrate(ports),
      sealCrate: sealCrate(ports),
      reopenCrate: reopenCrate(ports),
      loadCrate: loadCrate(ports),
      unloadCrate: unloadCrate(ports),
      receiveCrate: receiveCrate(ports),
      crates: (filter, page) => reading.crates(filter, page),
      async crate(crateId) {
        const sheet = await reading.crate(crateId);
        return sheet ? granted(sheet) : refused('crate-unknown');
      },
      late: async (libraryId, { offset, limit }) => {
        await this.#read();
        const now = clock.now();
        const before = now - settings.lateAfterDays * dayMilliseconds;
        const moving = await reading.openTransits(before, libraryId, settings.transitsLookedAt);
        const late = lateAmong(moving, this.#timetable, now, settings);
        return { late: late.slice(offset, offset + limit), total: late.length };
      },
      discrepancies: (libraryId, page) => reading.discrepancies(libraryId, page),
      resolveDiscrepancy: resolveDiscrepancy(ports),
      earliestArrival: this.earliestArrival,
      nextDeparture: this.nextDeparture,
      expectedArrival: async (barcode) => {
        await this.#read();
        const moving = await reading.openTransitOf(barcode);
        return moving && expectedArrival(moving, this.#timetable, this.#runs, clock.now(), settings);
      },
    };
  }

  /** The timetable is there: read it when nobody did yet. */
  #read(): Promise<void> {
    this.#reading ??= this.refresh().catch((error: unknown) => {
      this.#reading = null;
      throw error;
    });
    return this.#reading;
  }

  #thenRefresh<Asked extends unknown[], Answer>(
    change: (...asked: Asked) => Promise<Answer>,
  ): (...asked: Asked) => Promise<Answer> {
    return async (...asked) => {
      const answer = await change(...asked);
      await this.refresh();
      return answer;
    };
  }
}
