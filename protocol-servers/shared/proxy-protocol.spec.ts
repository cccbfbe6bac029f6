import { readProxyHead } from './proxy-protocol.ts';

const line = (text: string) => Buffer.from(text, 'latin1');
const signature = '0d0a0d0a000d0a515549540a';
const binary = (rest: string) => Buffer.from(signature + rest.replaceAll(' ', ''), 'hex');

test.each<[string, Buffer, number, string | null]>([
  ['v1, IPv4', line('PROXY TCP4 192.0.2.1 198.51.100.9 56324 6001\r\n99'), 46, '192.0.2.1'],
  ['v1, IPv6', line('PROXY TCP6 2001:db8::7 2001:db8::1 1 6001\r\n'), 43, '2001:db8::7'],
  ['v1, the proxy itself', line('PROXY UNKNOWN\r\n'), 15, null],
  ['v1, unknown with words', line('PROXY UNKNOWN ffff:f...f:ffff 65535 65535\r\n'), 43, null],
  ['v2, IPv4', binary('21 11 000c c0000201 c6336409 dc04 1771'), 28, '192.0.2.1'],
  [
    'v2, IPv6',
    binary(`21 21 0024 20010db8${'00'.repeat(11)}07 20010db8${'00'.repeat(11)}01 dc04 1771`),
    52,
    '2001:db8:0:0:0:0:0:7',
  ],
  ['v2, IPv4 and an extension', binary('21 11 0010 c0000201 c6336409 dc04 1771 04 0001 00'), 32, '192.0.2.1'],
  ['v2, LOCAL', binary('20 00 0000'), 16, null],
  ['v2, LOCAL with addresses', binary('20 11 000c c0000201 c6336409 dc04 1771'), 28, null],
  ['v2, unspecified family', binary('21 00 0000'), 16, null],
])('%s', (_what, bytes, length, source) => {
  expect(readProxyHead(bytes)).toEqual({ kind: 'header', length, source });
  // every shorter beginning waits for more: nothing is guessed
  for (let at = 0; at < length; at += 1) expect(readProxyHead(bytes.subarray(0, at))).toEqual({ kind: 'incomplete' });
});

test.each([
  ['SIP2 without a head', line('9900802.00\r')],
  ['the hello of TLS', Buffer.from('1603010200', 'hex')],
  ['another word', line('PROXX TCP4')],
  ['a line that does not end', line(`PROXY TCP4 ${'1'.repeat(100)}`)],
  ['no address', line('PROXY TCP4 kiosk 198.51.100.9 1 2\r\n')],
  ['an address of the other family', line('PROXY TCP4 ::1 ::1 1 2\r\n')],
  ['no family', line('PROXY 192.0.2.1 198.51.100.9 1 2\r\n')],
  ['no ports', line('PROXY TCP4 192.0.2.1 198.51.100.9\r\n')],
  ['a word too many', line('PROXY TCP4 192.0.2.1 198.51.100.9 1 2 3\r\n')],
  ['v2, another version', binary('11 11 000c c0000201 c6336409 dc04 1771')],
  ['v2, another command', binary('22 11 000c c0000201 c6336409 dc04 1771')],
  ['v2, addresses cut', binary('21 11 0004 c0000201')],
  ['v2, a datagram', binary('21 12 000c c0000201 c6336409 dc04 1771')],
  ['v2, too long', binary('21 11 ffff')],
  ['v2, a broken signature', Buffer.from('0d0a0d0a000d0a515549550a', 'hex')],
])('%s is wrong', (_what, bytes) => {
  expect(readProxyHead(bytes)).toMatchObject({ kind: 'wrong' });
});
