import { Buffer } from 'node:buffer';

/** The tags of documents: ISO 15693 chips, their content by ISO 28560-3 (basic block) or ISO 28560-2 (objects). */

/** What one tag says. Only the catalogue is believed: this finds the document and shows what is wrong with its tag. */
export interface TagContent {
  readonly model: 'basic-block' | 'objects';
  /** The barcode of the document. */
  readonly primaryId: string | null;
  /** Type of usage (`typesOfUsage`), null when the tag does not say. */
  readonly typeOfUsage: number | null;
  /** How many parts the document has, and which of them bears this tag; null when the tag does not say. */
  readonly parts: number | null;
  readonly part: number | null;
  /** ISIL of the library it belongs to. */
  readonly owner: string | null;
  readonly shelfLocation: string | null;
  /** Null where the model has no checksum. */
  readonly crc: 'right' | 'wrong' | null;
  /** What stands on the tag besides, kept as it is: extension blocks, objects nobody could verify. */
  readonly besides: readonly TagRemainder[];
}
export interface TagRemainder {
  /** `block` of a basic block's extension, `object` of ISO 28560-2, `unread` for what could not be told apart. */
  readonly kind: 'block' | 'object' | 'unread';
  /** Number of the block or relative object identifier, null for what is unread. */
  readonly id: number | null;
  /** Hexadecimal. */
  readonly bytes: string;
}

/** Application family identifier (ISO 15693): what a security gate looks at. */
export const afi = { inStock: 0x07, onLoan: 0xc2 } as const;

/** Data structure format identifier: which part of ISO 28560 was written. A hint: the CRC decides. */
export const dsfid = { objects: 0x06, basicBlock: 0x3e } as const;

/** ISO 28560: type of usage. 3 and 4 are local, 5 and 6 reserved. */
export const typesOfUsage = {
  acquisition: 0,
  circulation: 1,
  notForCirculation: 2,
  discarded: 7,
  patronCard: 8,
  equipment: 9,
} as const;

/** Upper-case hexadecimal. */
export function hexadecimal(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase();
}

/** The bytes of a hexadecimal text, spaces and colons between them allowed; null when it is none. */
export function bytesOfHexadecimal(text: string): Uint8Array | null {
  const digits = text.replace(/[\s:]/g, '');
  return digits.length % 2 === 0 && /^[0-9a-f]*$/i.test(digits) ? Buffer.from(digits, 'hex') : null;
}

/**
 * The identifier of an ISO 15693 chip as it is kept: 16 hexadecimal digits from E0, upper case. Readers also give it with
 * separators, or its bytes the other way round. Null when it is none.
 */
export function uidOf(text: string): string | null {
  const digits = text.replace(/[\s:-]/g, '').toUpperCase();
  if (!/^[0-9A-F]{16}$/.test(digits)) return null;
  if (digits.startsWith('E0')) return digits;
  const turned = hexadecimal(Buffer.from(digits, 'hex').reverse());
  return turned.startsWith('E0') ? turned : null;
}
