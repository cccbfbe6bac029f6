import type { Item } from '../circulation/entities.ts';
import type {
  CataloguedRecord,
  EditingLock,
  RecordChange,
  RecordMerge,
  RecordVersion,
  VersionLine,
} from '../catalogue/editing/entities.ts';
import type { BulkChange, BulkLine, BulkOutcome, ItemFilter, NewBulkChange } from '../catalogue/copies/entities.ts';
import type { BibRecord, DerivedFields, RecordStatus } from '../catalogue/record.ts';
import type { KeptRules, NetworkRules } from '../catalogue/rules/network-rules.ts';
import type { StoredEvent } from './journal.ts';

/** A record made here. */
export type MadeRecord = Omit<BibRecord, 'id' | 'mergedIntoId'> & { readonly derived: DerivedFields };
/** What a record becomes. */
export interface RevisedRecord {
  readonly marc: Uint8Array;
  readonly derived: DerivedFields;
  readonly hash: string;
  readonly status: RecordStatus;
  readonly mergedIntoId: number | null;
  readonly suppressedAt: number | null;
}

/** What one transaction of a cataloguer may do. */
export interface CataloguingWork {
  /** Takes the lock of the catalogue (a write), then returns the record as it stands; null when there is none. */
  lock(controlNumber: string): Promise<CataloguedRecord | null>;
  lockById(recordId: number): Promise<CataloguedRecord | null>;
  /** The records there are of these, by id. */
  lockByIds(recordIds: readonly number[]): Promise<Map<number, CataloguedRecord>>;
  /** Stores a new record as its version 1. */
  create(record: MadeRecord, change: RecordChange): Promise<number>;
  /** Makes the next version of a locked record and returns its number. */
  revise(recordId: number, to: RevisedRecord, change: RecordChange): Promise<number>;
  version(recordId: number, version: number): Promise<RecordVersion | null>;
  /** Records that were merged into this one. */
  mergedInto(recordId: number): Promise<CataloguedRecord[]>;
  /** What hangs on a record: copies that were not withdrawn, and live holds. Locks both. */
  usage(recordId: number): Promise<{ items: number; liveHolds: number }>;
  /** Whether a record is LIVE; it cannot stop being so before the end of the transaction. */
  isLive(recordId: number): Promise<boolean>;

  noteMerge(merge: Omit<RecordMerge, 'id' | 'undoneAt'>): Promise<number>;
  /** Merges not undone, of or into this record, the last first. */
  merges(recordId: number): Promise<RecordMerge[]>;
  undoMerge(mergeId: number, at: number): Promise<void>;

  /** The lock on the edition of a record, whoever holds it; null when nobody does or it is over. */
  editing(recordId: number, at: number): Promise<EditingLock | null>;
  keepEditing(lock: EditingLock): Promise<void>;
  /** True when this session held it. */
  endEditing(recordId: number, sessionHash: string): Promise<boolean>;

  /** False when they were changed meanwhile: they are no longer `fromVersion`. */
  keepRules(rules: NetworkRules, fromVersion: number): Promise<boolean>;

  /** Locks these copies by a write, by their ids, and returns those there are. */
  lockItems(itemIds: readonly number[]): Promise<Item[]>;
  /** What of circulation hangs on one copy. */
  itemUsage(itemId: number): Promise<ItemUsage>;
  /** Changes the description of a copy; its version grows by one. */
  describeItem(itemId: number, as: ItemDescription): Promise<void>;
  moveItem(itemId: number, recordId: number): Promise<void>;
  /** Takes away a copy that nothing refers to. */
  deleteItem(itemId: number): Promise<void>;
  /** Which of these barcodes a library already knows as an alias of another copy. */
  aliasesAmong(barcodes: readonly string[]): Promise<Set<string>>;

  /** Keeps a change of many copies, with a line for each barcode. */
  insertBulk(change: NewBulkChange, barcodes: readonly string[]): Promise<number>;
  /** Locks it by a write. */
  lockBulk(changeId: number): Promise<BulkChange | null>;
  /** Lines that wait, in their order. */
  waitingLines(changeId: number, limit: number): Promise<BulkLine[]>;
  settleLine(changeId: number, position: number, outcome: BulkOutcome, reason: string | null): Promise<void>;
  startBulk(changeId: number, at: number): Promise<void>;
  finishBulk(changeId: number, at: number): Promise<void>;
}

export type ItemDescription = Pick<
  Item,
  'barcode' | 'type' | 'location' | 'callNumber' | 'volume' | 'inventoryNo' | 'loanable' | 'minAge' | 'notes' | 'homeLibraryId' | 'holdingLibraryId'
>; // prettier-ignore

export interface ItemEvents {
  readonly events: readonly StoredEvent[];
  readonly reached: number | null;
}

export interface ItemUsage {
  readonly openLoan: boolean;
  readonly openTransit: boolean;
  /** Live holds that bound it, target it, or ask for it alone. */
  readonly holds: number;
  /** Anything at all that names it: it can no longer vanish. */
  readonly everUsed: boolean;
}

/** What cataloguers read. */
export interface CataloguingReading {
  record(controlNumber: string): Promise<CataloguedRecord | null>;
  recordsById(ids: readonly number[]): Promise<CataloguedRecord[]>;
  /** The last first. */
  versions(recordId: number, before: number | null, limit: number): Promise<VersionLine[]>;
  version(recordId: number, version: number): Promise<RecordVersion | null>;
  editing(recordId: number, at: number): Promise<EditingLock | null>;
  merges(recordId: number): Promise<RecordMerge[]>;
  /** Null until the network has set its own. */
  rules(): Promise<KeptRules | null>;
  /** Records the public does not see, by ascending id. */
  suppressed(afterId: number, limit: number): Promise<CataloguedRecord[]>;
  /** How many live records the public does not see: the index does not hold them. */
  countSuppressed(): Promise<number>;
  /** Barcodes of the copies a filter selects, by id. */
  barcodesOf(filter: ItemFilter, limit: number): Promise<string[]>;
  /** What the journal says of one copy, the last first, and where to go on; null at its beginning. */
  itemEvents(itemId: number, before: number | null, limit: number): Promise<ItemEvents>;
  bulk(changeId: number): Promise<BulkChange | null>;
  bulkLines(changeId: number, after: number, limit: number): Promise<BulkLine[]>;
  bulkCounts(changeId: number): Promise<Readonly<Record<BulkOutcome | 'WAITING', number>>>;
}
