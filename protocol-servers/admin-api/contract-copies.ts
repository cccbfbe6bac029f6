import type { ItemTypeCode } from './contract-terms.ts';

/** Copies as cataloguers describe them. Types only. */

interface CopyFields {
  readonly type: ItemTypeCode;
  readonly location: string;
  readonly callNumber: string;
  readonly volume: string;
  readonly inventoryNo: string;
  readonly loanable: boolean;
  readonly minAge: number | null;
  readonly notes: {
    readonly public: string;
    readonly staff: string;
    readonly checkin: string;
    readonly checkout: string;
  };
}
/** GET /copies/:barcode, with its version as ETag. */
export interface CopySheetView extends CopyFields {
  readonly barcode: string;
  readonly record: string;
  readonly title: string;
  readonly homeLibrary: string;
  readonly holdingLibrary: string;
  readonly status: string;
  readonly statusSince: string;
  readonly version: number;
}
/** One scan, move or change of a copy, from the journal. Never who borrowed it. */
export interface CopyEventView {
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly by: string;
  readonly library: string | null;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}
/** POST /copy-changes keeps the selection and counts it; POST /copy-changes/:id/run applies it. */
export interface CopyChangeView {
  readonly id: number;
  readonly by: string;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly selected: number;
  readonly counts: {
    readonly waiting: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly refused: number;
  };
}
