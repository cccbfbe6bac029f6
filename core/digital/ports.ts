import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';

/** What the digital library stands on. */
export interface DigitalPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

/** Records dealt with in one transaction: readers and kiosks pass between two of them. */
export const recordsAtOnce = 25;
