import { Buffer } from 'node:buffer';
import { captured } from './captured.fixture.ts';
import { decode, encode, split } from './index.ts';

/** The same element with every length definite and short as can be: read here by hand, without the reader under test. */
function definite(bytes: Buffer): Buffer {
  const [element, end] = elementAt(bytes, 0);
  expect(end).toBe(bytes.length);
  return element;
}

function elementAt(bytes: Buffer, start: number): [element: Buffer, end: number] {
  let at = start + 1;
  if ((bytes[start]! & 0x1f) === 0x1f) while (bytes[at++]! & 0x80);
  const tag = bytes.subarray(start, at);
  const first = bytes[at++]!;
  const parts: Buffer[] = [];
  if (first === 0x80) {
    while (bytes[at] !== 0 || bytes[at + 1] !== 0) {
      const [part, next] = elementAt(bytes, at);
      parts.push(part);
      at = next;
    }
    return [written(tag, parts), at + 2];
  }
  let length = first;
  if (first > 0x80) {
    length = bytes.readUIntBE(at, first - 0x80);
    at += first - 0x80;
  }
  const end = at + length;
  if ((tag[0]! & 0x20) === 0) return [written(tag, [bytes.subarray(at, end)]), end];
  while (at < end) {
    const [part, next] = elementAt(bytes, at);
    parts.push(part);
    at = next;
  }
  return [written(tag, parts), end];
}

function written(tag: Buffer, parts: readonly Buffer[]): Buffer {
  const contents = Buffer.concat(parts);
  const { length } = contents;
  const digits = length.toString(16);
  const long = digits.padStart(digits.length + (digits.length % 2), '0');
  const header = length < 0x80 ? [length] : [0x80 + long.length / 2, ...Buffer.from(long, 'hex')];
  return Buffer.concat([tag, Buffer.from(header), contents]);
}

test.each(captured)('$name is one frame, is read as what it is, and written again byte for byte', ({ name, bytes }) => {
  expect(split(bytes, 1 << 20)).toMatchObject({ frames: [bytes], tooLong: false, malformed: false });
  const apdu = decode(bytes);
  expect(name).toMatch(new RegExp(`(-${apdu.name}|^init-plain)$`));
  // a value of a type defined elsewhere is kept as it came, whatever its lengths
  expect(definite(encode(apdu)).toString('hex')).toBe(definite(bytes).toString('hex'));
});
