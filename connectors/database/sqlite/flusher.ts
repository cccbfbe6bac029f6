import { closeSync, fdatasync, openSync, type NoParamCallback } from 'node:fs';
import { StoreUnavailable } from '../../../core/ports/store.ts';

/** As node's fdatasync. Named so that a test can have a disk that fails. */
export type Synchronise = (descriptor: number, done: NoParamCallback) => void;

/**
 * Puts the WAL of a database on the disk from the thread pool, so that requests are served meanwhile. Commits made while
 * one flush runs share the next. The caller keeps a connection open: SQLite removes the WAL with the last one.
 */
export class Flusher {
  readonly #file: string;
  readonly #synchronise: Synchronise;
  #descriptor: number | null = null;
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  constructor(databaseFile: string, synchronise: Synchronise = fdatasync) {
    this.#file = `${databaseFile}-wal`;
    this.#synchronise = synchronise;
  }

  /**
   * Resolves once everything committed before the call is on the disk. Rejects with StoreUnavailable when the disk says
   * no: the system may then have dropped what it could not write, and nothing committed since the last flush is sure.
   */
  flush(): Promise<void> {
    if (!this.#running) return (this.#running = this.#start());
    this.#next ??= this.#running.then(
      () => this.#begin(),
      () => this.#begin(),
    );
    return this.#next;
  }

  /** Returns once no flush runs. */
  async close(): Promise<void> {
    await Promise.allSettled([this.#running, this.#next]);
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  #begin(): Promise<void> {
    this.#next = null;
    return (this.#running = this.#start());
  }

  #start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#descriptor ??= openSync(this.#file, 'r+');
      this.#synchronise(this.#descriptor, (error) => {
        if (!this.#next) this.#running = null;
        if (!error) return resolve();
        reject(new StoreUnavailable(`${this.#file} cannot be put on the disk (${error.message})`, { cause: error }));
      });
    });
  }
}
