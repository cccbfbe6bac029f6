import type { Charset } from '../../core/marc/charset.ts';
import type { ContentTask } from './content.ts';

/** One file to be read by a worker. */
export interface FileTask extends ContentTask {
  /** Bytes of the head of the file that decide its character set. */
  readonly sampleSize: number;
  /** What whoever hands the file over says it is written in. */
  readonly charset?: Charset;
  readonly batchSize: number;
}
