import { QueryUnsupported } from '../../core/ports/search-index.ts';
import { codeKey } from '../../core/query/extract.ts';
import { identifierKey, numberInTerm } from '../../core/query/identifiers.ts';
import { indexes } from '../../core/query/indexes.ts';
import { maskedHeading, maskedValue, maskedWords } from '../../core/query/masks.ts';
import type { Clause } from '../../core/query/model.ts';
import { QueryError } from '../../core/query/query-error.ts';
import { parseRegexp, type Expression } from '../../core/query/regexp.ts';
import { headingKey, words } from '../../core/query/text.ts';
import { holding, maskExpression } from './expression.ts';
import { cut } from './fields.ts';

/** What one word, heading or value of a term stands for among the terms of its field. */
export type Slot =
  | { readonly kind: 'exactly'; readonly term: string }
  | { readonly kind: 'beginning'; readonly term: string }
  | { readonly kind: 'like'; readonly expression: Expression }
  | { readonly kind: 'anything' };

/** Words of a term. Truncation is that of each word of a list, and of the ends of a phrase; masks are where they stand. */
export function wordSlots(clause: Clause): Slot[] {
  const { truncation } = clause;
  if (truncation === 'regexp') return [{ kind: 'like', expression: regexp(clause) }];
  if (truncation === 'masked') return maskedWords(clause.term).map(masked);
  const number = clause.index === 'any' ? numberInTerm(clause.term) : null;
  const found = (number === null ? words(clause.term) : [number.toLowerCase()]).map(cut);
  const isList = clause.structure === 'all-words' || clause.structure === 'any-word';
  return found.map((word, at) => {
    const left = (truncation === 'left' || truncation === 'both') && (isList || at === 0);
    const right = (truncation === 'right' || truncation === 'both') && (isList || at === found.length - 1);
    return truncated(word, left && right ? 'both' : left ? 'left' : right ? 'right' : 'none');
  });
}

/** A whole heading; null when nothing of it can be searched. */
export function headingSlot(clause: Clause): Slot | null {
  if (clause.truncation === 'regexp') throw new QueryUnsupported('regular expression over a whole field');
  if (clause.truncation === 'masked') {
    const mask = maskedHeading(clause.term);
    return mask === '' ? null : masked(mask);
  }
  const key = cut(headingKey(clause.term));
  return key === '' ? null : truncated(key, clause.truncation);
}

/** An identifier or a code, or what stands for several of them; null when nothing of it can be searched. */
export function valueSlot(clause: Clause): Slot | null {
  const { index, truncation } = clause;
  if (truncation === 'regexp') return { kind: 'like', expression: regexp(clause) };
  if (truncation === 'masked') {
    const mask = maskedValue(index, clause.term);
    return mask === '' ? null : masked(mask);
  }
  const term = cut(indexes[index].type === 'identifier' ? identifierKey(index, clause.term) : codeKey(clause.term));
  return term === '' ? null : truncated(term, truncation);
}

/** A term, cut on the left, on the right, or on both sides. */
export function truncated(term: string, truncation: 'none' | 'left' | 'right' | 'both'): Slot {
  if (truncation === 'none') return { kind: 'exactly', term };
  if (truncation === 'right') return { kind: 'beginning', term };
  return { kind: 'like', expression: holding(term, truncation === 'left' ? 'at-end' : 'anywhere') };
}

function masked(mask: string): Slot {
  if (mask === '*') return { kind: 'anything' };
  return /[*?\\]/.test(mask)
    ? { kind: 'like', expression: maskExpression(mask) }
    : { kind: 'exactly', term: cut(mask) };
}

function regexp({ index, term }: Clause): Expression {
  try {
    return parseRegexp(index, term.trim());
  } catch (error) {
    if (error instanceof QueryError) throw new QueryUnsupported(error.message);
    throw error;
  }
}
