import { decodeKept } from '../marc/kept.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { ShownRecord, UnwritableRecords } from './desk.ts';
import type { DisseminatedRecord } from './formats/disseminated-record.ts';
import { formatOf, unreadable } from './formats/formats.ts';

/** What formats say beside the record itself. */
export interface Disseminator {
  /** Address where anybody can read this record; does not change. */
  readonly notice: (controlNumber: string) => string;
  /** The network, in words. */
  readonly provider: string;
}

/** How many unwritable records are remembered, the latest. */
const mostRemembered = 100;

/** Writes records in formats, and remembers those that cannot be written. */
export class Rendering {
  readonly #disseminator: Disseminator;
  readonly #clock: Clock;
  readonly #log: Log;
  #count = 0;
  #latest: UnwritableRecords['latest'] = [];

  constructor(disseminator: Disseminator, clock: Clock, log: Log) {
    this.#disseminator = disseminator;
    this.#clock = clock;
    this.#log = log;
  }

  /** As one XML element; what cannot be written is noted and something that says its number takes its place. */
  render(
    { controlNumber, marc, holdings }: Pick<ShownRecord, 'controlNumber' | 'marc' | 'holdings'>,
    prefix: string,
  ): string {
    const format = formatOf(prefix)!;
    try {
      return format.render(this.completed({ record: decodeKept(marc!), controlNumber, holdings }));
    } catch (fault) {
      // Whatever is wrong with one record, the other records of its page are not concerned.
      this.#note(controlNumber, prefix, fault instanceof Error ? fault.message : String(fault));
      return format.render(this.completed(unreadable(controlNumber)));
    }
  }

  completed(record: Pick<DisseminatedRecord, 'record' | 'controlNumber' | 'holdings'>): DisseminatedRecord {
    const { notice, provider } = this.#disseminator;
    return { ...record, notice: notice(record.controlNumber), provider };
  }

  unwritable(): UnwritableRecords {
    return { count: this.#count, latest: this.#latest };
  }

  #note(controlNumber: string, metadataPrefix: string, reason: string): void {
    this.#log.error({ controlNumber, metadataPrefix, reason }, 'a record cannot be written for harvesters');
    this.#count += 1;
    const noted = { controlNumber, metadataPrefix, reason, at: this.#clock.now() };
    const others = this.#latest.filter(
      (each) => each.controlNumber !== controlNumber || each.metadataPrefix !== metadataPrefix,
    );
    this.#latest = [noted, ...others].slice(0, mostRemembered);
  }
}
