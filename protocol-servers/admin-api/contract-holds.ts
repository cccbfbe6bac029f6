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

/** GET /holds?card=&record=&library=&state=&offset=&limit=, POST /holds and whatever changes one. Times: ISO 8601, UTC. */
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
