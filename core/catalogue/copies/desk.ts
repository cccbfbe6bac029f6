import type { Item } from '../../circulation/entities.ts';
import type { Outcome } from '../../outcome.ts';
import type { ItemEvents } from '../../ports/cataloguing.ts';
import type { Cataloguer } from '../editing/ports.ts';
import type { BulkChange, BulkEdit, BulkLine, BulkOutcome, CopyEdit, ItemFilter } from './entities.ts';

/** A copy with its record. */
export interface CopySheet {
  readonly item: Item;
  readonly controlNumber: string;
  readonly title: string;
}
export interface NewCopyRequest {
  readonly by: Cataloguer;
  readonly controlNumber: string;
  readonly homeLibraryId: number;
  readonly copy: CopyEdit & { readonly barcode: string };
  /** AVAILABLE on its shelf, or still IN_PROCESSING or ON_ORDER. */
  readonly status: 'AVAILABLE' | 'IN_PROCESSING' | 'ON_ORDER';
}
/** A change of one copy; `version` is the one it was made on. */
export interface CopyRequest {
  readonly by: Cataloguer;
  readonly barcode: string;
  readonly version: number;
}
export interface BulkRequest {
  readonly by: Cataloguer;
  readonly select: { readonly barcodes: readonly string[] } | { readonly filter: ItemFilter };
  readonly wanted: BulkEdit;
}
/** What a change of many copies would do, kept so that it can be applied as it was seen. */
export interface BulkSheet {
  readonly change: BulkChange;
  readonly counts: Readonly<Record<BulkOutcome | 'WAITING', number>>;
}

/** Copies, as cataloguers describe and move them. Whoever works for one library changes the copies of that library. */
export interface CopiesDesk {
  /** Refused `item-unknown`. */
  sheet(barcode: string): Promise<Outcome<CopySheet>>;
  /** Refused `record-unknown`, `record-not-live`, `barcode-taken`, `item-not-valid` (facts.field), `library-not-yours`. */
  create(request: NewCopyRequest): Promise<Outcome<CopySheet>>;
  /** Refused `item-unknown`, `changed-meanwhile`, `barcode-taken`, `item-not-valid`, `library-not-yours`. */
  edit(request: CopyRequest & { readonly edit: CopyEdit }): Promise<Outcome<CopySheet>>;
  /** To another record. Refused as `edit`, and `item-in-use` (facts.holds) while a hold ties it to the record it leaves. */
  move(request: CopyRequest & { readonly controlNumber: string }): Promise<Outcome<CopySheet>>;
  /**
   * Withdraws a copy, or takes it away as never entered when nothing ever used it. Refused as `edit`, and `item-in-use`
   * (facts.openLoan, facts.openTransit, facts.holds, facts.everUsed).
   */
  remove(request: CopyRequest & { readonly how: 'withdraw' | 'delete' }): Promise<Outcome<null>>;
  /** What the journal says of it, the last first, and where to go on; never who. */
  history(barcode: string, before: number | null, limit: number): Promise<Outcome<ItemEvents>>;

  /** Keeps a change of many copies and says how many it selects. Refused `too-many-items` (facts.most), `item-not-valid`. */
  prepareBulk(request: BulkRequest): Promise<Outcome<BulkSheet>>;
  /** Applies it in small transactions; again, it goes on where it stopped and changes nothing twice. */
  applyBulk(by: Cataloguer, changeId: number): Promise<Outcome<BulkSheet>>;
  bulk(changeId: number): Promise<Outcome<BulkSheet>>;
  bulkLines(changeId: number, after: number, limit: number): Promise<Outcome<readonly BulkLine[]>>;
}
