import type { Library } from '../../../core/library.ts';
import type { Log } from '../../../core/ports/log.ts';
import { viewBatch } from '../views-migration.ts';
import { Audience } from './audience.ts';
import type { StreamLimits } from './limits.ts';
import type { StreamReader } from './reader.ts';

/** Batches told to whoever begins to listen. */
const toldToNewcomers = 50;
/** Sees the batches of every library. */
const noLibrary = { login: 'console', libraryId: null };

/** The batches of imports that moved, whoever moved them. */
export class BatchesTopic {
  readonly #library: Library;
  /** Of each reader the library whose batches it is told of; null: all. */
  readonly #audience: Audience<number | null>;
  /** Batch → as it was told last. */
  #last: ReadonlyMap<number, string> | null = null;

  constructor(library: Library, log: Log, limits: StreamLimits) {
    this.#library = library;
    const failure = 'batches could not be read for the consoles';
    const follow = () => () => void (this.#last = null);
    const chores = [{ failure, every: limits.batchesEvery, run: () => this.#tell() }];
    this.#audience = new Audience({ log, follow, chores });
  }

  /** Begins to tell a reader, the newest first as they are: its page may have read them a moment ago. */
  async join(reader: StreamReader): Promise<void> {
    this.#audience.join(reader, reader.user.libraryId);
    await this.#tell(reader);
  }

  /** Tells everybody those that moved, and a newcomer the newest in any case. */
  async #tell(newcomer?: StreamReader): Promise<void> {
    const batches = await this.#library.migration.batches(noLibrary);
    const told = batches.map((batch) => ({ batch, view: viewBatch(batch, this.#library) }));
    const newest = told.toSorted((one, other) => other.batch.id - one.batch.id).slice(0, toldToNewcomers);
    const before = this.#last;
    const now = new Map(told.map(({ batch, view }) => [batch.id, JSON.stringify(view)]));
    this.#last = now;
    const moved = before ? told.filter(({ batch }) => before.get(batch.id) !== now.get(batch.id)) : [];
    for (const [reader, libraryId] of this.#audience) {
      const data = (reader === newcomer ? newest : moved)
        .filter(({ batch }) => libraryId === null || libraryId === batch.libraryId)
        .map(({ view }) => view);
      if (data.length > 0) reader.tell('batches', data);
    }
  }
}
