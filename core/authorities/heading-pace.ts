/** How long one step keeps the lock of the catalogue, in milliseconds: while nobody asks for anything, and while somebody does. */
const alone = 15;
const inCompany = 5;
/** Records of a step, however slow the database is: what each step costs by itself goes in any case. */
const fewest = 20;
/** How long the event loop takes to turn when somebody was served in it, and how often it may before the next step, in milliseconds. */
const served = 0.5;
const mostTurns = 3;

/** How many records the next step takes, by the time the last one took: so that loans and searches go first. */
export class HeadingPace {
  readonly #most: number;
  /** Records a millisecond, as the last step went. */
  #speed = Infinity;
  #largest = fewest;
  #company = false;

  constructor(most: number) {
    this.#most = most;
  }

  get records(): number {
    const wanted = Math.min(this.#speed * this.#aim, this.#largest);
    return Math.min(Math.max(Math.floor(wanted), fewest), this.#most);
  }

  get #aim(): number {
    return this.#company ? inCompany : alone;
  }

  /** A step of so many records took so long, in milliseconds. */
  took(records: number, milliseconds: number): void {
    const speed = records / Math.max(milliseconds, 0.1);
    if (records < this.records && milliseconds < this.#aim) return; // a few that went quickly tell nothing of many
    this.#speed = speed;
    this.#largest = records * 2; // a larger step does not cost in proportion
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
