import { RatePerMinute } from './rate.ts';

test('each address has its own share of each minute', () => {
  let now = 0;
  const rate = new RatePerMinute(2, () => now);
  expect([rate.take('a'), rate.take('a'), rate.take('a'), rate.take('b')]).toEqual([true, true, false, true]);
  expect([rate.isSpent('a'), rate.isSpent('b'), rate.isSpent('c')]).toEqual([true, false, false]);
  now = 60_000;
  expect([rate.isSpent('a'), rate.take('a')]).toEqual([false, true]);
  expect([rate.take('b', 2), rate.take('c', 3), rate.isSpent('b')]).toEqual([true, false, true]);
});
