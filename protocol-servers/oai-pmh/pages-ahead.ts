import type { Answer } from './handlers/answer.ts';

export interface PagesAheadLimits {
  readonly pagesAhead: number;
  readonly pageAheadLife: number;
}

/**
 * The next page of each walk, made while its harvester reads the one before: a harvester asks for one page after the
 * other, and waits. Each is given once and only for a short while, so that it is as fresh as a slow answer would be.
 */
export class PagesAhead {
  readonly #limits: PagesAheadLimits;
  readonly #now: () => number;
  /** By what is asked for, the oldest first. */
  readonly #pages = new Map<string, { readonly at: number; readonly page: Promise<Answer | null> }>();

  constructor(limits: PagesAheadLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  /** The page asked for, when it was made lately; null: it is to be made. */
  async take(asked: string): Promise<Answer | null> {
    const found = this.#pages.get(asked);
    if (!found) return null;
    this.#pages.delete(asked);
    return this.#isFresh(found.at) ? found.page : null;
  }

  /** Begins to make a page. One that cannot be made is made again when it is asked for: whatever is wrong is said then. */
  prepare(asked: string, make: () => Promise<Answer>): void {
    for (const [known, { at }] of this.#pages) {
      if (this.#isFresh(at) && this.#pages.size < this.#limits.pagesAhead) break;
      this.#pages.delete(known);
    }
    if (this.#limits.pagesAhead < 1) return;
    const page = make().then(
      (answer) => answer,
      () => null,
    );
    this.#pages.set(asked, { at: this.#now(), page });
  }

  #isFresh(at: number): boolean {
    return this.#now() - at < this.#limits.pageAheadLife;
  }
}
