import { iso5426Marks, iso5426Spacing } from './iso5426.ts';
import { nonSortingBegin, nonSortingEnd } from './nonsorting.ts';

/** What becomes of a character that ISO 5426 has not: the text is refused, or the character is written `&#x20AC;`. */
export type Unwritable = 'refuse' | 'reference';

/** Text in ISO 5426, one character a byte, and the characters it could not hold (whether written as references or not). */
export interface WrittenText {
  readonly latin1: string;
  readonly unwritable: readonly string[];
}

/** Writes a text in ISO 5426: marks before their letter, non-sorting marks as 88 and 89 (UNIMARC). */
export function toIso5426(text: string): WrittenText {
  if (ascii.test(text)) return { latin1: text, unwritable: [] };
  let latin1 = '';
  const unwritable: string[] = [];
  for (const [cluster] of text.normalize('NFD').matchAll(clusters)) {
    const [base, ...marks] = [...cluster];
    const letter = byteOf(base!, spacingByte);
    const bytes = marks.map((mark) => byteOf(mark, markByte));
    if (letter !== null && bytes.every((byte) => byte !== null)) latin1 += bytes.join('') + letter;
    else {
      const composed = [...cluster.normalize('NFC')];
      const lacking = composed.filter((character) => byteOf(character, spacingByte) === null);
      unwritable.push(...lacking);
      latin1 += composed.map((character) => byteOf(character, spacingByte) ?? reference(character)).join('');
    }
  }
  return { latin1, unwritable };
}

const ascii = /^[\x00-\x7f]*$/;
/** A character and the marks that follow it. */
const clusters = /[^\p{M}]\p{M}*|\p{M}+/gsu;

const reversed = (table: Readonly<Record<number, string>>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(table)
      .map(([byte, character]) => [character, String.fromCharCode(Number(byte))] as const)
      .reverse(), // of two bytes for one character the first of the table is written
  );
const markByte = reversed(iso5426Marks);
const spacingByte = new Map([...reversed(iso5426Spacing), [nonSortingBegin, '\x88'], [nonSortingEnd, '\x89']]);

function byteOf(character: string, table: ReadonlyMap<string, string>): string | null {
  return ascii.test(character) ? character : (table.get(character) ?? null);
}

function reference(character: string): string {
  return `&#x${character.codePointAt(0)!.toString(16).toUpperCase()};`;
}
