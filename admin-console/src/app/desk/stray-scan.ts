/** A scanner types faster than this, in milliseconds between two keys, and at least so many keys. */
const fastestHandMs = 35;
const shortestCode = 4;

/** One key, as the page heard it. */
export interface HeardKey {
  readonly key: string;
  /** Milliseconds, of any clock. */
  readonly at: number;
}

/** Recognises a scanner that fires where there is no field: a burst of keys ended by Enter or Tab. */
export class StrayScan {
  private typed = '';
  private lastAt = Number.NEGATIVE_INFINITY;

  /** The code, at the key that ends a burst; null at every other key. */
  hear({ key, at }: HeardKey): string | null {
    const isFast = at - this.lastAt <= fastestHandMs;
    const before = this.typed;
    if (key === 'Shift') return null;
    this.lastAt = at;
    if (key === 'Enter' || key === 'Tab') {
      this.typed = '';
      return isFast && before.length >= shortestCode ? before : null;
    }
    this.typed = [...key].length !== 1 ? '' : isFast ? before + key : key;
    return null;
  }
}
