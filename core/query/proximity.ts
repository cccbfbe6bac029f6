import { indexes, type IndexName } from './indexes.ts';
import type { Proximity, Query } from './model.ts';
import { QueryError } from './query-error.ts';

/**
 * Two sides near each other, checked: words or phrases of one text index, one or the other of several, or neighbours
 * themselves. `< n` becomes `<= n - 1`, and `= 1` between words `<= 1`. Throws QueryError `proximity…`.
 */
export function nearEachOther(asked: Proximity, limits: { readonly proximityDistance: number }): Proximity {
  const found = new Set<IndexName>();
  checkSide(asked.left, found);
  checkSide(asked.right, found);
  if (found.size > 1) throw new QueryError('proximity', [...found].join(' '));
  return { ...asked, ...distanceOf(asked, limits) };
}

function distanceOf(
  { unit, relation: asked, distance: written }: Proximity,
  limits: { readonly proximityDistance: number },
): Pick<Proximity, 'relation' | 'distance'> {
  const distance = asked === '<' ? written - 1 : written;
  const relation = asked === '<' || (asked === '=' && unit === 'word' && distance === 1) ? '<=' : asked;
  if (unit === 'field') {
    // the same heading or value, or another one: nothing is between two headings of a record
    if (distance !== 0) throw new QueryError('proximity-modifiers', `element ${asked}${written}`);
    return { relation: relation === '<=' ? '=' : relation, distance };
  }
  const least = relation === '=' || relation === '<=' ? 1 : 0;
  if (distance < least || distance > limits.proximityDistance) {
    throw new QueryError('proximity-distance', String(written));
  }
  return { relation, distance };
}

/** Goes down without the call stack: neighbours may be neighbours of many others. */
function checkSide(side: Query, found: Set<IndexName>): void {
  const waiting: Query[] = [side];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === 'or' || node.kind === 'prox') {
      waiting.push(node.left, node.right);
      continue;
    }
    if (node.kind !== 'clause') throw new QueryError('proximity', node.kind);
    if (indexes[node.index].type !== 'text') throw new QueryError('proximity', node.index);
    if (node.structure !== 'word' && node.structure !== 'phrase') throw new QueryError('proximity', node.structure);
    if (node.truncation === 'regexp') throw new QueryError('adjacency-with-masking', node.term);
    found.add(node.index);
  }
}
