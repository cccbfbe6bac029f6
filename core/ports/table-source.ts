import type { Charset } from '../marc/charset.ts';
import type { TableProfile } from '../tables/profile.ts';
import type { PreparedRow } from '../tables/row.ts';
import type { Container } from './record-source.ts';

/** Tables (CSV) of readers and of loans in progress that a library hands over, read away from the thread that serves readers. */
export interface TableSource {
  /** Throws RecordFileUnreadable; `columns` when a column the profile needs is not there. */
  openTable(request: TableRequest): Promise<TableFile>;
}

export interface TableRequest {
  readonly path: string;
  readonly profile: TableProfile;
  /** Rows in a batch. */
  readonly batchSize: number;
  /** What it is written in, when whoever hands it over knows; else its bytes tell. */
  readonly charset?: Charset;
}

export interface TableFile {
  readonly container: Container;
  /** Bytes, unpacked. */
  readonly size: number;
  readonly charset: Charset;
  readonly separator: string;
  /** Headings of the columns nobody reads. */
  readonly unused: readonly string[];
  /** In the order of the file, once. */
  readonly batches: AsyncIterable<readonly PreparedRow[]>;
  close(): Promise<void>;
}
