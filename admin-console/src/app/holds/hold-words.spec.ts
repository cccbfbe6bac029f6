import { isSuspended, lookOf, mayBeFilled, slipNumber } from './hold-words';

const now = Date.parse('2026-11-29T10:00:00Z');

describe('a hold in words', () => {
  it('says that it is passed over before it says that it waits', () => {
    const until = '2026-12-24T00:00:00Z';
    expect(lookOf({ state: 'PENDING', suspendedUntil: until }, now).word).toBe('flow.holds.suspended');
    expect(lookOf({ state: 'PENDING', suspendedUntil: '2026-11-01T00:00:00Z' }, now).word).toBe('flow.holds.PENDING');
    expect(isSuspended({ state: 'ON_SHELF', suspendedUntil: until }, now)).toBeFalse();
  });

  it('is filed under its number and three letters, never a whole name', () => {
    const patron = { card: '20000157', firstName: 'Zoé', lastName: 'Duhamel' };
    expect(slipNumber({ id: 17, patron })).toEqual({ n: 17, letters: 'DUH' });
  });

  it('knows when no copy will ever fill it', () => {
    expect(mayBeFilled([])).toBeFalse();
    expect(mayBeFilled([{ verdict: 'not-on-shelf' }, { verdict: 'rule-forbids' }])).toBeFalse();
    expect(mayBeFilled([{ verdict: 'not-on-shelf' }, { verdict: 'on-loan' }])).toBeTrue();
  });
});
