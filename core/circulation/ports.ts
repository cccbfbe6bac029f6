import type { Directory } from '../network/directory.ts';
import type { Pins } from '../patrons/pins.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';

/** Delays the whole network shares. */
export interface CirculationSettings {
  /** A second check-out by the same device within this many milliseconds is the same loan, not a renewal. */
  readonly sameLoanWithin: number;
  /** A loan never ends later than this many days after the membership. */
  readonly membershipGraceDays: number;
  /** A reserved document waits this many calendar days, and at least this many opening days. */
  readonly holdShelfDays: number;
  readonly holdShelfOpenDays: number;
  /** Live holds one reader may have. */
  readonly holdLimit: number;
}
export const defaultCirculationSettings: CirculationSettings = {
  sameLoanWithin: 60_000,
  membershipGraceDays: 30,
  holdShelfDays: 14,
  holdShelfOpenDays: 4,
  holdLimit: 10,
};

/** What the circulation use cases stand on. */
export interface CirculationPorts {
  readonly store: Store;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly pins: Pins;
  readonly settings: CirculationSettings;
}

export const dayMilliseconds = 86_400_000;
