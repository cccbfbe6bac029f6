import type { Response } from 'express';
import type { Library } from '../../../core/library.ts';
import type { Log } from '../../../core/ports/log.ts';
import type { TerminalDesk } from '../../../core/terminals/desk.ts';
import { can } from '../access.ts';
import type { Visitor } from '../route.ts';
import { ActivityTopic } from './activity-topic.ts';
import { BatchesTopic } from './batches-topic.ts';
import { DevicesTopic } from './devices-topic.ts';
import { ExchangesTopic, type TerminalsWanted } from './exchanges-topic.ts';
import { HarvestsTopic } from './harvests-topic.ts';
import { defaultStreamLimits, type StreamLimits } from './limits.ts';
import type { Positions } from './positions.ts';
import { StreamReaders } from './readers.ts';

/** What one reader wants to hear of; terminals: whose exchanges, null for none. */
export interface TopicsWanted {
  readonly activity: boolean;
  readonly devices: boolean;
  readonly harvests: boolean;
  readonly batches: boolean;
  readonly terminals: TerminalsWanted | null;
}

export interface Opening {
  readonly response: Response;
  readonly visitor: Visitor;
  readonly wanted: TopicsWanted;
  /** The last events this reader knows of. */
  readonly after: Positions;
}

export interface ConsoleStreamsOptions {
  readonly library: Library;
  readonly terminals: TerminalDesk;
  readonly log: Log;
  readonly limits?: Partial<StreamLimits>;
}

/** The consoles that follow the network live: one stream each, of the topics they want. */
export class ConsoleStreams {
  readonly limits: StreamLimits;
  readonly #readers: StreamReaders;
  readonly #activity: ActivityTopic;
  readonly #devices: DevicesTopic;
  readonly #exchanges: ExchangesTopic;
  readonly #harvests: HarvestsTopic;
  readonly #batches: BatchesTopic;

  constructor({ library, terminals, log, limits = {} }: ConsoleStreamsOptions) {
    this.limits = { ...defaultStreamLimits, ...limits };
    this.#readers = new StreamReaders({ library, log, limits: this.limits });
    this.#activity = new ActivityTopic(library, log, this.limits);
    this.#devices = new DevicesTopic(library, log, this.limits);
    this.#exchanges = new ExchangesTopic(terminals, library, log, this.limits);
    this.#harvests = new HarvestsTopic(library, log);
    this.#batches = new BatchesTopic(library, log, this.limits);
  }

  /**
   * Begins to tell one reader what happens, what it missed first. Then `ready` says whether that was all: if not, it asks
   * its lists again. Movements are for those who may see them; of the other topics the caller has made sure.
   */
  async open({ response, visitor, wanted, after }: Opening): Promise<void> {
    const reader = this.#readers.admit(response, visitor);
    if (!reader) return;
    let isWhole = true;
    if (wanted.activity && can(visitor.user.role, 'read-movements')) {
      isWhole = (await this.#activity.join(reader, after.get('activity'))) && isWhole;
    }
    if (wanted.terminals) {
      isWhole = (await this.#exchanges.join(reader, wanted.terminals, after.get('exchanges'))) && isWhole;
    }
    if (wanted.devices) await this.#devices.join(reader);
    if (wanted.harvests) await this.#harvests.join(reader);
    if (wanted.batches) await this.#batches.join(reader);
    reader.tellAt('ready', { resumed: isWhole });
  }

  /** Ends the streams of a session that was closed. */
  endSession(token: string): void {
    this.#readers.endSession(token);
  }

  /** Ends every stream; readers come back by themselves when the server does. */
  close(): void {
    this.#readers.close();
  }
}
