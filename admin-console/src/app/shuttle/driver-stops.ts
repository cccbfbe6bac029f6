import type { CrateSummaryView, ShuttleRunView } from '../api/contract';

type Stop = ShuttleRunView['stops'][number];

/** One stop of a run: what is taken there and what is given. */
export interface DriverStop {
  readonly stop: Stop;
  readonly load: readonly CrateSummaryView[];
  readonly unload: readonly CrateSummaryView[];
}

/**
 * What the driver does at each stop. A crate is taken at the first stop of where it is packed, and given at the last stop
 * of where it goes (the hub, when it is to be sorted); where the van does not stop nothing is done.
 */
export function atEachStop(run: ShuttleRunView, crates: readonly CrateSummaryView[], hub: string | null): DriverStop[] {
  const served = run.stops.filter(({ skipped }) => skipped === null);
  const first = (library: string): Stop | undefined => served.find((stop) => stop.library === library);
  const last = (library: string): Stop | undefined => served.findLast((stop) => stop.library === library);
  return run.stops.map((stop) => ({
    stop,
    load: crates.filter(({ from }) => first(from) === stop),
    unload: crates.filter(({ to }) => last(to ?? hub ?? '') === stop),
  }));
}
