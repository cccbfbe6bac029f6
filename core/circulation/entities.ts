/** The states of an item: see the state table of docs/ARCHITECTURE.md. */
export const itemStatuses = [
  'IN_PROCESSING',
  'AVAILABLE',
  'ON_LOAN',
  'ON_HOLD_SHELF',
  'TRANSIT_HOLD',
  'TRANSIT_HOME',
  'RESHELVE',
  'AT_ILL_PARTNER',
  'CLAIMED_RETURNED',
  'LOST',
  'MISSING',
  'ON_ORDER',
  'WITHDRAWN',
] as const;
export type ItemStatus = (typeof itemStatuses)[number];

/** What staff say became of a document. */
export const itemMarks = [
  'LOST',
  'MISSING',
  'CLAIMED_RETURNED',
  'DAMAGED',
  'WITHDRAWN',
  'WITH_READER',
  'FOUND',
] as const;
export type ItemMark = (typeof itemMarks)[number];

/** Only these states go with an open loan (audited: `open-loan-item-status`). */
export function mayHaveLoan({ status }: { readonly status: ItemStatus }): boolean {
  return status === 'ON_LOAN' || status === 'LOST' || status === 'CLAIMED_RETURNED';
}
/** Only these states go with an open transit. */
export function isMoving({ status }: { readonly status: ItemStatus }): boolean {
  return status === 'TRANSIT_HOLD' || status === 'TRANSIT_HOME';
}
/** Only these states go with a hold that bound the item. */
export function isKept({ status }: { readonly status: ItemStatus }): boolean {
  return status === 'ON_HOLD_SHELF' || status === 'TRANSIT_HOLD';
}

/** The kinds of document the network lends: they select the policy. */
export const itemTypes = [
  'BOOK',
  'LARGE_PRINT',
  'COMIC',
  'MAGAZINE',
  'AUDIO_BOOK',
  'CD',
  'DVD',
  'GAME',
  'SCORE',
  'MAP',
  'KIT',
  'REFERENCE',
] as const;
export type ItemType = (typeof itemTypes)[number];

/** One copy, with one barcode. */
export interface Item {
  readonly id: number;
  /** Unique over the network, trimmed, compared without case. */
  readonly barcode: string;
  readonly recordId: number;
  readonly homeLibraryId: number;
  readonly holdingLibraryId: number;
  readonly type: ItemType;
  readonly location: string;
  readonly callNumber: string;
  readonly status: ItemStatus;
  /** UTC milliseconds. */
  readonly statusSince: number;
  readonly loanable: boolean;
  readonly volume: string;
  readonly inventoryNo: string;
  /** The library that lent it to the network (the department, a partner) and wants it back; null: it belongs to its home. */
  readonly ownerLibraryId: number | null;
  /** ISO date by which it goes back to that library, null when nothing is agreed. */
  readonly returnToOwnerOn: string | null;
  /** Readers younger than this do not take it home, null for everybody. */
  readonly minAge: number | null;
  readonly notes: ItemNotes;
  /** The tag on it, null when it bears none. */
  readonly rfid: RfidTag | null;
  /** What a terminal notes of it, in its own words (SIP2 item properties, CH); null when none did. */
  readonly properties: string | null;
  /** Grows with each change of its description: whoever changes it says which one he read. */
  readonly version: number;
}

/** What people wrote about one copy; empty when nothing. `checkin` and `checkout` are shown to staff at that moment. */
export interface ItemNotes {
  readonly public: string;
  readonly staff: string;
  readonly checkin: string;
  readonly checkout: string;
}

/** An ISO 15693 tag; `afi` tells a security gate whether the document may leave. */
export interface RfidTag {
  readonly uid: string;
  readonly afi: number;
  readonly dsfid: number;
}

/** A copy as most are: it belongs to its home, is for everybody, bears neither note nor tag, and was never changed. */
export const ordinaryCopy = {
  ownerLibraryId: null,
  returnToOwnerOn: null,
  minAge: null,
  notes: { public: '', staff: '', checkin: '', checkout: '' },
  rfid: null,
  properties: null,
  version: 1,
} as const satisfies Partial<Item>;

export const loanSources = ['STAFF', 'SELF', 'OFFLINE', 'ILL'] as const;
export type LoanSource = (typeof loanSources)[number];

/** A loan; open while `returnedAt` is null. Times are UTC milliseconds. */
export interface Loan {
  readonly id: number;
  readonly itemId: number;
  /** Null once the link to the reader was cut. */
  readonly patronId: number | null;
  readonly libraryId: number;
  readonly deviceId: number | null;
  readonly at: number;
  readonly dueAt: number;
  readonly returnedAt: number | null;
  readonly returnLibraryId: number | null;
  readonly renewals: number;
  readonly policyId: number;
  readonly source: LoanSource;
}

export const holdStatuses = [
  'PENDING',
  'TARGETED',
  'TRAPPED',
  'IN_TRANSIT',
  'ON_SHELF',
  'FULFILLED',
  'CANCELLED',
  'EXPIRED_UNFILLED',
  'EXPIRED_ON_SHELF',
] as const;
export type HoldStatus = (typeof holdStatuses)[number];
/** The states in which a hold still wants a document. */
export const liveHoldStatuses = ['PENDING', 'TARGETED', 'TRAPPED', 'IN_TRANSIT', 'ON_SHELF'] as const;

/** A reader waiting for a record, or for one item of it. */
export interface Hold {
  readonly id: number;
  readonly patronId: number;
  readonly recordId: number;
  readonly itemId: number | null;
  /** The volume of a record in several volumes, empty when it has one. */
  readonly volume: string;
  readonly pickupLibraryId: number;
  readonly priorityClass: number;
  readonly placedAt: number;
  readonly notBefore: number | null;
  readonly suspendedUntil: number | null;
  readonly expiresAt: number | null;
  readonly status: HoldStatus;
  readonly boundItemId: number | null;
  readonly shelvedAt: number | null;
  readonly pickupDeadline: number | null;
  /** The copy staff are asked to fetch from its shelf, while TARGETED. */
  readonly targetItemId: number | null;
}

export const transitReasons = ['FILL_HOLD', 'RETURN_HOME', 'TO_OWNER', 'MANUAL', 'ILL', 'ROTATION'] as const;
export type TransitReason = (typeof transitReasons)[number];

/** An item on its way from one library to another; open while neither arrived nor cancelled. */
export interface Transit {
  readonly id: number;
  readonly itemId: number;
  readonly fromLibraryId: number;
  readonly toLibraryId: number;
  readonly reason: TransitReason;
  readonly holdId: number | null;
  readonly createdAt: number;
}

/** A row of the policy table: null matches anything, the most specific row wins. Days are calendar days. */
export interface CirculationPolicy {
  readonly id: number;
  readonly categoryId: number | null;
  readonly itemType: ItemType | null;
  readonly libraryId: number | null;
  readonly loanDays: number;
  readonly renewals: number;
  readonly renewDays: number;
  /** Open loans of this kind of document, and in total. */
  readonly maxPerType: number | null;
  readonly maxTotal: number;
  /** Live holds one reader may have. */
  readonly holdsMax: number;
  readonly holdable: boolean;
  readonly selfCheck: boolean;
  /** ISO date after which nothing stays out (end of a season), null when there is none. */
  readonly hardDueDate: string | null;
  /** Opening days after the due date that do not count as late. */
  readonly graceOpenDays: number;
  /** Days for which a reader may not borrow, for each late day. The network suspends nobody: 0. */
  readonly suspensionPerLateDay: number;
  /** The network is free of charge: null. */
  readonly feeSchedule: string | null;
}

/** Opening hours of one library; times are local, `HH:MM`. */
export interface Calendar {
  readonly libraryId: number;
  /** Index 0 is Monday. An empty list is a closed day. */
  readonly weekly: readonly (readonly OpeningHours[])[];
  readonly exceptions: readonly CalendarException[];
}
export interface OpeningHours {
  readonly from: string;
  readonly to: string;
}
/** A day, or the days from `date` to `until`, when the week does not hold. */
export interface CalendarException {
  /** ISO date: the day, or the first of them. */
  readonly date: string;
  /** ISO date of the last day, included; null for a single day. */
  readonly until: string | null;
  /** Only this day of each of those weeks (1 is Monday); null for every day. */
  readonly weekday: number | null;
  /** True when it comes back every year. */
  readonly yearly: boolean;
  readonly hours: readonly OpeningHours[];
  readonly reason: string;
}

/** What becomes of a scanned document: exactly one answer a scan. */
export type RoutingKind = 'no-change' | 'shelf' | 'hold-shelf' | 'transit-hold' | 'transit-home';
