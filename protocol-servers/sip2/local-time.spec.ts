import { instantOf, sipDate, sipDay } from './local-time.ts';

describe('dates of SIP2 (§4, Dates), in Europe/Paris', () => {
  test.each([
    ['winter', Date.UTC(2026, 10, 21, 13, 5, 9), '20261121    140509'],
    ['summer', Date.UTC(2026, 6, 14, 21, 59, 59), '20260714    235959'],
    ['the last second before the clocks go forward', Date.UTC(2026, 2, 29, 0, 59, 59), '20260329    015959'],
    ['the first after', Date.UTC(2026, 2, 29, 1), '20260329    030000'],
    ['the first hour of the night the clocks go back', Date.UTC(2026, 9, 25, 0, 30), '20261025    023000'],
    ['the same hour again', Date.UTC(2026, 9, 25, 1, 30), '20261025    023000'],
    ['a new year that is still the old one in UTC', Date.UTC(2026, 11, 31, 23), '20270101    000000'],
  ])('%s', (_when, instant, text) => {
    expect(sipDate(instant)).toBe(text);
    expect(sipDate(instant + 999)).toBe(text);
  });

  test.each([
    ['local time', '20261121    140509', Date.UTC(2026, 10, 21, 13, 5, 9)],
    ['UTC', '20261121   Z140509', Date.UTC(2026, 10, 21, 14, 5, 9)],
    ['zeros in the zone', '202607140000235959', Date.UTC(2026, 6, 14, 21, 59, 59)],
    ['another letter in the zone', '20260714 EST235959', Date.UTC(2026, 6, 14, 21, 59, 59)],
    ['just after the clocks went forward', '20260329    030000', Date.UTC(2026, 2, 29, 1)],
    ['just before', '20260329    015959', Date.UTC(2026, 2, 29, 0, 59, 59)],
    ['spaces', ' '.repeat(18), null],
    ['zeros', '0'.repeat(18), null],
    ['a day that is none', '20260230    120000', null],
    ['an hour that is none', '20260228    240000', null],
    ['letters', 'today, about noon.', null],
    ['nothing', '', null],
  ])('reads %s', (_what, text, instant) => {
    expect(instantOf(text)).toBe(instant);
  });

  test('a day alone', () => {
    expect(sipDay(Date.UTC(2026, 11, 31, 23))).toBe('20270101');
  });
});
