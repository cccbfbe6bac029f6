/** What the admin API speaks about off-line batches. Types only. Times are ISO 8601, UTC. */

/** POST /offline-batches. Sent again, the same batch changes nothing and gets the same report. */
export interface OfflineBatchRequest {
  /** The sender's name of the batch, a UUID best: never used again for other facts. */
  readonly batch: string;
  /** How much each device's clock was behind (or ahead: negative). */
  readonly clocks?: readonly { readonly device: string; readonly secondsBehind: number }[];
  readonly lines: readonly OfflineLineRequest[];
}
export interface OfflineLineRequest {
  /** Names the line within its batch. */
  readonly key: string;
  readonly kind: 'check-out' | 'check-in' | 'renewal';
  /** Login of the device; or `library`, the code of the library whose staff wrote it down. */
  readonly device?: string;
  readonly library?: string;
  readonly at: string;
  /** Of check-outs and renewals. */
  readonly card?: string;
  readonly item: string;
  /** The date the reader was told. */
  readonly dueAt?: string;
}

/** GET /offline-batches/:id, and the answer of the POST. */
export interface OfflineReportView {
  readonly batch: string;
  readonly receivedAt: string;
  readonly receivedBy: string;
  /** Null while lines are still to be replayed: send the batch again. */
  readonly finishedAt: string | null;
  readonly counts: {
    readonly applied: number;
    readonly alreadyTrue: number;
    readonly superseded: number;
    readonly exception: number;
  };
  /** By corrected time. */
  readonly lines: readonly OfflineLineView[];
}
export interface OfflineLineView {
  readonly key: string;
  readonly kind: 'check-out' | 'check-in' | 'renewal';
  readonly library: string;
  readonly device: string | null;
  readonly at: string;
  readonly item: string;
  readonly outcome: 'applied' | 'already-true' | 'superseded' | 'exception' | null;
  /** An exception may have been recorded all the same: the reader has the book. */
  readonly changed: boolean;
  readonly reasons: readonly { readonly code: string; readonly text: string }[];
}

/** GET /offline-exceptions?library=&kind=&state=open */
export interface OfflineExceptionView extends OfflineLineView {
  readonly id: number;
  readonly batch: string;
  readonly title: string | null;
  /** Until it is resolved. */
  readonly card: string | null;
  readonly resolvedAt: string | null;
  readonly resolvedBy: string | null;
  readonly note: string | null;
}
/** POST /offline-exceptions/:id/resolve */
export interface ResolveExceptionRequest {
  readonly note: string;
}
