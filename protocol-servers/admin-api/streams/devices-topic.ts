import type { Library } from '../../../core/library.ts';
import type { Log } from '../../../core/ports/log.ts';
import { viewDevice } from '../views.ts';
import { Audience } from './audience.ts';
import type { StreamLimits } from './limits.ts';
import type { StreamReader } from './reader.ts';

/** The devices of the network, told again when any changed. */
export class DevicesTopic {
  readonly #library: Library;
  readonly #audience: Audience<null>;
  #last = '';

  constructor(library: Library, log: Log, limits: StreamLimits) {
    this.#library = library;
    const failure = 'devices could not be read for the consoles';
    const chores = [{ failure, every: limits.devicesEvery, run: () => this.#tell() }];
    this.#audience = new Audience({ log, chores });
  }

  async join(reader: StreamReader): Promise<void> {
    this.#audience.join(reader, null);
    await this.#tell(reader);
  }

  /** Tells everybody when any changed, and a newcomer in any case. */
  async #tell(newcomer?: StreamReader): Promise<void> {
    const { network } = this.#library;
    const now = this.#library.now();
    const text = JSON.stringify((await network.devices()).map((device) => viewDevice(device, network, now)));
    const changed = text !== this.#last;
    this.#last = text;
    const told = changed ? [...this.#audience].map(([reader]) => reader) : newcomer ? [newcomer] : [];
    for (const reader of told) reader.write(`event: devices\ndata: ${text}\n\n`);
  }
}
