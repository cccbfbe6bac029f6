import type { Response } from 'express';
import type { Log } from '../../../core/ports/log.ts';
import type { StaffUser } from '../../../core/ports/staff.ts';
import { type Positions, writePositions } from './positions.ts';

export interface ReaderOptions {
  readonly response: Response;
  /** Of its session: the stream ends with it. */
  readonly token: string;
  readonly user: StaffUser;
  /** Bytes it may leave unread before it is dropped. */
  readonly unread: number;
  readonly log: Log;
}

/** A console that reads the stream. */
export class StreamReader {
  readonly token: string;
  readonly user: StaffUser;
  /** How far it was told of each topic that has numbers. */
  readonly positions: Positions = new Map();
  readonly #response: Response;
  readonly #options: ReaderOptions;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#response = options.response;
    this.token = options.token;
    this.user = options.user;
  }

  /** Tells one event (HTML, Server-sent events §9.2.5). Whoever lets too much of it wait is dropped. */
  tell(event: string, data: unknown): void {
    this.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** The same, with the places it has reached as the id: it may resume there. */
  tellAt(event: string, data: unknown): void {
    this.write(`id: ${writePositions(this.positions)}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Writes events that are written already. */
  write(text: string): void {
    const response = this.#response;
    if (response.destroyed || response.writableEnded) return;
    response.write(text);
    if (response.writableLength <= this.#options.unread) return;
    this.#options.log.warn({ unread: response.writableLength }, 'a console that stopped reading was dropped');
    response.destroy();
  }

  /** What was written has left, or the reader has. */
  async drained(): Promise<void> {
    if (!this.#response.writableNeedDrain) return;
    await new Promise<void>((resolve) => {
      this.#response.once('drain', resolve);
      this.#response.once('close', resolve);
    });
  }

  get hasLeft(): boolean {
    return this.#response.destroyed || this.#response.writableEnded;
  }

  onClose(listener: () => void): void {
    this.#response.once('close', listener);
  }

  end(): void {
    this.#response.end();
  }
}
