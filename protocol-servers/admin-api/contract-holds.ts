/** Holds, as the console and the admin API say them. Types only. */

export type HoldState =
  | 'PENDING'
  | 'TARGETED'
  | 'TRAPPED'
  | 'IN_TRANSIT'
  | 'ON_SHELF'
  | 'FULFILLED'
  | 'CANCELLED'
  | 'EXPIRED_UNFILLED'
  | 'EXPIRED_ON_SHELF';

/** GET /holds?card=&record=&title=&library=&state=&offset=&limit=, POST /holds and whatever changes one. Times: ISO 8601, UTC. */
export interface HoldView {
  readonly id: number;
  readonly state: HoldState;
  /** Control number of the record. */
  readonly record: string;
  readonly title: string;
  /** Empty when the record has one volume. */
  readonly volume: string;
  /** Barcode of the document it has, is to have, or asks for. */
  readonly barcode: string | null;
  readonly patron: { readonly card: string; readonly firstName: string; readonly lastName: string };
  /** Code of the library where it is picked up. */
  readonly pickup: string;
  readonly placedAt: string;
  readonly notBefore: string | null;
  readonly suspendedUntil: string | null;
  readonly expiresAt: string | null;
  readonly shelvedAt: string | null;
  readonly pickupDeadline: string | null;
  /** 1 is the next to be served; null once ended. */
  readonly position: number | null;
  readonly cancelReason: string | null;
  readonly endedAt: string | null;
}

/** POST /holds */
export interface PlaceHoldRequest {
  readonly card: string;
  readonly record: string;
  /** Of one copy, when no other will do. */
  readonly barcode?: string | undefined;
  readonly volume?: string | undefined;
  readonly pickup: string;
  readonly notBefore?: string | undefined;
  readonly suspendedUntil?: string | undefined;
  readonly expiresAt?: string | undefined;
}
/** POST /holds/:id/cancel */
export interface CancelHoldRequest {
  readonly reason: 'patron' | 'staff' | 'no-copy';
}
/** POST /holds/:id/suspension: null ends it. */
export interface SuspendHoldRequest {
  readonly until: string | null;
}
/** PUT /holds/:id/pickup */
export interface HoldPickupRequest {
  readonly library: string;
}

/** GET /libraries/:code/pull-list: what to fetch from the shelves. Names no reader. */
export interface PullLineView {
  readonly hold: number;
  readonly barcode: string;
  readonly title: string;
  readonly location: string;
  readonly callNumber: string;
  readonly volume: string;
  readonly pickup: string;
  readonly since: string;
  /** When this line was last put on paper; null while it is on none. */
  readonly printedAt: string | null;
  /** Other copies on the shelves there that would do as well. */
  readonly others: number;
  /** Times this copy was looked for in vain since it was last seen. */
  readonly failedSearches: number;
}
/** POST /libraries/:code/pull-list/printed */
export interface PullPrintRequest {
  readonly holds: readonly number[];
}
export interface PullPrintView {
  /** How many of them still stood on the list. */
  readonly printed: number;
}
/** GET /libraries/:code/hold-shelf/ended: what to take off the hold shelf and to scan. */
export interface EndedOnShelfView {
  readonly hold: number;
  readonly barcode: string;
  readonly title: string;
  readonly state: HoldState;
  readonly cancelReason: string | null;
  readonly since: string;
}
/** GET /libraries/:code/strays: its documents that stand on the shelves of others. */
export interface StrayView {
  readonly barcode: string;
  readonly title: string;
  readonly at: string;
}

/** GET /holds/:id/explanation */
export interface HoldExplanationView {
  readonly hold: HoldView;
  /** Live holds of the same document that come before. */
  readonly ahead: number;
  readonly obstacles: readonly ('ended' | 'suspended' | 'not-yet' | 'expired' | 'pickup-closed')[];
  readonly copies: readonly HeldCopyView[];
}
/** What a copy is to a hold. */
export interface HeldCopyView {
  readonly barcode: string;
  /** Code of the library where it is, or was last seen. */
  readonly library: string;
  readonly callNumber: string;
  readonly volume: string;
  readonly status: string;
  readonly dueAt: string | null;
  readonly verdict:
    | 'bound'
    | 'targeted'
    | 'would-do'
    | 'another-copy-asked'
    | 'another-volume-asked'
    | 'not-loanable'
    | 'on-loan'
    | 'kept-for-another'
    | 'fetched-for-another'
    | 'moving'
    | 'not-on-shelf'
    | 'leaving-network'
    | 'rule-forbids';
}
