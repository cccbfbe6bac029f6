/** How long one step keeps the lock of the catalogue, in milliseconds: while nobody asks for anything, and while somebody does. */
const alone = 15;
const inCompany = 5;
/** Records of a step, however slow the database is: what each step costs by itself goes in any case. */
const fewest = 20;
/** How long the event loop takes to turn when somebody was served in it, and how often it may before the next step, in milliseconds. */
const served = 0.5;
const mostTurns = 5;

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
    const possible = (records * aim) / Math.max(milliseconds, 0.1);
    if (records < this.#records && possible > records) return; // a few that went quickly tell nothing of many
    // At most twice as many at once: a larger step does not cost in proportion.
    const wanted = Math.min(possible, records * 2);
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
