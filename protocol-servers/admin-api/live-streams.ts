import type { Response } from 'express';
import type { Library } from '../../core/library.ts';
import type { Log } from '../../core/ports/log.ts';
import type { ActivityRow } from '../../core/ports/store.ts';
import { describeFault } from '../shared/describe-fault.ts';
import { sendProblem } from '../shared/problem.ts';
import { can } from './access.ts';
import type { StreamEvent } from './contract.ts';
import { problems } from './diagnostics.ts';
import { defaultStreamLimits, drained, type StreamLimits, writeEvent } from './event-stream.ts';
import type { Visitor } from './route.ts';
import { viewDevice, viewMovement } from './views.ts';

interface Reader {
  readonly response: Response;
  readonly token: string;
  readonly seesMovements: boolean;
  /** Lines that came while older ones were being sent again; null once it has caught up. */
  waiting: ActivityRow[] | null;
}
export interface Opening {
  readonly response: Response;
  readonly visitor: Visitor;
  /** The last line this reader knows of. */
  readonly after: number | undefined;
}

/** The consoles that follow the network live. The library is followed once, and only while somebody listens. */
export class LiveStreams {
  readonly #library: Library;
  readonly #log: Log;
  readonly #limits: StreamLimits;
  readonly #readers = new Set<Reader>();
  #timers: NodeJS.Timeout[] = [];
  #stopFollowing: (() => void) | null = null;
  #lastDevices = '';

  constructor(library: Library, log: Log, limits: Partial<StreamLimits> = {}) {
    this.#library = library;
    this.#log = log;
    this.#limits = { ...defaultStreamLimits, ...limits };
  }

  /** Begins to tell one reader what happens. */
  async open({ response, visitor, after }: Opening): Promise<void> {
    if (this.#readers.size >= this.#limits.streams) {
      response.set('Retry-After', '30');
      return sendProblem(response, problems.tooManyStreams);
    }
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no', // a proxy that buffers would keep the events for itself
    });
    const seesMovements = can(visitor.user.role, 'read-movements');
    const reader: Reader = { response, token: visitor.token, seesMovements, waiting: [] };
    this.#add(reader);
    response.on('close', () => this.#remove(reader));
    this.#send(reader, this.#beat());
    await this.#tellDevices(reader);
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

  /** Sends again what came after the last line known, then what came meanwhile; each line once. */
  async #catchUp(reader: Reader, after: number | undefined): Promise<void> {
    const sent = new Set<number>();
    if (after !== undefined && reader.seesMovements) {
      const { rows } = await this.#library.activity.today(this.#limits.resumedLines);
      for (const row of [...rows].reverse()) {
        if (row.seq <= after) continue;
        sent.add(row.seq);
        this.#tell(reader, row);
        if (reader.response.writableNeedDrain) await drained(reader.response);
      }
    }
    const waiting = reader.waiting ?? [];
    reader.waiting = null;
    for (const row of waiting) if (!sent.has(row.seq)) this.#tell(reader, row);
  }

  #add(reader: Reader): void {
    this.#readers.add(reader);
    if (this.#stopFollowing) return;
    this.#stopFollowing = this.#library.activity.follow((row) => this.#heard(row));
    const { beatEvery, devicesEvery, sessionEvery } = this.#limits;
    this.#timers = [
      setInterval(() => this.#sendAll(this.#beat()), beatEvery),
      this.#regularly('devices could not be read for the consoles', devicesEvery, () => this.#tellDevices()),
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

  #heard(row: ActivityRow): void {
    for (const reader of this.#readers) {
      if (!reader.seesMovements) continue;
      if (!reader.waiting) this.#tell(reader, row);
      else if (reader.waiting.push(row) > this.#limits.resumedLines) this.#end(reader);
    }
  }

  /** Tells everybody the devices when any changed, and a newcomer in any case. */
  async #tellDevices(newcomer?: Reader): Promise<void> {
    const { network } = this.#library;
    const devices = await network.devices();
    const data = devices.map((device) => viewDevice(device, network, this.#library.now()));
    const text = JSON.stringify(data);
    const changed = text !== this.#lastDevices;
    this.#lastDevices = text;
    if (changed) this.#sendAll({ event: 'devices', data });
    else if (newcomer) this.#send(newcomer, { event: 'devices', data });
  }

  async #checkSessions(): Promise<void> {
    for (const token of new Set([...this.#readers].map((reader) => reader.token))) {
      const outcome = await this.#library.staff.session(token, 'stream');
      if (!outcome.granted) this.endSession(token);
    }
  }

  #beat(): StreamEvent {
    return { event: 'beat', data: new Date(this.#library.now()).toISOString() };
  }

  #tell(reader: Reader, row: ActivityRow): void {
    this.#send(reader, { event: 'activity', data: viewMovement(row) });
  }

  #sendAll(event: StreamEvent): void {
    const text = writeEvent(event);
    for (const reader of this.#readers) this.#write(reader, text);
  }

  #send(reader: Reader, event: StreamEvent): void {
    this.#write(reader, writeEvent(event));
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
