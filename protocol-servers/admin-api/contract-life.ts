/** How libraries join, serve and leave the network, as the console and the admin API say it. Types only. */
import type { LibraryView } from './contract.ts';

export type LibraryCheckView =
  | 'contact'
  | 'calendar'
  | 'manager'
  | 'items'
  | 'batches-closed'
  | 'device'
  | 'no-items'
  | 'not-hub'
  | 'nothing-lent'
  | 'nothing-away'
  | 'nothing-foreign'
  | 'nothing-in-transit'
  | 'no-holds'
  | 'devices-disabled';

/** PUT /libraries/:code/contact → 204. Empty texts are not known. */
export interface LibraryContactView {
  readonly person: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
}
/** POST /libraries/:code/transitions → 204; 409 `library-not-ready` (facts.checks), `library-transition-not-possible`. */
export interface LibraryTransitionRequest {
  readonly to: LibraryView['state'];
  readonly why: string;
}
/** GET /libraries/:code/life */
export interface LibraryLifeView {
  readonly code: string;
  readonly name: string;
  readonly commune: string;
  readonly inseeCode: string;
  readonly kind: LibraryView['kind'];
  readonly state: LibraryView['state'];
  readonly isPickup: boolean;
  readonly acceptsReturns: boolean;
  readonly isil: string | null;
  /** Null for auditors, and when nobody ever said. */
  readonly contact: LibraryContactView | null;
  /** The states it was told to enter, the oldest first. ISO 8601, UTC. */
  readonly states: readonly {
    readonly state: LibraryView['state'];
    readonly since: string;
    readonly by: string;
    readonly why: string;
  }[];
  readonly counts: {
    readonly items: number;
    readonly lent: number;
    readonly away: number;
    readonly ofOthers: number;
    readonly transits: number;
    readonly holds: number;
    readonly devices: number;
    readonly managers: number;
  };
  readonly next: readonly {
    readonly to: LibraryView['state'];
    readonly checks: readonly {
      readonly check: LibraryCheckView;
      readonly met: boolean;
      readonly count: number | null;
      /** False: advised, it stops nothing. */
      readonly required: boolean;
    }[];
  }[];
  /** The first hundred documents that keep it from leaving. */
  readonly blocking: readonly {
    readonly barcode: string;
    readonly title: string;
    readonly why: 'lent' | 'in-transit' | 'away' | 'foreign';
    /** Where it stands. */
    readonly library: string;
  }[];
}
