import { startOfLocalDay } from '../circulation/calendars.ts';
import type { Activity } from '../library.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { ActivityRow, Store } from '../ports/store.ts';

/**
 * The movements of the day, read from the journal. Followers are served from one poll, whatever process lent the
 * document; nothing is read while nobody follows.
 */
export class ActivityFeed implements Activity {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #everyMilliseconds: number;
  readonly #listeners = new Set<(row: ActivityRow) => void>();
  #lastSeq: number | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(ports: { store: Store; clock: Clock; log: Log }, { everyMilliseconds = 500 } = {}) {
    this.#store = ports.store;
    this.#clock = ports.clock;
    this.#log = ports.log;
    this.#everyMilliseconds = everyMilliseconds;
  }

  async today(limit: number): ReturnType<Activity['today']> {
    const since = startOfLocalDay(this.#clock.now());
    const [rows, totals] = await Promise.all([
      this.#store.read.activity(since, limit),
      this.#store.read.countActivity(since),
    ]);
    return { rows, totals };
  }

  follow(listener: (row: ActivityRow) => void): () => void {
    this.#listeners.add(listener);
    if (!this.#timer) this.#schedule();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.stop();
    };
  }

  /** Stops polling. */
  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#lastSeq = null;
  }

  #schedule(): void {
    this.#timer = setTimeout(() => void this.#poll(), this.#everyMilliseconds);
  }

  async #poll(): Promise<void> {
    try {
      this.#lastSeq ??= await this.#store.read.lastEventSeq();
      const since = startOfLocalDay(this.#clock.now());
      const rows = await this.#store.read.activity(since, 200, this.#lastSeq);
      for (const row of [...rows].sort((a, b) => a.seq - b.seq)) {
        this.#lastSeq = Math.max(this.#lastSeq, row.seq);
        for (const listener of this.#listeners) listener(row);
      }
    } catch (error) {
      this.#log.warn({ error: String(error) }, 'the movements of the day could not be read');
    }
    if (this.#listeners.size > 0) this.#schedule();
  }
}
