import { codeKey } from '../extract.ts';
import { identifierKey, numberInTerm } from '../identifiers.ts';
import { indexes } from '../indexes.ts';
import type { Clause, Query } from '../model.ts';
import { QueryError } from '../query-error.ts';
import { headingKey, words } from '../text.ts';
import type { TermAttributes } from './attributes.ts';
import type { RpnLimits } from './limits.ts';

const relations: Readonly<Record<number, Clause['relation']>> = { 1: '<', 2: '<=', 3: '=', 4: '>=', 5: '>', 6: '<>' };

/** What one term asks of the catalogue, by its Bib-1 attributes. Throws QueryError for what no index can answer. */
export function clauseOf(attributes: TermAttributes, text: string, limits: RpnLimits): Query {
  if (text.length > limits.termCharacters) throw new QueryError('term-too-long', String(limits.termCharacters));
  if (attributes.relation === 103) return everything(attributes);
  if (attributes.relation === 6) {
    return { kind: 'not', left: { kind: 'all' }, right: clauseOf({ ...attributes, relation: 3 }, text, limits) };
  }
  const { term, truncation } = truncated(text, attributes.truncation);
  const { type } = indexes[attributes.use];
  if (type === 'text') return textClause(attributes, term, truncation, limits);
  if (type === 'year') return yearClause(attributes, term, truncation);
  return numberClause(attributes, term, truncation, limits);
}

/** Relation 103, always matches: every record; every record with a date where the index is one. */
function everything({ use }: TermAttributes): Query {
  if (use === 'any') return { kind: 'all' };
  if (indexes[use].type === 'year')
    return { ...plain(use, '0', 'year'), relation: '>=', completeness: 'complete-field' };
  throw new QueryError('relation', '103');
}

/** Truncation 1, 2, 3; 101 and 104 as far as their signs stand at the ends of the term. */
function truncated(text: string, value: number): { term: string; truncation: Clause['truncation'] } {
  const plainText = text.trim();
  if (value === 100) return { term: plainText, truncation: 'none' };
  if (value === 1) return { term: plainText, truncation: 'right' };
  if (value === 2) return { term: plainText, truncation: 'left' };
  if (value === 3) return { term: plainText, truncation: 'both' };
  const sign = value === 101 ? '#' : '?';
  const left = plainText.startsWith(sign);
  const right = plainText.length > 1 && plainText.endsWith(sign);
  const term = plainText.slice(left ? 1 : 0, right ? -1 : undefined);
  if (/[#?]/.test(term)) throw new QueryError('truncation', String(value));
  return { term, truncation: left && right ? 'both' : left ? 'left' : right ? 'right' : 'none' };
}

function textClause(
  attributes: TermAttributes,
  term: string,
  truncation: Clause['truncation'],
  limits: RpnLimits,
): Clause {
  const { use, relation, position, completeness } = attributes;
  if (relation !== 3 && relation !== 102) throw new QueryError('relation', String(relation));
  const number = use === 'any' && truncation === 'none' ? numberInTerm(term) : null;
  if (number) return plain(use, number, 'word');
  const found = words(term);
  if (found.length === 0) throw new QueryError(term === '' ? 'empty-term' : 'only-stopwords', term);
  if (found.length > limits.clauses) throw new QueryError('too-many-words', String(limits.clauses));
  const shortest = Math.min(...found.map(({ length }) => length));
  if (truncation !== 'none' && shortest < limits.truncatedWordLetters && found.length === 1) {
    throw new QueryError('masked-word-too-short', term);
  }
  const first = position !== 3;
  if (completeness !== 1 || attributes.structure === 3) {
    const heading = plain(use, headingKey(term), 'heading');
    return { ...heading, truncation, position: 'first-in-field', completeness: 'complete-field' };
  }
  const structure = structureOf(attributes, found.length, first ? 'first-in-field' : 'any');
  return { ...plain(use, found.join(' '), structure), truncation, position: first ? 'first-in-field' : 'any' };
}

/** A list of words has no first word in a field: with position 1 or 2 the words are in order. */
function structureOf(
  { structure, relation }: TermAttributes,
  count: number,
  position: Clause['position'],
): Clause['structure'] {
  if (count === 1) return 'word';
  if (position === 'first-in-field') return 'phrase';
  if (relation === 102 || structure === 105 || structure === 106) return 'any-word';
  const phrases: readonly (number | null)[] = [1, 104, 107, 108, 109];
  return phrases.includes(structure) ? 'phrase' : 'all-words';
}

function numberClause(
  { use, relation }: TermAttributes,
  text: string,
  truncation: Clause['truncation'],
  limits: RpnLimits,
): Clause {
  if (relation !== 3 && relation !== 102) throw new QueryError('relation', String(relation));
  const term = indexes[use].type === 'code' ? codeKey(text) : identifierKey(use, text);
  if (term === '') throw new QueryError(text === '' ? 'empty-term' : 'term-format', text);
  if (truncation !== 'none' && term.length < limits.truncatedWordLetters)
    throw new QueryError('masked-word-too-short', term);
  return { ...plain(use, term, 'identifier'), truncation, completeness: 'complete-field' };
}

/** `1998`, `1998-05-12`, `19980512`; `1990-1999` as a range; `199` truncated to the right as a decade. */
function yearClause({ use, relation }: TermAttributes, term: string, truncation: Clause['truncation']): Query {
  const year = (text: string, sign: Clause['relation']): Clause => ({
    ...plain(use, text, 'year'),
    relation: sign,
    completeness: 'complete-field',
  });
  const between = (from: string, until: string): Query => ({
    kind: 'and',
    left: year(from, '>='),
    right: year(until, '<='),
  });
  const sign = relation === 102 ? '=' : relations[relation]!;
  const range = /^(\d{4})\s*-\s*(\d{4})$/.exec(term);
  if (range && sign === '=' && truncation === 'none') return between(range[1]!, range[2]!);
  if (truncation === 'right' && sign === '=' && /^\d{1,4}$/.test(term))
    return between(term.padEnd(4, '0'), term.padEnd(4, '9'));
  if (truncation !== 'none') throw new QueryError('attribute-combination', `5=${truncation} 1=date`);
  const date = /^(\d{4})(?:-\d{2}){0,2}$|^(\d{4})\d{4}$/.exec(term);
  if (!date) throw new QueryError(term === '' ? 'empty-term' : 'term-format', term);
  return year((date[1] ?? date[2])!, sign);
}

function plain(index: Clause['index'], term: string, structure: Clause['structure']): Clause {
  return {
    kind: 'clause',
    index,
    relation: '=',
    term,
    structure,
    position: 'any',
    truncation: 'none',
    completeness: 'incomplete',
  };
}
