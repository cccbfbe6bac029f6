import { QueryError } from '../query-error.ts';

/** A term between two blanks, its anchors taken off (CQL 1.2, cql context set: masking rules). */
export interface TermPart {
  /** With its masks, a backslash before a plain `*`, `?` or backslash. */
  readonly mask: string;
  /** The characters alone, masks left out. */
  readonly text: string;
  readonly isMasked: boolean;
  readonly anchoredLeft: boolean;
  readonly anchoredRight: boolean;
}

/** Cuts a term at its blanks. With `masking` 'off' (relation modifier unmasked), `*`, `?` and `^` are letters. */
export function termParts(term: string, masking: 'on' | 'off'): TermPart[] {
  return partsOf(term).map((characters) => part(characters, masking));
}

/** The term as text, its backslashes and masks taken off. */
export function termText(parts: readonly TermPart[]): string {
  return parts.map(({ text }) => text).join(' ');
}

/** The term with its masks. */
export function termMask(parts: readonly TermPart[]): string {
  return parts.map(({ mask }) => mask).join(' ');
}

interface Character {
  readonly value: string;
  readonly escaped: boolean;
}

function partsOf(term: string): Character[][] {
  const parts: Character[][] = [[]];
  for (let at = 0; at < term.length; at++) {
    let value = term[at]!;
    let escaped = false;
    if (value === '\\') {
      value = term[++at] ?? '';
      // CQL 1.2: a backslash before any other character is an error
      if (!['*', '?', '^', '"', '\\'].includes(value)) throw new QueryError('escape', `\\${value}`);
      escaped = true;
    }
    if (!escaped && /\s/.test(value)) parts.push([]);
    else parts.at(-1)!.push({ value, escaped });
  }
  return parts.filter((characters) => characters.length > 0);
}

function part(characters: readonly Character[], masking: 'on' | 'off'): TermPart {
  const signAt = (at: number): string | null => {
    const character = characters[at];
    return masking === 'on' && character && !character.escaped && '*?^'.includes(character.value)
      ? character.value
      : null;
  };
  let start = 0;
  let end = characters.length;
  const anchoredLeft = signAt(start) === '^';
  if (anchoredLeft) start++;
  const anchoredRight = end > start && signAt(end - 1) === '^';
  if (anchoredRight) end--;

  let mask = '';
  let text = '';
  let isMasked = false;
  for (let at = start; at < end; at++) {
    const sign = signAt(at);
    if (sign === '^') throw new QueryError('anchor-position', '^');
    const { value } = characters[at]!;
    if (sign !== null) isMasked = true;
    else text += value;
    mask += sign === null && ['*', '?', '\\'].includes(value) ? `\\${value}` : value;
  }
  return { mask, text, isMasked, anchoredLeft, anchoredRight };
}
