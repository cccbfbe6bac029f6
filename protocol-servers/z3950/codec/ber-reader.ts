import type { Buffer } from 'node:buffer';
import { MalformedMessage } from './malformed.ts';

/**
 * One element of BER (ISO 8825): where it stands in the bytes of its APDU, and its parts when it is constructed. `tag`
 * is the number and the class together, as `universal` and `context` make it.
 */
export interface Element {
  readonly tag: number;
  readonly constructed: boolean;
  readonly bytes: Buffer;
  /** First byte of the tag. */
  readonly from: number;
  /** First byte of the contents, and the byte after the last. */
  readonly start: number;
  end: number;
  /** The byte after the whole element, its end-of-contents included. */
  to: number;
  readonly parts: Element[];
}

/** How much one APDU may hold. */
export interface BerLimits {
  /** Elements within elements. */
  readonly depth: number;
  readonly elements: number;
}

/** Three times what a query of 500 terms with six attributes each takes. */
export const defaultBerLimits: BerLimits = { depth: 512, elements: 60_000 };

/** The tag of a universal type: 2 INTEGER, 4 OCTET STRING, 16 SEQUENCE … */
export const universal = (number: number): number => number * 4;
/** The tag `[number]` of a definition. */
export const context = (number: number): number => number * 4 + 2;

/** Reads one element and all it holds, in a loop: depth costs no stack. Throws MalformedMessage. */
export function readElement(bytes: Buffer, limits: BerLimits = defaultBerLimits): Element {
  const open: { readonly element: Element; readonly bound: number; readonly indefinite: boolean }[] = [];
  let root: Element | null = null;
  let at = 0;
  let count = 0;
  for (;;) {
    let top = open.at(-1);
    while (top && !top.indefinite && at === top.bound) {
      open.pop();
      top = open.at(-1);
    }
    if (root && !top) {
      if (at !== bytes.length) throw new MalformedMessage(`${bytes.length - at} bytes after the APDU`);
      return root;
    }
    const bound = top ? top.bound : bytes.length;
    if (top?.indefinite && at + 1 < bound && bytes[at] === 0 && bytes[at + 1] === 0) {
      top.element.end = at;
      at += 2;
      top.element.to = at;
      open.pop();
      continue;
    }
    if ((count += 1) > limits.elements) throw new MalformedMessage(`more than ${limits.elements} elements`);
    const header = readHeader(bytes, at, bound);
    const end = header.length === null ? bound : header.start + header.length;
    if (end > bound) throw new MalformedMessage(`an element at ${at} is longer than what holds it`);
    const element: Element = {
      tag: header.tag,
      constructed: header.constructed,
      bytes,
      from: at,
      start: header.start,
      end,
      to: end,
      parts: [],
    };
    if (top) top.element.parts.push(element);
    else root = element;
    if (!header.constructed) {
      at = end;
      continue;
    }
    if (open.length >= limits.depth) throw new MalformedMessage(`more than ${limits.depth} elements within elements`);
    open.push({ element, bound: end, indefinite: header.length === null });
    at = header.start;
  }
}

/** Tag and length. A null length is the indefinite form, which only constructed elements may have. */
function readHeader(bytes: Buffer, from: number, bound: number) {
  let at = from;
  const next = (): number => {
    if (at >= bound) throw new MalformedMessage(`an element at ${from} ends inside its header`);
    return bytes[at++]!;
  };
  const first = next();
  let number = first & 0x1f;
  if (number === 0x1f) {
    number = 0;
    let byte: number;
    do {
      byte = next();
      number = number * 128 + (byte & 0x7f);
      if (number > longestTag) throw new MalformedMessage(`a tag at ${from} is too large`);
    } while (byte >= 0x80);
  }
  const constructed = (first & 0x20) !== 0;
  const tag = number * 4 + (first >> 6);
  const short = next();
  if (short < 0x80) return { tag, constructed, start: at, length: short };
  if (short === 0x80) {
    if (!constructed) throw new MalformedMessage(`an element at ${from} has no length and no parts`);
    return { tag, constructed, start: at, length: null };
  }
  if (short > 0x88) throw new MalformedMessage(`a length at ${from} of ${short & 0x7f} bytes`);
  let length = 0;
  for (let count = short & 0x7f; count > 0; count--) length = length * 256 + next();
  return { tag, constructed, start: at, length };
}

const longestTag = 0xffff;
