import type { Proximity, Query } from '../model.ts';
import { nearEachOther } from '../proximity.ts';
import { QueryError } from '../query-error.ts';
import type { CqlLimits } from './limits.ts';
import { modifierName } from './names.ts';
import type { CqlModifier } from './tree.ts';

const units: Readonly<Record<string, Proximity['unit']>> = { word: 'word', element: 'field' };
const relations: readonly string[] = ['<', '<=', '=', '>=', '>', '<>'];

/**
 * `prox/unit=word/distance<=3/ordered`. CQL 1.2, cql context set, boolean modifiers: by default words, one apart, in any
 * order; of another unit the distance is 0 unless said.
 */
export function proximityQuery(modifiers: readonly CqlModifier[], left: Query, right: Query, limits: CqlLimits): Query {
  let unit: Proximity['unit'] = 'word';
  let apart: Pick<Proximity, 'relation' | 'distance'> | null = null;
  let order: 'ordered' | 'unordered' | null = null;
  for (const modifier of modifiers) {
    const name = modifierName(modifier.name, 'cql');
    if (name === 'distance') apart = distanceOf(modifier);
    else if (name === 'unit') unit = unitOf(modifier);
    else if (name === 'ordered' || name === 'unordered') {
      if (order && order !== name) throw new QueryError('proximity-ordering', name);
      order = name;
    } else throw new QueryError('boolean-modifier', modifier.name);
  }
  const { relation, distance } = apart ?? { relation: '<=', distance: unit === 'word' ? 1 : 0 };
  return nearEachOther({ kind: 'prox', left, right, unit, relation, distance, ordered: order === 'ordered' }, limits);
}

function distanceOf({ comparitor, value }: CqlModifier): Pick<Proximity, 'relation' | 'distance'> {
  if (!/^\d{1,6}$/.test(value)) throw new QueryError('proximity-distance', value);
  if (comparitor === null || !relations.includes(comparitor)) {
    throw new QueryError('proximity-relation', comparitor ?? '');
  }
  return { relation: comparitor as Proximity['relation'], distance: Number(value) };
}

function unitOf({ comparitor, value }: CqlModifier): Proximity['unit'] {
  const wanted = value.toLowerCase();
  if (comparitor !== '=' || !Object.hasOwn(units, wanted)) throw new QueryError('proximity-unit', value);
  return units[wanted]!;
}
