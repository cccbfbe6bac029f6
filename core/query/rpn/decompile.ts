import { indexes } from '../indexes.ts';
import type { Clause, Proximity, Query } from '../model.ts';
import { truncatedText } from './truncation.ts';
import { bib1, type RpnAttribute, type RpnQuery, type RpnStep } from './tree.ts';

/** Says a query of ours as a type-1 query in Bib-1, for the targets we ask and for the log. */
export function rpnOf(query: Query): RpnQuery {
  const steps: RpnStep[] = [];
  // the operator comes last: read backwards, it comes first and its right side follows
  const pending: Query[] = [query];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.kind === 'clause') steps.push(...clauseSteps(node).reverse());
    else if (node.kind === 'all') steps.push(all);
    else {
      steps.push(operatorOf(node));
      pending.push(node.left, node.right);
    }
  }
  return { attributeSet: bib1, steps: steps.reverse() };
}

const all: RpnStep = term(
  [
    [1, 1016],
    [2, 103],
  ],
  '',
);

function operatorOf(node: Exclude<Query, Clause | { kind: 'all' }>): RpnStep {
  if (node.kind === 'not') return { kind: 'and-not' };
  if (node.kind !== 'prox') return { kind: node.kind };
  return {
    kind: 'prox',
    exclusion: 'in',
    distance: node.distance,
    order: node.ordered ? 'ordered' : 'any',
    relation: distances[node.relation],
    unit: { kind: 'known', code: node.unit === 'word' ? 2 : 8 },
  };
}

const distances: Readonly<Record<Proximity['relation'], number>> = {
  '<': 1,
  '<=': 2,
  '=': 3,
  '>=': 4,
  '>': 5,
  '<>': 6,
};

const relations: Readonly<Record<Clause['relation'], number>> = { '<': 1, '<=': 2, '=': 3, '>=': 4, '>': 5, '<>': 6 };
const positions: Readonly<Record<Clause['position'], number>> = {
  any: 3,
  'first-in-field': 1,
  'last-in-field': 4,
};
const structures: Readonly<Record<Clause['structure'], number>> = {
  phrase: 1,
  word: 2,
  'all-words': 6,
  'any-word': 105,
  heading: 1,
  identifier: 108,
  year: 4,
};

function clauseSteps(clause: Clause): RpnStep[] {
  const whole = clause.structure === 'heading';
  const use = indexes[clause.index].bib1[0]!;
  const { text, truncation } = truncatedText(clause);
  const same = term(
    [
      [1, use],
      [2, relations[clause.relation === '<>' ? '=' : clause.relation]],
      [3, positions[clause.position]],
      [4, structures[clause.structure]],
      [5, truncation],
      [6, whole ? 3 : 1],
    ],
    text,
  );
  return clause.relation === '<>' ? [all, same, { kind: 'and-not' }] : [same];
}

function term(attributes: readonly (readonly [type: number, value: number])[], text: string): RpnStep {
  const list: RpnAttribute[] = attributes.map(([type, value]) => ({ type, value }));
  return { kind: 'term', attributes: list, term: { type: 'general', text } };
}
