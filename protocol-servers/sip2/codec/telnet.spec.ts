import { asTelnet, withoutTelnet } from './index.ts';

const sent = (hexadecimal: string): Buffer => Buffer.from(hexadecimal.replaceAll(' ', ''), 'hex');
const taken = (bytes: Buffer): [string, string] => {
  const { bytes: kept, rest } = withoutTelnet(bytes);
  return [kept.toString('latin1'), rest.toString('hex')];
};

test.each([
  ['no negotiation', '6b69 6f73 6b', 'kiosk', ''],
  ['IAC WILL ECHO before', 'fffb01 6b69', 'ki', ''],
  ['IAC DO between', '6b fffd03 69', 'ki', ''],
  ['two in a row', 'fffb01 fffb03 6b', 'k', ''],
  ['IAC NOP', '6b fff1 69', 'ki', ''],
  ['a window size, IAC SB NAWS … IAC SE', '6b fffa1f00500018fff0 69', 'ki', ''],
  ['IAC IAC is the byte itself', '6b ffff 69', 'kÿi', ''],
  ['a negotiation cut after IAC', '6b ff', 'k', 'ff'],
  ['a negotiation cut before its option', '6b fffb', 'k', 'fffb'],
  ['a window size cut', '6b fffa1f0050', 'k', 'fffa1f0050'],
  ['nothing', '', '', ''],
])('%s', (_what, bytes, text, rest) => {
  expect(taken(sent(bytes))).toEqual([text, rest]);
});

test('cut anywhere, the same text comes out', () => {
  const whole = sent('fffb1f 6b69 fffa1f00500018fff0 6f73 ffff 6b fff1 0d fffd01');
  for (let at = 0; at <= whole.length; at += 1) {
    const first = withoutTelnet(whole.subarray(0, at));
    const second = withoutTelnet(Buffer.concat([asTelnet(first.bytes), first.rest, whole.subarray(at)]));
    expect(second.bytes.toString('latin1')).toBe('kiosÿk\r');
    expect(second.rest).toHaveLength(0);
  }
});
