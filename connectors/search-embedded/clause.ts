import { codeKey } from '../../core/query/extract.ts';
import { identifierKey, numberInTerm } from '../../core/query/identifiers.ts';
import { indexes } from '../../core/query/indexes.ts';
import { maskedHeading, maskedValue, maskedWords } from '../../core/query/masks.ts';
import type { Clause } from '../../core/query/model.ts';
import { QueryError } from '../../core/query/query-error.ts';
import { parseRegexp, type Expression } from '../../core/query/regexp.ts';
import { headingKey, words } from '../../core/query/text.ts';
import { QueryUnsupported } from '../../core/ports/search-index.ts';
import { maskExpression, matchesAll } from './automaton.ts';
import { between, everyKey, holding, matching, startingWith, type KeyRange } from './expand.ts';
import { cut, hasHeadings, headingField, isHeadingField, keyOf, shownMark, termField, yearKey } from './fields.ts';
import type { Located, Slot } from './located.ts';

/** What one clause asks of the dictionary. */
export type Asked =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'everything' }
  | { readonly kind: 'slot'; readonly slot: Slot }
  | { readonly kind: 'every' | 'some'; readonly slots: readonly Slot[] }
  | { readonly kind: 'located'; readonly located: Located };

/** Reads a clause, its relation `<>` apart: the caller takes the complement of `=`. Throws QueryUnsupported. */
export function read(clause: Clause): Asked {
  const { type } = indexes[clause.index];
  if (type === 'year') return readYear(clause);
  if (type === 'text') return readText(clause);
  if (clause.relation !== '=' && clause.relation !== '<>')
    throw new QueryUnsupported(`relation ${clause.relation} on ${clause.index}`);
  return readValue(clause);
}

/** A clause as something that stands at places of a text. Throws QueryUnsupported for those that do not. */
export function locate(clause: Clause): Located {
  if (indexes[clause.index].type !== 'text') throw new QueryUnsupported(`proximity on ${clause.index}`);
  if (clause.relation !== '=') throw new QueryUnsupported(`relation ${clause.relation} inside proximity`);
  const slots = slotsOf(clause);
  const whole = clause.completeness === 'complete-field' || clause.structure === 'heading';
  const first = whole || clause.position === 'first-in-field';
  const last = whole || clause.position === 'last-in-field';
  if (clause.structure === 'any-word') {
    return { kind: 'either', parts: slots.map((slot) => ({ kind: 'phrase', slots: [slot], first, last })) };
  }
  if (clause.structure === 'all-words' && slots.length > 1)
    throw new QueryUnsupported('a list of words inside proximity');
  return { kind: 'phrase', slots, first, last };
}

function readYear(clause: Clause): Asked {
  const field = termField(clause.index);
  const equal = clause.relation === '=' || clause.relation === '<>';
  if (clause.truncation === 'masked' || clause.truncation === 'regexp') {
    if (!equal) throw new QueryUnsupported(`${clause.truncation} year with relation ${clause.relation}`);
    return readValue(clause);
  }
  const digits = clause.term.trim();
  if (!/^\d{1,4}$/.test(digits)) return { kind: 'nothing' };
  if (clause.truncation === 'none')
    return { kind: 'slot', slot: related(field, yearKey(Number(digits)), clause.relation) };
  if (!equal) throw new QueryUnsupported(`truncated year with relation ${clause.relation}`);
  return { kind: 'slot', slot: slotOf(field, digits, clause.truncation) };
}

/** An identifier, a code, or what stands for several of them. */
function readValue(clause: Clause): Asked {
  const { index, truncation } = clause;
  const field = termField(index);
  if (truncation === 'masked') return { kind: 'slot', slot: patternOf(field, maskedValue(index, clause.term)) };
  if (truncation === 'regexp') return { kind: 'slot', slot: { range: matching(field, regexp(clause)) } };
  const term = indexes[index].type === 'identifier' ? identifierKey(index, clause.term) : codeKey(clause.term);
  return term === '' ? { kind: 'nothing' } : { kind: 'slot', slot: slotOf(field, cut(term), truncation) };
}

function readText(clause: Clause): Asked {
  if (clause.relation !== '=' && clause.relation !== '<>') {
    if (!hasHeadings(clause.index)) throw new QueryUnsupported(`relation ${clause.relation} on ${clause.index}`);
    if (clause.truncation !== 'none')
      throw new QueryUnsupported(`${clause.truncation} truncation with relation ${clause.relation}`);
    return { kind: 'slot', slot: related(headingField(clause.index), cut(headingKey(clause.term)), clause.relation) };
  }
  if (clause.structure === 'heading' || clause.completeness === 'complete-field') return readHeading(clause);

  const slots = slotsOf(clause);
  if (slots.length === 0) return { kind: 'nothing' };
  const first = clause.position === 'first-in-field';
  const last = clause.position === 'last-in-field';
  if (clause.structure === 'all-words' || clause.structure === 'any-word') {
    if (slots.length > 1 && (first || last))
      throw new QueryUnsupported(`${first ? 'first' : 'last'} in field for a list of words`);
    if (!first && !last) return { kind: clause.structure === 'all-words' ? 'every' : 'some', slots };
  }
  if (slots.length === 1 && !first && !last) return everythingOr(clause, slots[0]!);
  return { kind: 'located', located: { kind: 'phrase', slots, first, last } };
}

/** A word that is one mask for any word: every record that says anything there. */
function everythingOr(clause: Clause, slot: Slot): Asked {
  const anything = clause.truncation === 'masked' && maskedWords(clause.term).every((mask) => mask === '*');
  if (!anything) return { kind: 'slot', slot };
  if (!hasHeadings(clause.index)) return { kind: 'everything' }; // every record has a number, which `any` holds
  return { kind: 'slot', slot: { range: everyKey(headingField(clause.index)) } };
}

function readHeading(clause: Clause): Asked {
  const { index, truncation } = clause;
  if (clause.structure === 'any-word' || clause.structure === 'all-words')
    throw new QueryUnsupported('complete field for a list of words');
  if (truncation === 'regexp') throw new QueryUnsupported('regular expression over a whole field');
  if (hasHeadings(index)) {
    const field = headingField(index);
    if (truncation === 'masked') {
      const mask = maskedHeading(clause.term);
      return mask === '' ? { kind: 'nothing' } : { kind: 'slot', slot: patternOf(field, mask) };
    }
    const key = cut(headingKey(clause.term));
    return key === '' ? { kind: 'nothing' } : { kind: 'slot', slot: slotOf(field, key, truncation) };
  }
  if (truncation !== 'none') throw new QueryUnsupported(`${truncation} truncation of a whole field of ${index}`);
  const slots = slotsOf(clause);
  return slots.length === 0
    ? { kind: 'nothing' }
    : { kind: 'located', located: { kind: 'phrase', slots, first: true, last: true } };
}

/** Words of a term. Truncation is that of each word of a list, and of the ends of a phrase; masks are where they stand. */
function slotsOf(clause: Clause): Slot[] {
  const field = termField(clause.index);
  const { truncation } = clause;
  if (truncation === 'regexp') return [{ range: matching(field, regexp(clause)) }];
  if (truncation === 'masked') return maskedWords(clause.term).map((mask) => patternOf(field, mask));
  const number = clause.index === 'any' ? numberInTerm(clause.term) : null;
  const found = (number === null ? words(clause.term) : [number.toLowerCase()]).map(cut);
  const list = clause.structure === 'all-words' || clause.structure === 'any-word';
  return found.map((word, at) => {
    const left = (truncation === 'left' || truncation === 'both') && (list || at === 0);
    const right = (truncation === 'right' || truncation === 'both') && (list || at === found.length - 1);
    return slotOf(field, word, left && right ? 'both' : left ? 'left' : right ? 'right' : 'none');
  });
}

function regexp({ index, term }: Clause): Expression {
  try {
    return parseRegexp(index, term.trim());
  } catch (error) {
    if (error instanceof QueryError) throw new QueryUnsupported(error.message);
    throw error;
  }
}

/** What a mask stands for: one key when nothing of it is masked. */
function patternOf(field: number, mask: string): Slot {
  if (!/[*?\\]/.test(mask)) return exactly(field, cut(mask));
  const expression = maskExpression(mask);
  return { range: matchesAll(expression) ? everyKey(field) : matching(field, expression) };
}

function slotOf(field: number, term: string, truncation: 'none' | 'right' | 'left' | 'both'): Slot {
  return truncation === 'none' ? exactly(field, term) : { range: truncated(field, term, truncation) };
}

function exactly(field: number, term: string): Slot {
  return { key: keyOf(field, term) + (isHeadingField(field) ? shownMark : '') };
}

function truncated(field: number, term: string, truncation: 'right' | 'left' | 'both'): KeyRange {
  if (truncation === 'right') return startingWith(keyOf(field, term));
  return holding(field, term, truncation === 'left' ? 'at-end' : 'anywhere');
}

function related(field: number, term: string, relation: Clause['relation']): Slot {
  const key = keyOf(field, term);
  if (relation === '<') return { range: between(field, null, { key, included: false }) };
  if (relation === '<=') return { range: between(field, null, { key, included: true }) };
  if (relation === '>') return { range: between(field, { key, included: false }, null) };
  if (relation === '>=') return { range: between(field, { key, included: true }, null) };
  return exactly(field, term);
}
