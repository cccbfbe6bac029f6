/** One line of the journal. It is chained (hash of the one before) by the sealer, after its commit. */
export interface NewEvent {
  readonly at: number;
  readonly type: EventType;
  /** `device:kiosk-lens`, `user:admin`, `system`. */
  readonly actor: string;
  readonly libraryId: number | null;
  readonly deviceId: number | null;
  readonly itemId: number | null;
  /** Pseudonym of the reader, null when nobody is concerned or after anonymisation. */
  readonly patronRef: string | null;
  /** Facts, small, without personal data. */
  readonly payload: Readonly<Record<string, string | number | boolean | null>>;
}
export const eventTypes = [
  'LOAN',
  'RETURN',
  'RENEWAL',
  'SCAN',
  'ARRIVAL',
  'TRANSIT',
  'HOLD_BOUND',
  'HOLD_FULFILLED',
  'FOUND',
  'ITEM_STATUS',
  'OFFLINE_BATCH',
  'OFFLINE_RESOLVED',
  'ALERT_ACKNOWLEDGED',
  'FILTER_SHARED',
  'FILTER_WITHDRAWN',
  'NOTICE',
  'NOTICE_TEMPLATE_CHANGED',
  'IMPORT',
  'SHUTTLE_ROUTE',
  'SHUTTLE_RUN',
  'CRATE',
  'DISCREPANCY',
  'SIGN_IN',
  'SIGN_IN_FAILED',
  'USER_CHANGED',
  'SECOND_FACTOR_FAILED',
  'RECOVERY_CODE_USED',
  'JOURNAL_VERIFIED',
  'JOURNAL_EXPORTED',
  'POLICY_CHANGED',
  'CALENDAR_CHANGED',
  'HOLD_PLACED',
  'HOLD_TARGETED',
  'HOLD_NOT_FOUND',
  'HOLD_SUSPENDED',
  'HOLD_PICKUP_CHANGED',
  'HOLD_RELEASED',
  'HOLD_CANCELLED',
  'HOLD_EXPIRED',
  'HOLDS_MERGED',
  'BACK_FROM_PARTNER',
  'PATRON_REGISTERED',
  'PATRON_CHANGED',
  'CARD_REPLACED',
  'PIN_SET',
  'PIN_LOCKED',
  'PIN_UNLOCKED',
  'MEMBERSHIP_RENEWED',
  'BLOCK_SET',
  'BLOCK_LIFTED',
  'PATRONS_MERGED',
  'PATRON_EXPORTED',
  'PATRON_ERASED',
  'CATEGORY_SAVED',
  'SORT_BINS_CHANGED',
  'RECORD_CREATED',
  'RECORD_EDITED',
  'RECORD_DELETED',
  'RECORD_RESTORED',
  'RECORD_SUPPRESSED',
  'RECORD_SHOWN',
  'RECORD_HEADING',
  'RECORD_SPLIT',
  'RECORDS_MERGED',
  'RECORD_LOCK_TAKEN',
  'CATALOGUING_RULES_CHANGED',
  'ITEM_CREATED',
  'ITEM_CHANGED',
  'ITEM_MOVED',
  'ITEM_DELETED',
  'ITEMS_CHANGED',
  'AUTHORITY_CREATED',
  'AUTHORITY_CHANGED',
  'AUTHORITY_DELETED',
  'AUTHORITIES_MERGED',
  'AUTHORITIES_IMPORTED',
  'FLOATING_CHANGED',
  'DISSEMINATION_CHANGED',
  'HARVEST_SOURCE_CHANGED',
  'HARVEST_DECIDED',
  'DIGITAL_RESOURCE_CHANGED',
  'USAGE_IMPORTED',
  'MIGRATION_APPLIED',
  'MIGRATION_REVERTED',
  'MIGRATION_CLOSED',
  'MIGRATION_PROFILE_SAVED',
  'MATCHING_RULES_SAVED',
  'UNDONE',
  'ITEM_PROPERTIES',
  'PAYMENT',
  'HOLD_EXPIRY_CHANGED',
  'HOLD_CALLED_AGAIN',
  'DEVICE_ADDED',
  'DEVICE_CHANGED',
  'DEVICE_SECRET_CHANGED',
  'DEVICE_DISABLED',
  'DEVICE_ENABLED',
  'DEVICE_CUT_OFF',
  'TAG_SET',
  'TAG_REMOVED',
  'ISIL_SET',
  'LIBRARY_STATE_CHANGED',
  'LIBRARY_CONTACT_CHANGED',
  'COMMUNE_BUDGET_SET',
  'LIST_TAKEN',
] as const;
export type EventType = (typeof eventTypes)[number];
export interface StoredEvent extends NewEvent {
  readonly seq: number;
}
export interface SealedEvent extends StoredEvent {
  /** 1, 2, 3 … in the order of the chain; null while not sealed. */
  readonly position: number;
  readonly patronSalt: string | null;
  /** SHA-256(salt ‖ patronRef): stays when patronRef and its salt are erased, so that the chain still verifies. */
  readonly patronDigest: string | null;
  readonly prevHash: string;
  readonly hash: string;
}
export interface JournalWork {
  append(event: NewEvent): Promise<void>;
  /** Takes the lock on the head of the chain (a write) and returns it: position 0 and an empty hash at the origin. */
  lockHead(): Promise<{ position: number; hash: string }>;
  unsealed(limit: number): Promise<StoredEvent[]>;
  /** Stores the seals and moves the head to the last of them. */
  seal(events: readonly SealedEvent[]): Promise<void>;
}

/** Where a line stands when the journal is read by time, the newest first. */
export interface JournalPlace {
  readonly at: number;
  readonly type: string;
  readonly seq: number;
}
/** Which lines are looked for; null: all. Times are UTC milliseconds, `to` is not part of it. */
export interface JournalFilter {
  readonly from: number;
  readonly to: number | null;
  readonly types: readonly EventType[] | null;
  readonly libraryId: number | null;
  /** The login of a person or of a device, or `system`. */
  readonly actor: string | null;
  readonly itemId: number | null;
  readonly deviceId: number | null;
  /** The beginning of a reader's pseudonym, hexadecimal. */
  readonly reader: string | null;
}
/** A line with what names its document. */
export interface JournalRow extends StoredEvent {
  /** Null while it is not in the chain. */
  readonly position: number | null;
  readonly hash: string | null;
  /** It was about a reader who has been erased since. */
  readonly isErased: boolean;
  readonly barcode: string | null;
  readonly title: string | null;
  readonly device: string | null;
}
/** Reads of the journal by those who check what was done. */
export interface JournalReading {
  head(): Promise<{ position: number; hash: string } | null>;
  /**
   * At most `limit` lines before a place, the newest first. A search that finds little stops after a while and says where
   * to go on (`next`); null: there is no more.
   */
  lines(
    filter: JournalFilter,
    before: JournalPlace | null,
    limit: number,
  ): Promise<{ rows: JournalRow[]; next: JournalPlace | null }>;
  line(seq: number): Promise<JournalRow | null>;
  /** Lines the chain has not taken yet. */
  unsealed(): Promise<number>;
}
