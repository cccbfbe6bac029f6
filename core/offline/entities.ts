import type { Refusal } from '../outcome.ts';

export const offlineKinds = ['check-out', 'check-in', 'renewal'] as const;
export type OfflineKind = (typeof offlineKinds)[number];

/** What became of one fact. `exception`: somebody must look at it, whether it was recorded or not. */
export const offlineOutcomes = ['applied', 'already-true', 'superseded', 'exception'] as const;
export type OfflineOutcome = (typeof offlineOutcomes)[number];

/** Why a fact was not simply applied: a rule it broke, or one of these. */
export const offlineReasons = ['changed-since', 'too-old'] as const;
export type OfflineReason = Refusal | (typeof offlineReasons)[number];

/** One batch of facts as it was received; the same id always names the same facts. */
export interface OfflineBatch {
  readonly id: number;
  readonly batchKey: string;
  /** SHA-256 of its lines and clocks, hexadecimal. */
  readonly digest: string;
  readonly receivedAt: number;
  readonly receivedBy: string;
  readonly lines: number;
  /** Null while lines are still to be replayed. */
  readonly finishedAt: number | null;
}

/** One fact of a batch, in its place by corrected time. Times are UTC milliseconds. */
export interface OfflineLine {
  readonly id: number;
  readonly batchId: number;
  readonly position: number;
  /** The sender's own name of the line. */
  readonly lineKey: string;
  readonly kind: OfflineKind;
  readonly libraryId: number;
  readonly deviceId: number | null;
  /** Of the device, or of the member of staff who sent the batch. */
  readonly login: string;
  /** As the device said it, and by our clock. */
  readonly reportedAt: number;
  readonly at: number;
  readonly barcode: string;
  readonly itemId: number | null;
  /** The last change of the item's status before the batch; null when the item is unknown. */
  readonly itemSince: number | null;
  /** Kept only while somebody may need it: until the line is settled, or its exception resolved. */
  readonly card: string | null;
  readonly dueAt: number | null;
  /** Null: still to be replayed. */
  readonly outcome: OfflineOutcome | null;
  /** Whether it changed anything: an exception may have been recorded all the same. */
  readonly changed: boolean;
  readonly reasons: readonly OfflineReason[];
  readonly settledAt: number | null;
  readonly resolvedAt: number | null;
  readonly resolvedBy: string | null;
  readonly note: string | null;
}

/** What replaying one line came to. */
export interface Verdict {
  readonly outcome: OfflineOutcome;
  readonly changed: boolean;
  readonly reasons: readonly OfflineReason[];
}

/** An exception as the work list shows it. */
export type OfflineException = OfflineLine & { readonly batchKey: string; readonly title: string | null };
