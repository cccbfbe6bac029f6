import { indexes, type IndexName } from './indexes.ts';
import type { Clause } from './model.ts';

/** A clause that asks for a term as it is, to be told more of. */
export function plainClause(index: IndexName, term: string, structure: Clause['structure']): Clause {
  return {
    kind: 'clause',
    index,
    relation: '=',
    term,
    structure,
    position: 'any',
    truncation: 'none',
    completeness: indexes[index].type === 'text' && structure !== 'heading' ? 'incomplete' : 'complete-field',
  };
}
