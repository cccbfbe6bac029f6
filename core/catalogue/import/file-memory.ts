import { createHash } from 'node:crypto';
import type { ReadyRecord } from './prepared.ts';

/** A record of the file under the number it is known by in the catalogue. */
export interface Placed {
  readonly record: ReadyRecord;
  /** Its identifier in its source: 001, made longer when two titles of the file share it. */
  readonly sourceId: string;
  /** Byte of the first record of the file with this identifier, when this one repeats it. */
  readonly repeats: number | null;
}

/**
 * Remembers the control numbers and barcodes of one file, so that no record overwrites another: the same number with the
 * same title is one record given twice (its holdings were split, or it was edited); with another title it is another
 * record. What comes first in the file wins, whatever the batches, so that the same file always gives the same catalogue.
 * Takes about two hundred bytes a record and a hundred an item.
 */
export class FileMemory {
  readonly #seen = new Map<string, { readonly offset: number; readonly identity: string }>();
  readonly #holders = new Map<string, string>();

  /** Places the records of a batch. Nothing is remembered before `keep`: a batch may be done again. */
  place(records: readonly ReadyRecord[]): Placed[] {
    const now = new Map<string, { offset: number; identity: string }>();
    const seen = (sourceId: string) => this.#seen.get(sourceId) ?? now.get(sourceId);
    return records.map((record) => {
      const first = seen(record.sourceId);
      const shared = first !== undefined && first.identity !== record.identity;
      const sourceId = shared ? sharedNumber(record) : record.sourceId;
      const repeats = shared ? seen(sourceId) : first;
      if (!repeats) now.set(sourceId, record);
      return { record, sourceId, repeats: repeats?.offset ?? null };
    });
  }

  /** Identifier of the record of the file that first showed this barcode. */
  holderOf(barcode: string): string | undefined {
    return this.#holders.get(barcode.toUpperCase());
  }

  /** `barcodes`: those the batch showed for the first time, with the record that bears each. */
  keep(placed: readonly Placed[], barcodes: ReadonlyMap<string, string>): void {
    for (const [barcode, sourceId] of barcodes) this.#holders.set(barcode, sourceId);
    for (const { record, sourceId, repeats } of placed) {
      if (repeats === null) this.#seen.set(sourceId, { offset: record.offset, identity: record.identity });
    }
  }
}

function sharedNumber({ sourceId, identity }: ReadyRecord): string {
  return `${sourceId}~${createHash('sha256').update(identity).digest('hex').slice(0, 12)}`;
}
