import type { PreparedRecord } from '../../core/catalogue/import/prepared.ts';
import type { RecordChecker } from '../../core/ports/record-checker.ts';
import type { RecordSource } from '../../core/ports/record-source.ts';
import { checkFile } from './check-file.ts';
import { unpackingLimits, type UnpackingLimits } from './content.ts';
import type { FileTask } from './file-task.ts';
import type { Opening, Piece, Work } from './messages.ts';
import { unpack } from './packed-record.ts';
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
  readonly limits?: Partial<UnpackingLimits>;
}

/** Reads files of this machine; each is parsed in a worker thread of its own. */
export function recordFiles({
  workerFile,
  chunkSize = 256 * 1024,
  sampleSize = 8 * 1024 * 1024,
  batchesAhead = 2,
  limits = {},
}: RecordFilesOptions): RecordSource & RecordChecker {
  /** Hands a file to a worker and waits for what it says of it as a whole. */
  async function start<Kind extends keyof Piece>(
    request: Pick<FileTask, 'path' | 'batchSize' | 'charset'>,
    work: Work & { kind: Kind },
  ): Promise<Opening[Kind] & Running<Kind>> {
    const facts = await checkFile(request.path);
    const { path, batchSize, charset } = request;
    const file = {
      path,
      batchSize,
      charset,
      ...facts,
      chunkSize,
      sampleSize,
      limits: { ...unpackingLimits, ...limits },
    };
    const parser = new Parser<Kind>(workerFile, { file, work }, batchesAhead);
    try {
      const opening = await parser.opening();
      const { container, size: sizeOnDisk } = facts;
      return { ...opening, container, sizeOnDisk, batches: parser.batches(), close: () => parser.close() };
    } catch (error) {
      await parser.close();
      throw error;
    }
  }

  return {
    async open(request) {
      const { library, profile } = request;
      const running = await start(request, { kind: 'records', library, profile });
      return { ...running, batches: unpacked(running.batches) };
    },
    check: (request) => start({ ...request, batchSize: checkedAtOnce }, { kind: 'check' }),
  };
}

async function* unpacked(batches: Running<'records'>['batches']): AsyncGenerator<readonly PreparedRecord[]> {
  for await (const pieces of batches) yield pieces.map(unpack);
}

/** Records told of at once when a file is checked. */
const checkedAtOnce = 500;

interface Running<Kind extends keyof Piece> {
  readonly container: FileTask['container'];
  readonly sizeOnDisk: number;
  readonly batches: AsyncIterable<readonly Piece[Kind][]>;
  close(): Promise<void>;
}
