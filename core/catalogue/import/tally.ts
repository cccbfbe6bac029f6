import type { Correction } from '../../marc/corrections.ts';
import type {
  CorrectionLine,
  ImportReport,
  ItemRejection,
  RecordRejection,
  RejectedItemLine,
  RejectedRecordLine,
} from './report.ts';

/** What became of one batch: counted inside its transaction, added to the report once it is committed. */
export class Tally {
  readonly #listed: number;
  read = 0;
  created = 0;
  updated = 0;
  unchanged = 0;
  rejected = 0;
  readonly rejects: RejectedRecordLine[] = [];
  readonly items = { read: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 };
  readonly itemRejects: RejectedItemLine[] = [];
  readonly #corrections = new Map<Correction['code'], { records: number; firstOffset: number; example: string }>();

  /** `listed`: how many rejected records, and items, are named. All are counted. */
  constructor(listed: number) {
    this.#listed = listed;
  }

  reject(offset: number, reason: RecordRejection, detail: string): void {
    this.rejected += 1;
    if (this.rejects.length < this.#listed) this.rejects.push({ offset, reason, detail });
  }

  rejectItem(offset: number, barcode: string, reason: ItemRejection, detail: string): void {
    this.items.rejected += 1;
    if (this.itemRejects.length < this.#listed) this.itemRejects.push({ offset, barcode, reason, detail });
  }

  /** Counts a record once for each kind of correction. */
  correct(offset: number, corrections: readonly Correction[]): void {
    for (const [index, { code, detail }] of corrections.entries()) {
      if (corrections.findIndex((one) => one.code === code) !== index) continue;
      const line = this.#corrections.get(code);
      if (line) line.records += 1;
      else this.#corrections.set(code, { records: 1, firstOffset: offset, example: detail });
    }
  }

  add(batch: Tally): void {
    this.read += batch.read;
    this.created += batch.created;
    this.updated += batch.updated;
    this.unchanged += batch.unchanged;
    this.rejected += batch.rejected;
    this.rejects.push(...batch.rejects.slice(0, this.#listed - this.rejects.length));
    this.items.read += batch.items.read;
    this.items.created += batch.items.created;
    this.items.updated += batch.items.updated;
    this.items.unchanged += batch.items.unchanged;
    this.items.rejected += batch.items.rejected;
    this.itemRejects.push(...batch.itemRejects.slice(0, this.#listed - this.itemRejects.length));
    for (const line of batch.corrections()) {
      const known = this.#corrections.get(line.code);
      if (known) known.records += line.records;
      else
        this.#corrections.set(line.code, {
          records: line.records,
          firstOffset: line.firstOffset,
          example: line.example,
        });
    }
  }

  corrections(): CorrectionLine[] {
    return [...this.#corrections].map(([code, line]) => ({ code, ...line }));
  }

  report(run: Pick<ImportReport, 'library' | 'dryRun' | 'elapsed'>): ImportReport {
    const { read, created, updated, unchanged, rejected } = this;
    const rejects = this.rejects.sort((one, other) => one.offset - other.offset);
    const items = { ...this.items, rejects: this.itemRejects };
    return { ...run, read, created, updated, unchanged, rejected, rejects, items, corrections: this.corrections() };
  }
}
