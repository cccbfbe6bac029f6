import { numberInTerm } from '../identifiers.ts';
import { checkMasks, listTerm, phraseTerm, valueTerm } from '../masked-term.ts';
import { maskedHeading, maskedWords } from '../masks.ts';
import type { Query } from '../model.ts';
import { plainClause } from '../plain-clause.ts';
import { QueryError } from '../query-error.ts';
import { combine, type PreparedClause } from './prepared.ts';
import { termMask, termText } from './term.ts';

/** A clause on a text index: words in order, all or any of them, or a whole heading. */
export function textQuery(clause: PreparedClause): Query {
  const { relation, parts, name, matching } = clause;
  if (clause.index === 'any' && parts.length === 1 && /^\*+$/.test(parts[0]!.mask)) return { kind: 'all' };
  if (maskedWords(termMask(parts)).length === 0) throw new QueryError('only-stopwords', termText(parts));
  if (relation === '==' || relation === 'exact') return heading(clause);
  if (matching === 'string') {
    if (relation !== '=') throw new QueryError('relation-modifiers', `${name} ${relation}/string`);
    return heading(clause);
  }
  if (relation === '=' || relation === 'adj') return phrase(clause);
  if (relation === 'all') return list(clause, 'and');
  if (relation === 'any') return list(clause, 'or');
  throw new QueryError('relation-with-index', `${name} ${relation}`);
}

/** `=` and `adj` on text: the words in order, one after the other. */
function phrase(clause: PreparedClause): Query {
  const { index, parts, limits } = clause;
  if (parts.slice(1).some((part) => part.anchoredLeft)) throw new QueryError('adjacency-with-anchoring', '^');
  if (parts.slice(0, -1).some((part) => part.anchoredRight)) throw new QueryError('adjacency-with-anchoring', '^');
  const first = parts[0]!.anchoredLeft;
  const last = parts.at(-1)!.anchoredRight;
  if (first && last) return heading(clause);
  const number = numberOf(clause);
  if (number) return plainClause(index, number, 'word');

  const masks = maskedWords(termMask(parts));
  checkMasks(masks, limits);
  const structure = masks.length > 1 ? 'phrase' : 'word';
  const position = first ? 'first-in-field' : last ? 'last-in-field' : 'any';
  return { ...plainClause(index, '', structure), ...phraseTerm(masks), position };
}

/** `==` and `exact`: the whole field, its anchors understood. */
function heading(clause: PreparedClause): Query {
  const { index, parts, limits } = clause;
  const number = numberOf(clause);
  if (number) return plainClause(index, number, 'word');
  const mask = maskedHeading(termMask(parts));
  checkMasks([mask], limits);
  return { ...plainClause(index, '', 'heading'), ...valueTerm(mask), position: 'first-in-field' };
}

/** The ISBN or ISSN that a term on every field is: it must not be cut into words. */
function numberOf({ index, parts }: PreparedClause): string | null {
  return index === 'any' && !parts.some((part) => part.isMasked) ? numberInTerm(termText(parts)) : null;
}

/** `all` and `any`: words each on its own, in one clause as long as none is anchored nor a number. */
function list(clause: PreparedClause, kind: 'and' | 'or'): Query {
  const { index, parts, limits } = clause;
  const masks = maskedWords(termMask(parts));
  if (masks.length > limits.clauses) throw new QueryError('too-many-clauses', String(limits.clauses));
  const isAnchored = parts.some((part) => part.anchoredLeft || part.anchoredRight);
  const hasNumber = index === 'any' && parts.some((part) => !part.isMasked && numberInTerm(part.text) !== null);
  if (isAnchored || hasNumber) {
    const queries = parts
      .filter((part) => maskedWords(part.mask).length > 0)
      .map((part) => phrase({ ...clause, parts: [part] }));
    return combine(queries, kind);
  }
  checkMasks(masks, limits);
  const structure = masks.length === 1 ? 'word' : kind === 'and' ? 'all-words' : 'any-word';
  return { ...plainClause(index, '', structure), ...listTerm(masks) };
}
