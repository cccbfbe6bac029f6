import type { ItemStatus, Transit } from '../circulation/entities.ts';
import type { StoredEvent } from './journal.ts';

/** Everything of a hold that an act may change, its own words of the database. */
export interface HoldState {
  readonly status: string;
  readonly liveKey: string | null;
  readonly boundItemId: number | null;
  readonly shelvedAt: number | null;
  readonly pickupDeadline: number | null;
  readonly cancelReason: string | null;
  readonly targetItemId: number | null;
  readonly targetedAt: number | null;
  readonly endedAt: number | null;
  readonly releasedItemId: number | null;
  readonly releasedAt: number | null;
}
export interface ItemPlace {
  readonly status: ItemStatus;
  readonly statusSince: number;
  readonly holdingLibraryId: number;
}
export type TransitEnd = Pick<Transit, 'toLibraryId' | 'reason' | 'holdId'>;

/**
 * Gives rows back what stood in them before an act. Each change is a compare-and-set: false when the row is no longer as
 * the act left it, and then the transaction must be undone.
 */
export interface UndoWork {
  /** The last thing a terminal or a desk did with this item since a moment: lent, renewed, took back, saw, or undid. */
  lastAct(itemId: number, since: number): Promise<StoredEvent | null>;
  /** Whether the journal tells of this item after one line, notes of terminals left aside. */
  happenedSince(itemId: number, seq: number): Promise<boolean>;
  /** The first answer kept from this moment on under a key that contains these words. */
  answerKept(from: number, keyContains: string): Promise<string | null>;
  /** Whose loan it was; null once nobody's. */
  loanOf(loanId: number): Promise<number | null>;
  holdState(holdId: number): Promise<HoldState>;
  placeItem(itemId: number, from: ItemPlace, to: ItemPlace): Promise<boolean>;
  /** The loan was never: it is nobody's, and closed at the moment it was made. */
  unlend(loanId: number, at: number): Promise<boolean>;
  reopenLoan(loanId: number): Promise<boolean>;
  /** The terms before the last renewal. */
  unextend(loanId: number, to: { readonly dueAt: number; readonly renewals: number }): Promise<boolean>;
  restoreHold(holdId: number, from: Pick<HoldState, 'status' | 'boundItemId'>, to: HoldState): Promise<boolean>;
  /** Takes away a move that never was; false once it lies in a crate. */
  dropTransit(transitId: number): Promise<boolean>;
  turnBack(transitId: number, from: TransitEnd, to: TransitEnd): Promise<boolean>;
  resumeTransit(transitId: number): Promise<boolean>;
  /** Ends a block that an act set, or puts back the end of one it lifted. */
  setBlockEnd(blockId: number, until: number | null): Promise<boolean>;
}
