import type { Directory } from '../core/network/directory.ts';
import type { OpenLibrary } from '../core/create-library.ts';
import type { RecordSource } from '../core/ports/record-source.ts';
import type { ExportFile } from '../core/ports/export-files.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import type { SearchIndex } from '../core/ports/search-index.ts';
import type { Store } from '../core/ports/store.ts';
import type { Config } from './config.ts';

/** A library over its database and index, ready for a command or a server. Made by compose.ts. */
export interface Application {
  readonly config: Config;
  readonly store: Store;
  readonly index: SearchIndex;
  readonly clock: Clock;
  readonly log: Log;
  readonly files: RecordSource;
  /** Opens a file an export is written to, as far as it was written. */
  readonly exportTo: (path: string) => Promise<ExportFile>;
  readonly open: OpenLibrary;
  readonly directory: Directory;
  /** The migrations that opening the database applied. */
  readonly applied: readonly string[];
  /** True inside a server: heavy work is done in small steps. */
  readonly live: boolean;
  close(): Promise<void>;
}
