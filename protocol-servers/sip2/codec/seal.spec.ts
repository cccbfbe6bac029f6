import { checksum, seal, unseal } from './index.ts';

const bytes = (text: string, charset: 'utf8' | 'latin1' = 'utf8') => Buffer.from(text, charset);
const opened = (text: string, charset?: 'utf8' | 'latin1') => {
  const result = unseal(bytes(text, charset));
  return result && { body: result.body.toString(charset ?? 'utf8'), sequence: result.seal?.sequence ?? null };
};

describe('error detection, SIP2 2.00 appendix (checksum)', () => {
  test.each([
    ['9300CNborne1|COsecret|CPMED04|AY0AZ', 'F49E'],
    ['9900802.00AY1AZ', 'FCA0'],
    ['97AZ', 'FEF5'],
    ['96AZ', 'FEF6'],
  ])('%s sums to %s', (text, sum) => {
    expect(checksum(bytes(text))).toBe(sum);
  });

  test.each([
    ['utf8', 'ED50'],
    ['latin1', 'EED9'],
  ] as const)('the character set changes the sum: %s gives %s', (charset, sum) => {
    expect(checksum(bytes('1803020120261121    040000AB0001|AJLes Misérables été|AY4AZ', charset))).toBe(sum);
  });

  test('an answer is sealed with the digit of its request, and ends as the terminal wants', () => {
    expect(seal('96', { sequence: '' }).toString()).toBe('96AZFEF6\r');
    expect(seal('9300CNborne1|COsecret|CPMED04|', { sequence: '0' }, 'utf-8', 'CRLF').toString()).toBe(
      '9300CNborne1|COsecret|CPMED04|AY0AZF49E\r\n',
    );
    expect(seal('1803020120261121    040000AB0001|AJLes Misérables été|', { sequence: '4' }, 'iso-8859-1')).toEqual(
      bytes('1803020120261121    040000AB0001|AJLes Misérables été|AY4AZEED9\r', 'latin1'),
    );
    expect(seal('941', null).toString()).toBe('941\r');
  });
});

describe('taking error detection off', () => {
  test.each([
    ['9300CNborne1|COsecret|CPMED04|AY0AZF49E', '9300CNborne1|COsecret|CPMED04|', '0'],
    ['9300CNborne1|COsecret|CPMED04|AY0AZf49e', '9300CNborne1|COsecret|CPMED04|', '0'],
    ['9900802.00AY1AZFCA0', '9900802.00', '1'],
    ['9900802.00AY1AZFCA0  ', '9900802.00', '1'],
    ['9900802.00AY1AZFCA0|', '9900802.00', '1'],
    ['97AZFEF5', '97', ''],
    ['97', '97', null],
    ['9900802.00', '9900802.00', null],
    ['9300CNborne1|COsecret|CPMED04', '9300CNborne1|COsecret|CPMED04', null],
  ])('%s', (frame, body, sequence) => {
    expect(opened(frame)).toEqual({ body, sequence });
  });

  test('the sum of the bytes and the sum of the characters are both right', () => {
    const accented = '1803020120261121    040000AB0001|AJLes Misérables été|';
    expect(opened(`${accented}AY4AZED50`)).toEqual({ body: accented, sequence: '4' });
    expect(opened(`${accented}AY4AZEED9`)).toEqual({ body: accented, sequence: '4' });
    expect(opened(`${accented}AY4AZEED9`, 'latin1')).toEqual({ body: accented, sequence: '4' });
  });

  test.each([
    ['a wrong sum', '9900802.00AY1AZFCA1'],
    ['a changed byte', '9901802.00AY1AZFCA0'],
    ['digits that are none', '9900802.00AY1AZFCAG'],
    ['three digits', '9900802.00AY1AZFCA'],
    ['no digits', '9900802.00AY1AZ'],
    ['no AZ', '9300CNborne1|COsecret|AY0'],
    ['a sequence that is no digit', '9900802.00AYxAZFCA0'],
    ['a wrong sum without sequence', '97AZFEF4'],
    ['a cut sum without sequence', '97AZFE'],
  ])('%s is broken', (_what, frame) => {
    expect(opened(frame)).toBeNull();
  });
});
