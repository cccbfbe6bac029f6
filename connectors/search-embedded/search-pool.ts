import { SearchUnavailable } from '../../core/ports/search-index.ts';
import type { Request } from './messages.ts';

/** A thread that searches. */
export interface SearchThread {
  ask<T>(request: Request): Promise<T>;
  close(): Promise<void>;
}

export interface PoolLimits {
  /** Threads for searches too long for the event loop; each is started when all before it are busy. */
  readonly searchThreads: number;
  /** Long searches at work or waiting, above which one more is refused for the moment. */
  readonly longSearches: number;
}

/** The threads that answer what would hold the event loop: one long search does not wait for another while one is free. */
export class SearchPool {
  readonly #limits: PoolLimits;
  readonly #open: () => SearchThread;
  readonly #threads: { readonly thread: SearchThread; asked: number }[] = [];
  #asked = 0;

  constructor(limits: PoolLimits, open: () => SearchThread) {
    this.#limits = limits;
    this.#open = open;
  }

  /** Throws SearchUnavailable when too many wait, and what the thread threw. */
  async ask<T>(request: Request): Promise<T> {
    if (this.#asked >= this.#limits.longSearches)
      throw new SearchUnavailable(`${this.#asked} long searches are waiting already`);
    const chosen = this.#chosen();
    this.#asked += 1;
    chosen.asked += 1;
    try {
      return await chosen.thread.ask<T>(request);
    } finally {
      chosen.asked -= 1;
      this.#asked -= 1;
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.splice(0).map(({ thread }) => thread.close()));
  }

  /** The first that is free, which remembers most; else a new one; else the one for which fewest wait. */
  #chosen() {
    const free = this.#threads.find(({ asked }) => asked === 0);
    if (free) return free;
    if (this.#threads.length < this.#limits.searchThreads) {
      const started = { thread: this.#open(), asked: 0 };
      this.#threads.push(started);
      return started;
    }
    return this.#threads.reduce((least, each) => (each.asked < least.asked ? each : least));
  }
}
