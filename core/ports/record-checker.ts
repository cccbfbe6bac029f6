import type { Charset } from '../marc/charset.ts';
import type { CheckedRecord } from '../marc/check-record.ts';
import type { Container, RecordFormat } from './record-source.ts';

export type { CheckedRecord };

/** Says what is wrong with a file of records, and changes nothing. */
export interface RecordChecker {
  /** Throws RecordFileUnreadable. */
  check(request: { readonly path: string; readonly charset?: Charset }): Promise<CheckedFile>;
}

export interface CheckedFile {
  /** Bytes, unpacked. */
  readonly size: number;
  readonly container: Container;
  readonly format: RecordFormat;
  readonly charset: Charset;
  /** In the order of the file, once. */
  readonly batches: AsyncIterable<readonly CheckedRecord[]>;
  close(): Promise<void>;
}
