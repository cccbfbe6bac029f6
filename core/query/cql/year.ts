import { checkMasks } from '../masked-term.ts';
import type { Clause, Query } from '../model.ts';
import { plainClause } from '../plain-clause.ts';
import { QueryError } from '../query-error.ts';
import { combine, type PreparedClause } from './prepared.ts';
import { termText, type TermPart } from './term.ts';

/**
 * A clause on years: equality, order, `within "1990 1999"`, `encloses "1990 1995"` (published over those years), one of
 * several (any), a decade, a century or any masked year (`199*`, `19?5`).
 */
export function yearQuery({ index, relation, name, parts, limits }: PreparedClause): Query {
  switch (relation) {
    case '<':
    case '<=':
    case '>':
    case '>=':
      return { ...ofYear(index, yearOf(only(parts))), relation };
    case 'within': {
      if (parts.length !== 2) throw new QueryError('term-format', termText(parts));
      return between(index, yearOf(parts[0]!), yearOf(parts[1]!));
    }
    case 'encloses': {
      // a record keeps each year of its range: one that holds both ends holds what is between
      if (parts.length > 2) throw new QueryError('term-format', termText(parts));
      return combine(
        parts.map((part) => ofYear(index, yearOf(part))),
        'and',
      );
    }
    case 'any':
    case 'all': {
      if (parts.length > limits.clauses) throw new QueryError('too-many-clauses', String(limits.clauses));
      const periods = parts.map((part) => period(index, part, limits));
      return combine(periods, relation === 'any' ? 'or' : 'and');
    }
    case '=':
    case '==':
    case 'exact':
      return period(index, only(parts), limits);
    default:
      throw new QueryError('relation-with-index', `${name} ${relation}`);
  }
}

function only(parts: readonly TermPart[]): TermPart {
  if (parts.length !== 1) throw new QueryError('term-format', termText(parts));
  return parts[0]!;
}

function period(index: Clause['index'], part: TermPart, limits: PreparedClause['limits']): Query {
  if (!part.isMasked) return ofYear(index, yearOf(part));
  const decade = /^(\d{2,3})\*$/.exec(part.mask);
  if (decade) return between(index, decade[1]!.padEnd(4, '0'), decade[1]!.padEnd(4, '9'));
  if (!/^[\d*?]{1,5}$/.test(part.mask)) throw new QueryError('term-format', part.mask);
  checkMasks([part.mask], limits);
  return { ...ofYear(index, part.mask), truncation: 'masked' };
}

function between(index: Clause['index'], from: string, until: string): Query {
  return {
    kind: 'and',
    left: { ...ofYear(index, from), relation: '>=' },
    right: { ...ofYear(index, until), relation: '<=' },
  };
}

/** The year of `1998`, `1998-05` or `1998-05-12` (ISO 8601). */
function yearOf(part: TermPart): string {
  if (part.isMasked) throw new QueryError('masking-position', part.mask);
  const date = /^(\d{4})(?:-\d{2}){0,2}$/.exec(part.text);
  if (!date) throw new QueryError('term-format', part.text);
  return date[1]!;
}

function ofYear(index: Clause['index'], term: string): Clause {
  return plainClause(index, term, 'year');
}
