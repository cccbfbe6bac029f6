/**
 * Escape sequences of ISO 2022 as MARC-8 and UNIMARC use them: they say which set the bytes that follow belong to. G0
 * is the set of bytes 21-7E, G1 that of A1-FE.
 */
export type GraphicSet =
  'ascii' | 'ansel' | 'iso-5426' | 'greek-symbols' | 'subscripts' | 'superscripts' | UnsupportedSet;

/** A set that is recognised and not read. Its final byte, and how many bytes make one of its characters. */
export interface UnsupportedSet {
  readonly name: string;
  readonly bytesPerCharacter: 1 | 3;
}

/** An escape sequence read at a place: which half it changes, to what, and its length in bytes. */
export interface Designation {
  readonly half: 'g0' | 'g1';
  readonly set: GraphicSet;
  readonly length: number;
}

const unsupported = (name: string, bytesPerCharacter: 1 | 3 = 1): UnsupportedSet => ({ name, bytesPerCharacter });

/** MARC-8, technique 1: ESC and one byte. */
const technique1: Readonly<Record<string, GraphicSet>> = {
  g: 'greek-symbols',
  b: 'subscripts',
  p: 'superscripts',
  s: 'ascii',
};

/** Final bytes of the registered sets (ISO-IR), after ESC and an intermediate byte. */
const finals: Readonly<Record<string, GraphicSet>> = {
  B: 'ascii',
  '@': 'ascii',
  P: 'iso-5426',
  '!E': 'ansel',
  N: unsupported('basic Cyrillic'),
  Q: unsupported('extended Cyrillic'),
  S: unsupported('Greek'),
  '2': unsupported('Hebrew'),
  '3': unsupported('basic Arabic'),
  '4': unsupported('extended Arabic'),
  '1': unsupported('East Asian (EACC)', 3),
};

/** The designation that begins at this ESC, one character a byte; null for half of one. */
export function designationAt(latin1: string, at: number): Designation | null {
  const one = technique1[latin1[at + 1] ?? ''];
  if (one) return { half: 'g0', set: one, length: 2 };
  const found = /^\x1b(?:\$([(,)-]?)|([(,)-]))(!?[0-9@-~])/.exec(latin1.slice(at, at + 6));
  const set = found && finals[found[3]!];
  if (!found || !set || (found[1] !== undefined) !== isMultibyte(set)) return null;
  const intermediate = found[1] ?? found[2]!;
  return { half: intermediate === ')' || intermediate === '-' ? 'g1' : 'g0', set, length: found[0].length };
}

function isMultibyte(set: GraphicSet): boolean {
  return typeof set === 'object' && set.bytesPerCharacter > 1;
}
