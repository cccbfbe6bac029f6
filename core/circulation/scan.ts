import type { CheckedIn } from '../library.ts';
import type { ClaimedItem } from '../ports/store.ts';
import type { Hold, ItemStatus, Transit } from './entities.ts';

/** A document seen by a device. */
export interface Scan {
  readonly item: ClaimedItem;
  /** Library of the device that scanned it. */
  readonly here: number;
  readonly closesLoan: boolean;
  readonly at: number;
}

/** A document seen, and the move it is on, if any. */
export interface SeenOnTheWay {
  readonly scan: Scan;
  readonly transit: Transit | null;
}

/** Where a scanned document goes, and the state it is in from now on. */
export interface Routing {
  readonly kind: CheckedIn['routing'];
  readonly status: ItemStatus;
  readonly holdingLibraryId: number;
  readonly destinationId: number;
  readonly hold: Hold | null;
}
