import { Worker } from 'node:worker_threads';

/** What the worker of `checkpointer.ts` is told. */
export interface CheckpointerData {
  readonly file: string;
  /** Milliseconds between two checkpoints. */
  readonly interval: number;
  /** Bytes of WAL above which it is emptied, not only copied. */
  readonly walLimit: number;
}

export interface Checkpointing {
  /** The last fault the worker told, null when there was none. */
  readonly fault: string | null;
  stop(): Promise<void>;
}

/**
 * Starts the checkpointer of one database in a worker thread; `entry` is the path of `checkpointer.ts`. `lost` is called
 * when the thread dies.
 */
export function startCheckpointing(entry: string, data: CheckpointerData, lost: () => void): Checkpointing {
  const worker = new Worker(entry, { workerData: data });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  let fault: string | null = null;
  worker.on('message', (message: { fault: string }) => (fault = message.fault));
  worker.on('error', (error: Error) => {
    fault = error.message;
    lost();
  });
  worker.unref();
  return {
    get fault() {
      return fault;
    },
    async stop() {
      worker.ref();
      worker.postMessage('stop');
      await ended;
    },
  };
}
