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
  /** SHA-256 of a file, hexadecimal. */
  digest(path: string): Promise<string>;
  /** How many bytes of a file that is being handed over are there. */
  received(upload: Upload): Promise<number>;
  /**
   * Adds a part that begins at `offset`, when that is where the file ends so far; says how much is there then, and the
   * name it has once it is whole. A file of that name is never written over.
   */
  append(
    upload: Upload,
    offset: number,
    bytes: Uint8Array,
  ): Promise<{ readonly received: number; readonly file: string | null }>;
}
/** A file that a library hands over in parts. */
export interface Upload {
  /** Code. */
  readonly library: string;
  /** As it is called where it comes from: without a folder, and not hidden. */
  readonly name: string;
  /** Bytes of the whole. */
  readonly size: number;
}

export interface MigrationLimits {
  /** Lines of one transaction. */
  readonly linesPerTransaction: number;
  /** A key that more records share tells nothing, and is not looked at. */
  readonly recordsPerKey: number;
  /** Rows named by a refused revert. */
  readonly listedRows: number;
  /** Bytes of the largest file that is taken through the console. */
  readonly fileBytes: number;
  /** How long somebody keeps the lines he looks at, in milliseconds, unless he goes on. */
  readonly claimedFor: number;
  /** A step that no part was written of for so long has stopped, in milliseconds. */
  readonly stoppedAfter: number;
}
const everywhere = {
  ...{ recordsPerKey: 60, listedRows: 200, fileBytes: 2 * 1024 ** 3 },
  ...{ claimedFor: 10 * 60_000, stoppedAfter: 30_000 },
};
export const migrationLimits = {
  /** A command that has the database for itself. */
  alone: { ...everywhere, linesPerTransaction: 1_000 },
  /** Beside readers and kiosks. */
  live: { ...everywhere, linesPerTransaction: 200 },
} satisfies Record<string, MigrationLimits>;

/** How far a step is: lines done of those there are, null while unknown (bytes for a parse). */
export type OnProgress = (done: number, total: number | null) => void;
