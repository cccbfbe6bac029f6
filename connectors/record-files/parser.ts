import { Worker } from 'node:worker_threads';
import { RecordFileUnreadable } from '../../core/ports/record-source.ts';
import type { FromParser, Opening, ParserTask, Piece, ToParser } from './messages.ts';

/** Megabytes. A thread that only passes batches on needs little; left to itself its heap grows with the machine. */
const heapLimits = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 24 };

/** The near side of the worker that parses one file: asks for batches and hands them over in order. */
export class Parser<Kind extends keyof Piece> {
  readonly #worker: Worker;
  readonly #told: FromParser<Kind>[] = [];
  #fault: Error | null = null;
  #over = false;
  #wake: () => void = () => undefined;

  constructor(workerFile: string, task: ParserTask & { work: { kind: Kind } }, batchesAhead: number) {
    this.#worker = new Worker(workerFile, { workerData: task, resourceLimits: heapLimits });
    this.#worker.on('message', (message: FromParser<Kind>) => {
      this.#told.push(message);
      this.#wake();
    });
    this.#worker.on('error', (error: Error) => {
      this.#fault = error;
      this.#wake();
    });
    this.#worker.on('exit', () => {
      this.#over = true;
      this.#wake();
    });
    for (let ahead = 0; ahead < batchesAhead; ahead += 1) this.#ask();
  }

  /** Throws RecordFileUnreadable; any other error of the parser is a bug. */
  async opening(): Promise<Opening[Kind]> {
    const message = await this.#next();
    if (message.kind !== 'opened') throw new Error(`the parser began with ${message.kind}`);
    return message.opening;
  }

  async *batches(): AsyncGenerator<readonly Piece[Kind][]> {
    try {
      for (;;) {
        const message = await this.#next();
        if (message.kind !== 'batch') return;
        this.#ask();
        yield message.pieces;
      }
    } finally {
      await this.close();
    }
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  async #next(): Promise<FromParser<Kind>> {
    for (;;) {
      const message = this.#told.shift();
      if (message?.kind === 'unreadable') throw new RecordFileUnreadable(message.fault, message.message);
      if (message) return message;
      if (this.#fault) throw this.#fault;
      if (this.#over) throw new Error('the parser stopped before the end of the file');
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  #ask(): void {
    this.#worker.postMessage('more' satisfies ToParser);
  }
}
