import { hashSecret, secretMatches, VerifiedSecrets } from './secrets.ts';

const cheap = { N: 2, r: 1, p: 1 };

test('a hash carries its own parameters, differs each time, and only the right secret matches it', async () => {
  const [first, second] = await Promise.all([hashSecret('1234', cheap), hashSecret('1234', cheap)]);
  expect(first).toMatch(/^scrypt\$2\$1\$1\$[\w-]{22}\$[\w-]{43}$/);
  expect(first).not.toBe(second);
  expect(await secretMatches('1234', first, { N: 4, r: 1, p: 1 })).toBe(true);
  expect(await secretMatches('12345', first, cheap)).toBe(false);
});

test.each([null, '', 'plain', 'scrypt$2$1$1$$'])('nothing matches the stored value %j', async (stored) => {
  expect(await secretMatches('', stored, cheap)).toBe(false);
});

test('the same characters typed composed or decomposed are one secret', async () => {
  expect(await secretMatches('e\u0301te\u0301', await hashSecret('été', cheap), cheap)).toBe(true);
});

test('a right secret is remembered for its time and its hash only, a wrong one never', async () => {
  const verified = new VerifiedSecrets({ milliseconds: 1_000, entries: 2 });
  const stored = await hashSecret('1234', cheap);
  const other = await hashSecret('9999', cheap);
  expect(await verified.check('kiosk 1', '1234', stored, cheap, 0)).toBe(true);
  expect(await verified.check('kiosk 1', '1234', stored, cheap, 999)).toBe(true);
  expect(await verified.check('kiosk 1', '1235', stored, cheap, 999)).toBe(false);
  expect(await verified.check('kiosk 1', '1234', other, cheap, 999)).toBe(false);
  expect(await verified.check('kiosk 1', '1234', stored, cheap, 5_000)).toBe(true);
});
