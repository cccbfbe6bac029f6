import { Buffer } from 'node:buffer';
import { crc16 } from './crc16.ts';
import { extensionBlocks } from './extension-blocks.ts';
import { MalformedTag, type TagFault } from './malformed-tag.ts';
import { typesOfUsage, type TagContent } from './tag.ts';

/** The basic block on a chip that holds nothing more, and on every other (ISO 28560-3, table of the basic block). */
export const smallBlock = 32;
export const wholeBlock = 34;
const version = 1;
/** Where each field begins, and where the last one ends. */
const at = { usage: 0, parts: 1, part: 2, primaryId: 3, crc: 19, country: 21, owner: 23 } as const;
export const longestPrimaryId = at.crc - at.primaryId;
/** A chip is written four bytes at a time. */
const chipBlock = 4;

/**
 * Reads a basic block: either order of the two halves of the first byte, and the bytes of each chip block either way
 * round, since readers differ. Which order is right, the CRC says. Throws MalformedTag, nothing else.
 */
export function decodeBasicBlock(bytes: Uint8Array): TagContent {
  if (bytes.length < smallBlock) throw new MalformedTag('too-short', null);
  const orders = [bytes, turned(bytes)];
  const right = orders.find((order) => crcIsRight(order));
  if (right) return content(right, 'right');
  throw readAnyway(orders);
}

export interface BasicBlock {
  readonly primaryId: string;
  readonly typeOfUsage?: number;
  readonly parts: number;
  readonly part: number;
  /** ISIL: two letters of the country, a hyphen, the rest. */
  readonly owner: string;
}

/**
 * Writes a basic block for a chip of this many bytes: 32 of them when it holds no more, else 36, so that nothing of a
 * former extension follows. Throws RangeError when something does not fit (`fits` tells beforehand).
 */
export function encodeBasicBlock(block: BasicBlock, capacity: number): Uint8Array {
  const obstacle = fits(block, capacity);
  if (obstacle) throw new RangeError(`a tag of ${capacity} bytes cannot bear this: ${obstacle}`);
  const bytes = Buffer.alloc(capacity < wholeBlock + 2 ? smallBlock : wholeBlock + 2);
  bytes[at.usage] = (version << 4) | (block.typeOfUsage ?? typesOfUsage.circulation);
  bytes[at.parts] = block.parts;
  bytes[at.part] = block.part;
  bytes.write(block.primaryId, at.primaryId, 'utf8');
  bytes.write(block.owner.slice(0, 2), at.country, 'ascii');
  bytes.write(block.owner.slice(3), at.owner, 'ascii');
  bytes.writeUInt16LE(computedCrc(bytes), at.crc);
  return bytes;
}

/** Why a tag cannot bear this, null when it can. */
export function fits(
  { primaryId, typeOfUsage = 1, parts, part, owner }: BasicBlock,
  capacity: number,
): 'capacity' | 'primary-id' | 'owner' | 'parts' | 'type-of-usage' | null {
  if (capacity < smallBlock) return 'capacity';
  const idBytes = Buffer.byteLength(primaryId);
  if (idBytes === 0 || idBytes > longestPrimaryId || !isPlain(primaryId)) return 'primary-id';
  const room = (capacity < wholeBlock + 2 ? smallBlock : wholeBlock) - at.owner;
  if (!/^[A-Z]{2}-[\x21-\x7e]+$/.test(owner) || owner.length - 3 > room) return 'owner';
  if (!isCount(parts) || !isCount(part) || part > parts) return 'parts';
  return Number.isInteger(typeOfUsage) && typeOfUsage >= 0 && typeOfUsage <= 15 ? null : 'type-of-usage';
}

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= 255;
const isPlain = (text: string): boolean => !/\p{C}/u.test(text);

function turned(bytes: Uint8Array): Uint8Array {
  const other = Uint8Array.from(bytes);
  for (let from = 0; from + chipBlock <= other.length; from += chipBlock)
    other.subarray(from, from + chipBlock).reverse();
  return other;
}

/** Over everything but the CRC itself; a chip of 32 bytes is completed with two NUL. */
function computedCrc(bytes: Uint8Array, length: number = wholeBlock): number {
  const whole = new Uint8Array(wholeBlock);
  whole.set(bytes.subarray(0, Math.min(length, wholeBlock)));
  return crc16(Buffer.concat([whole.subarray(0, at.crc), whole.subarray(at.country)]));
}

function crcIsRight(bytes: Uint8Array): boolean {
  const stored = bytes[at.crc]! | (bytes[at.crc + 1]! << 8);
  if (usage(bytes) === null) return false;
  return stored === computedCrc(bytes) || stored === computedCrc(bytes, smallBlock);
}

/** One half of the first byte is the version, the other the type of usage: some makers swap them. Null when neither is 1. */
function usage(bytes: Uint8Array): number | null {
  const [high, low] = [bytes[at.usage]! >> 4, bytes[at.usage]! & 0x0f];
  if (high === version) return low;
  return low === version ? high : null;
}

function content(bytes: Uint8Array, crc: 'right' | 'wrong'): TagContent {
  // In the wild either comes first: the greater of the two is how many there are.
  const [one, other] = [bytes[at.parts]!, bytes[at.part]!];
  const country = text(bytes.subarray(at.country, at.owner));
  const small = bytes[at.crc]! + (bytes[at.crc + 1]! << 8) === computedCrc(bytes, smallBlock);
  const end = small || bytes.length < wholeBlock ? smallBlock : wholeBlock;
  const owner = text(bytes.subarray(at.owner, end));
  const primaryId = text(bytes.subarray(at.primaryId, at.crc));
  const read: TagContent = {
    model: 'basic-block',
    primaryId: primaryId === '' ? null : primaryId,
    typeOfUsage: usage(bytes),
    parts: Math.max(one, other) || null,
    part: Math.min(one, other) || null,
    owner: country && owner ? `${country}-${owner}` : null,
    shelfLocation: null,
    crc,
    besides: extensionBlocks(bytes.subarray(wholeBlock)),
  };
  if (crc === 'right' && (country === null || owner === null || primaryId === null)) {
    throw new MalformedTag('text-unreadable', read);
  }
  if (crc === 'right' && primaryId === '') throw new MalformedTag('no-primary-id', read);
  return read;
}

/** What a wrong block says, read the way round that makes sense. */
function readAnyway(orders: readonly Uint8Array[]): MalformedTag {
  const plausible = orders.find((order) => usage(order) !== null);
  const fault: TagFault = plausible ? 'crc-wrong' : 'version-unknown';
  return new MalformedTag(fault, plausible ? content(plausible, 'wrong') : null);
}

/** Text up to the first NUL; null when it is no UTF-8 or holds controls. */
function text(bytes: Uint8Array): string | null {
  const end = bytes.indexOf(0);
  const said = Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString('utf8');
  return said.includes('\ufffd') || !isPlain(said) ? null : said.trimEnd();
}
