import type { Response } from 'express';
import type { Library } from '../../core/library.ts';
import type { Log } from '../../core/ports/log.ts';
import type { TerminalDesk } from '../../core/terminals/desk.ts';
import type { Exchange } from '../../core/terminals/exchange.ts';
import { describeFault } from '../shared/describe-fault.ts';
import { sendProblem } from '../shared/problem.ts';
import type { ExchangeStreamEvent } from './contract-terminals.ts';
import { problems } from './diagnostics.ts';
import { defaultStreamLimits, drained, type StreamLimits } from './event-stream.ts';
import type { Visitor } from './route.ts';
import { type ExchangeNames, viewExchange, viewLive } from './views-terminals.ts';

interface Reader {
  readonly response: Response;
  readonly token: string;
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
  readonly #log: Log;
  readonly #limits: StreamLimits;
  readonly #readers = new Set<Reader>();
  #timers: NodeJS.Timeout[] = [];
  #stopFollowing: (() => void) | null = null;

  constructor(terminals: TerminalDesk, library: Library, log: Log, limits: Partial<StreamLimits> = {}) {
    this.#terminals = terminals;
    this.#library = library;
    this.#log = log;
    this.#limits = { ...defaultStreamLimits, ...limits };
  }

  /** Begins to tell one reader what terminals say. */
  async open({ response, visitor, names, deviceId, after }: ExchangeOpening): Promise<void> {
    if (this.#readers.size >= this.#limits.streams) {
      response.set('Retry-After', '30');
      return sendProblem(response, problems.tooManyStreams);
    }
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no', // a proxy that buffers would keep the events for itself
    });
    const reader: Reader = { response, token: visitor.token, names, deviceId, waiting: [] };
    this.#add(reader);
    response.on('close', () => this.#remove(reader));
    this.#write(reader, this.#beat());
    await this.#tellLive([reader]);
    await this.#catchUp(reader, after);
  }

  /** Ends the streams of a session that was closed. */
  endSession(token: string): void {
    for (const reader of this.#readers) if (reader.token === token) this.#end(reader);
  }

  /** Ends every stream; readers come back by themselves when the server does. */
  close(): void {
    for (const reader of this.#readers) this.#end(reader);
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

  #add(reader: Reader): void {
    this.#readers.add(reader);
    if (this.#stopFollowing) return;
    this.#stopFollowing = this.#terminals.follow((exchange) => this.#heard(exchange));
    const { beatEvery, devicesEvery, sessionEvery } = this.#limits;
    this.#timers = [
      setInterval(() => this.#readers.forEach((one) => this.#write(one, this.#beat())), beatEvery),
      this.#regularly('the terminals could not be read for the consoles', devicesEvery, () =>
        this.#tellLive([...this.#readers]),
      ),
      this.#regularly('sessions of the consoles could not be checked', sessionEvery, () => this.#checkSessions()),
    ];
  }

  #remove(reader: Reader): void {
    this.#readers.delete(reader);
    if (this.#readers.size > 0) return;
    this.#stopFollowing?.();
    this.#stopFollowing = null;
    this.#timers.forEach((timer) => clearInterval(timer));
    this.#timers = [];
  }

  /** A chore that fails is told, and done again at the next turn; a slow one is never done twice at once. */
  #regularly(failure: string, every: number, chore: () => Promise<void>): NodeJS.Timeout {
    let running = false;
    return setInterval(() => {
      if (running) return;
      running = true;
      chore()
        .catch((fault: unknown) => this.#log.warn({ fault: describeFault(fault) }, failure))
        .finally(() => (running = false));
    }, every);
  }

  #heard(exchange: Exchange): void {
    for (const reader of this.#readers) {
      if (reader.deviceId !== null && reader.deviceId !== exchange.deviceId) continue;
      if (!reader.waiting) this.#tell(reader, exchange);
      else if (reader.waiting.push(exchange) > this.#limits.resumedLines) this.#end(reader);
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
      this.#write(reader, `event: live\ndata: ${text}\n\n`);
    }
  }

  async #checkSessions(): Promise<void> {
    for (const token of new Set([...this.#readers].map((reader) => reader.token))) {
      const outcome = await this.#library.staff.session(token, 'stream');
      if (!outcome.granted) this.endSession(token);
    }
  }

  #beat(): string {
    return writeExchangeEvent({ event: 'beat', data: new Date(this.#library.now()).toISOString() });
  }

  #tell(reader: Reader, exchange: Exchange): void {
    this.#write(reader, writeExchangeEvent({ event: 'exchange', data: viewExchange(exchange, reader.names) }));
  }

  #write(reader: Reader, text: string): void {
    if (reader.response.destroyed || reader.response.writableEnded) return;
    reader.response.write(text);
    if (reader.response.writableLength <= this.#limits.unread) return;
    this.#log.warn({ unread: reader.response.writableLength }, 'a console that stopped reading was dropped');
    reader.response.destroy();
  }

  #end(reader: Reader): void {
    reader.response.end();
    this.#remove(reader);
  }
}

/** One event (HTML, Server-sent events §9.2.5); the id of an exchange is where a reader resumes. */
export function writeExchangeEvent({ event, data }: ExchangeStreamEvent): string {
  const id = event === 'exchange' ? `id: ${data.id}\n` : '';
  return `${id}event: ${event}\ndata: ${event === 'beat' ? data : JSON.stringify(data)}\n\n`;
}
