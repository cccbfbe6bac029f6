import type { Charset } from '../../core/marc/charset.ts';
import type { PreparedRecord } from '../../core/catalogue/import/prepared.ts';
import type { RecordFileFault, RecordFileRequest } from '../../core/ports/record-source.ts';

/** What the parser is told when it starts. */
export interface ParserTask extends RecordFileRequest {
  /** Bytes, as the file was when it was opened. */
  readonly size: number;
  /** Bytes read at once. */
  readonly chunkSize: number;
  /** Bytes of the head of the file that decide its character set. */
  readonly sampleSize: number;
}

/** What the parser tells. */
export type FromParser =
  | { readonly kind: 'charset'; readonly charset: Charset }
  | { readonly kind: 'batch'; readonly records: readonly PreparedRecord[] }
  | { readonly kind: 'end' }
  | { readonly kind: 'unreadable'; readonly fault: RecordFileFault; readonly message: string };

/** What the parser is told while it works: prepare one batch more. */
export type ToParser = 'more';
