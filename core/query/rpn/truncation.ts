import { maskParts } from '../masks.ts';
import type { Clause } from '../model.ts';
import { QueryError } from '../query-error.ts';
import { words } from '../text.ts';

/** A term whose truncation has been read: masks in CQL's notation, or a regular expression. */
export type TruncatedTerm =
  { readonly kind: 'masked'; readonly mask: string } | { readonly kind: 'expression'; readonly expression: string };

/**
 * Bib-1 truncation, type 5. 1, 2 and 3 hide what follows, precedes or surrounds each word of the term as `where` says;
 * 101 has `#` for any characters; 104 (Z39.58) `#` for one, `?` for any, `?n` for up to n; 102 is a regular expression.
 */
export function truncatedTerm(text: string, truncation: number, where: 'ends' | 'each'): TruncatedTerm {
  const term = text.trim();
  switch (truncation) {
    case 102:
      return { kind: 'expression', expression: term };
    case 101:
      return { kind: 'masked', mask: letters(term).replaceAll('#', '*') };
    case 104:
      return z3958(term);
    case 100:
      return { kind: 'masked', mask: letters(term) };
    default: {
      const left = truncation === 1 ? '' : '*';
      const right = truncation === 2 ? '' : '*';
      const parts = where === 'each' ? words(term) : [term];
      return { kind: 'masked', mask: parts.map((part) => left + letters(part) + right).join(' ') };
    }
  }
}

/** Characters a term may leave out at one `?n`: more is any number. */
const mostOptional = 9;

function z3958(term: string): TruncatedTerm {
  if (!/\?\d/.test(term)) {
    const mask = term.replace(/[*\\]/g, '\\$&').replace(/[?#]/g, (sign) => (sign === '?' ? '*' : '?'));
    return { kind: 'masked', mask };
  }
  const expression = term.replace(/\?(\d+)|[?#]|[^\p{L}\p{N}\s]/gu, (sign: string, count?: string) => {
    if (count === undefined) return sign === '?' ? '.*' : sign === '#' ? '.' : `\\${sign}`;
    if (Number(count) > mostOptional) throw new QueryError('truncation', sign);
    return '.?'.repeat(Number(count));
  });
  return { kind: 'expression', expression };
}

/** A text none of whose characters masks. */
function letters(text: string): string {
  return text.replace(/[*?\\]/g, '\\$&');
}

/** The other way: the text of a term and the value of type 5 that says how it is truncated. */
export function truncatedText({ term, truncation }: Pick<Clause, 'term' | 'truncation'>): {
  readonly text: string;
  readonly truncation: number;
} {
  if (truncation !== 'masked') return { text: term, truncation: values[truncation] };
  const parts = maskParts(term);
  const plain = parts.map((part) => (typeof part === 'string' ? '' : part.literal)).join('');
  const onlyRuns = !parts.includes('?') && !plain.includes('#');
  if (onlyRuns)
    return { text: parts.map((part) => (typeof part === 'string' ? '#' : part.literal)).join(''), truncation: 101 };
  // in Z39.58 a digit after `?` counts, and neither sign can be taken as it is
  const asZ3958 = parts.map((part) => (part === '*' ? '?' : part === '?' ? '#' : part.literal)).join('');
  if (!/[?#]/.test(plain) && !/\?\d/.test(asZ3958)) return { text: asZ3958, truncation: 104 };
  const expression = parts.map((part) =>
    part === '*' ? '.*' : part === '?' ? '.' : part.literal.replace(/[^\p{L}\p{N}\s]/gu, '\\$&'),
  );
  return { text: expression.join(''), truncation: 102 };
}

const values: Readonly<Record<Exclude<Clause['truncation'], 'masked'>, number>> = {
  none: 100,
  right: 1,
  left: 2,
  both: 3,
  regexp: 102,
};
