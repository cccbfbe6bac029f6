import type { CorrectionCode } from '../../marc/corrections.ts';
import type { RecordFault } from '../../marc/malformed.ts';
import type { ItemFault } from './prepared.ts';

/** Why a record of the file did not enter the catalogue. */
export type RecordRejection = RecordFault | 'duplicate-in-file';
/** Why an item of the file did not. */
export type ItemRejection =
  ItemFault | 'barcode-of-another-library' | 'barcode-on-another-record' | 'barcode-is-a-card';

/**
 * What an import did, or would do (`dryRun`). Invariant: read = created + updated + unchanged + rejected, for the records
 * and for the items of the readable ones.
 */
export interface ImportReport {
  readonly library: string;
  readonly dryRun: boolean;
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** The first rejected records, in the order of the file. */
  readonly rejects: readonly RejectedRecordLine[];
  readonly items: ItemsReport;
  /** What was put right, by kind. */
  readonly corrections: readonly CorrectionLine[];
  /** How long the run took, in milliseconds. */
  readonly elapsed: number;
}

export interface RejectedRecordLine {
  /** Byte in the file where the record begins. */
  readonly offset: number;
  readonly reason: RecordRejection;
  readonly detail: string;
}

export interface ItemsReport {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly rejects: readonly RejectedItemLine[];
}

export interface RejectedItemLine {
  /** Byte in the file where its record begins. */
  readonly offset: number;
  readonly barcode: string;
  readonly reason: ItemRejection;
  readonly detail: string;
}

export interface CorrectionLine {
  readonly code: CorrectionCode;
  readonly records: number;
  readonly firstOffset: number;
  /** The facts of the first one. */
  readonly example: string;
}
