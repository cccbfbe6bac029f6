import type { Response } from 'express';
import type { HarvestRun } from '../../core/harvest/entities.ts';
import type { Library } from '../../core/library.ts';
import type { Log } from '../../core/ports/log.ts';
import { describeFault } from '../shared/describe-fault.ts';
import { defaultStreamLimits, type StreamLimits } from './event-stream.ts';
import type { Visitor } from './route.ts';
import { type StreamReader, StreamReaders } from './stream-readers.ts';
import { sourceCodes, viewRun } from './views-harvest.ts';

/** The consoles that follow harvests: each run after each of its pages. Nothing is followed while nobody listens. */
export class HarvestStreams {
  readonly #library: Library;
  readonly #log: Log;
  readonly #readers: StreamReaders<StreamReader>;

  constructor(library: Library, log: Log, limits: Partial<StreamLimits> = {}) {
    this.#library = library;
    this.#log = log;
    this.#readers = new StreamReaders({
      library,
      log,
      limits: { ...defaultStreamLimits, ...limits },
      follow: () => library.harvests.follow((run) => this.#heard(run)),
      chores: [],
    });
  }

  /** Begins to tell one reader how harvests go, those under way first. */
  async open({ response, visitor }: { readonly response: Response; readonly visitor: Visitor }): Promise<void> {
    const reader: StreamReader = { response, token: visitor.token };
    if (this.#readers.admit(reader) === 'too-many') return;
    const codeOf = await sourceCodes(this.#library.harvests);
    const runs = await this.#library.harvests.runs({ limit: 50 });
    if (!runs.granted) return;
    for (const run of runs.value) if (run.finishedAt === null) this.#readers.write(reader, event(run, codeOf(run)));
  }

  /** As `StreamReaders.endSession`. */
  endSession(token: string): void {
    this.#readers.endSession(token);
  }

  /** As `StreamReaders.close`. */
  close(): void {
    this.#readers.close();
  }

  #heard(run: HarvestRun): void {
    sourceCodes(this.#library.harvests).then(
      (codeOf) => {
        for (const reader of this.#readers) this.#readers.write(reader, event(run, codeOf(run)));
      },
      (fault: unknown) =>
        this.#log.warn({ fault: describeFault(fault) }, 'a harvest could not be told to the consoles'),
    );
  }
}

/** One event (HTML, Server-sent events §9.2.5). */
function event(run: HarvestRun, source: string): string {
  return `event: run\ndata: ${JSON.stringify(viewRun(run, source))}\n\n`;
}
