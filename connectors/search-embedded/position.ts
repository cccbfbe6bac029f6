/*
 * The place of a word in a document, for one index: which value (one per field occurrence), which word of it, and
 * whether it is the last one. Packed in 32 bits so that places sort, and word n + 1 is two above word n.
 */

/** Values and words beyond these are found, but not by phrase: no ISO 2709 record (99,999 bytes) reaches them. */
export const maximumOccurrence = 0x7ffe;
export const maximumOffset = 0xfffe;

const lastBit = 1;

export function packPosition(occurrence: number, offset: number, isLast: boolean): number {
  return ((occurrence << 17) | (offset << 1) | (isLast ? lastBit : 0)) >>> 0;
}

/** The number of the word: consecutive words of one value have consecutive numbers, values are far apart. */
export function wordOf(position: number): number {
  return position >>> 1;
}

export function occurrenceOf(word: number): number {
  return word >>> 16;
}

export function isFirst(word: number): boolean {
  return (word & 0xffff) === 0;
}

export function isLast(position: number): boolean {
  return (position & lastBit) === lastBit;
}
