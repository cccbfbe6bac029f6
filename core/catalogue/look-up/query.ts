import type { IndexName } from '../../query/indexes.ts';
import { indexes } from '../../query/indexes.ts';
import type { Clause, Query } from '../../query/model.ts';
import { plainClause } from '../../query/plain-clause.ts';
import { simpleQuery } from '../../query/simple.ts';
import { narrowingIndexes, type LookUpRequest } from './desk.ts';

/** What was typed, within the values chosen among the facets. */
export function lookUpQuery({ text, narrowed }: Pick<LookUpRequest, 'text' | 'narrowed'>): Query {
  return narrowingIndexes.reduce<Query>((left, index) => {
    const value = narrowed[index];
    return value === undefined ? left : { kind: 'and', left, right: having(index, value) };
  }, simpleQuery(text));
}

/** Records that have this very value: a whole heading, a year, a code. */
function having(index: IndexName, value: string): Clause {
  const { type } = indexes[index];
  if (type === 'text') return { ...plainClause(index, value, 'heading'), position: 'first-in-field' };
  return plainClause(index, value, type === 'year' ? 'year' : 'identifier');
}
