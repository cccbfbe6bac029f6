import { derivationsAtOnce, examineSecret, hashSecret, secretMatches, VerifiedSecrets } from './secrets.ts';

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

test('a rush of secrets never takes more than its share of the threads, and all are answered in order', async () => {
  const stored = await hashSecret('1234', cheap);
  const answered: number[] = [];
  const rush = Array.from({ length: 40 }, (_, at) =>
    secretMatches(at === 30 ? '1234' : '0000', stored, cheap).then((right) => {
      answered.push(at);
      return right;
    }),
  );
  expect((await Promise.all(rush)).map((right, at) => (right ? at : -1)).filter((at) => at >= 0)).toEqual([30]);
  expect(derivationsAtOnce).toBe(2);
  expect(answered).toHaveLength(40);
});

test('the digest of a tried value is the same in every process, differs from value to value and from salt to salt', async () => {
  const [stored, other] = await Promise.all([hashSecret('1234', cheap), hashSecret('1234', cheap)]);
  const once = await examineSecret('9999', stored, cheap);
  expect(once).toEqual({ right: false, digest: expect.stringMatching(/^[\da-f]{64}$/) });
  expect(await examineSecret('9999', stored, cheap)).toEqual(once);
  expect((await examineSecret('9998', stored, cheap)).digest).not.toBe(once.digest);
  expect((await examineSecret('9999', other, cheap)).digest).not.toBe(once.digest);
  expect(stored).not.toContain(once.digest);
});
