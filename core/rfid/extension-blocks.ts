import { hexadecimal, type TagRemainder } from './tag.ts';

/** Length, two bytes of block number, XOR of the block. */
const headLength = 4;

/**
 * The blocks after a basic block, told apart by their lengths and kept as they are. A length that leads nowhere ends the
 * reading: the rest is kept as unread, and nothing before it is lost.
 */
export function extensionBlocks(bytes: Uint8Array): TagRemainder[] {
  const found: TagRemainder[] = [];
  let at = 0;
  while (at < bytes.length && bytes[at] !== 0) {
    const length = bytes[at]!;
    if (length < headLength || at + length > bytes.length) {
      return [...found, { kind: 'unread', id: null, bytes: hexadecimal(bytes.subarray(at)) }];
    }
    const id = bytes[at + 1]! | (bytes[at + 2]! << 8);
    found.push({ kind: 'block', id, bytes: hexadecimal(bytes.subarray(at, at + length)) });
    at += length;
  }
  return found;
}
