import { signal } from '@angular/core';
import type { ScanRow } from './scan-row';

/** Results kept to be said; older ones were read long ago. */
const longestSpeech = 50;

/** One result, said once. */
export interface Result {
  readonly number: number;
  readonly row: ScanRow;
}

/** What was told of the rows, the newest last, as it was: what is said is never said again otherwise. */
export class Told {
  private readonly kept = signal<readonly Result[]>([]);
  private lastNumber = 0;

  readonly results = this.kept.asReadonly();

  tell(row: ScanRow): void {
    this.lastNumber += 1;
    const result = { number: this.lastNumber, row };
    this.kept.update((told) => [...told, result].slice(-longestSpeech));
  }

  forget(): void {
    this.kept.set([]);
  }
}
