import { between } from './terms-before.ts';

test.each([
  ['', 'moliere'],
  ['duby georges', 'hugo victor'],
  ['hugo', 'hugo victor'],
  ['hugo', 'hugp'],
  ['東京', '東京都'],
  ['a', '𐐷𐐲'],
])('between %j and %j lies a term to begin with', (early, late) => {
  const middle = between(early, late)!;
  const order = [late, middle, early].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  expect(order).toEqual([early, middle, late]);
  expect(new Set(order).size).toBe(3);
});

test('halving comes to an end', () => {
  let [early, late] = ['', 'zola emile'];
  let halvings = 0;
  for (let middle = between(early, late); middle !== null; middle = between(early, late)) {
    expect(++halvings).toBeLessThan(60);
    if (halvings % 2 === 0) early = middle;
    else late = middle;
  }
  expect(halvings).toBeGreaterThan(10);
});
