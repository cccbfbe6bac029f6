/** Times of what was asked, by its name. Milliseconds. */
export class Latencies {
  readonly #times = new Map<string, number[]>();

  /** Asks, and notes how long the answer took. */
  async of<T>(name: string, ask: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const answer = await ask();
    const times = this.#times.get(name);
    if (times) times.push(performance.now() - start);
    else this.#times.set(name, [performance.now() - start]);
    return answer;
  }

  clear(): void {
    this.#times.clear();
  }

  /** One line a name, and the whole: how many a second over `seconds`, and the times. */
  print(seconds: number): void {
    console.log('event                     count   a second   p50 ms   p99 ms   most ms');
    for (const [name, times] of [...this.#times].sort()) print(name, times, seconds);
    print('all', [...this.#times.values()].flat(), seconds);
  }
}

function print(name: string, times: number[], seconds: number): void {
  const at = (part: number): string => quantile(times, part).toFixed(2);
  const cells = [
    name.padEnd(22),
    String(times.length).padStart(8),
    Math.round(times.length / seconds)
      .toString()
      .padStart(10),
    at(0.5).padStart(8),
    at(0.99).padStart(8),
    at(1).padStart(9),
  ];
  console.log(cells.join(' '));
}

/** The time that this part of all do not exceed. */
export function quantile(times: readonly number[], part: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;
}
