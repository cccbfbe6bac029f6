import type { Response } from 'express';
import type { Library } from '../../../core/library.ts';
import type { Log } from '../../../core/ports/log.ts';
import { sendProblem } from '../../shared/problem.ts';
import { problems } from '../diagnostics.ts';
import type { Visitor } from '../route.ts';
import { Audience } from './audience.ts';
import type { StreamLimits } from './limits.ts';
import { StreamReader } from './reader.ts';

export interface ReadersOptions {
  readonly library: Pick<Library, 'now' | 'staff'>;
  readonly log: Log;
  readonly limits: StreamLimits;
}

/** Who reads the stream: how many may, their beat, and the end of their sessions. */
export class StreamReaders {
  readonly #options: ReadersOptions;
  readonly #all: Audience<null>;

  constructor(options: ReadersOptions) {
    this.#options = options;
    const { log, limits } = options;
    this.#all = new Audience({
      log,
      chores: [
        { failure: 'the beat failed', every: limits.beatEvery, run: () => this.#beat() },
        {
          failure: 'sessions of the consoles could not be checked',
          every: limits.sessionEvery,
          run: () => this.#checkSessions(),
        },
      ],
    });
  }

  /** Begins the stream of a reader; null when there are too many, which has been answered. */
  admit(response: Response, { token, user }: Visitor): StreamReader | null {
    const { limits, log } = this.#options;
    if (this.#all.size >= limits.streams) {
      response.set('Retry-After', '30');
      sendProblem(response, problems.tooManyStreams);
      return null;
    }
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no', // a proxy that buffers would keep the events for itself
    });
    const reader = new StreamReader({ response, token, user, unread: limits.unread, log });
    this.#all.join(reader, null);
    reader.write(this.#beatText());
    return reader;
  }

  /** Ends the streams of a session that was closed. */
  endSession(token: string): void {
    for (const [reader] of this.#all) if (reader.token === token) this.#end(reader);
  }

  /** Ends every stream; readers come back by themselves when the server does. */
  close(): void {
    for (const [reader] of this.#all) this.#end(reader);
  }

  #end(reader: StreamReader): void {
    reader.end();
    this.#all.leave(reader);
  }

  async #beat(): Promise<void> {
    const text = this.#beatText();
    for (const [reader] of this.#all) reader.write(text);
  }

  #beatText(): string {
    return `event: beat\ndata: ${new Date(this.#options.library.now()).toISOString()}\n\n`;
  }

  async #checkSessions(): Promise<void> {
    for (const token of new Set([...this.#all].map(([reader]) => reader.token))) {
      const outcome = await this.#options.library.staff.session(token, 'stream');
      if (!outcome.granted) this.endSession(token);
    }
  }
}
