import { compactNumber } from '../marc/numbers.ts';
import { indexes, type IndexName } from './indexes.ts';
import { cutWords, elisionBefore, fold, words, type WordRules } from './text.ts';

/*
 * Masking as CQL 1.2 writes it: `*` stands for any run of characters, even none, `?` for exactly one, and a backslash
 * takes their meaning from them. Every function gives masks in that same notation, over normalised text: since a mask
 * compares normalised letters, `c?ur` does not find `cœur`, which is kept as `coeur`.
 */

/** The masks of a term, one a word: cut and folded as `words` does, masked characters being letters like the others. */
export function maskedWords(term: string): string[] {
  if (!hasMasks(term)) return words(term);
  return cutWords(fold(hidden(term)), maskedWordRules).map(shown);
}

/** The mask of a whole heading; there `*` and `?` also stand for blanks between two words. */
export function maskedHeading(term: string): string {
  return shown((fold(hidden(term)).match(maskedWordRules.word) ?? []).join(' '));
}

/** The mask of a value of an identifier, code or year index, in the form under which such values are kept. */
export function maskedValue(index: IndexName, term: string): string {
  const { type } = indexes[index];
  const normalise = type === 'identifier' ? numberPart(index) : (part: string): string => part.toLowerCase();
  return term
    .trim()
    .split(maskOrEscape)
    .map((part, at) => (at % 2 === 0 ? normalise(part) : isEscape(part) ? escaped(normalise(part.slice(1))) : part))
    .join('');
}

/** Whether a text has a sign of masking in it, or a backslash: most have none, and nothing is to be read in them. */
export function hasMasks(text: string): boolean {
  return /[*?\\]/.test(text);
}

/** A part of a mask: characters as they are, any run of characters, or one character. */
export type MaskPart = { readonly literal: string } | '*' | '?';

/** The parts of a mask, in order; neighbouring `*` are one. */
export function maskParts(mask: string): MaskPart[] {
  const parts: MaskPart[] = [];
  for (const part of mask.split(maskOrEscape)) {
    const last = parts.at(-1);
    if (part === '' || (part === '*' && last === '*')) continue;
    if (part === '*' || part === '?') parts.push(part);
    else {
      const literal = isEscape(part) ? part.slice(1) : part;
      if (typeof last === 'object') parts[parts.length - 1] = { literal: last.literal + literal };
      else parts.push({ literal });
    }
  }
  return parts;
}

const maskOrEscape = /(\\[^]|[*?])/u;

// Characters for private use stand for masks while the term is folded and cut.
const anyRun = '\ue000';
const oneCharacter = '\ue001';
const maskedWordRules: WordRules = {
  word: /[\p{L}\p{N}\ue000\ue001]+/gu,
  elision: elisionBefore('\\p{L}\\p{N}\\ue000\\ue001'),
};

function hidden(term: string): string {
  return term
    .split(maskOrEscape)
    .map((part) => (part === '*' ? anyRun : part === '?' ? oneCharacter : isEscape(part) ? part.slice(1) : part))
    .join('');
}

function shown(masked: string): string {
  return masked.replaceAll(anyRun, '*').replaceAll(oneCharacter, '?');
}

function isEscape(part: string): boolean {
  return part.length > 1 && part.startsWith('\\');
}

function escaped(text: string): string {
  return text.replace(/[*?\\]/g, String.raw`\$&`);
}

/** Parts of a number as they are kept; what the whole would become (ISBN-13 of an ISBN-10) is not known from a part. */
function numberPart(index: IndexName): (part: string) => string {
  if (index === 'control-number' || index === 'barcode') return (part) => part.toUpperCase();
  return compactNumber;
}
