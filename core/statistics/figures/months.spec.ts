import { monthCount, monthOf, monthsAfter, monthsBetween, yearOf } from './months.ts';

test('a month is that of Paris', () => {
  expect([monthOf(Date.UTC(2026, 11, 31, 22, 59)), monthOf(Date.UTC(2026, 11, 31, 23, 0))]).toEqual([
    '2026-12',
    '2027-01',
  ]);
});

test('months are counted over the years, both ways', () => {
  expect([monthsAfter('2026-11', 2), monthsAfter('2026-02', -3), monthsAfter('2026-01', -1)]).toEqual([
    '2027-01',
    '2025-11',
    '2025-12',
  ]);
  expect([monthCount('2026-11', '2027-01'), monthCount('2026-11', '2026-10'), monthCount('x', 'Z')]).toEqual([
    3,
    0,
    NaN,
  ]);
  expect(monthsBetween('2026-11', '2027-01')).toEqual(['2026-11', '2026-12', '2027-01']);
});

test('a year as a period of readers lies between its months and those of the next', () => {
  const year = yearOf('2026-03');
  expect([year > '2026-12', year < '2027-01']).toEqual([true, true]);
});
