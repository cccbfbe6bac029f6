import { Buffer, isUtf8 } from 'node:buffer';
import { context, universal, type Element } from './ber-reader.ts';
import type { BerWriter } from './ber-writer.ts';
import { MalformedMessage } from './malformed.ts';

/** A type of the standard's ASN.1: how its values are read from an element and written before what follows them. */
export interface Type<T> {
  /** Tags by which a value may begin; null: any. */
  readonly tags: readonly number[] | null;
  read(element: Element): T;
  /** Writes the whole element. `tag` takes the place of its own (IMPLICIT). */
  write(writer: BerWriter, value: T, tag?: number): void;
}
/** A component that may be absent. */
export interface OptionalType<T> extends Type<T> {
  readonly optional: true;
}
export type ValueOf<T> = T extends Type<infer V> ? V : never;

/** INTEGER: two's complement, kept within what a JavaScript number holds exactly. */
export const integer: Type<number> = simple(universal(2), readInteger, writeInteger);
export const boolean: Type<boolean> = simple(
  universal(1),
  ({ bytes, start, end }) => end > start && bytes[start] !== 0,
  (writer, value) => writer.byte(value ? 1 : 0),
);
/** NULL; present is all it says. */
export const nothing: Type<true> = simple(
  universal(5),
  () => true as const,
  () => undefined,
);
export const octets: Type<Buffer> = {
  tags: [universal(4)],
  read: readOctets,
  write(writer, value, tag = universal(4)) {
    const before = writer.size;
    writer.raw(value);
    writer.header(tag, 'primitive', before);
  },
};
/** InternationalString, a GeneralString: UTF-8 where it is, else ISO 8859-1. */
export const internationalString: Type<string> = simple(universal(27), readText, (writer, value) => writer.text(value));
export const visibleString: Type<string> = simple(universal(26), readText, (writer, value) => writer.text(value));
/** VisibleString as version 2 wrote it, GeneralString as version 3 may: read both, write what everybody reads. */
export const anyString: Type<string> = { ...visibleString, tags: [universal(26), universal(27)] };
/** OBJECT IDENTIFIER, dotted. */
export const oid: Type<string> = simple(universal(6), readOid, writeOid);
/** BIT STRING: numbers of the bits that are set, bit 0 first. Wrong counts of unused bits, which are common, do not matter. */
export const bits: Type<readonly number[]> = simple(universal(3), readBits, writeBits);

/** Whatever stands there, as its bytes. */
export const any: Type<Buffer> = {
  tags: null,
  read: ({ bytes, from, to }) => bytes.subarray(from, to),
  write: (writer, value) => writer.raw(value),
};

/** `[number] IMPLICIT`; EXPLICIT where the type is a CHOICE or ANY, which has no tag of its own to give way. */
export function tagged<T>(number: number, type: Type<T>): Type<T> {
  return type.tags?.length === 1 ? implicit(number, type) : explicit(number, type);
}

function implicit<T>(number: number, type: Type<T>): Type<T> {
  return {
    tags: [context(number)],
    read: (element) => type.read(element),
    write: (writer, value, tag = context(number)) => type.write(writer, value, tag),
  };
}

/** `[number] EXPLICIT`: an element around the element. */
export function explicit<T>(number: number, type: Type<T>): Type<T> {
  return {
    tags: [context(number)],
    read(element) {
      const [inner] = element.parts;
      if (!inner || (type.tags && !type.tags.includes(inner.tag))) {
        throw new MalformedMessage(`[${number}] holds something else than its type`);
      }
      return type.read(inner);
    },
    write(writer, value, tag = context(number)) {
      const before = writer.size;
      type.write(writer, value);
      writer.header(tag, 'constructed', before);
    },
  };
}

export function optional<T>(type: Type<T>): OptionalType<T> {
  return { ...type, optional: true };
}

export function sequenceOf<T>(type: Type<T>): Type<readonly T[]> {
  return {
    tags: [universal(16)],
    read: (element) =>
      element.parts.filter(({ tag }) => type.tags === null || type.tags.includes(tag)).map((part) => type.read(part)),
    write(writer, values, tag = universal(16)) {
      const before = writer.size;
      for (let at = values.length - 1; at >= 0; at--) type.write(writer, values[at]!);
      writer.header(tag, 'constructed', before);
    },
  };
}

type Components = Readonly<Record<string, Type<never> | OptionalType<never>>>;
type OptionalKeys<C> = { [K in keyof C]: C[K] extends { optional: true } ? K : never }[keyof C];
/** The message a table of components describes. */
export type SequenceOf<C> = {
  readonly [K in Exclude<keyof C, OptionalKeys<C>>]: ValueOf<C[K]>;
} & { readonly [K in OptionalKeys<C>]?: ValueOf<C[K]> };

/** SEQUENCE: components in the standard's order; what is not in the table is passed over (version 3 may grow). */
export function sequence<const C extends Record<string, Type<unknown>>>(
  name: string,
  components: C,
): Type<SequenceOf<C>> {
  const rows = Object.entries(components as unknown as Components) as unknown as [string, OptionalType<unknown>][];
  return {
    tags: [universal(16)],
    read(element) {
      const message: Record<string, unknown> = {};
      let next = 0; // components come in order: the same tag may stand for two of them (SortKeySpec)
      for (const part of element.parts) {
        let at = next;
        while (at < rows.length && rows[at]![1].tags?.includes(part.tag) === false) at += 1;
        if (at === rows.length) continue;
        const [key, type] = rows[at]!;
        next = at + 1;
        try {
          message[key] = type.read(part);
        } catch (error) {
          if (error instanceof MalformedMessage) error.decoded = { ...message, [key]: error.decoded };
          throw error;
        }
      }
      for (const [key, { optional: mayLack }] of rows) {
        if (!mayLack && !Object.hasOwn(message, key)) throw new MalformedMessage(`${name} lacks ${key}`, message);
      }
      return message as SequenceOf<C>;
    },
    write(writer, message, tag = universal(16)) {
      const values = message as Record<string, unknown>;
      const before = writer.size;
      for (let at = rows.length - 1; at >= 0; at--) {
        const [key, type] = rows[at]!;
        if (values[key] !== undefined) type.write(writer, values[key]);
      }
      writer.header(tag, 'constructed', before);
    },
  };
}

/** One of several: an object with the one key that was chosen. */
export type ChoiceOf<C> = {
  [K in keyof C]: { readonly [P in K]: ValueOf<C[P]> } & { readonly [P in Exclude<keyof C, K>]?: undefined };
}[keyof C];

export function choice<const C extends Record<string, Type<unknown>>>(
  name: string,
  alternatives: C,
): Type<ChoiceOf<C>> {
  const rows = Object.entries(alternatives);
  const byTag = new Map(rows.flatMap(([key, type]) => (type.tags ?? []).map((tag) => [tag, { key, type }] as const)));
  return {
    tags: [...byTag.keys()],
    read(element) {
      const row = byTag.get(element.tag);
      if (!row) throw new MalformedMessage(`${name} is none of its alternatives`);
      return { [row.key]: row.type.read(element) } as ChoiceOf<C>;
    },
    write(writer, value, tag) {
      const before = writer.size;
      const [key, chosen] = Object.entries(value as object).find(([, each]) => each !== undefined)!;
      alternatives[key]!.write(writer, chosen);
      if (tag !== undefined) writer.header(tag, 'constructed', before);
    },
  };
}

function simple<T>(
  own: number,
  read: (element: Element) => T,
  contents: (writer: BerWriter, value: T) => void,
): Type<T> {
  return {
    tags: [own],
    read,
    write(writer, value, tag = own) {
      const before = writer.size;
      contents(writer, value);
      writer.header(tag, 'primitive', before);
    },
  };
}

function readInteger({ bytes, start, end }: Element): number {
  if (end === start || end - start > 8) throw new MalformedMessage(`an INTEGER of ${end - start} bytes`);
  let value = bytes.readInt8(start);
  for (let at = start + 1; at < end; at++) value = value * 256 + bytes[at]!;
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, value));
}

function writeInteger(writer: BerWriter, value: number): void {
  let rest = value;
  let byte: number;
  do {
    byte = ((rest % 256) + 256) % 256;
    writer.byte(byte);
    rest = (rest - byte) / 256;
  } while (!(rest === 0 && byte < 0x80) && !(rest === -1 && byte >= 0x80));
}

/** An OCTET STRING may come in segments; nobody in the field sends deeper ones than this. */
function readOctets(element: Element): Buffer {
  if (!element.constructed) return element.bytes.subarray(element.start, element.end);
  const segments = element.parts.map((part) => {
    if (part.constructed) throw new MalformedMessage('an OCTET STRING in segments of segments');
    return part.bytes.subarray(part.start, part.end);
  });
  return Buffer.concat(segments);
}

function readText(element: Element): string {
  const bytes = readOctets(element);
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}

function readOid({ bytes, start, end }: Element): string {
  if (end === start || end - start > longestOid || bytes[end - 1]! >= 0x80)
    throw new MalformedMessage('an OBJECT IDENTIFIER is cut');
  const arcs: number[] = [];
  let arc = 0;
  for (let at = start; at < end; at++) {
    arc = arc * 128 + (bytes[at]! & 0x7f);
    if (arc > Number.MAX_SAFE_INTEGER) throw new MalformedMessage('an OBJECT IDENTIFIER has too large an arc');
    if (bytes[at]! >= 0x80) continue;
    if (arcs.length === 0) arcs.push(Math.min(2, Math.floor(arc / 40)), arc - 40 * Math.min(2, Math.floor(arc / 40)));
    else arcs.push(arc);
    arc = 0;
  }
  return arcs.join('.');
}
const longestOid = 128;

function writeOid(writer: BerWriter, value: string): void {
  const [first, second, ...rest] = value.split('.').map(Number);
  const arcs = [first! * 40 + second!, ...rest];
  for (const arc of arcs.reverse()) {
    writer.byte(arc % 128);
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) writer.byte(0x80 | (left % 128));
  }
}

function readBits({ bytes, start, end }: Element): number[] {
  const set: number[] = [];
  const last = Math.min(end, start + 1 + longestBits / 8);
  for (let at = start + 1; at < last; at++) {
    for (let bit = 0; bit < 8; bit++) if (bytes[at]! & (0x80 >> bit)) set.push((at - start - 1) * 8 + bit);
  }
  return set;
}
const longestBits = 256;

function writeBits(writer: BerWriter, set: readonly number[]): void {
  const packed = Buffer.alloc(set.length === 0 ? 0 : Math.floor(Math.max(...set) / 8) + 1);
  for (const bit of set) packed[bit >> 3]! |= 0x80 >> (bit & 7);
  writer.raw(packed);
  writer.byte(0);
}
