import { codeKey } from '../extract.ts';
import { identifierKey } from '../identifiers.ts';
import { indexes } from '../indexes.ts';
import { checkMasks, valueTerm } from '../masked-term.ts';
import { maskedValue } from '../masks.ts';
import type { Query } from '../model.ts';
import { plainClause } from '../plain-clause.ts';
import { QueryError } from '../query-error.ts';
import { combine, type PreparedClause } from './prepared.ts';
import { termMask, termText } from './term.ts';

/** Identifiers and codes: equality of the normalised form, of one or (any, all) of several. */
export function numberQuery(clause: PreparedClause): Query {
  const { relation, parts, name, limits } = clause;
  if (relation === '=' || relation === '==' || relation === 'exact') return oneNumber(clause);
  if (relation !== 'any' && relation !== 'all') throw new QueryError('relation-with-index', `${name} ${relation}`);
  if (parts.length > limits.clauses) throw new QueryError('too-many-clauses', String(limits.clauses));
  const queries = parts.map((part) => oneNumber({ ...clause, parts: [part] }));
  return combine(queries, relation === 'any' ? 'or' : 'and');
}

function oneNumber({ index, parts, limits }: PreparedClause): Query {
  if (!parts.some((part) => part.isMasked)) {
    const text = termText(parts);
    const term = indexes[index].type === 'code' ? codeKey(text) : identifierKey(index, text);
    if (term === '') throw new QueryError('term-format', text);
    return plainClause(index, term, 'identifier');
  }
  const mask = maskedValue(index, termMask(parts));
  checkMasks([mask], limits);
  return { ...plainClause(index, '', 'identifier'), ...valueTerm(mask) };
}
