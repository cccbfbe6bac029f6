import type { HarvestRun } from '../../../core/harvest/entities.ts';
import type { Library } from '../../../core/library.ts';
import type { Log } from '../../../core/ports/log.ts';
import { describeFault } from '../../shared/describe-fault.ts';
import { sourceCodes, viewRun } from '../views-harvest.ts';
import { Audience } from './audience.ts';
import type { StreamReader } from './reader.ts';

/** Runs told to whoever begins to listen: those under way among the last ones. */
const lookedAt = 50;

/** How harvests go: each run after each of its pages. */
export class HarvestsTopic {
  readonly #harvests: Library['harvests'];
  readonly #log: Log;
  readonly #audience: Audience<null>;

  constructor({ harvests }: Pick<Library, 'harvests'>, log: Log) {
    this.#harvests = harvests;
    this.#log = log;
    this.#audience = new Audience({ log, follow: () => harvests.follow((run) => this.#heard(run)) });
  }

  /** Begins to tell a reader, the harvests under way first. */
  async join(reader: StreamReader): Promise<void> {
    this.#audience.join(reader, null);
    const codeOf = await sourceCodes(this.#harvests);
    const runs = await this.#harvests.runs({ limit: lookedAt });
    if (!runs.granted) return;
    for (const run of runs.value) if (run.finishedAt === null) reader.tell('run', viewRun(run, codeOf(run)));
  }

  #heard(run: HarvestRun): void {
    sourceCodes(this.#harvests).then(
      (codeOf) => {
        for (const [reader] of this.#audience) reader.tell('run', viewRun(run, codeOf(run)));
      },
      (fault: unknown) =>
        this.#log.warn({ fault: describeFault(fault) }, 'a harvest could not be told to the consoles'),
    );
  }
}
