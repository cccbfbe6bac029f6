import { parisMidnight } from './paris-midnight';

describe('the beginning of a day in Paris', () => {
  it('is an hour before that of UTC in winter, two in summer, whatever the workstation says', () => {
    expect(parisMidnight('2026-12-24')).toBe('2026-12-23T23:00:00.000Z');
    expect(parisMidnight('2026-07-14')).toBe('2026-07-13T22:00:00.000Z');
  });

  it('is right on the days the clocks change', () => {
    expect(parisMidnight('2026-03-29')).toBe('2026-03-28T23:00:00.000Z');
    expect(parisMidnight('2026-10-25')).toBe('2026-10-24T22:00:00.000Z');
  });
});
