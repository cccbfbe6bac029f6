import { QueryError } from '../query-error.ts';

/** A term between two blanks, its masking and anchoring characters taken off and counted (CQL 1.2, cql context set). */
export interface TermPart {
  readonly text: string;
  readonly anchoredLeft: boolean;
  readonly anchoredRight: boolean;
  readonly maskedLeft: boolean;
  readonly maskedRight: boolean;
}

/**
 * Cuts a term at its blanks. `*` may stand at either end of a part and `^` outside it; `?` is not supported, nor `*`
 * within a word. With `masking` 'off' (relation modifier unmasked) they are letters like the others.
 */
export function termParts(term: string, masking: 'on' | 'off'): TermPart[] {
  return partsOf(term).map((characters) => part(characters, masking));
}

/** The term as text, its backslashes taken off. */
export function termText(parts: readonly TermPart[]): string {
  return parts.map(({ text }) => text).join(' ');
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
  const is = (at: number, mark: string): boolean =>
    masking === 'on' && characters[at]?.value === mark && !characters[at].escaped;
  let start = 0;
  let end = characters.length;
  const anchoredLeft = is(start, '^');
  if (anchoredLeft) start++;
  const anchoredRight = end > start && is(end - 1, '^');
  if (anchoredRight) end--;
  const maskedLeft = end > start && is(start, '*');
  while (start < end && is(start, '*')) start++;
  const maskedRight = (end > start && is(end - 1, '*')) || (maskedLeft && start === end);
  while (end > start && is(end - 1, '*')) end--;

  for (let at = start; at < end; at++) {
    if (is(at, '?')) throw new QueryError('masking', '?');
    if (is(at, '*')) throw new QueryError('masking-position', '*');
    if (is(at, '^')) throw new QueryError('anchor-position', '^');
  }
  const text = characters.slice(start, end).map(({ value }) => value);
  return { text: text.join(''), anchoredLeft, anchoredRight, maskedLeft, maskedRight };
}
