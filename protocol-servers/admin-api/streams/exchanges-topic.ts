import type { Library } from '../../../core/library.ts';
import type { Log } from '../../../core/ports/log.ts';
import type { TerminalDesk } from '../../../core/terminals/desk.ts';
import type { Exchange } from '../../../core/terminals/exchange.ts';
import { type ExchangeNames, viewExchange, viewLive } from '../views-terminals.ts';
import { Audience } from './audience.ts';
import type { StreamLimits } from './limits.ts';
import { NumberedLines } from './numbered-lines.ts';
import type { StreamReader } from './reader.ts';

/** What a reader wants to hear of terminals. */
export interface TerminalsWanted {
  readonly names: ExchangeNames;
  /** Null: every terminal. */
  readonly devices: ReadonlySet<number> | null;
}
interface Seat extends TerminalsWanted {
  readonly lines: NumberedLines<Exchange>;
  lastLive: string;
}

/** What terminals say and are answered, and how they are doing. */
export class ExchangesTopic {
  readonly #terminals: TerminalDesk;
  readonly #library: Library;
  readonly #limits: StreamLimits;
  readonly #audience: Audience<Seat>;

  constructor(terminals: TerminalDesk, library: Library, log: Log, limits: StreamLimits) {
    this.#terminals = terminals;
    this.#library = library;
    this.#limits = limits;
    const failure = 'the terminals could not be read for the consoles';
    this.#audience = new Audience({
      log,
      follow: () => terminals.follow((exchange) => this.#heard(exchange)),
      chores: [{ failure, every: limits.devicesEvery, run: () => this.#tellLive([...this.#audience]) }],
    });
  }

  /** Begins to tell a reader, from the exchange it knows of; whether it has now been told all it missed. */
  async join(reader: StreamReader, wanted: TerminalsWanted, after: number | undefined): Promise<boolean> {
    const most = this.#limits.resumedLines;
    const lines = new NumberedLines<Exchange>(reader, {
      ...{ topic: 'exchanges', event: 'exchange', most },
      numberOf: ({ id }) => id,
      view: (exchange) => viewExchange(exchange, wanted.names),
    });
    const seat = { ...wanted, lines, lastLive: '' };
    this.#audience.join(reader, seat);
    await this.#tellLive([[reader, seat]]);
    const missed = after === undefined ? [] : await this.#after(after, seat.devices, most + 1);
    const isTooMuch = missed.length > most;
    await lines.goOn(isTooMuch ? [] : missed, Math.max(after ?? 0, await this.#newest()));
    return after !== undefined && !isTooMuch;
  }

  /** The exchanges after one, of these terminals, the oldest first. */
  async #after(id: number, devices: ReadonlySet<number> | null, limit: number): Promise<readonly Exchange[]> {
    if (devices === null) return this.#terminals.exchangesAfter(id, limit);
    const found = await Promise.all([...devices].map((device) => this.#terminals.exchangesAfter(id, limit, device)));
    return found
      .flat()
      .toSorted((one, other) => one.id - other.id)
      .slice(0, limit);
  }

  async #newest(): Promise<number> {
    const { items } = await this.#terminals.exchanges({ limit: 1 });
    return items[0]?.id ?? 0;
  }

  #heard(exchange: Exchange): void {
    for (const [, { devices, lines }] of this.#audience) {
      const isWanted = devices === null || (exchange.deviceId !== null && devices.has(exchange.deviceId));
      if (isWanted) lines.hear(exchange);
    }
  }

  /** Tells how the terminals are doing to those for whom it changed. */
  async #tellLive(readers: readonly (readonly [StreamReader, Seat])[]): Promise<void> {
    const live = await this.#terminals.live();
    const [now, { network }] = [this.#library.now(), this.#library];
    for (const [reader, seat] of readers) {
      const shown = live.filter(({ device }) => seat.devices === null || seat.devices.has(device.id));
      const { clearance } = seat.names;
      const text = JSON.stringify(viewLive(shown, this.#terminals.counts, { network, now, clearance }));
      if (text === seat.lastLive) continue;
      seat.lastLive = text;
      reader.write(`event: live\ndata: ${text}\n\n`);
    }
  }
}
