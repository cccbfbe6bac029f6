import { granted } from '../outcome.ts';
import type { Device } from '../network/network.ts';
import type { Log } from '../ports/log.ts';
import type { NewExchange } from '../ports/exchanges.ts';
import type { Store } from '../ports/store.ts';
import type { Exchange, ExchangeDraft } from './exchange.ts';
import type { Presence, TerminalPulse } from './presence.ts';
import type { ExchangeVault } from './vault.ts';

/** What a server tells of an exchange, as it happened: nothing of it is read before its turn to be written comes. */
export interface HeardExchange {
  readonly frame: Uint8Array;
  readonly reply: Uint8Array;
  /** Null before the terminal signed in. */
  readonly device: Device | null;
  readonly cause: string | null;
  /** UTC milliseconds. */
  readonly at: number;
}

export interface ExchangeJournalLimits {
  /** Exchanges that may wait to be written, in all and of one terminal, and the bytes they may hold. */
  readonly waiting: number;
  readonly waitingOfOne: number;
  readonly waitingBytes: number;
  /** As many are written together, each so many milliseconds. More than that for long is not kept: it is counted. */
  readonly atOnce: number;
  readonly every: number;
  /** That some were not kept is logged once in so many milliseconds. */
  readonly complainEvery: number;
}
export const defaultExchangeJournalLimits: ExchangeJournalLimits = {
  waiting: 4_000,
  waitingOfOne: 1_000,
  waitingBytes: 8 * 1024 * 1024,
  atOnce: 25, // a few at a time: the loans of that moment wait for them
  every: 60,
  complainEvery: 60_000,
};

/** What became of the exchanges since this process began. */
export interface ExchangeCounts {
  readonly written: number;
  readonly waiting: number;
  /** Not kept: they came faster than they could be written, or the database did not take them. */
  readonly dropped: number;
}

interface Waiting<Heard> {
  readonly heard: Heard;
  readonly address: string;
  readonly terminal: TerminalPulse | null;
}

/**
 * Keeps what terminals and library say to each other, behind their backs: a terminal's answer never waits for it. An
 * exchange is put in a bounded queue as it is; later, and few at a time, it is taken apart, loses its secrets, has its
 * personal values sealed, and is written. What does not fit is not kept, and counted.
 */
export class ExchangeJournal<Heard extends HeardExchange> {
  readonly #ports: {
    store: Store;
    vault: ExchangeVault;
    log: Log;
    read: (heard: Heard, address: string) => ExchangeDraft;
  };
  readonly #limits: ExchangeJournalLimits;
  readonly #followers = new Set<(exchange: Exchange) => void>();
  #queue: Waiting<Heard>[] = [];
  #bytes = 0;
  #written = 0;
  #dropped = 0;
  #complainedOf = 0;
  #complainedAt = -Infinity;
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> | null = null;
  #flushing = false;

  /** `read` takes an exchange of this protocol apart. */
  constructor(
    ports: { store: Store; vault: ExchangeVault; log: Log; read: (heard: Heard, address: string) => ExchangeDraft },
    limits: Partial<ExchangeJournalLimits> = {},
  ) {
    this.#ports = ports;
    this.#limits = { ...defaultExchangeJournalLimits, ...limits };
  }

  get counts(): ExchangeCounts {
    return { written: this.#written, waiting: this.#queue.length, dropped: this.#dropped };
  }

  /** Notes an exchange. Nothing is read, written nor awaited here. */
  note(heard: Heard, { address, terminal }: Pick<Presence, 'address' | 'terminal'>): void {
    const { waiting, waitingBytes, waitingOfOne } = this.#limits;
    const bytes = heard.frame.length + heard.reply.length;
    if (
      this.#queue.length >= waiting ||
      this.#bytes + bytes > waitingBytes ||
      (terminal !== null && terminal.waiting >= waitingOfOne)
    ) {
      this.#dropped += 1;
      return;
    }
    if (terminal) terminal.waiting += 1;
    this.#bytes += bytes;
    this.#queue.push({ heard, address, terminal });
    if (!this.#writing) this.#timer ??= setTimeout(this.#turn, this.#limits.every);
  }

  /** Calls back with each exchange once it is written, in order; returns the way to stop. */
  follow(listener: (exchange: Exchange) => void): () => void {
    this.#followers.add(listener);
    return () => void this.#followers.delete(listener);
  }

  /** Writes everything that waits, then writes no more by itself until something is noted. */
  async flush(): Promise<void> {
    this.#flushing = true;
    await this.#writing;
    while (this.#queue.length > 0) await this.#write();
    this.#flushing = false;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  readonly #turn = (): void => {
    this.#timer = null;
    if (this.#flushing) return; // it is being written already
    this.#writing = this.#write().finally(() => {
      this.#writing = null;
      if (this.#queue.length > 0) this.#timer ??= setTimeout(this.#turn, this.#limits.every);
    });
  };

  /** Writes the oldest ones. What the database does not take is dropped: the next ones may do better. */
  async #write(): Promise<void> {
    const batch = this.#queue.slice(0, this.#limits.atOnce);
    this.#queue = this.#queue.slice(batch.length);
    for (const { heard, terminal } of batch) {
      this.#bytes -= heard.frame.length + heard.reply.length;
      if (terminal) terminal.waiting -= 1;
    }
    try {
      const drafts = batch.map(({ heard, address }) => this.#ports.read(heard, address));
      const rows = drafts.map((draft) => this.#sealed(draft));
      const outcome = await this.#ports.store.transaction(async (work) =>
        granted(await work.exchanges.insertMany(rows)),
      );
      if (!outcome.granted) throw new Error(`exchanges refused: ${outcome.refusal}`);
      this.#written += drafts.length;
      if (this.#followers.size > 0) drafts.forEach((draft, index) => this.#tell(draft, outcome.value[index]!));
    } catch (error) {
      this.#dropped += batch.length;
      this.#ports.log.warn({ error: String(error), exchanges: batch.length }, 'exchanges of terminals were not kept');
    }
    this.#complain(batch[0]?.heard.at ?? 0);
  }

  #sealed({ card, personal, ...draft }: ExchangeDraft): NewExchange {
    const { vault } = this.#ports;
    return { ...draft, cardDigest: card === null ? null : vault.cardDigest(card), personal: vault.seal(personal) };
  }

  #tell({ card: _card, ...draft }: ExchangeDraft, id: number): void {
    for (const follower of this.#followers) follower({ ...draft, id });
  }

  #complain(now: number): void {
    if (this.#dropped === this.#complainedOf || now - this.#complainedAt < this.#limits.complainEvery) return;
    this.#ports.log.warn({ dropped: this.#dropped }, 'exchanges of terminals came faster than they can be kept');
    this.#complainedOf = this.#dropped;
    this.#complainedAt = now;
  }
}
