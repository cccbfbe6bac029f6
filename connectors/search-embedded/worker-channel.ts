import { Worker } from 'node:worker_threads';
import { SearchUnavailable } from '../../core/ports/search-index.ts';
import { errorOf, type Reply, type Request, type WorkerStart } from './messages.ts';

/** Megabytes; without a limit the heap of a thread grows with the machine rather than with its work. */
const heapLimits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 32 };

/** One worker thread, asked and answering by number. A thread that died is started again by the next request. */
export class WorkerChannel {
  readonly #workerFile: string;
  readonly #start: WorkerStart;
  readonly #onDamage: (reason: string) => void;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #worker: Worker | null = null;
  #lastId = 0;

  constructor(workerFile: string, start: WorkerStart, onDamage: (reason: string) => void) {
    this.#workerFile = workerFile;
    this.#start = start;
    this.#onDamage = onDamage;
  }

  /** Throws what the thread threw; SearchUnavailable when it died. */
  ask<T>(request: Request, transfer: readonly ArrayBuffer[] = []): Promise<T> {
    const worker = this.#started();
    const id = ++this.#lastId;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      worker.postMessage({ id, request }, [...transfer]);
    });
  }

  get running(): boolean {
    return this.#worker !== null;
  }

  /** Lets the thread finish what it does, close its file and end. */
  async close(): Promise<void> {
    const worker = this.#worker;
    if (!worker) return;
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    await this.ask({ kind: 'close' });
    await ended;
  }

  #started(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(this.#workerFile, {
      workerData: this.#start,
      execArgv: [],
      resourceLimits: heapLimits,
    });
    this.#worker = worker;
    worker.on('message', (reply: Reply) => this.#receive(reply));
    worker.on('error', (error) => this.#died(worker, error instanceof Error ? error.message : String(error)));
    worker.on('exit', () => this.#died(worker, 'the thread of the search index ended'));
    return worker;
  }

  #receive(reply: Reply): void {
    if ('damaged' in reply) return this.#onDamage(reply.damaged);
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ('fault' in reply) waiting?.reject(errorOf(reply.fault));
    else waiting?.resolve(reply.value);
  }

  #died(worker: Worker, reason: string): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(new SearchUnavailable(reason));
  }
}
