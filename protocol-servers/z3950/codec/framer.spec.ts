import { Buffer } from 'node:buffer';
import { examples } from './apdu-examples.fixture.ts';
import { ApduFramer } from './framing.ts';

test('a stream gives the same APDUs however it is cut', () => {
  const indefinite = Buffer.from('bf30809f815301000000', 'hex');
  const apdus = [...examples.map(({ bytes }) => bytes), indefinite];
  const stream = Buffer.concat(apdus);
  for (const size of [1, 2, 3, 7, 64, stream.length]) {
    const framer = new ApduFramer(4096);
    const frames: Buffer[] = [];
    for (let at = 0; at < stream.length; at += size) frames.push(...framer.push(stream.subarray(at, at + size)).frames);
    expect(frames.map((frame) => frame.toString('hex'))).toEqual(apdus.map((apdu) => apdu.toString('hex')));
  }
});

test('counts what has begun, and stops at the limit without the rest', () => {
  const framer = new ApduFramer(100);
  expect(framer.push(Buffer.from('b4808300', 'hex'))).toMatchObject({ pending: 4, tooLong: false });
  expect(framer.push(Buffer.from('8362', 'hex'))).toMatchObject({ tooLong: true });
});
