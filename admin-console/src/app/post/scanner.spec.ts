import { type HeardKey, scannerFrom, storeScanner, storedScanner, usualScanner } from './scanner';

/** A code typed with so many milliseconds between two keys, and the key that ends it. */
const typed = (code: string, gap: number, end: string): HeardKey[] =>
  [...code, end].map((key, n) => ({ key, at: 1_000 + n * gap }));

describe('the scanner of a workstation', () => {
  it('is learnt from one code: twice its pace, and the key that ends it', () => {
    expect(scannerFrom(typed('30000001', 12, 'Enter'))).toEqual({ gapMs: 24, suffix: 'Enter' });
    expect(scannerFrom(typed('30000001', 40, 'Tab'))).toEqual({ gapMs: 80, suffix: 'Tab' });
  });

  it('is never taken for faster, nor slower, than a scanner may be', () => {
    expect(scannerFrom(typed('30000001', 1, 'Enter'))).toEqual({ gapMs: 20, suffix: 'Enter' });
    expect(scannerFrom(typed('30000001', 80, 'Enter'))).toEqual({ gapMs: 90, suffix: 'Enter' });
  });

  it('is not learnt from a hand, nor from too few keys', () => {
    expect(scannerFrom(typed('30000001', 150, 'Enter'))).toBe('by-hand');
    expect(scannerFrom(typed('123', 10, 'Enter'))).toBe('too-short');
    expect(scannerFrom([])).toBe('too-short');
  });

  it('is remembered by the workstation, and nothing that could not be learnt is believed', () => {
    localStorage.removeItem('passerelle.scanner');
    expect(storedScanner()).toEqual(usualScanner);
    storeScanner({ gapMs: 24, suffix: 'Tab' });
    expect(storedScanner()).toEqual({ gapMs: 24, suffix: 'Tab' });
    for (const wrong of ['5000:Enter', 'x', '24:Space']) {
      localStorage.setItem('passerelle.scanner', wrong);
      expect(storedScanner()).toEqual(usualScanner);
    }
    localStorage.removeItem('passerelle.scanner');
  });
});
