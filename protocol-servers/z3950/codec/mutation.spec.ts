import { Buffer } from 'node:buffer';
import { examples } from './apdu-examples.fixture.ts';
import { captured } from './captured.fixture.ts';
import { decode, encode, MalformedMessage, split } from './index.ts';
import { mutated, seeded } from './mutation.fixture.ts';

const originals = [...examples, ...captured].map(({ bytes }) => bytes);

test('200,000 mutated APDUs are read or refused, and what is read can be written and read again', () => {
  const random = seeded(3950);
  let read = 0;
  for (let count = 0; count < 200_000; count++) {
    const bytes = mutated(originals[count % originals.length]!, random);
    try {
      split(bytes, 1 << 20);
      const apdu = decode(bytes);
      read += 1;
      if (count % 50 === 0) expect(decode(encode(apdu))).toEqual(apdu);
    } catch (error) {
      if (!(error instanceof MalformedMessage)) throw new Error(bytes.toString('hex'), { cause: error });
    }
  }
  expect(read).toBeGreaterThan(10_000);
  expect(read).toBeLessThan(190_000);
}, 120_000);

test('random bytes behind a right head are read or refused', () => {
  const random = seeded(210);
  for (let count = 0; count < 20_000; count++) {
    const body = Buffer.from(Array.from({ length: 1 + Math.floor(random() * 60) }, () => Math.floor(random() * 256)));
    const bytes = Buffer.concat([Buffer.from([0xb4 + (count % 8), body.length]), body]);
    try {
      decode(bytes);
    } catch (error) {
      if (!(error instanceof MalformedMessage)) throw new Error(bytes.toString('hex'), { cause: error });
    }
  }
});
