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
  /** As many overdue documents stop a reader from borrowing more. */
  readonly overdueLimit: number;
  /** A document on somebody's pull list is kept for him even when another reader stands there with it. */
  readonly strictHolds: boolean;
  /** A self-check lends a document that is still on loan to somebody else: it was brought back without a scan. */
  readonly implicitReturnAtSelfCheck: boolean;
  /**
   * A document goes to the first reader who picks up where it is scanned, as long as nobody elsewhere waits since so many
   * days; 0: first come, first served over the whole network.
   */
  readonly localFirstDays: number;
  /** A hold nobody could fill ends after this many days, unless its reader says when. */
  readonly holdDays: number;
  /** Whether a reader may reserve what stands on the shelf where he would pick it up. */
  readonly holdOnShelfAtPickup: 'accept' | 'refuse';
  /** A copy not found as many times where it should be is taken for missing. */
  readonly searchesBeforeMissing: number;
  /** A returned document lies on the trolley this many minutes before it counts as on its shelf; 0: at once. */
  readonly reshelveMinutes: number;
  /** A document lent to the network by its owner goes back to him when it comes in this many days before the date agreed. */
  readonly returnToOwnerDays: number;
  /** A terminal may undo its last act on a document within this many milliseconds. */
  readonly undoWithin: number;
  /** Whether another reader may present his card to renew a loan, where the terminal allows it. */
  readonly thirdPartyRenewals: boolean;
}
export const defaultCirculationSettings: CirculationSettings = {
  sameLoanWithin: 60_000,
  membershipGraceDays: 30,
  holdShelfDays: 14,
  holdShelfOpenDays: 4,
  holdLimit: 10,
  overdueLimit: 5,
  strictHolds: false,
  implicitReturnAtSelfCheck: false,
  localFirstDays: 0,
  holdDays: 180,
  holdOnShelfAtPickup: 'accept',
  searchesBeforeMissing: 2,
  reshelveMinutes: 0,
  returnToOwnerDays: 14,
  undoWithin: 15 * 60_000,
  thirdPartyRenewals: true,
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
