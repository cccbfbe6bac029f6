import type { Directory } from '../network/directory.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { RecordSource } from '../ports/record-source.ts';
import type { Store } from '../ports/store.ts';
import type { TableSource } from '../ports/table-source.ts';

/** What batches stand on. */
export interface MigrationPorts {
  readonly store: Store;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly log: Log;
  readonly records: RecordSource;
  readonly tables: TableSource;
  readonly inbox: Inbox;
  readonly limits: MigrationLimits;
}

/** The folder where files of batches wait. */
export interface Inbox {
  /** Path and bytes of a file of it, by its name; null when it is not there. */
  find(name: string): Promise<{ readonly path: string; readonly size: number } | null>;
}

export interface MigrationLimits {
  /** Lines of one transaction. */
  readonly linesPerTransaction: number;
  /** A key that more records share tells nothing, and is not looked at. */
  readonly recordsPerKey: number;
  /** Rows named by a refused revert. */
  readonly listedRows: number;
}
export const migrationLimits = {
  /** A command that has the database for itself. */
  alone: { linesPerTransaction: 1_000, recordsPerKey: 60, listedRows: 200 },
  /** Beside readers and kiosks. */
  live: { linesPerTransaction: 200, recordsPerKey: 60, listedRows: 200 },
} as const satisfies Record<string, MigrationLimits>;

/** How far a step is: lines done of those there are, null while unknown (bytes for a parse). */
export type OnProgress = (done: number, total: number | null) => void;
