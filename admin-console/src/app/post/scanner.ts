import { storage } from '../display/stored-choice';

/** How the scanner of this workstation types. */
export interface Scanner {
  /** No more than so many milliseconds between two keys. */
  readonly gapMs: number;
  /** The key that ends a code. */
  readonly suffix: 'Enter' | 'Tab';
}

/** Until it was tried: what most scanners do. */
export const usualScanner: Scanner = { gapMs: 35, suffix: 'Enter' };

/** Between these a gap may be that of a scanner (milliseconds): a hand is slower, and a measure is never exact. */
const shortestGapMs = 20;
const longestGapMs = 90;
/** The fewest keys a code has. */
const fewestKeys = 4;

/** One key, as a field heard it. */
export interface HeardKey {
  readonly key: string;
  /** Milliseconds, of any clock. */
  readonly at: number;
}

/** What a burst of keys tells of the scanner; `by-hand`: too slow for one; `too-short`: too few keys to tell. */
export function scannerFrom(keys: readonly HeardKey[]): Scanner | 'by-hand' | 'too-short' {
  const last = keys.at(-1)?.key;
  const suffix = last === 'Tab' ? 'Tab' : 'Enter';
  const typed = keys.filter(({ key }) => [...key].length === 1);
  if (typed.length < fewestKeys) return 'too-short';
  const gaps = typed.slice(1).map(({ at }, n) => at - typed[n]!.at);
  const widest = Math.max(...gaps);
  if (widest > longestGapMs) return 'by-hand';
  // Twice what was seen: a busy workstation is slower than an idle one.
  return { gapMs: Math.min(longestGapMs, Math.max(shortestGapMs, Math.round(widest * 2))), suffix };
}

const name = 'passerelle.scanner';

/** The scanner of this workstation, as it was learnt. */
export function storedScanner(): Scanner {
  const [gap, suffix] = (storage()?.getItem(name) ?? '').split(':');
  const gapMs = Number(gap);
  const isKnown = gapMs >= shortestGapMs && gapMs <= longestGapMs && (suffix === 'Enter' || suffix === 'Tab');
  return isKnown ? { gapMs, suffix } : usualScanner;
}

export function storeScanner({ gapMs, suffix }: Scanner): void {
  storage()?.setItem(name, `${gapMs}:${suffix}`);
}
