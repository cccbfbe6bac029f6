import type { Directory } from '../../network/directory.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';

/** What cataloguing stands on. */
export interface CataloguingPorts {
  readonly store: Store;
  readonly directory: Directory;
  readonly clock: Clock;
}

/** A member of staff at work: the library is his own, null for the whole network. */
export interface Cataloguer {
  readonly login: string;
  readonly libraryId: number | null;
  /** The value of the session's cookie: an editing lock goes with it. */
  readonly session: string;
}
