import { codeKey } from '../extract.ts';
import { identifierKey, numberInTerm } from '../identifiers.ts';
import { indexes, type IndexName } from '../indexes.ts';
import type { Clause, Query } from '../model.ts';
import { QueryError } from '../query-error.ts';
import { headingKey, words } from '../text.ts';
import type { CqlLimits } from './limits.ts';
import { modifierName, resolveIndex } from './names.ts';
import { combine, type PreparedClause } from './prepared.ts';
import { termParts, termText, type TermPart } from './term.ts';
import type { CqlClause } from './tree.ts';
import { yearQuery } from './year.ts';

/** Relation modifiers that ask for what every search does anyway; `unmasked` is the one that changes something. */
const modifiersTaken = ['masked', 'unmasked', 'ignorecase', 'ignoreaccents'];

const relationsKnown = ['=', '==', 'exact', '<>', '<', '<=', '>', '>=', 'adj', 'all', 'any', 'within'];

/** What a search clause asks of the catalogue. Throws QueryError for what no index can answer. */
export function clauseQuery(clause: CqlClause, limits: CqlLimits): Query {
  const index = resolveIndex(clause.index, clause.prefixes);
  const { relation } = clause;
  if (!relationsKnown.includes(relation)) throw new QueryError('relation', relation);
  if (index === 'all-records') return { kind: 'all' };
  if (clause.term.trim() === '') throw new QueryError('empty-term', clause.index);

  const parts = termParts(clause.term, masking(clause));
  if (relation === '<>') {
    const same = equals({ index, relation: '=', name: clause.index, parts, limits });
    return { kind: 'not', left: { kind: 'all' }, right: same };
  }
  return equals({ index, relation, name: clause.index, parts, limits });
}

function equals(clause: PreparedClause): Query {
  const { type } = indexes[clause.index];
  if (type === 'text') return textQuery(clause);
  if (clause.parts.some((part) => part.anchoredLeft || part.anchoredRight)) throw new QueryError('anchoring', '^');
  return type === 'year' ? yearQuery(clause) : numberQuery(clause);
}

function masking(clause: CqlClause): 'on' | 'off' {
  const names = clause.modifiers.map(({ name, comparitor }) => {
    const known = modifierName(name, 'cql');
    if (comparitor !== null || !modifiersTaken.includes(known)) throw new QueryError('relation-modifier', name);
    return known;
  });
  return names.includes('unmasked') ? 'off' : 'on';
}

function textQuery(clause: PreparedClause): Query {
  const { relation, parts, name } = clause;
  if (parts.length === 1 && parts[0]!.maskedLeft && parts[0]!.text === '' && clause.index === 'any')
    return { kind: 'all' };
  if (words(termText(parts)).length === 0 && !parts.some(isMasked))
    throw new QueryError('only-stopwords', termText(parts));
  if (relation === '=' || relation === 'adj') return phrase(clause);
  if (relation === '==' || relation === 'exact') return heading(clause);
  if (relation === 'all') return list(clause, 'and');
  if (relation === 'any') return list(clause, 'or');
  throw new QueryError('relation-with-index', `${name} ${relation}`);
}

/** `=` and `adj` on text: the words in order, one after the other. */
function phrase({ index, parts, limits }: PreparedClause): Query {
  const number = index === 'any' && !parts.some(isMasked) ? numberInTerm(termText(parts)) : null;
  if (number) return textClause(index, number, 'word');

  if (parts.slice(1).some((part) => part.anchoredLeft)) throw new QueryError('adjacency-with-anchoring', '^');
  if (parts.slice(0, -1).some((part) => part.anchoredRight)) throw new QueryError('adjacency-with-anchoring', '^');
  const first = parts[0]!;
  const last = parts.at(-1)!;
  const all = words(termText(parts));
  // the index reads a run of words at its end only: `petit princ*`
  if (parts.slice(0, -1).some((part) => part.maskedRight) || parts.slice(1).some((part) => part.maskedLeft)) {
    throw new QueryError('adjacency-with-masking', '*');
  }
  if (first.maskedLeft && all.length > 1) throw new QueryError('adjacency-with-masking', '*');
  checkMaskedLetters(
    first.maskedLeft ? all[0] : last.maskedRight ? all.at(-1) : undefined,
    isMasked(first) || isMasked(last),
    limits,
  );

  const truncation = first.maskedLeft ? (last.maskedRight ? 'both' : 'left') : last.maskedRight ? 'right' : 'none';
  if (first.anchoredLeft && last.anchoredRight) {
    if (truncation !== 'none' && truncation !== 'right') throw new QueryError('masking-position', '*');
    return {
      ...textClause(index, all.join(' '), 'heading'),
      truncation,
      position: 'first-in-field',
      completeness: 'complete-field',
    };
  }
  if (last.anchoredRight) throw new QueryError('anchor-position', '^');
  const position = first.anchoredLeft ? 'first-in-field' : 'any';
  return { ...textClause(index, all.join(' '), all.length > 1 ? 'phrase' : 'word'), truncation, position };
}

/** `==` and `exact`: the whole field, its anchors understood. */
function heading({ index, parts, limits }: PreparedClause): Query {
  const last = parts.at(-1)!;
  if (parts.some((part, at) => part.maskedLeft || (part.maskedRight && at < parts.length - 1))) {
    throw new QueryError('masking-position', '*');
  }
  const key = headingKey(termText(parts));
  checkMaskedLetters(last.maskedRight ? key : undefined, last.maskedRight, limits);
  const truncation = last.maskedRight ? 'right' : 'none';
  return {
    ...textClause(index, key, 'heading'),
    truncation,
    position: 'first-in-field',
    completeness: 'complete-field',
  };
}

/** `all` and `any`: words one by one, in one clause as long as none is masked or anchored. */
function list(clause: PreparedClause, kind: 'and' | 'or'): Query {
  const { index, parts, limits } = clause;
  const plainWords = parts.every((part) => !isMasked(part) && !part.anchoredLeft && !part.anchoredRight);
  const numbers = index === 'any' && parts.some((part) => numberInTerm(part.text) !== null);
  const all = words(termText(parts));
  if (all.length > limits.clauses) throw new QueryError('too-many-clauses', String(limits.clauses));
  if (plainWords && !numbers) {
    return textClause(index, all.join(' '), all.length === 1 ? 'word' : kind === 'and' ? 'all-words' : 'any-word');
  }
  const queries = parts
    .filter((part) => isMasked(part) || words(part.text).length > 0)
    .map((part) => phrase({ ...clause, parts: [part] }));
  return combine(queries, kind);
}

/** Identifiers and codes: equality of the normalised form, of one or (any, all) of several. */
function numberQuery(clause: PreparedClause): Query {
  const { relation, parts, name, limits } = clause;
  if (relation === '=' || relation === '==' || relation === 'exact') return oneNumber(clause);
  if (relation !== 'any' && relation !== 'all') throw new QueryError('relation-with-index', `${name} ${relation}`);
  if (parts.length > limits.clauses) throw new QueryError('too-many-clauses', String(limits.clauses));
  const queries = parts.map((part) => oneNumber({ ...clause, parts: [part] }));
  return combine(queries, relation === 'any' ? 'or' : 'and');
}

function oneNumber({ index, parts, limits }: PreparedClause): Query {
  const last = parts.at(-1)!;
  if (parts.some((part, at) => part.maskedLeft || (part.maskedRight && at < parts.length - 1))) {
    throw new QueryError('masking-position', '*');
  }
  const text = termText(parts);
  const term = indexes[index].type === 'code' ? codeKey(text) : identifierKey(index, text);
  if (term === '' && !last.maskedRight) throw new QueryError('term-format', text);
  checkMaskedLetters(term, last.maskedRight, limits);
  const truncation = last.maskedRight ? 'right' : 'none';
  return { ...textClause(index, term, 'identifier'), truncation, completeness: 'complete-field' };
}

function textClause(index: IndexName, term: string, structure: Clause['structure']): Clause {
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

function isMasked(part: TermPart): boolean {
  return part.maskedLeft || part.maskedRight;
}

function checkMaskedLetters(word: string | undefined, masked: boolean, limits: CqlLimits): void {
  if (masked && (word ?? '').length < limits.maskedWordLetters)
    throw new QueryError('masked-word-too-short', `${word ?? ''}*`);
}
