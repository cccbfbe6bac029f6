import { Buffer } from 'node:buffer';

/** Numbers from 0 to 1, always the same for a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The bytes with one to four changes: a bit, a byte that BER means something by, a byte lost, a byte or a piece twice. */
export function mutated(bytes: Buffer, random: () => number): Buffer {
  let changed = Buffer.from(bytes);
  const changes = 1 + Math.floor(random() * 4);
  for (let change = 0; change < changes && changed.length > 0; change++) {
    const at = Math.floor(random() * changed.length);
    const kind = Math.floor(random() * 5);
    if (kind === 0) changed[at]! ^= 1 << Math.floor(random() * 8);
    else if (kind === 1) changed[at] = telling[Math.floor(random() * telling.length)]!;
    else if (kind === 2) changed = Buffer.concat([changed.subarray(0, at), changed.subarray(at + 1)]);
    else {
      const piece = kind === 3 ? changed.subarray(at, at + 1) : changed.subarray(at, at + Math.floor(random() * 40));
      changed = Buffer.concat([changed.subarray(0, at), piece, changed.subarray(at)]);
    }
  }
  return changed;
}

const telling = [0x00, 0x01, 0x7f, 0x80, 0x81, 0x84, 0x88, 0x9f, 0xa0, 0xa1, 0xbf, 0xff, 0x30, 0x28, 0x06];
