import { decodeBasicBlock } from './basic-block.ts';
import { MalformedTag } from './malformed-tag.ts';
import { decodeObjects } from './objects.ts';
import { dsfid as formats, type TagContent } from './tag.ts';

/**
 * Reads the memory of a tag, whatever was written on it; null for a blank one. A right CRC settles that it is a basic
 * block; else the format identifier of the chip, when it is given, says which reading is reported as wrong. Throws
 * MalformedTag, nothing else.
 */
export function readTag(bytes: Uint8Array, dsfid: number | null = null): TagContent | null {
  if (bytes.every((byte) => byte === 0)) return null;
  const block = attempt(decodeBasicBlock, bytes);
  if (!(block instanceof MalformedTag)) return block;
  const objects = attempt(decodeObjects, bytes);
  if (dsfid === formats.basicBlock) throw block;
  if (!(objects instanceof MalformedTag)) {
    // A damaged basic block begins with 11: that also reads as an object, of a scheme that proves nothing.
    if (dsfid === formats.objects || block.read === null || block.fault !== 'crc-wrong') return objects;
    throw block;
  }
  throw dsfid === formats.objects || block.read === null ? objects : block;
}

function attempt(decode: (bytes: Uint8Array) => TagContent, bytes: Uint8Array): TagContent | MalformedTag {
  try {
    return decode(bytes);
  } catch (error) {
    if (error instanceof MalformedTag) return error;
    throw error;
  }
}
