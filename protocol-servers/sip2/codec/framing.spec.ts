import { split } from './index.ts';

const cut = (bytes: string, limit?: number) => {
  const { frames, rest, tooLong } = split(Buffer.from(bytes, 'latin1'), limit);
  return { frames: frames.map((frame) => frame.toString('latin1')), rest: rest.toString('latin1'), tooLong };
};

describe('framing', () => {
  test.each([
    ['a message and its CR', '9900802.00\r', ['9900802.00'], ''],
    ['CR LF', '9900802.00\r\n', ['9900802.00'], ''],
    ['several in one segment', '97\r9900802.00\r97\r', ['97', '9900802.00', '97'], ''],
    ['the beginning of the next', '97\r990', ['97'], '990'],
    ['blank lines', '\r\r\n\r\n97\r', ['97'], ''],
    ['a stray LF at the head', '\n97\r', ['97'], ''],
    ['NUL and spaces at the head', '\0 \0  97\r', ['97'], ''],
    ['telnet negotiation at the head', '\xff\xfb\x01\xff\xfd\x0397\r', ['97'], ''],
    ['a telnet command without option', '\xff\xf197\r', ['97'], ''],
    ['an LF alone does not end a message', '97\n97\r', ['97\n97'], ''],
    ['nothing', '', [], ''],
    ['half a telnet negotiation', '97\r\xff\xfb', ['97'], '\xff\xfb'],
  ])('%s', (_what, bytes, frames, rest) => {
    expect(cut(bytes)).toEqual({ frames, rest, tooLong: false });
  });

  test('a message may come in any pieces', () => {
    const bytes = Buffer.from('\n9900802.00AY1AZFCA0\r\n\xff\xfb\x0197AZFEF5\r\0\r 941\r', 'latin1');
    for (let at = 0; at <= bytes.length; at += 1) {
      const first = split(bytes.subarray(0, at));
      const second = split(Buffer.concat([first.rest, bytes.subarray(at)]));
      const frames = [...first.frames, ...second.frames].map(String);
      expect(frames).toEqual(['9900802.00AY1AZFCA0', '97AZFEF5', '941']);
      expect(second.rest).toHaveLength(0);
    }
  });

  test.each([
    ['CR', 'CR', '\r', 'AB1\n2|'],
    ['CR LF', 'CR', '\r\n', 'AB1\n2|'],
    ['CR, where LF would do', 'CR-or-LF', '\r', 'AB12|'],
    ['CR LF, where LF would do', 'CR-or-LF', '\r\n', 'AB12|'],
    ['LF alone', 'CR-or-LF', '\n', 'AB12|'],
    ['LF CR', 'CR-or-LF', '\n\r', 'AB12|'],
  ] as const)('messages that end with %s are the same, cut at every byte', (_what, lineEnd, end, field) => {
    const bytes = Buffer.from(`9900802.00${end}${end}\0 17${field}${end}\xff\xfb\x0197${end}`, 'latin1');
    const whole = ['9900802.00', `17${field}`, '97'];
    for (let at = 0; at <= bytes.length; at += 1) {
      const first = split(bytes.subarray(0, at), undefined, lineEnd);
      const second = split(Buffer.concat([first.rest, bytes.subarray(at)]), undefined, lineEnd);
      expect([...first.frames, ...second.frames].map(String)).toEqual(whole);
      expect(second.rest.toString('latin1')).toBe('');
    }
    let rest: Buffer = Buffer.alloc(0);
    const frames: string[] = [];
    for (const byte of bytes) {
      const result = split(Buffer.concat([rest, Buffer.of(byte)]), undefined, lineEnd);
      frames.push(...result.frames.map(String));
      rest = result.rest;
    }
    expect(frames).toEqual(whole);
  });

  test('one byte at a time', () => {
    let rest = Buffer.alloc(0);
    const frames: string[] = [];
    for (const byte of Buffer.from('\r\n \xff\xfd\x1897AZFEF5\r\n97\r', 'latin1')) {
      const result = split(Buffer.concat([rest, Buffer.from([byte])]));
      frames.push(...result.frames.map(String));
      rest = Buffer.from(result.rest);
    }
    expect(frames).toEqual(['97AZFEF5', '97']);
  });

  test('a message longer than the limit is told, those before it are given', () => {
    expect(cut(`97\r${'9'.repeat(11)}`, 10)).toEqual({ frames: ['97'], rest: '', tooLong: true });
    expect(cut(`${'9'.repeat(11)}\r`, 10)).toMatchObject({ tooLong: true });
    expect(cut(`${'9'.repeat(10)}\r`, 10)).toMatchObject({ tooLong: false });
    expect(split(Buffer.alloc(64 * 1024 + 1, 0x39)).tooLong).toBe(true);
  });
});
