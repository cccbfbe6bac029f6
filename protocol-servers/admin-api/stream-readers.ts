import type { Response } from 'express';
import type { Library } from '../../core/library.ts';
import type { Log } from '../../core/ports/log.ts';
import { describeFault } from '../shared/describe-fault.ts';
import { sendProblem } from '../shared/problem.ts';
import { problems } from './diagnostics.ts';
import type { StreamLimits } from './event-stream.ts';

/** A console that reads a stream. */
export interface StreamReader {
  readonly response: Response;
  /** Of its session: the stream ends with it. */
  readonly token: string;
}

/** What is done over and over while somebody reads. */
export interface StreamChore {
  /** What the log says when it fails. */
  readonly failure: string;
  /** Milliseconds. */
  readonly every: number;
  readonly run: () => Promise<void>;
}

export interface StreamSource {
  readonly library: Library;
  readonly log: Log;
  readonly limits: StreamLimits;
  /** Begins to listen to what is told, once somebody reads; returns the way to stop, once nobody does. */
  readonly follow: () => () => void;
  readonly chores: readonly StreamChore[];
}

/**
 * Who reads one kind of stream: how many may, their beat, the end of their sessions, and those who stop reading. What they
 * are told is the caller's. Nothing is listened to while nobody reads.
 */
export class StreamReaders<Reader extends StreamReader> implements Iterable<Reader> {
  readonly #source: StreamSource;
  readonly #readers = new Set<Reader>();
  #timers: NodeJS.Timeout[] = [];
  #stopFollowing: (() => void) | null = null;

  constructor(source: StreamSource) {
    this.#source = source;
  }

  [Symbol.iterator](): Iterator<Reader> {
    return this.#readers.values();
  }

  /** Begins the stream of a reader, or answers that there are too many. */
  admit(reader: Reader): 'admitted' | 'too-many' {
    const { response } = reader;
    if (this.#readers.size >= this.#source.limits.streams) {
      response.set('Retry-After', '30');
      sendProblem(response, problems.tooManyStreams);
      return 'too-many';
    }
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no', // a proxy that buffers would keep the events for itself
    });
    this.#readers.add(reader);
    response.on('close', () => this.#remove(reader));
    this.#start();
    this.write(reader, this.#beat());
    return 'admitted';
  }

  /** Writes one event. Whoever lets too much of it wait is dropped. */
  write({ response }: Reader, text: string): void {
    if (response.destroyed || response.writableEnded) return;
    response.write(text);
    if (response.writableLength <= this.#source.limits.unread) return;
    this.#source.log.warn({ unread: response.writableLength }, 'a console that stopped reading was dropped');
    response.destroy();
  }

  end(reader: Reader): void {
    reader.response.end();
    this.#remove(reader);
  }

  /** Ends the streams of a session that was closed. */
  endSession(token: string): void {
    for (const reader of this.#readers) if (reader.token === token) this.end(reader);
  }

  /** Ends every stream; readers come back by themselves when the server does. */
  close(): void {
    for (const reader of this.#readers) this.end(reader);
  }

  #start(): void {
    if (this.#stopFollowing) return;
    const { follow, chores, limits } = this.#source;
    this.#stopFollowing = follow();
    this.#timers = [
      setInterval(() => this.#readers.forEach((reader) => this.write(reader, this.#beat())), limits.beatEvery),
      ...chores.map((chore) => this.#regularly(chore)),
      this.#regularly({
        failure: 'sessions of the consoles could not be checked',
        every: limits.sessionEvery,
        run: () => this.#checkSessions(),
      }),
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
  #regularly({ failure, every, run }: StreamChore): NodeJS.Timeout {
    let running = false;
    return setInterval(() => {
      if (running) return;
      running = true;
      run()
        .catch((fault: unknown) => this.#source.log.warn({ fault: describeFault(fault) }, failure))
        .finally(() => (running = false));
    }, every);
  }

  async #checkSessions(): Promise<void> {
    for (const token of new Set([...this.#readers].map((reader) => reader.token))) {
      const outcome = await this.#source.library.staff.session(token, 'stream');
      if (!outcome.granted) this.endSession(token);
    }
  }

  #beat(): string {
    return `event: beat\ndata: ${new Date(this.#source.library.now()).toISOString()}\n\n`;
  }
}
