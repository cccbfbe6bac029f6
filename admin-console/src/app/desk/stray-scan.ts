import { type HeardKey, type Scanner, usualScanner } from '../post/scanner';

/** The fewest keys of a code. */
const shortestCode = 4;

/** Recognises a scanner that fires where there is no field: a burst of keys ended by Enter or Tab. */
export class StrayScan {
  private typed = '';
  private lastAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly scanner: Scanner = usualScanner) {}

  /** The code, at the key that ends a burst; null at every other key. */
  hear({ key, at }: HeardKey): string | null {
    const isFast = at - this.lastAt <= this.scanner.gapMs;
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
