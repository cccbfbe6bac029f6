import { indexes } from '../indexes.ts';
import type { Clause, Query } from '../model.ts';
import { QueryError } from '../query-error.ts';
import type { RpnLimits } from './limits.ts';
import type { RpnProximity } from './tree.ts';

const word = 2;

/** ProximityOperator: two words or phrases of one text index, at most so many words apart. */
export function proximityOf(operator: RpnProximity, left: Query, right: Query, limits: RpnLimits): Query {
  const { exclusion, distance, relation, unit, order } = operator;
  if (exclusion === 'out') throw new QueryError('proximity', 'exclusion');
  if (unit.kind !== 'known' || unit.code !== word) throw new QueryError('proximity-unit', String(unit.code));
  // 1 <, 2 <=; 3 = says the same for neighbours
  if (relation !== 1 && relation !== 2 && !(relation === 3 && distance === 1)) {
    throw new QueryError('proximity-relation', String(relation));
  }
  const words = relation === 1 ? distance - 1 : distance;
  if (words < 1 || words > limits.proximityDistance) throw new QueryError('proximity-distance', String(distance));
  if (wordsOf(left).index !== wordsOf(right).index) throw new QueryError('proximity', 'two indexes');
  return { kind: 'prox', left, right, unit: 'word', relation: '<=', distance: words, ordered: order === 'ordered' };
}

function wordsOf(side: Query): Clause {
  if (side.kind !== 'clause' || indexes[side.index].type !== 'text') throw new QueryError('proximity', 'operand');
  if (side.truncation !== 'none') throw new QueryError('proximity', 'truncation');
  if (side.structure !== 'word' && side.structure !== 'phrase') throw new QueryError('proximity', side.structure);
  return side;
}
