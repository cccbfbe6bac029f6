import {
  comparedWith,
  comparisonFrom,
  monthCount,
  monthsAfter,
  monthsOffered,
  nameOf,
  periodFrom,
  quickPeriod,
  quickPeriods,
} from './periods';

describe('the periods of the statistics', () => {
  it('count months over the years, both ways', () => {
    expect([monthsAfter('2026-11', 2), monthsAfter('2026-01', -1)]).toEqual(['2027-01', '2025-12']);
    expect(monthCount({ from: '2025-12', until: '2026-02' })).toBe(3);
    expect(monthCount({ from: '2026-02', until: '2026-01' })).toBe(0);
  });

  it('have names seen from the month that runs', () => {
    expect(quickPeriods.map((name) => quickPeriod(name, '2026-01'))).toEqual([
      { from: '2026-01', until: '2026-01' },
      { from: '2026-01', until: '2026-01' },
      { from: '2025-12', until: '2025-12' },
      { from: '2025-01', until: '2025-12' },
      { from: '2025-01', until: '2025-12' },
    ]);
    expect(nameOf({ from: '2025-01', until: '2025-12' }, '2026-11')).toBe('lastYear');
    expect(nameOf({ from: '2025-02', until: '2025-12' }, '2026-11')).toBeNull();
  });

  it('are read from the address, which may hold anything', () => {
    const year = { from: '2026-01', until: '2026-11' };
    expect(periodFrom('2025-09', '2026-02', '2026-11')).toEqual({ from: '2025-09', until: '2026-02' });
    for (const [from, until] of [
      [undefined, undefined],
      ['2026-13', '2026-13'],
      ['x', '2026-02'],
      ['2026-03', '2026-02'],
      ['2020-01', '2026-11'],
    ])
      expect(periodFrom(from, until, '2026-11')).toEqual(year);
    expect(['avant', 'rien', 'x', undefined].map(comparisonFrom)).toEqual(['avant', 'rien', 'an', 'an']);
  });

  it('are compared with the same months of a year before, or with those just before', () => {
    const period = { from: '2026-01', until: '2026-03' };
    expect(comparedWith(period, 'an')).toEqual({ from: '2025-01', until: '2025-03' });
    expect(comparedWith(period, 'avant')).toEqual({ from: '2025-10', until: '2025-12' });
    expect(comparedWith(period, 'rien')).toBeNull();
    // Eighteen months would overlap themselves a year before.
    expect(comparedWith({ from: '2025-01', until: '2026-06' }, 'an')).toEqual({ from: '2023-01', until: '2024-06' });
  });

  it('are chosen among the months that are known, and those of the address', () => {
    const period = { from: '2026-10', until: '2026-11' };
    expect(monthsOffered('2026-10', '2026-11', period)).toEqual(['2026-11', '2026-10']);
    expect(monthsOffered('2026-10', '2026-11', { from: '2026-09', until: '2026-12' })).toEqual([
      '2026-12',
      '2026-11',
      '2026-10',
      '2026-09',
    ]);
    expect(monthsOffered(null, '2026-11', period).length).toBe(61);
  });
});
