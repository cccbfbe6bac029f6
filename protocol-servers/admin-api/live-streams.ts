import type { Response } from 'express';
import type { Library } from '../../core/library.ts';
import type { Log } from '../../core/ports/log.ts';
import type { ActivityRow } from '../../core/ports/reading.ts';
import { can } from './access.ts';
import type { StreamEvent } from './contract.ts';
import { defaultStreamLimits, drained, type StreamLimits, writeEvent } from './event-stream.ts';
import type { Visitor } from './route.ts';
import { type StreamReader, StreamReaders } from './stream-readers.ts';
import { viewDevice, viewMovement } from './views.ts';

interface Reader extends StreamReader {
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
  readonly #limits: StreamLimits;
  readonly #readers: StreamReaders<Reader>;
  #lastDevices = '';

  constructor(library: Library, log: Log, limits: Partial<StreamLimits> = {}) {
    this.#library = library;
    this.#limits = { ...defaultStreamLimits, ...limits };
    const failure = 'devices could not be read for the consoles';
    this.#readers = new StreamReaders({
      library,
      log,
      limits: this.#limits,
      follow: () => library.activity.follow((row) => this.#heard(row)),
      chores: [{ failure, every: this.#limits.devicesEvery, run: () => this.#tellDevices() }],
    });
  }

  /** Begins to tell one reader what happens. */
  async open({ response, visitor, after }: Opening): Promise<void> {
    const seesMovements = can(visitor.user.role, 'read-movements');
    const reader: Reader = { response, token: visitor.token, seesMovements, waiting: [] };
    if (this.#readers.admit(reader) === 'too-many') return;
    await this.#tellDevices(reader);
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

  #heard(row: ActivityRow): void {
    for (const reader of this.#readers) {
      if (!reader.seesMovements) continue;
      if (!reader.waiting) this.#tell(reader, row);
      else if (reader.waiting.push(row) > this.#limits.resumedLines) this.#readers.end(reader);
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

  #tell(reader: Reader, row: ActivityRow): void {
    this.#send(reader, { event: 'activity', data: viewMovement(row) });
  }

  #sendAll(event: StreamEvent): void {
    const text = writeEvent(event);
    for (const reader of this.#readers) this.#readers.write(reader, text);
  }

  #send(reader: Reader, event: StreamEvent): void {
    this.#readers.write(reader, writeEvent(event));
  }
}
