import { indexes } from '../indexes.ts';
import type { Clause, Query } from '../model.ts';
import { QueryError } from '../query-error.ts';
import type { CqlLimits } from './limits.ts';
import { modifierName } from './names.ts';
import type { CqlModifier } from './tree.ts';

/**
 * `prox/unit=word/distance<=3/ordered`: two words or phrases of one text index, near each other. CQL 1.2: by default
 * one word apart, in any order.
 */
export function proximityQuery(modifiers: readonly CqlModifier[], left: Query, right: Query, limits: CqlLimits): Query {
  let distance = 1;
  let order: 'ordered' | 'unordered' | null = null;
  for (const modifier of modifiers) {
    const name = modifierName(modifier.name, 'cql');
    if (name === 'distance') distance = distanceOf(modifier, limits);
    else if (name === 'unit') checkUnit(modifier);
    else if (name === 'ordered' || name === 'unordered') {
      if (order && order !== name) throw new QueryError('proximity-ordering', name);
      order = name;
    } else throw new QueryError('boolean-modifier', modifier.name);
  }
  const sides = [wordsOf(left), wordsOf(right)];
  if (sides[0]!.index !== sides[1]!.index) throw new QueryError('proximity', `${sides[0]!.index} ${sides[1]!.index}`);
  return { kind: 'prox', left, right, unit: 'word', relation: '<=', distance, ordered: order === 'ordered' };
}

function distanceOf({ comparitor, value }: CqlModifier, limits: CqlLimits): number {
  if (!/^\d{1,6}$/.test(value)) throw new QueryError('proximity-distance', value);
  const distance = comparitor === '<' ? Number(value) - 1 : Number(value);
  const upTo = comparitor === '<=' || comparitor === '<' || (comparitor === '=' && distance === 1);
  if (!upTo) throw new QueryError('proximity-relation', comparitor ?? '');
  if (distance < 1 || distance > limits.proximityDistance) throw new QueryError('proximity-distance', value);
  return distance;
}

function checkUnit({ comparitor, value }: CqlModifier): void {
  if (comparitor !== '=' || value.toLowerCase() !== 'word') throw new QueryError('proximity-unit', value);
}

function wordsOf(side: Query): Clause {
  if (side.kind !== 'clause' || indexes[side.index].type !== 'text') throw new QueryError('proximity', side.kind);
  if (side.truncation !== 'none') throw new QueryError('adjacency-with-masking', '*');
  if (side.position !== 'any') throw new QueryError('adjacency-with-anchoring', '^');
  if (side.structure !== 'word' && side.structure !== 'phrase') throw new QueryError('proximity', side.structure);
  return side;
}
