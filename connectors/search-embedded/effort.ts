/** A search turned out longer than its thread may give: it is handed to another one, and answered there in full. */
export class TooLong extends Error {
  override readonly name = 'TooLong';
}

/**
 * What a search has cost so far, in postings read or compared (about 10 ns each). Throws TooLong beyond the limit,
 * so that no search holds the event loop.
 */
export class Effort {
  #left: number;

  constructor(limit: number) {
    this.#left = limit;
  }

  spend(postings: number): void {
    this.#left -= postings;
    if (this.#left < 0) throw new TooLong('this search goes on in a worker');
  }
}
