import type { Proximity, Query } from '../model.ts';
import { nearEachOther } from '../proximity.ts';
import { QueryError } from '../query-error.ts';
import type { RpnLimits } from './limits.ts';
import type { RpnProximity } from './tree.ts';

const relations: Readonly<Record<number, Proximity['relation']>> = {
  1: '<',
  2: '<=',
  3: '=',
  4: '>=',
  5: '>',
  6: '<>',
};
/** KnownProximityUnit: 2 word, 8 element, which is a heading here. */
const units: Readonly<Record<number, Proximity['unit']>> = { 2: 'word', 8: 'field' };

/** ProximityOperator. With exclusion: records that have both sides, but nowhere so near each other. */
export function proximityOf(operator: RpnProximity, left: Query, right: Query, limits: RpnLimits): Query {
  const unit = operator.unit.kind === 'known' ? units[operator.unit.code] : undefined;
  if (!unit) throw new QueryError('proximity-unit', String(operator.unit.code));
  const relation = relations[operator.relation];
  if (!relation) throw new QueryError('proximity-relation', String(operator.relation));
  const { distance, order } = operator;
  const near = nearEachOther(
    { kind: 'prox', left, right, unit, relation, distance, ordered: order === 'ordered' },
    limits,
  );
  return operator.exclusion === 'in' ? near : { kind: 'not', left: { kind: 'and', left, right }, right: near };
}
