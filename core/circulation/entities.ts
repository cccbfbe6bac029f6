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
}

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
  readonly maxPerType: number | null;
  readonly maxTotal: number;
  readonly holdable: boolean;
  readonly selfCheck: boolean;
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
export interface CalendarException {
  /** ISO date. */
  readonly date: string;
  /** True when it comes back every year. */
  readonly yearly: boolean;
  readonly hours: readonly OpeningHours[];
  readonly reason: string;
}
