import type { Outcome } from '../outcome.ts';
import type { Item, Loan, Transit } from '../circulation/entities.ts';
import type { Device, NetworkLibrary } from '../network/network.ts';
import type { OfflineBatch, OfflineException, OfflineKind, OfflineLine, Verdict } from './entities.ts';

/** What was done while the server could not be reached, told afterwards. */
export interface OfflineDesk {
  /**
   * Replays a batch and says what became of each line. The same batch again, also after an interruption, goes on where
   * it stopped and gives the same report. Refused, with nothing kept: `offline-batch-differs` (the id named other facts),
   * `offline-batch-too-large`, `offline-line-repeated`, `device-unknown`, `library-unknown`, `library-not-yours`.
   */
  replay(batch: BatchOfFacts): Promise<Outcome<OfflineReport>>;
  /** One thing a terminal did by itself: never refused for what it is. */
  tell(fact: FactTold): Promise<Outcome<FactKept>>;
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

/** One thing a terminal did while it could not reach the server, and tells now (SIP2 no block). */
export interface FactTold {
  readonly device: Device;
  readonly kind: OfflineKind;
  /** UTC milliseconds. */
  readonly at: number;
  readonly card: string | null;
  readonly itemBarcode: string;
  readonly dueAt: number | null;
  readonly transactionDate: string;
}
export interface FactKept extends Verdict {
  /** The document as it stands now, null when it is unknown. */
  readonly item: {
    readonly item: Item;
    readonly title: string;
    readonly home: NetworkLibrary;
    readonly loan: Loan | null;
    readonly transit: Transit | null;
  } | null;
}

export interface BatchOfFacts {
  /** The sender's name of the batch: never used again for other facts. */
  readonly batchKey: string;
  /** What to add to the times of a device (milliseconds), by its login; those of the others are right. */
  readonly clockOffsets: Readonly<Record<string, number>>;
  readonly facts: readonly OfflineFact[];
  /** The member of staff who sends it (library null: for the whole network), or the terminal that tells of itself. */
  readonly by: { readonly login: string; readonly libraryId: number | null; readonly deviceId?: number };
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
