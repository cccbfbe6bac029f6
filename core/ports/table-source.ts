import type { Charset } from '../marc/charset.ts';
import type { Correction } from '../marc/corrections.ts';

/** Files of rows (CSV) that a library hands over: its readers, its loans in progress; as they are, or in gzip or zip. */
export interface TableSource {
  /** Opens a file whose first row names its columns. Throws TableUnreadable. */
  open(path: string): Promise<Table>;
}

export interface Table {
  /** Bytes, as it stands on the disk. */
  readonly size: number;
  /** How the file as a whole is written. */
  readonly charset: Charset;
  readonly columns: readonly string[];
  /** In the order of the file, once. */
  readonly batches: AsyncIterable<readonly TableRow[]>;
}

export interface TableRow {
  /** Line of the file where the row begins; the first is 1. */
  readonly line: number;
  /** By the name of the column, as the file writes it. */
  readonly values: Readonly<Record<string, string>>;
  /** What had to be put right to read it. Never what it says: rows are of people. */
  readonly corrections: readonly Correction[];
}

/** The file cannot be read as a table. The message names the file and says what to do. */
export class TableUnreadable extends Error {
  override readonly name = 'TableUnreadable';
}
