import type { Log } from '../../../core/ports/log.ts';
import { describeFault } from '../../shared/describe-fault.ts';
import type { StreamReader } from './reader.ts';

/** What is done over and over while somebody listens. */
export interface Chore {
  /** What the log says when it fails. */
  readonly failure: string;
  /** Milliseconds. */
  readonly every: number;
  readonly run: () => Promise<void>;
}

export interface AudienceOptions {
  readonly log: Log;
  /** Begins to listen to what is told, once somebody reads; returns the way to stop, once nobody does. */
  readonly follow?: () => () => void;
  readonly chores?: readonly Chore[];
}

/** Who listens to one thing, each with what is remembered of him. Nothing is followed nor done while nobody listens. */
export class Audience<Seat> implements Iterable<[StreamReader, Seat]> {
  readonly #options: AudienceOptions;
  readonly #seats = new Map<StreamReader, Seat>();
  #timers: NodeJS.Timeout[] = [];
  #stopFollowing: (() => void) | null = null;

  constructor(options: AudienceOptions) {
    this.#options = options;
  }

  [Symbol.iterator](): Iterator<[StreamReader, Seat]> {
    return this.#seats[Symbol.iterator]();
  }

  get size(): number {
    return this.#seats.size;
  }

  /** Listens until the stream of the reader is closed. */
  join(reader: StreamReader, seat: Seat): void {
    if (reader.hasLeft) return;
    this.#seats.set(reader, seat);
    reader.onClose(() => this.leave(reader));
    this.#start();
  }

  leave(reader: StreamReader): void {
    this.#seats.delete(reader);
    if (this.#seats.size > 0) return;
    this.#stopFollowing?.();
    this.#stopFollowing = null;
    this.#timers.forEach((timer) => clearInterval(timer));
    this.#timers = [];
  }

  #start(): void {
    if (this.#stopFollowing) return;
    const { follow, chores } = this.#options;
    this.#stopFollowing = follow?.() ?? (() => undefined);
    this.#timers = (chores ?? []).map((chore) => this.#regularly(chore));
  }

  /** A chore that fails is told, and done again at the next turn; a slow one is never done twice at once. */
  #regularly({ failure, every, run }: Chore): NodeJS.Timeout {
    let running = false;
    return setInterval(() => {
      if (running) return;
      running = true;
      run()
        .catch((fault: unknown) => this.#options.log.warn({ fault: describeFault(fault) }, failure))
        .finally(() => (running = false));
    }, every);
  }
}
