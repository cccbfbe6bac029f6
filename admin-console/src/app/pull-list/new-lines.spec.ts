import type { PullLineView } from '../api/contract';
import { isStillThere, standing } from './new-lines';

export function pullLine(hold: number, rest: Partial<PullLineView> = {}): PullLineView {
  return {
    hold,
    barcode: String(30_000_000 + hold),
    title: `Titre ${hold}`,
    location: 'Adultes',
    callNumber: 'R ZOL',
    volume: '',
    pickup: 'LIEVIN',
    since: '2026-11-29T09:00:00Z',
    printedAt: null,
    others: 0,
    failedSearches: 0,
    ...rest,
  };
}

describe('a pull list that changes under the eyes', () => {
  it('counts what is new and puts nothing in', () => {
    const shown = [pullLine(2), pullLine(5)];
    const read = [pullLine(1), pullLine(2), pullLine(3), pullLine(5)];
    expect(standing(shown, read)).toEqual({ lines: shown, fresh: 2 });
  });

  it('keeps a line that was done where it was, and tells what is new about one that stays', () => {
    const printed = pullLine(5, { printedAt: '2026-11-29T10:00:00Z' });
    expect(standing([pullLine(2), pullLine(5)], [printed])).toEqual({ lines: [pullLine(2), printed], fresh: 0 });
    expect(isStillThere(pullLine(2), [printed])).toBeFalse();
  });

  it('takes another copy for the same reader as a new line', () => {
    expect(standing([pullLine(2)], [pullLine(2, { barcode: 'OTHER' })]).fresh).toBe(1);
  });
});
