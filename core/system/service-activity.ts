/** How much a service is asked, and when it last failed. Times are UTC milliseconds, null while nothing came. */
export interface ServiceFigures {
  readonly requests: number;
  readonly lastRequestAt: number | null;
  readonly faults: number;
  readonly lastFaultAt: number | null;
}

/** Counts what one service answers, since the server started. */
export class ServiceActivity {
  readonly #now: () => number;
  #requests = 0;
  #lastRequestAt: number | null = null;
  #faults = 0;
  #lastFaultAt: number | null = null;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A request was answered, well or not. */
  answered(): void {
    this.#requests += 1;
    this.#lastRequestAt = this.#now();
  }

  /** The program failed on a request. */
  failed(): void {
    this.#faults += 1;
    this.#lastFaultAt = this.#now();
  }

  figures(): ServiceFigures {
    return {
      requests: this.#requests,
      lastRequestAt: this.#lastRequestAt,
      faults: this.#faults,
      lastFaultAt: this.#lastFaultAt,
    };
  }
}
