import { checkMasks } from '../masked-term.ts';
import type { Clause, Query } from '../model.ts';
import { plainClause } from '../plain-clause.ts';
import { QueryError } from '../query-error.ts';
import type { TermAttributes } from './attributes.ts';
import type { RpnLimits } from './limits.ts';
import { truncatedTerm } from './truncation.ts';

const relations: Readonly<Record<number, Clause['relation']>> = { 1: '<', 2: '<=', 3: '=', 4: '>=', 5: '>', 102: '=' };

/**
 * `1998`, `1998-05-12`, `19980512`; `1990-1999` as a range; `199` truncated to the right as a decade; `19#5` masked
 * (104).
 */
export function yearQuery({ use, relation, truncation }: TermAttributes, text: string, limits: RpnLimits): Query {
  const term = text.trim();
  const sign = relations[relation]!;
  const year = (value: string, of: Clause['relation']): Clause => ({
    ...plainClause(use, value, 'year'),
    relation: of,
  });
  const between = (from: string, until: string): Query => ({
    kind: 'and',
    left: year(from, '>='),
    right: year(until, '<='),
  });
  if (truncation === 100) {
    const range = /^(\d{4})\s*-\s*(\d{4})$/.exec(term);
    if (range && sign === '=') return between(range[1]!, range[2]!);
    const date = /^(\d{4})(?:-\d{2}){0,2}$|^(\d{4})\d{4}$/.exec(term);
    if (!date) throw new QueryError(term === '' ? 'empty-term' : 'term-format', term);
    return year((date[1] ?? date[2])!, sign);
  }
  const read = truncatedTerm(term, truncation, 'ends');
  if (read.kind === 'expression' || sign !== '=')
    throw new QueryError('attribute-combination', `5=${truncation} 1=date`);
  const decade = /^(\d{1,4})\*$/.exec(read.mask);
  if (decade) return between(decade[1]!.padEnd(4, '0'), decade[1]!.padEnd(4, '9'));
  if (!/^[\d*?]{1,5}$/.test(read.mask)) throw new QueryError('term-format', term);
  if (/^\d{4}$/.test(read.mask)) return year(read.mask, sign);
  checkMasks([read.mask], limits);
  return { ...year(read.mask, sign), truncation: 'masked' };
}
