import type { Outcome } from '../outcome.ts';
import type { OfflineBatch, OfflineException, OfflineKind, OfflineLine } from './entities.ts';

/** What was done while the server could not be reached, told afterwards. */
export interface OfflineDesk {
  /**
   * Replays a batch and says what became of each line. The same batch again, also after an interruption, goes on where
   * it stopped and gives the same report. Refused, with nothing kept: `offline-batch-differs` (the id named other facts),
   * `offline-batch-too-large`, `offline-line-repeated`, `device-unknown`, `library-unknown`, `library-not-yours`.
   */
  replay(batch: BatchOfFacts): Promise<Outcome<OfflineReport>>;
  /** Refused `offline-batch-unknown`. */
  report(batchKey: string): Promise<Outcome<OfflineReport>>;
  /** What waits for somebody to look at it, the oldest first. */
  exceptions(asked: ExceptionsAsked): Promise<{ items: readonly OfflineException[]; total: number }>;
  /**
   * Somebody looked at it. Refused `exception-unknown` (also one of another library than `libraryId`),
   * `exception-resolved`.
   */
  resolve(request: {
    id: number;
    note: string;
    by: string;
    libraryId: number | null;
  }): Promise<Outcome<OfflineException>>;
}

export interface BatchOfFacts {
  /** The sender's name of the batch: never used again for other facts. */
  readonly batchKey: string;
  /** What to add to the times of a device (milliseconds), by its login; those of the others are right. */
  readonly clockOffsets: Readonly<Record<string, number>>;
  readonly facts: readonly OfflineFact[];
  /** The member of staff who sends it; null: for the whole network. */
  readonly by: { readonly login: string; readonly libraryId: number | null };
}

/** One thing that happened. */
export interface OfflineFact {
  readonly key: string;
  readonly kind: OfflineKind;
  /** Where: by the login of the device, or by the code of the library whose desk it was. */
  readonly place: { readonly device: string } | { readonly library: string };
  readonly at: number;
  readonly card: string | null;
  readonly itemBarcode: string;
  /** The date the reader was told, null when he was told none. */
  readonly dueAt: number | null;
}

export interface OfflineReport {
  readonly batch: OfflineBatch;
  /** By corrected time. */
  readonly lines: readonly OfflineLine[];
}

export interface ExceptionsAsked {
  readonly libraryId: number | null;
  readonly kind: OfflineKind | null;
  readonly state: 'open' | 'resolved';
  readonly offset: number;
  readonly limit: number;
}
