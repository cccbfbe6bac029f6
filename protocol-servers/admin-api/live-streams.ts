import type { Response } from 'express';
import type { Library } from '../../core/library.ts';
import type { Log } from '../../core/ports/log.ts';
import type { ActivityRow } from '../../core/ports/reading.ts';
import { can } from './access.ts';
import type { StreamEvent } from './contract.ts';
import { defaultStreamLimits, drained, type StreamLimits, writeEvent } from './event-stream.ts';
import type { Visitor } from './route.ts';
import { type StreamReader, StreamReaders } from './stream-readers.ts';
import { viewBatch } from './views-migration.ts';
import { viewDevice, viewMovement } from './views.ts';

interface Reader extends StreamReader {
  readonly seesMovements: boolean;
  /** The library whose batches it is told of; null: all, undefined: none. */
  readonly batchesOf: number | null | undefined;
  /** Lines that came while older ones were being sent again; null once it has caught up. */
  waiting: ActivityRow[] | null;
}
export interface Opening {
  readonly response: Response;
  readonly visitor: Visitor;
  /** The last line this reader knows of. */
  readonly after: number | undefined;
}

/** Sees the batches of every library. */
const noLibrary = { login: 'console', libraryId: null };

/** The consoles that follow the network live. The library is followed once, and only while somebody listens. */
export class LiveStreams {
  readonly #library: Library;
  readonly #limits: StreamLimits;
  readonly #readers: StreamReaders<Reader>;
  #lastDevices = '';
  /** Batch → as it was told last. */
  #lastBatches: ReadonlyMap<number, string> | null = null;

  constructor(library: Library, log: Log, limits: Partial<StreamLimits> = {}) {
    this.#library = library;
    this.#limits = { ...defaultStreamLimits, ...limits };
    const failure = 'devices could not be read for the consoles';
    this.#readers = new StreamReaders({
      library,
      log,
      limits: this.#limits,
      follow: () => library.activity.follow((row) => this.#heard(row)),
      chores: [
        { failure, every: this.#limits.devicesEvery, run: () => this.#tellDevices() },
        {
          failure: 'batches could not be read for the consoles',
          every: this.#limits.batchesEvery,
          run: () => this.#tellBatches(),
        },
      ],
    });
  }

  /** Begins to tell one reader what happens. */
  async open({ response, visitor, after }: Opening): Promise<void> {
    const seesMovements = can(visitor.user.role, 'read-movements');
    const batchesOf = can(visitor.user.role, 'read-migration') ? visitor.user.libraryId : undefined;
    const reader: Reader = { response, token: visitor.token, seesMovements, batchesOf, waiting: [] };
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

  /** Tells those who may know of them the batches that moved since the last time, whoever moved them. */
  async #tellBatches(): Promise<void> {
    if (![...this.#readers].some(({ batchesOf }) => batchesOf !== undefined)) {
      this.#lastBatches = null;
      return;
    }
    const batches = await this.#library.migration.batches(noLibrary);
    const told = batches.map((batch) => ({ batch, view: viewBatch(batch, this.#library) }));
    const before = this.#lastBatches;
    this.#lastBatches = new Map(told.map(({ batch, view }) => [batch.id, JSON.stringify(view)]));
    if (!before) return; // a page that opens reads its own list
    const moved = told.filter(({ batch }) => before.get(batch.id) !== this.#lastBatches?.get(batch.id));
    for (const reader of this.#readers) {
      const { batchesOf } = reader;
      if (batchesOf === undefined) continue;
      const data = moved
        .filter(({ batch }) => batchesOf === null || batchesOf === batch.libraryId)
        .map(({ view }) => view);
      if (data.length > 0) this.#send(reader, { event: 'batches', data });
    }
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
