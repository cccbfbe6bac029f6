import { codeKey } from '../../core/query/extract.ts';
import { identifierKey, numberInTerm } from '../../core/query/identifiers.ts';
import { indexes } from '../../core/query/indexes.ts';
import type { Clause } from '../../core/query/model.ts';
import { headingKey, words } from '../../core/query/text.ts';
import { QueryUnsupported } from '../../core/ports/search-index.ts';
import { between, holding, startingWith, type KeyRange } from './expand.ts';
import { cut, hasHeadings, headingField, keyOf, termField, yearKey } from './fields.ts';
import type { Located, Slot } from './located.ts';

/** What one clause asks of the dictionary. */
export type Asked =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'slot'; readonly slot: Slot }
  | { readonly kind: 'every' | 'some'; readonly slots: readonly Slot[] }
  | { readonly kind: 'located'; readonly located: Located };

/** Reads a clause, its relation `<>` apart: the caller takes the complement of `=`. Throws QueryUnsupported. */
export function read(clause: Clause): Asked {
  const { type } = indexes[clause.index];
  if (clause.truncation === 'masked' || clause.truncation === 'regexp')
    throw new QueryUnsupported(`${clause.truncation} term`);
  if (clause.position === 'last-in-field') throw new QueryUnsupported('last in field');
  if (type === 'year') return readYear(clause);
  if (type === 'text') return readText(clause);
  const term = type === 'identifier' ? identifierKey(clause.index, clause.term) : codeKey(clause.term);
  if (clause.relation !== '=' && clause.relation !== '<>')
    throw new QueryUnsupported(`relation ${clause.relation} on ${clause.index}`);
  return term === ''
    ? { kind: 'nothing' }
    : { kind: 'slot', slot: slotOf(termField(clause.index), cut(term), clause.truncation) };
}

/** A clause as something that stands at places of a text. Throws QueryUnsupported for those that do not. */
export function locate(clause: Clause): Located {
  if (indexes[clause.index].type !== 'text') throw new QueryUnsupported(`proximity on ${clause.index}`);
  if (clause.relation !== '=') throw new QueryUnsupported(`relation ${clause.relation} inside proximity`);
  const slots = slotsOf(clause);
  const first = clause.position === 'first-in-field';
  const complete = clause.completeness === 'complete-field' || clause.structure === 'heading';
  if (clause.structure === 'any-word') {
    return { kind: 'either', parts: slots.map((slot) => ({ kind: 'phrase', slots: [slot], first, complete: false })) };
  }
  if (clause.structure === 'all-words' && slots.length > 1)
    throw new QueryUnsupported('a list of words inside proximity');
  return { kind: 'phrase', slots, first: first || complete, complete };
}

function readYear(clause: Clause): Asked {
  const field = termField(clause.index);
  const digits = clause.term.trim();
  if (!/^\d{1,4}$/.test(digits)) return { kind: 'nothing' };
  if (clause.truncation === 'right' && (clause.relation === '=' || clause.relation === '<>')) {
    return { kind: 'slot', slot: { range: startingWith(keyOf(field, digits)) } };
  }
  if (clause.truncation !== 'none') throw new QueryUnsupported(`${clause.truncation} truncation of a year`);
  return { kind: 'slot', slot: related(field, yearKey(Number(digits)), clause.relation) };
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
  if (clause.structure === 'all-words' || clause.structure === 'any-word') {
    if (first && slots.length > 1) throw new QueryUnsupported('first in field for a list of words');
    if (!first) return { kind: clause.structure === 'all-words' ? 'every' : 'some', slots };
  }
  if (slots.length === 1 && !first) return { kind: 'slot', slot: slots[0]! };
  return { kind: 'located', located: { kind: 'phrase', slots, first, complete: false } };
}

function readHeading(clause: Clause): Asked {
  if (clause.structure === 'any-word' || clause.structure === 'all-words')
    throw new QueryUnsupported('complete field for a list of words');
  if (hasHeadings(clause.index)) {
    const key = cut(headingKey(clause.term));
    return key === ''
      ? { kind: 'nothing' }
      : { kind: 'slot', slot: slotOf(headingField(clause.index), key, clause.truncation) };
  }
  if (clause.truncation !== 'none')
    throw new QueryUnsupported(`${clause.truncation} truncation of a whole field of ${clause.index}`);
  const slots = slotsOf(clause);
  return slots.length === 0
    ? { kind: 'nothing' }
    : { kind: 'located', located: { kind: 'phrase', slots, first: true, complete: true } };
}

/** Words of a term. Truncation is that of each word of a list, and of the ends of a phrase. */
function slotsOf(clause: Clause): Slot[] {
  const number = clause.index === 'any' ? numberInTerm(clause.term) : null;
  const found = (number === null ? words(clause.term) : [number.toLowerCase()]).map(cut);
  const field = termField(clause.index);
  const list = clause.structure === 'all-words' || clause.structure === 'any-word';
  const { truncation } = clause;
  return found.map((word, at) => {
    const left = (truncation === 'left' || truncation === 'both') && (list || at === 0);
    const right = (truncation === 'right' || truncation === 'both') && (list || at === found.length - 1);
    return slotOf(field, word, left && right ? 'both' : left ? 'left' : right ? 'right' : 'none');
  });
}

function slotOf(field: number, term: string, truncation: Clause['truncation']): Slot {
  if (truncation === 'none') return { key: keyOf(field, term) };
  return { range: truncated(field, term, truncation) };
}

function truncated(field: number, term: string, truncation: Clause['truncation']): KeyRange {
  if (truncation === 'right') return startingWith(keyOf(field, term));
  return holding(keyOf(field, ''), term, truncation === 'left' ? 'at-end' : 'anywhere');
}

function related(field: number, term: string, relation: Clause['relation']): Slot {
  const key = keyOf(field, term);
  const whole = keyOf(field, '');
  if (relation === '<') return { range: between(whole, null, { key, included: false }) };
  if (relation === '<=') return { range: between(whole, null, { key, included: true }) };
  if (relation === '>') return { range: between(whole, { key, included: false }, null) };
  if (relation === '>=') return { range: between(whole, { key, included: true }, null) };
  return { key };
}
