import type { RecordFile, RecordFileRequest, RecordSource } from '../../core/ports/record-source.ts';
import { checkFile } from './check-file.ts';
import { Parser } from './parser.ts';

export interface RecordFilesOptions {
  /** Path of `parser-worker.ts`. */
  readonly workerFile: string;
  /** Bytes read at once. */
  readonly chunkSize?: number;
  /** Bytes of the head of a file that decide its character set. */
  readonly sampleSize?: number;
  /** Batches prepared ahead of the reader. */
  readonly batchesAhead?: number;
}

/** Reads files of this machine; each is parsed in a worker thread of its own. */
export function recordFiles({
  workerFile,
  chunkSize = 256 * 1024,
  sampleSize = 8 * 1024 * 1024,
  batchesAhead = 2,
}: RecordFilesOptions): RecordSource {
  return {
    async open(request: RecordFileRequest): Promise<RecordFile> {
      const size = await checkFile(request.path);
      const parser = new Parser(workerFile, { ...request, size, chunkSize, sampleSize }, batchesAhead);
      try {
        const charset = await parser.charset();
        return { size, charset, batches: parser.batches(), close: () => parser.close() };
      } catch (error) {
        await parser.close();
        throw error;
      }
    },
  };
}
