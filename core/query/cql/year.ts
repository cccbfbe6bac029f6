import type { Clause, Query } from '../model.ts';
import { QueryError } from '../query-error.ts';
import { combine, type PreparedClause } from './prepared.ts';
import type { TermPart } from './term.ts';

/** A clause on years: equality, order, `within "1990 1999"`, one of several (any), a decade or a century (`199*`). */
export function yearQuery({ index, relation, name, parts }: PreparedClause): Query {
  switch (relation) {
    case '<':
    case '<=':
    case '>':
    case '>=':
      return { ...ofYear(index, one(parts)), relation };
    case 'within': {
      if (parts.length !== 2) throw new QueryError('term-format', parts.map(({ text }) => text).join(' '));
      return between(index, yearOf(parts[0]!), yearOf(parts[1]!));
    }
    case 'any':
      return combine(
        parts.map((part) => period(index, part)),
        'or',
      );
    case 'all':
      return combine(
        parts.map((part) => period(index, part)),
        'and',
      );
    case '=':
    case '==':
    case 'exact':
      return period(index, single(parts));
    default:
      throw new QueryError('relation-with-index', `${name} ${relation}`);
  }
}

function single(parts: readonly TermPart[]): TermPart {
  if (parts.length !== 1) throw new QueryError('term-format', parts.map(({ text }) => text).join(' '));
  return parts[0]!;
}

function one(parts: readonly TermPart[]): string {
  return yearOf(single(parts));
}

function period(index: Clause['index'], part: TermPart): Query {
  if (!part.maskedRight || part.maskedLeft) return ofYear(index, yearOf(part));
  if (!/^\d{2,3}$/.test(part.text)) throw new QueryError('term-format', `${part.text}*`);
  return between(index, part.text.padEnd(4, '0'), part.text.padEnd(4, '9'));
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
  if (part.maskedLeft || part.maskedRight) throw new QueryError('masking-position', '*');
  const date = /^(\d{4})(?:-\d{2}){0,2}$/.exec(part.text);
  if (!date) throw new QueryError('term-format', part.text);
  return date[1]!;
}

function ofYear(index: Clause['index'], term: string): Clause {
  return {
    kind: 'clause',
    index,
    relation: '=',
    term,
    structure: 'year',
    position: 'any',
    truncation: 'none',
    completeness: 'complete-field',
  };
}
