import { anselMarks, anselSpacing } from './ansel.ts';
import { designationAt, type GraphicSet, type UnsupportedSet } from './escapes.ts';
import { iso5426Marks, iso5426Spacing } from './iso5426.ts';

/** What is lost of a text: sets that are recognised and not read, by name. */
export interface Unread {
  readonly sets: readonly string[];
}

/**
 * The text of bytes in MARC-8 or ISO 5426, its escape sequences obeyed, NFC. A byte without character gives U+FFFD, and
 * so does each character of a set that is not read, named in `unread`. ESC that begins no known sequence stays.
 */
export function decodeDesignated(latin1: string, upper: 'ansel' | 'iso-5426'): { text: string } & Unread {
  let g0: GraphicSet = 'ascii';
  let g1: GraphicSet = upper;
  const sets = new Set<string>();
  let text = '';
  let waiting = '';
  for (let at = 0; at < latin1.length; at += 1) {
    const byte = latin1.charCodeAt(at);
    if (byte === 0x1b) {
      const designation = designationAt(latin1, at);
      if (designation) {
        if (designation.half === 'g0') g0 = designation.set;
        else g1 = designation.set;
        at += designation.length - 1;
        continue;
      }
    }
    const set: GraphicSet = byte < 0x80 ? g0 : g1;
    if (byte <= 0x20) text += latin1[at]! + waiting;
    else if (typeof set === 'object') {
      sets.add(set.name);
      text += `\ufffd${waiting}`;
      at += set.bytesPerCharacter - 1;
    } else {
      const mark = markOf(set, byte);
      if (mark !== undefined) {
        waiting += mark;
        continue;
      }
      text += characterOf(set, byte) + waiting;
    }
    waiting = '';
  }
  return { text: (text + waiting).normalize('NFC'), sets: [...sets] };
}

type ReadSet = Exclude<GraphicSet, UnsupportedSet>;

function markOf(set: ReadSet, byte: number): string | undefined {
  if (set === 'ansel') return anselMarks[byte | 0x80];
  return set === 'iso-5426' ? iso5426Marks[byte | 0x80] : undefined;
}

function characterOf(set: ReadSet, byte: number): string {
  const low = String.fromCharCode(byte & 0x7f);
  if (set === 'ascii') return low;
  if (set === 'ansel') return anselSpacing[byte | 0x80] ?? '\ufffd';
  if (set === 'iso-5426') return iso5426Spacing[byte | 0x80] ?? '\ufffd';
  return small[set][low] ?? '\ufffd';
}

const raised = (characters: string, forms: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...characters].map((character, index) => [character, [...forms][index]!]));

/** The sets of MARC-8 that hold a few characters. */
const small: Readonly<Record<'greek-symbols' | 'subscripts' | 'superscripts', Readonly<Record<string, string>>>> = {
  'greek-symbols': { a: 'α', b: 'β', c: 'γ' },
  subscripts: raised('()+-0123456789', '₍₎₊₋₀₁₂₃₄₅₆₇₈₉'),
  superscripts: raised('()+-0123456789', '⁽⁾⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹'),
};
