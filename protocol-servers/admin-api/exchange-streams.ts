import type { Response } from 'express';
import type { Library } from '../../core/library.ts';
import type { Log } from '../../core/ports/log.ts';
import type { TerminalDesk } from '../../core/terminals/desk.ts';
import type { Exchange } from '../../core/terminals/exchange.ts';
import type { ExchangeStreamEvent } from './contract-terminals.ts';
import { defaultStreamLimits, drained, type StreamLimits } from './event-stream.ts';
import type { Visitor } from './route.ts';
import { type StreamReader, StreamReaders } from './stream-readers.ts';
import { type ExchangeNames, viewExchange, viewLive } from './views-terminals.ts';

interface Reader extends StreamReader {
  readonly names: ExchangeNames;
  /** Null: every terminal. */
  readonly deviceId: number | null;
  /** Exchanges that came while older ones were being sent again; null once it has caught up. */
  waiting: Exchange[] | null;
}
export interface ExchangeOpening {
  readonly response: Response;
  readonly visitor: Visitor;
  readonly names: ExchangeNames;
  readonly deviceId: number | null;
  /** The last exchange this reader knows of. */
  readonly after: number | undefined;
}

/** The consoles that follow what terminals say. Nothing is followed while nobody listens. */
export class ExchangeStreams {
  readonly #terminals: TerminalDesk;
  readonly #library: Library;
  readonly #limits: StreamLimits;
  readonly #readers: StreamReaders<Reader>;

  constructor(terminals: TerminalDesk, library: Library, log: Log, limits: Partial<StreamLimits> = {}) {
    this.#terminals = terminals;
    this.#library = library;
    this.#limits = { ...defaultStreamLimits, ...limits };
    const failure = 'the terminals could not be read for the consoles';
    this.#readers = new StreamReaders({
      library,
      log,
      limits: this.#limits,
      follow: () => terminals.follow((exchange) => this.#heard(exchange)),
      chores: [{ failure, every: this.#limits.devicesEvery, run: () => this.#tellLive([...this.#readers]) }],
    });
  }

  /** Begins to tell one reader what terminals say. */
  async open({ response, visitor, names, deviceId, after }: ExchangeOpening): Promise<void> {
    const reader: Reader = { response, token: visitor.token, names, deviceId, waiting: [] };
    if (this.#readers.admit(reader) === 'too-many') return;
    await this.#tellLive([reader]);
    await this.#catchUp(reader, after);
  }

  /** As `StreamReaders.endSession`. */
  endSession(token: string): void {
    this.#readers.endSession(token);
  }

  /** As `StreamReaders.close`. */
  close(): void {
    this.#readers.close();
  }

  /** Sends again what came after the last one known, then what came meanwhile; each once. */
  async #catchUp(reader: Reader, after: number | undefined): Promise<void> {
    let reached = after ?? 0;
    for (let more = after !== undefined; more;) {
      const { resumedLines } = this.#limits;
      const found = await this.#terminals.exchangesAfter(reached, resumedLines, reader.deviceId ?? undefined);
      for (const exchange of found) this.#tell(reader, exchange);
      reached = found.at(-1)?.id ?? reached;
      if (reader.response.writableNeedDrain) await drained(reader.response);
      more = found.length === resumedLines && !reader.response.destroyed;
    }
    const waiting = reader.waiting ?? [];
    reader.waiting = null;
    for (const exchange of waiting) if (exchange.id > reached) this.#tell(reader, exchange);
  }

  #heard(exchange: Exchange): void {
    for (const reader of this.#readers) {
      if (reader.deviceId !== null && reader.deviceId !== exchange.deviceId) continue;
      if (!reader.waiting) this.#tell(reader, exchange);
      else if (reader.waiting.push(exchange) > this.#limits.resumedLines) this.#readers.end(reader);
    }
  }

  readonly #lastLive = new WeakMap<Reader, string>();

  /** Tells how the terminals are doing to those for whom it changed. */
  async #tellLive(readers: readonly Reader[]): Promise<void> {
    const live = await this.#terminals.live();
    const [now, { network }] = [this.#library.now(), this.#library];
    for (const reader of readers) {
      const shown = live.filter(({ device }) => reader.deviceId === null || device.id === reader.deviceId);
      const { clearance } = reader.names;
      const text = JSON.stringify(viewLive(shown, this.#terminals.counts, { network, now, clearance }));
      if (text === this.#lastLive.get(reader)) continue;
      this.#lastLive.set(reader, text);
      this.#readers.write(reader, `event: live\ndata: ${text}\n\n`);
    }
  }

  #tell(reader: Reader, exchange: Exchange): void {
    this.#readers.write(reader, writeExchangeEvent({ event: 'exchange', data: viewExchange(exchange, reader.names) }));
  }
}

/** One event (HTML, Server-sent events §9.2.5); the id of an exchange is where a reader resumes. */
export function writeExchangeEvent({ event, data }: ExchangeStreamEvent): string {
  const id = event === 'exchange' ? `id: ${data.id}\n` : '';
  return `${id}event: ${event}\ndata: ${event === 'beat' ? data : JSON.stringify(data)}\n\n`;
}
