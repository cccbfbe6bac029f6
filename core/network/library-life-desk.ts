import type { Outcome } from '../outcome.ts';
import type { BlockingItem, LibraryContact, LibraryFacts, LibraryStateEntry } from '../ports/library-life.ts';
import type { LibraryState, NetworkLibrary } from './network.ts';

/** Who steers: his login, and the library he works for (null: the whole network). */
export interface Steering {
  readonly login: string;
  readonly libraryId: number | null;
}

/** How a library joins the network, serves, and leaves it. */
export interface LibraryLifeDesk {
  /** Refused `library-not-yours`. */
  sheet(by: Steering, libraryId: number): Promise<Outcome<LibrarySheet>>;
  /** Refused `library-not-yours`. */
  setContact(by: Steering, libraryId: number, contact: LibraryContact): Promise<Outcome<null>>;
  /**
   * Moves it to its next state. Refused `library-transition-not-possible` (facts.from, facts.to), `library-not-ready`
   * (facts.to and, in facts.checks, what is not met, parted by spaces), `library-not-yours`.
   */
  enter(by: Steering, libraryId: number, to: LibraryState, why: string): Promise<Outcome<null>>;
}

/** What must be so, or should be, before a library enters a state. */
export const libraryChecks = [
  'contact',
  'calendar',
  'manager',
  'items',
  'batches-closed',
  'device',
  'no-items',
  'not-hub',
  'nothing-lent',
  'nothing-away',
  'nothing-foreign',
  'nothing-in-transit',
  'no-holds',
  'devices-disabled',
] as const;
export type LibraryCheck = (typeof libraryChecks)[number];

export interface LibraryTransition {
  readonly to: LibraryState;
  readonly checks: readonly {
    readonly check: LibraryCheck;
    readonly met: boolean;
    /** What was counted, when something was. */
    readonly count: number | null;
    /** False: it is advised, and stops nothing. */
    readonly required: boolean;
  }[];
}
/** One library, where it stands in its life and what comes next. */
export interface LibrarySheet {
  readonly library: NetworkLibrary;
  readonly contact: LibraryContact | null;
  readonly states: readonly LibraryStateEntry[];
  readonly facts: LibraryFacts;
  readonly next: readonly LibraryTransition[];
  /** What keeps it from leaving; empty while it does not leave. */
  readonly blocking: readonly BlockingItem[];
}
