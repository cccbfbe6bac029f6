import type { ItemNotes, ItemStatus, ItemType } from '../../circulation/entities.ts';

/** What a cataloguer says of a copy; what is left out stays as it is. */
export interface CopyEdit {
  readonly barcode?: string;
  readonly type?: ItemType;
  readonly location?: string;
  readonly callNumber?: string;
  readonly volume?: string;
  readonly inventoryNo?: string;
  readonly loanable?: boolean;
  readonly minAge?: number | null;
  readonly notes?: Partial<ItemNotes>;
}
/** What may be changed on many copies at once: never what tells them apart. */
export type BulkEdit = Omit<CopyEdit, 'barcode' | 'inventoryNo' | 'volume'>;

/** Which copies; what is left out does not matter. */
export interface ItemFilter {
  readonly homeLibraryId?: number;
  readonly type?: ItemType;
  readonly status?: ItemStatus;
  /** The whole location, as written. */
  readonly location?: string;
  /** How the call number begins. */
  readonly callNumber?: string;
}

export const bulkOutcomes = ['CHANGED', 'UNCHANGED', 'REFUSED'] as const;
export type BulkOutcome = (typeof bulkOutcomes)[number];

/** A change of many copies: kept first, with its lines, then applied in small transactions. */
export interface BulkChange {
  readonly id: number;
  readonly wanted: BulkEdit;
  readonly actor: string;
  /** Only copies of this library are changed; null: of any. */
  readonly libraryId: number | null;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
}
export type NewBulkChange = Pick<BulkChange, 'wanted' | 'actor' | 'libraryId' | 'createdAt'>;

/** What became of one copy; null while it waits. */
export interface BulkLine {
  readonly position: number;
  readonly barcode: string;
  readonly outcome: BulkOutcome | null;
  /** Why it was refused. */
  readonly reason: string | null;
}
