/** How long one step keeps the lock of the catalogue, in milliseconds: while nobody asks for anything, and while somebody does. */
const alone = 15;
const inCompany = 5;
/** Records of a step, however slow the database is: what each step costs by itself goes in any case. */
const fewest = 20;
/** How long the event loop takes to turn when somebody was served in it, and how often it may before the next step, in milliseconds. */
const served = 0.5;
const mostTurns = 20;

/** How many records the next step takes, by the time the last one took: so that loans and searches go first. */
export class HeadingPace {
  readonly #most: number;
  #records: number;
  #company = false;

  constructor(most: number) {
    this.#most = most;
    this.#records = Math.min(fewest, most);
  }

  get records(): number {
    return this.#records;
  }

  /** A step of so many records took so long, in milliseconds. */
  took(records: number, milliseconds: number): void {
    const aim = this.#company ? inCompany : alone;
    // At most twice as many at once: the first of them read what the others find in memory.
    const wanted = milliseconds > 0 ? Math.min((records * aim) / milliseconds, records * 2) : records * 2;
    if (records < this.#records && wanted > this.#records) return; // a short step tells nothing of longer ones
    this.#records = Math.min(Math.max(Math.floor(wanted), fewest), this.#most);
  }

  /** Lets the event loop turn while it serves somebody. */
  async breath(): Promise<void> {
    this.#company = false;
    for (let turns = 0; turns < mostTurns; turns += 1) {
      const since = performance.now();
      await new Promise((resolve) => setImmediate(resolve));
      if (performance.now() - since < served) return;
      this.#company = true;
    }
  }
}
