import type { Library } from '../../../core/library.ts';
import type { Log } from '../../../core/ports/log.ts';
import { viewBatch } from '../views-migration.ts';
import { Audience } from './audience.ts';
import type { StreamLimits } from './limits.ts';
import type { StreamReader } from './reader.ts';

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

  /** Begins to tell a reader, from the next movement on: a page that opens reads its own list. */
  join(reader: StreamReader): void {
    this.#audience.join(reader, reader.user.libraryId);
  }

  async #tell(): Promise<void> {
    const batches = await this.#library.migration.batches(noLibrary);
    const told = batches.map((batch) => ({ batch, view: viewBatch(batch, this.#library) }));
    const before = this.#last;
    const now = new Map(told.map(({ batch, view }) => [batch.id, JSON.stringify(view)]));
    this.#last = now;
    if (!before) return;
    const moved = told.filter(({ batch }) => before.get(batch.id) !== now.get(batch.id));
    for (const [reader, libraryId] of this.#audience) {
      const data = moved
        .filter(({ batch }) => libraryId === null || libraryId === batch.libraryId)
        .map(({ view }) => view);
      if (data.length > 0) reader.tell('batches', data);
    }
  }
}
