import { base32, matchingStep, newSecret, passcodeAt, passcodeSeconds, stepOf } from './totp.ts';

const rfcSecret = Buffer.from('12345678901234567890');

// RFC 6238, appendix B, the rows of SHA-1: eight digits.
test.each([
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
])('RFC 6238 appendix B: at %i s the passcode is %s', (seconds, passcode) => {
  expect(passcodeAt(rfcSecret, stepOf(seconds * 1_000), 8)).toBe(passcode);
});

// RFC 4226, appendix D.
test.each(['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'])(
  'RFC 4226 appendix D: %s',
  (passcode) => {
    const counter = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871'];
    const at = counter.indexOf(passcode);
    expect(passcodeAt(rfcSecret, at < 0 ? 9 : at)).toBe(passcode);
  },
);

// RFC 4648 §10, without the padding.
test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('RFC 4648: "%s" is %s', (text, written) => {
  expect(base32(Buffer.from(text))).toBe(written);
});

test('a passcode is taken one step early or late, no more, and nothing else is one', () => {
  const now = 1_111_111_111_000;
  const step = stepOf(now);
  for (const away of [-1, 0, 1])
    expect(matchingStep(rfcSecret, passcodeAt(rfcSecret, step + away), now, 1)).toBe(step + away);
  for (const away of [-2, 2]) expect(matchingStep(rfcSecret, passcodeAt(rfcSecret, step + away), now, 1)).toBeNull();
  for (const wrong of ['', '05047', '0050471', 'abcdef', '٠٥٠٤٧١']) {
    expect(matchingStep(rfcSecret, wrong, now, 1)).toBeNull();
  }
  expect(stepOf(now + passcodeSeconds * 1_000)).toBe(step + 1);
});

test('two secrets are never alike, and are as long as the standard asks', () => {
  expect(newSecret()).toHaveLength(20);
  expect(Buffer.from(newSecret()).equals(Buffer.from(newSecret()))).toBe(false);
});
