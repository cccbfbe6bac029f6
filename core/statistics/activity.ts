import { startOfLocalDay } from '../circulation/calendars.ts';
import type { Activity } from '../library.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { ActivityRow } from '../ports/reading.ts';
import type { Store } from '../ports/store.ts';

/** Movements read at once by the poll. */
const rowsPerPoll = 200;

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
  #poll: { stop(): void } | null = null;

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
    this.#poll ??= this.#startPolling();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.stop();
    };
  }

  /** Stops polling. */
  stop(): void {
    this.#poll?.stop();
    this.#poll = null;
  }

  /** Polls from where the journal ends now: nothing that happens after `follow` is missed. */
  #startPolling(): { stop(): void } {
    let stopped = false;
    let timer: NodeJS.Timeout | undefined;
    const turn = async (lastSeq: number | null): Promise<void> => {
      const reached = await this.#tell(lastSeq);
      if (!stopped) timer = setTimeout(() => void turn(reached), this.#everyMilliseconds);
    };
    void turn(null);
    return {
      stop() {
        stopped = true;
        clearTimeout(timer);
      },
    };
  }

  /** Tells what came after `lastSeq` and returns the last movement told; a fault is logged and nothing is skipped. */
  async #tell(lastSeq: number | null): Promise<number | null> {
    try {
      if (lastSeq === null) return await this.#store.read.lastEventSeq();
      const since = startOfLocalDay(this.#clock.now());
      const rows = await this.#store.read.activity(since, rowsPerPoll, lastSeq);
      const inOrder = [...rows].sort((a, b) => a.seq - b.seq);
      for (const row of inOrder) for (const listener of this.#listeners) listener(row);
      return inOrder.at(-1)?.seq ?? lastSeq;
    } catch (error) {
      this.#log.warn({ error: String(error) }, 'the movements of the day could not be read');
      return lastSeq;
    }
  }
}
