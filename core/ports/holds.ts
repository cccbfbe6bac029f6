import type { Hold, HoldStatus, Item, ItemType } from '../circulation/entities.ts';

/** A hold in its queue, with what the policy table asks of its reader. */
export type QueuedHold = Hold & { readonly categoryId: number };
/** A locked hold, with what settling it needs. */
export type LockedHold = QueuedHold & {
  /** Barcode of the bound item: it is claimed before the hold is locked. */
  readonly boundBarcode: string | null;
  /** What the journal knows of the reader; null once he is erased. */
  readonly patronRef: string | null;
};
/** A copy that might serve a hold. */
export type Copy = Item & {
  /** The hold for which staff are already asked to fetch it. */
  readonly targetHoldId: number | null;
  /** Times staff did not find it where it should be, since it was last seen. */
  readonly failedSearches: number;
};

/** What is noted when a hold leaves a state. */
export interface SettledFacts {
  readonly shelvedAt?: number;
  readonly pickupDeadline?: number;
  readonly cancelReason?: string;
  readonly endedAt?: number;
  /** The document it leaves on the hold shelf, for staff to take away. */
  readonly releasedItemId?: number;
}

/** What one transaction does to the queues of holds; every change of state is a compare-and-set from named states. */
export interface QueueWork {
  /** Locks one hold, live or ended. */
  lock(holdId: number): Promise<LockedHold | null>;
  /** Locks every live hold of a record, by their ids, and returns them by rank. */
  lockQueue(recordId: number): Promise<LockedHold[]>;
  /** Live holds of one reader. */
  countLive(patronId: number): Promise<number>;
  /** Whether the reader has a copy of this volume on loan. */
  hasOnLoan(patronId: number, recordId: number, volume: string): Promise<boolean>;
  /** PENDING or TARGETED → PENDING, passed over until then; null: no longer. */
  suspend(holdId: number, until: number | null): Promise<boolean>;
  /** Changes where it is picked up; a targeted hold is PENDING again. */
  setPickup(holdId: number, from: readonly HoldStatus[], libraryId: number): Promise<boolean>;
  /** Until when an unfilled hold waits; false when it is filled or over. */
  setExpiry(holdId: number, expiresAt: number): Promise<boolean>;
  /** PENDING → TARGETED at this copy. */
  target(holdId: number, itemId: number, at: number): Promise<boolean>;
  /** Gives a hold another rank, and another record. */
  rerank(holdId: number, to: Pick<Hold, 'recordId' | 'priorityClass' | 'placedAt'>): Promise<void>;
  /** Every copy of a record. */
  copies(recordId: number): Promise<Copy[]>;
  /** Copies follow the record theirs was merged into. A write that locks them. */
  moveCopies(fromRecordId: number, intoRecordId: number): Promise<number>;
  noteSearch(search: { holdId: number; itemId: number; libraryId: number; at: number; actor: string }): Promise<void>;
  /** Notes that somebody has these lines of the pull list of a library on paper; how many there were. */
  markPrinted(print: { libraryId: number; holdIds: readonly number[]; at: number; actor: string }): Promise<number>;
  /** Until when a document waits on the hold shelf; false when none does for this hold. */
  setDeadline(holdId: number, pickupDeadline: number): Promise<boolean>;
  /** Lines on the pull list of each library. */
  burden(): Promise<ReadonlyMap<number, number>>;
  /** Whether documents of this type stay where they are given back, as both libraries agreed. */
  floats(itemType: ItemType, oneLibraryId: number, otherLibraryId: number): Promise<boolean>;
  /** Replaces the rules of floating. */
  setFloating(rules: readonly { itemType: ItemType; libraryId: number }[]): Promise<void>;
  /** Returned documents that have lain on the trolley since `before` are on their shelf again; how many. */
  finishReshelving(before: number, at: number): Promise<number>;
}

/** One hold as staff see it. */
export interface HoldSheet {
  readonly hold: Hold;
  readonly controlNumber: string;
  readonly title: string;
  readonly patron: { readonly cardNumber: string; readonly firstName: string; readonly lastName: string };
  /** Of the bound item, else of the item asked for, else of the targeted one. */
  readonly barcode: string | null;
  /** Live holds on the record, it included, up to it; null once ended. */
  readonly position: number | null;
  readonly cancelReason: string | null;
  readonly endedAt: number | null;
}
/** A document to be fetched from its shelf. Names no reader. */
export interface PullLine {
  readonly holdId: number;
  readonly barcode: string;
  readonly title: string;
  readonly location: string;
  readonly callNumber: string;
  readonly volume: string;
  readonly pickupLibraryId: number;
  readonly targetedAt: number;
  /** When this very line was last put on paper; null while it is on none. */
  readonly printedAt: number | null;
  /** Other copies of the same document on the shelves there: any of them will do. */
  readonly others: number;
  /** Times staff did not find this copy, since it was last seen. */
  readonly failedSearches: number;
}
/** A copy with when it is due back; null when it is not lent. */
export type CopyAndDue = Copy & { readonly dueAt: number | null };
/** A document whose hold ended while it lay on the hold shelf: to be taken away, and scanned. */
export interface ReleasedLine {
  readonly holdId: number;
  readonly barcode: string;
  readonly title: string;
  readonly status: HoldStatus;
  readonly cancelReason: string | null;
  readonly releasedAt: number;
}
/** A document of one library that lies in another. */
export interface StrayLine {
  readonly barcode: string;
  readonly title: string;
  readonly holdingLibraryId: number;
}

/** Which part of a list. */
export interface Page {
  readonly offset: number;
  readonly limit: number;
}
/** A part of a list, and how long the list is. */
export interface Paged<Line> {
  readonly lines: Line[];
  readonly total: number;
}
/** Which holds; what is left out does not matter. */
export interface HoldFilter {
  readonly patronId?: number;
  readonly recordId?: number;
  readonly pickupLibraryId?: number;
  readonly statuses?: readonly HoldStatus[];
  /** Words that all stand in the title, folded as sort keys are. */
  readonly titleWords?: readonly string[];
}

/** What staff and the sweeps read of the holds. */
export interface HoldReading {
  sheet(holdId: number): Promise<HoldSheet | null>;
  /** The barcode of the item a hold is bound to, or targets. */
  itemOf(holdId: number): Promise<{ hold: Hold; barcode: string | null } | null>;
  /** Live holds of a record, by rank. */
  queue(recordId: number): Promise<QueuedHold[]>;
  /** Every copy of a record. */
  copies(recordId: number): Promise<CopyAndDue[]>;
  find(filter: HoldFilter, page: Page): Promise<Paged<HoldSheet>>;
  /** By location and call number, as one walks along the shelves. */
  pullList(libraryId: number, page: Page): Promise<Paged<PullLine>>;
  /** By deadline. */
  holdShelf(libraryId: number, page: Page): Promise<Paged<HoldSheet>>;
  toRemove(libraryId: number, page: Page): Promise<Paged<ReleasedLine>>;
  /** Available documents of this library that stand in another. */
  strays(homeLibraryId: number, page: Page): Promise<Paged<StrayLine>>;
  /** Ids of holds that wait on the shelf past their deadline. */
  pastDeadline(at: number, limit: number): Promise<number[]>;
  /** Ids of holds still unfilled when they end. */
  pastExpiry(at: number, limit: number): Promise<number[]>;
  /** Records where somebody waits and a copy stands untargeted, or a target is no longer on its shelf. */
  recordsToTarget(at: number, afterRecordId: number, limit: number): Promise<number[]>;
  /** Live holds to be picked up at this library. */
  inbound(pickupLibraryId: number, afterId: number, limit: number): Promise<number[]>;
  /** Holds of other libraries that a document of this one, or one to fetch from its shelves, is to fill. */
  outbound(libraryId: number, afterId: number, limit: number): Promise<number[]>;
  floating(): Promise<{ itemType: ItemType; libraryId: number }[]>;
}
/** When the shuttle brings a document there: UTC milliseconds, null when no route is known. */
export interface Timetable {
  earliestArrival(fromLibraryId: number, toLibraryId: number, at: number): number | null;
}
