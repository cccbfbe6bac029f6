/** Counts what each address does within a minute; nothing is kept of an address that rests. */
export class RatePerMinute {
  readonly #most: number;
  readonly #now: () => number;
  #counts = new Map<string, number>();
  #minute = 0;

  /** `now` in milliseconds, of any origin. */
  constructor(most: number, now: () => number) {
    this.#most = most;
    this.#now = now;
  }

  /** One more, or so many; false when the address has had its share of this minute. */
  take(address: string, more = 1): boolean {
    const count = this.#count(address) + more;
    this.#counts.set(address, count);
    return count <= this.#most;
  }

  /** True when nothing is left of this minute. */
  isSpent(address: string): boolean {
    return this.#count(address) >= this.#most;
  }

  #count(address: string): number {
    const minute = Math.floor(this.#now() / 60_000);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#counts = new Map();
    }
    return this.#counts.get(address) ?? 0;
  }
}
