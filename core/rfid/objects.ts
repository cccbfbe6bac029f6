import { compactedText, integerText, isilText } from './compaction.ts';
import { MalformedTag } from './malformed-tag.ts';
import { hexadecimal, type TagContent, type TagRemainder } from './tag.ts';

/** Relative object identifiers of ISO 28560-2 that are understood here. */
const oid = { primaryId: 1, contentParameter: 2, owner: 3, setInformation: 4, shelfLocation: 6 } as const;
/** A relative identifier of 15 says that the identifier follows elsewhere. */
const extendedIdentifier = 15;
/** Lengths beyond this take several bytes. */
const longestLength = 127;

interface TagObject {
  readonly oid: number;
  readonly compaction: number;
  readonly data: Uint8Array;
}

/**
 * Reads the objects of ISO 28560-2 (encoded by ISO/IEC 15962): precursor, offset when the precursor announces one, length,
 * data. Only what the example of the standard lets one verify is understood; any other object is kept as it is. Throws
 * MalformedTag, nothing else.
 */
export function decodeObjects(bytes: Uint8Array): TagContent {
  const { objects, rest, cutOff } = tellApart(bytes);
  const read = contentOf(objects, rest);
  if (cutOff) throw new MalformedTag('object-cut-off', read);
  if (read.primaryId === null) throw new MalformedTag('no-primary-id', read);
  return read;
}

function tellApart(bytes: Uint8Array): { objects: TagObject[]; rest: Uint8Array; cutOff: boolean } {
  const objects: TagObject[] = [];
  let at = 0;
  while (at < bytes.length && bytes[at] !== 0) {
    const precursor = bytes[at]!;
    const identifier = precursor & 0x0f;
    const hasOffset = (precursor & 0x80) !== 0;
    const padding = hasOffset ? bytes[at + 1] : 0;
    const length = bytes[at + (hasOffset ? 2 : 1)];
    const from = at + (hasOffset ? 3 : 2);
    if (padding === undefined || length === undefined) return { objects, rest: bytes.subarray(at), cutOff: true };
    if (identifier === extendedIdentifier || length > longestLength) {
      return { objects, rest: bytes.subarray(at), cutOff: false };
    }
    if (from + length > bytes.length) return { objects, rest: bytes.subarray(at), cutOff: true };
    const data = bytes.subarray(from, from + length);
    objects.push({ oid: identifier, compaction: (precursor >> 4) & 0x07, data });
    at = from + length + padding;
  }
  return { objects, rest: bytes.subarray(bytes.length), cutOff: false };
}

function contentOf(objects: readonly TagObject[], rest: Uint8Array): TagContent {
  const besides: TagRemainder[] = [];
  const said: { primaryId?: string; owner?: string; set?: string; shelfLocation?: string } = {};
  for (const object of objects) {
    const { data } = object;
    const understood =
      object.oid === oid.primaryId
        ? take(said, 'primaryId', compactedText(object.compaction, data))
        : object.oid === oid.owner
          ? take(said, 'owner', object.compaction === 0 ? isilText(data) : compactedText(object.compaction, data))
          : object.oid === oid.setInformation
            ? take(said, 'set', object.compaction === 1 ? setDigits(integerText(data)) : null)
            : object.oid === oid.shelfLocation
              ? take(said, 'shelfLocation', compactedText(object.compaction, data))
              : object.oid === oid.contentParameter; // says which objects follow: they are read anyway
    if (!understood) besides.push({ kind: 'object', id: object.oid, bytes: hexadecimal(data) });
  }
  if (rest.length > 0) besides.push({ kind: 'unread', id: null, bytes: hexadecimal(rest) });
  const parts = said.set === undefined ? null : Number(said.set.slice(0, 2));
  const part = said.set === undefined ? null : Number(said.set.slice(2));
  return {
    model: 'objects',
    primaryId: said.primaryId ?? null,
    typeOfUsage: null,
    parts,
    part,
    owner: said.owner ?? null,
    shelfLocation: said.shelfLocation ?? null,
    crc: null,
    besides,
  };
}

/** Keeps a text under its name, the first time it is said; false when there is none. */
function take<Name extends string>(said: { [name in Name]?: string }, name: Name, text: string | null): boolean {
  if (text === null || text === '' || said[name] !== undefined) return false;
  said[name] = text;
  return true;
}

/** Set information: `1203` is part 3 of 12. Longer numbers are not in the example of the standard. */
function setDigits(text: string | null): string | null {
  if (text === null || text.length > 4) return null;
  const digits = text.padStart(4, '0');
  const [parts, part] = [Number(digits.slice(0, 2)), Number(digits.slice(2))];
  return parts >= 1 && part <= parts ? digits : null;
}

/** The relative identifiers a content parameter announces: its bits from the highest stand for 3, 4, 5 … */
export function announced(parameter: Uint8Array): number[] {
  const bits = [...parameter].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return [...bits].flatMap((bit, index) => (bit === '1' ? [index + 3] : []));
}
