import { codeKey } from '../extract.ts';
import { identifierKey, numberInTerm } from '../identifiers.ts';
import { indexes } from '../indexes.ts';
import { checkMasks, listTerm, phraseTerm, valueTerm } from '../masked-term.ts';
import { maskedHeading, maskedValue, maskedWords } from '../masks.ts';
import type { Clause, Query } from '../model.ts';
import { QueryError } from '../query-error.ts';
import { parseRegexp } from '../regexp.ts';
import { plainClause } from '../plain-clause.ts';
import type { TermAttributes } from './attributes.ts';
import type { RpnLimits } from './limits.ts';
import { truncatedTerm } from './truncation.ts';
import { yearQuery } from './year.ts';

/** What one term asks of the catalogue, by its Bib-1 attributes. Throws QueryError for what no index can answer. */
export function clauseOf(attributes: TermAttributes, text: string, limits: RpnLimits): Query {
  if (text.length > limits.termCharacters) throw new QueryError('term-too-long', String(limits.termCharacters));
  if (attributes.relation === 103) return everything(attributes);
  if (attributes.relation === 6) {
    return { kind: 'not', left: { kind: 'all' }, right: clauseOf({ ...attributes, relation: 3 }, text, limits) };
  }
  const { type } = indexes[attributes.use];
  if (type === 'year') return yearQuery(attributes, text, limits);
  if (attributes.relation !== 3 && attributes.relation !== 102) {
    throw new QueryError('relation', String(attributes.relation));
  }
  return type === 'text' ? textClause(attributes, text, limits) : numberClause(attributes, text, limits);
}

/** Relation 103, always matches: every record; every record with a date where the index is one. */
function everything({ use }: TermAttributes): Query {
  if (use === 'any') return { kind: 'all' };
  if (indexes[use].type === 'year') return { ...plainClause(use, '0', 'year'), relation: '>=' };
  throw new QueryError('relation', '103');
}

function textClause(attributes: TermAttributes, text: string, limits: RpnLimits): Query {
  const { use, completeness, truncation } = attributes;
  const isWhole = completeness !== 1 || attributes.structure === 3;
  const number = use === 'any' && truncation === 100 ? numberInTerm(text) : null;
  if (number) return plainClause(use, number, 'word');
  const cut = maskedWords(text);
  const count = cut.length;
  if (count > limits.clauses) throw new QueryError('too-many-words', String(limits.clauses));
  const structure = structureOf(attributes, count);
  const isList = structure === 'all-words' || structure === 'any-word';
  const read = truncatedTerm(text, truncation, isList && !isWhole ? 'each' : 'ends');
  if (read.kind === 'expression') return expressions(attributes, read.expression, structure);

  const masks = isWhole
    ? [maskedHeading(read.mask)].filter(Boolean)
    : read.mask === text
      ? cut
      : maskedWords(read.mask);
  if (masks.length === 0) throw new QueryError(text.trim() === '' ? 'empty-term' : 'only-stopwords', text.trim());
  // of several words truncated alike, short ones are common (`voyage a lens`): the index bounds what they cost
  if (masks.length === 1 || truncation > 3) checkMasks(masks, limits);
  if (isWhole) return { ...plainClause(use, '', 'heading'), ...valueTerm(masks[0]!), position: 'first-in-field' };
  const one = masks.length === 1 ? 'word' : structure === 'word' ? 'phrase' : structure;
  const term = isList ? listTerm(masks) : phraseTerm(masks);
  return { ...plainClause(use, '', one), ...term, position: positionOf(attributes) };
}

function positionOf({ position }: TermAttributes): Clause['position'] {
  if (position === 3) return 'any';
  return position === 4 ? 'last-in-field' : 'first-in-field';
}

/** A list of words has no first nor last word in a field: with position 1, 2 or 4 the words are in order. */
function structureOf({ structure, relation, position }: TermAttributes, count: number): Clause['structure'] {
  if (count === 1) return 'word';
  if (position !== 3) return 'phrase';
  if (relation === 102 || structure === 105 || structure === 106) return 'any-word';
  const phrases: readonly (number | null)[] = [1, 104, 107, 108, 109];
  return phrases.includes(structure) ? 'phrase' : 'all-words';
}

/** Truncation 102: one expression for each blank-separated part, all of them or any; words in order have no expression. */
function expressions(
  { use, position, completeness, truncation }: TermAttributes,
  text: string,
  structure: Clause['structure'],
): Query {
  const written = text.split(/\s+/).filter(Boolean);
  if (written.length === 0) throw new QueryError('empty-term', '');
  if (completeness !== 1) throw new QueryError('attribute-combination', `5=${truncation} 6=${completeness}`);
  if (position !== 3 || (written.length > 1 && structure === 'phrase')) {
    throw new QueryError('attribute-combination', `5=${truncation}`);
  }
  const queries = written.map((expression): Query => {
    parseRegexp(use, expression);
    const one = indexes[use].type === 'text' ? 'word' : 'identifier';
    return { ...plainClause(use, expression, one), truncation: 'regexp' };
  });
  return queries.reduce((left, right) => ({ kind: structure === 'any-word' ? 'or' : 'and', left, right }));
}

function numberClause(attributes: TermAttributes, text: string, limits: RpnLimits): Query {
  const { use, truncation } = attributes;
  const read = truncatedTerm(text, truncation, 'ends');
  if (read.kind === 'expression')
    return expressions({ ...attributes, completeness: 1, position: 3 }, read.expression, 'all-words');
  if (truncation === 100) {
    const term = indexes[use].type === 'code' ? codeKey(text) : identifierKey(use, text);
    if (term === '') throw new QueryError(text.trim() === '' ? 'empty-term' : 'term-format', text.trim());
    return plainClause(use, term, 'identifier');
  }
  const mask = maskedValue(use, read.mask);
  if (mask === '') throw new QueryError('empty-term', '');
  checkMasks([mask], limits);
  return { ...plainClause(use, '', 'identifier'), ...valueTerm(mask) };
}
