import type { HoldStatus } from '../circulation/entities.ts';
import type { Outcome } from '../outcome.ts';
import type { Post } from '../network/post.ts';
import type { HoldExplanation } from './explanation.ts';
import type { HoldSheet, Page, Paged, PullLine, ReleasedLine, StrayLine } from '../ports/holds.ts';

/** What a reader asks for. Times are UTC milliseconds. */
export interface PlaceRequest {
  readonly card: string;
  /** Of the record. */
  readonly controlNumber: string;
  /** Of one copy of it, when no other will do. */
  readonly itemBarcode?: string;
  /** Of a record in several volumes. */
  readonly volume?: string;
  readonly pickupLibraryId: number;
  readonly notBefore?: number;
  readonly suspendedUntil?: number;
  readonly expiresAt?: number;
  readonly actor: string;
}

/** Why a hold is cancelled: the reader, staff, no copy left, its record merged, its library leaving. */
export const cancelReasons = ['patron', 'staff', 'no-copy', 'merged', 'library-leaving'] as const;
/** One of these reasons. */
export type CancelReason = (typeof cancelReasons)[number];

/** A hold to end. */
export interface CancelRequest {
  readonly holdId: number;
  readonly reason: CancelReason;
  /** `user:agent-lens`, `system`. */
  readonly actor: string;
}

/** A hold to pass over. */
export interface SuspendRequest {
  readonly holdId: number;
  /** UTC milliseconds; null: the reader waits again from now on. */
  readonly until: number | null;
  readonly actor: string;
}

/** A hold to be picked up elsewhere. */
export interface PickupRequest {
  readonly holdId: number;
  readonly pickupLibraryId: number;
  readonly actor: string;
}

/** A hold whose document staff looked for in vain, or that something is to be done with. */
export interface NotFoundRequest {
  readonly holdId: number;
  readonly actor: string;
}

/** What a reader does with a hold at a terminal (SIP2 Hold): the hold is named by a document, or by its title. */
export interface TerminalHoldRequest {
  readonly device: Post;
  readonly card: string;
  readonly pin?: string;
  readonly mode: 'add' | 'delete' | 'change';
  readonly itemBarcode?: string;
  /** A control number, or the title as our answers write it. */
  readonly title?: string;
  /** Whether no other copy will do. */
  readonly copy: 'any' | 'this-one';
  /** Code of a library; that of the terminal when absent. */
  readonly pickup?: string;
  /** UTC milliseconds; a moment already past says nothing. */
  readonly expiresAt?: number;
}
export interface TerminalHold {
  readonly sheet: HoldSheet;
  /** Where it is picked up. */
  readonly pickup: string;
  /** A copy stands on a shelf, or waits for this reader. */
  readonly available: boolean;
}

/** Which holds to list: what is left out does not matter. */
export interface FindHolds {
  readonly card?: string;
  readonly controlNumber?: string;
  readonly pickupLibraryId?: number;
  readonly statuses?: readonly HoldStatus[];
  /** Words of the title, accents and case aside. */
  readonly title?: string;
  readonly page: Page;
}

/** The queues of the network: what readers ask for, and what staff do about it. */
export interface HoldsDesk {
  /** Oldest first. Refused `patron-unknown`, `record-unknown`. */
  find(asked: FindHolds): Promise<Outcome<Paged<HoldSheet>>>;
  place(request: PlaceRequest): Promise<Outcome<HoldSheet>>;
  /** What a reader does at a terminal with a hold that a document or a title names. */
  atTerminal(request: TerminalHoldRequest): Promise<Outcome<TerminalHold>>;
  /** Refused `hold-unknown`, `hold-ended`. */
  cancel(request: CancelRequest): Promise<Outcome<HoldSheet>>;
  /** Refused `hold-bound` when a document is already on its way. */
  suspend(request: SuspendRequest): Promise<Outcome<HoldSheet>>;
  /** Refused `pickup-not-possible`. */
  changePickup(request: PickupRequest): Promise<Outcome<HoldSheet>>;
  /** The document is not where it should be. Refused `hold-not-there` when there is none to look for. */
  notFound(request: NotFoundRequest): Promise<Outcome<HoldSheet>>;
  /** The document is to be fetched in another library. Refused `hold-not-there`, `no-other-copy`. */
  passOn(request: NotFoundRequest): Promise<Outcome<HoldSheet>>;
  /** A document waits longer on the hold shelf. Refused `hold-not-there`. */
  extend(request: NotFoundRequest): Promise<Outcome<HoldSheet>>;
  /** The reader is told once more to come. Refused `hold-not-there`, `already-called-today`. */
  callAgain(request: NotFoundRequest): Promise<Outcome<HoldSheet>>;
  /** Why a hold stands where it stands, copy by copy. Refused `hold-unknown`. */
  explain(holdId: number): Promise<Outcome<HoldExplanation>>;
  /** Somebody has these lines of the pull list on paper; how many of them still stood there. */
  printed(request: {
    libraryId: number;
    holdIds: readonly number[];
    actor: string;
  }): Promise<Outcome<{ printed: number }>>;
  /** Documents to fetch from the shelves of this library. */
  pullList(libraryId: number, page: Page): Promise<Paged<PullLine>>;
  /** Documents that wait for their readers at this library. */
  holdShelf(libraryId: number, page: Page): Promise<Paged<HoldSheet>>;
  /** Documents to take off the hold shelf of this library and to scan. */
  toRemove(libraryId: number, page: Page): Promise<Paged<ReleasedLine>>;
  /** Documents of this library that stand on the shelves of others. */
  strays(libraryId: number, page: Page): Promise<Paged<StrayLine>>;
}
