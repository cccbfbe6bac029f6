import { BoundedCache } from './bounded-cache.ts';

/** Room for about `count` values of 1,000 bytes in each half. */
const ofThousands = (count: number) => new BoundedCache<number, string>(count * 2 * 1_400);

test('what was set is given until something else is, or all is let go', () => {
  const cache = ofThousands(4);
  expect(cache.get(1)).toBeUndefined();
  cache.set(1, 'one', 1_000);
  expect(cache.get(1)).toBe('one');
  cache.set(1, 'another', 1_000);
  expect(cache.get(1)).toBe('another');
  cache.clear();
  expect([cache.get(1), cache.bytes]).toEqual([undefined, 0]);
});

test('what is asked for stays, the rest leaves together, and there is never more than there is room for', () => {
  const cache = ofThousands(4);
  cache.set(0, 'asked for', 1_000);
  for (let key = 1; key <= 40; key += 1) {
    cache.set(key, 'not asked for', 1_000);
    expect(cache.get(0)).toBe('asked for');
    expect(cache.bytes).toBeLessThanOrEqual(8 * 1_400);
  }
  expect([cache.get(1), cache.get(40)]).toEqual([undefined, 'not asked for']);
});

test('who asks for the same in turn has it, as long as all of it fits into half', () => {
  const cache = ofThousands(5);
  for (let turn = 0; turn < 3; turn += 1) {
    for (let key = 0; key < 5; key += 1) {
      if (turn > 0) expect(cache.get(key)).toBe('kept');
      else cache.set(key, 'kept', 1_000);
    }
  }
});

test('what alone takes more than half is not kept, and the rest goes on', () => {
  const cache = ofThousands(2);
  cache.set(1, 'large', 3_000);
  expect(cache.get(1)).toBeUndefined();
  cache.set(2, 'small', 100);
  expect(cache.get(2)).toBe('small');
});
