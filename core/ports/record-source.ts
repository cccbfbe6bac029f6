import type { ItemProfile } from '../catalogue/import/item-profile.ts';
import type { PreparedRecord } from '../catalogue/import/prepared.ts';
import type { Charset } from '../marc/charset.ts';

/** Files of records that a library hands over, read and prepared away from the thread that serves readers. */
export interface RecordSource {
  /** Opens a file of records, in any of `recordFormats`, as it is or in gzip or zip. Throws RecordFileUnreadable. */
  open(request: RecordFileRequest): Promise<RecordFile>;
}

export interface RecordFileRequest {
  readonly path: string;
  /** Code of the library whose catalogue it is. */
  readonly library: string;
  readonly profile: ItemProfile;
  /** Records in a batch (`importBatchSizes` of core/catalogue/import). */
  readonly batchSize: number;
  /** What it is written in, when whoever hands it over knows; else its bytes tell. */
  readonly charset?: Charset;
}

/** ISO 2709, or XML: MarcXchange, MARCXML, or the Sudoc's. */
export const recordFormats = ['iso2709', 'xml'] as const;
export type RecordFormat = (typeof recordFormats)[number];

/** How the bytes of a file are packed. */
export type Container = 'plain' | 'gzip' | 'zip';

export interface RecordFile {
  /** Bytes, unpacked: offsets of records are places among these. */
  readonly size: number;
  /** Bytes, as it stands on the disk. */
  readonly sizeOnDisk: number;
  readonly container: Container;
  readonly format: RecordFormat;
  /** How the file as a whole is written, as its first records (or, before a repair, all of them) tell. */
  readonly charset: Charset;
  /** In the order of the file, once. No more than a few batches are ever read ahead of the reader. */
  readonly batches: AsyncIterable<readonly PreparedRecord[]>;
  /** Stops reading; safe at any time and more than once. */
  close(): Promise<void>;
}

export const recordFileFaults = [
  'missing',
  'not-a-file',
  'unreadable',
  'empty',
  'compressed',
  'archive',
  'too-large',
  'doctype',
  'unknown-format',
  'wrong-flavour',
  'utf-16',
  'changed',
] as const;
export type RecordFileFault = (typeof recordFileFaults)[number];

/** The file cannot be read at all. The message names the file and says what to do. */
export class RecordFileUnreadable extends Error {
  override readonly name = 'RecordFileUnreadable';
  readonly fault: RecordFileFault;
  constructor(fault: RecordFileFault, message: string) {
    super(message);
    this.fault = fault;
  }
}
