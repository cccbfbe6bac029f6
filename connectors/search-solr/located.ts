import { QueryUnsupported } from '../../core/ports/search-index.ts';
import { indexes, type IndexName } from '../../core/query/indexes.ts';
import type { Clause, Proximity, Query } from '../../core/query/model.ts';
import { wordSlots, type Slot } from './slots.ts';

/** Something that stands at places of a text. */
export type Located =
  | { readonly kind: 'phrase'; readonly slots: readonly Slot[]; readonly first: boolean; readonly last: boolean }
  | { readonly kind: 'either'; readonly parts: readonly Located[] }
  | { readonly kind: 'near'; readonly left: Located; readonly right: Located; readonly apart: Apart };

/** How far apart two sides stand. */
export interface Apart {
  readonly ordered: boolean;
  /** In one value of the field, the last word of one and the first of the other are so far apart. */
  readonly within: readonly Distances[];
  /** The second side may also stand in a later value than the first. */
  readonly later: boolean;
}
/** From `least` words on, to `most`; null: to the end of the value. */
export interface Distances {
  readonly least: number;
  readonly most: number | null;
}

/** A clause as something that stands at places of a text. Throws QueryUnsupported for those that do not. */
export function locate(clause: Clause): Located {
  if (indexes[clause.index].type !== 'text') throw new QueryUnsupported(`proximity on ${clause.index}`);
  if (clause.relation !== '=') throw new QueryUnsupported(`relation ${clause.relation} inside proximity`);
  const slots = wordSlots(clause);
  const isWhole = clause.completeness === 'complete-field' || clause.structure === 'heading';
  const first = isWhole || clause.position === 'first-in-field';
  const last = isWhole || clause.position === 'last-in-field';
  if (clause.structure === 'any-word') {
    return { kind: 'either', parts: slots.map((slot) => ({ kind: 'phrase', slots: [slot], first, last })) };
  }
  if (clause.structure === 'all-words' && slots.length > 1)
    throw new QueryUnsupported('a list of words inside proximity');
  return { kind: 'phrase', slots, first, last };
}

/** A proximity as something that stands at places of one index. Throws QueryUnsupported. */
export function locateNear(query: Proximity): { readonly index: IndexName; readonly located: Located } {
  const found = new Set<IndexName>();
  const located = operand(query, found);
  if (found.size !== 1) throw new QueryUnsupported('proximity across indexes');
  return { index: [...found][0]!, located };
}

function operand(query: Query, found: Set<IndexName>): Located {
  if (query.kind === 'clause') {
    found.add(query.index);
    return locate(query);
  }
  if (query.kind === 'or') return { kind: 'either', parts: [operand(query.left, found), operand(query.right, found)] };
  if (query.kind !== 'prox') throw new QueryUnsupported(`${query.kind} inside proximity`);
  const [left, right] = [operand(query.left, found), operand(query.right, found)];
  if (!isBounded(left) || !isBounded(right)) throw new QueryUnsupported('a distance without end inside another');
  return { kind: 'near', left, right, apart: apartOf(query) };
}

/** True when the ways in which its words follow each other can be told one by one. */
function isBounded(located: Located): boolean {
  if (located.kind === 'phrase') return true;
  if (located.kind === 'either') return located.parts.every(isBounded);
  const { within, later } = located.apart;
  return !later && within.every(({ most }) => most !== null); // its sides were looked at when it was made
}

function apartOf({ unit, relation, distance, ordered }: Proximity): Apart {
  if (unit === 'word') return { ordered, later: false, within: distancesOf(relation, distance) };
  const [same, other] = [0, 1].map((found) => compares(found, relation, distance));
  return { ordered, later: other!, within: same ? [{ least: 1, most: null }] : [] };
}

function distancesOf(relation: Proximity['relation'], distance: number): Distances[] {
  const upTo = (most: number): Distances[] => (most < 1 ? [] : [{ least: 1, most }]);
  const from = (least: number): Distances => ({ least: Math.max(least, 1), most: null });
  if (relation === '<') return upTo(distance - 1);
  if (relation === '<=') return upTo(distance);
  if (relation === '=') return distance < 1 ? [] : [{ least: distance, most: distance }];
  if (relation === '>=') return [from(distance)];
  return relation === '>' ? [from(distance + 1)] : [...upTo(distance - 1), from(distance + 1)];
}

function compares(found: number, relation: Proximity['relation'], asked: number): boolean {
  if (relation === '<') return found < asked;
  if (relation === '<=') return found <= asked;
  if (relation === '=') return found === asked;
  if (relation === '>=') return found >= asked;
  return relation === '>' ? found > asked : found !== asked;
}
