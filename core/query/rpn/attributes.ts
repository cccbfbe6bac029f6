import { indexByCqlName, indexByUseAttribute, indexNames, type IndexName } from '../indexes.ts';
import { QueryError } from '../query-error.ts';
import { bib1, type RpnAttribute } from './tree.ts';

/** What the attributes of one term ask, of Bib-1 §3: absent ones take their defaults in `clauseOf`. */
export interface TermAttributes {
  readonly use: IndexName;
  /** 1 <, 2 <=, 3 =, 4 >=, 5 >, 6 <>, 102 relevance, 103 always matches. */
  readonly relation: number;
  /** 1 first in field, 2 first in subfield, 3 any; 4 last in field, which CQL's anchors asked for (YAZ). */
  readonly position: number;
  /** Null when none was sent. */
  readonly structure: number | null;
  /** 1 right, 2 left, 3 both, 100 none, 101 `#`, 102 regular expression, 104 Z39.58. */
  readonly truncation: number;
  readonly completeness: number;
  /** Zebra's type 7: this operand is no term but a sort key. 1 ascending, 2 descending. */
  readonly sorting: number | null;
}

const accepted = {
  2: { diagnostic: 'relation', values: [1, 2, 3, 4, 5, 6, 102, 103] },
  3: { diagnostic: 'position', values: [1, 2, 3, 4] },
  4: { diagnostic: 'structure', values: [1, 2, 3, 4, 5, 6, 100, 101, 102, 104, 105, 106, 107, 108, 109] },
  5: { diagnostic: 'truncation', values: [1, 2, 3, 100, 101, 102, 104] },
  6: { diagnostic: 'completeness', values: [1, 2, 3] },
  7: { diagnostic: 'attribute-type', values: [1, 2] },
} as const;

/** Values of Bib-1 this server understands, by type: what explain and the README tell. */
export const bib1Values: Readonly<Record<number, readonly number[]>> = Object.fromEntries(
  Object.entries(accepted).map(([type, { values }]) => [type, values]),
);

/** Reads the attributes of a term; of two of one type the first counts. Throws QueryError with the value refused. */
export function readAttributes(attributes: readonly RpnAttribute[], attributeSet: string): TermAttributes {
  const byType = new Map<number, RpnAttribute['value']>();
  for (const { attributeSet: own, type, value } of attributes) {
    if ((own ?? attributeSet) !== bib1) throw new QueryError('attribute-set', own ?? attributeSet);
    if (!byType.has(type)) byType.set(type, value);
  }
  for (const type of byType.keys())
    if (type !== 1 && !(type in accepted)) throw new QueryError('attribute-type', String(type));
  const use = byType.get(1);
  return {
    use: use === undefined ? 'any' : indexOf(use),
    relation: numberOf(byType, 2) ?? 3,
    position: numberOf(byType, 3) ?? 3,
    structure: numberOf(byType, 4),
    truncation: numberOf(byType, 5) ?? 100,
    completeness: numberOf(byType, 6) ?? 1,
    sorting: numberOf(byType, 7),
  };
}

function numberOf(byType: ReadonlyMap<number, RpnAttribute['value']>, type: keyof typeof accepted): number | null {
  const value = byType.get(type);
  if (value === undefined) return null;
  const { diagnostic, values } = accepted[type];
  // a list gives alternatives in order of preference (Z39.50, complex attribute value)
  const found = alternatives(value).find((each) => (values as readonly unknown[]).includes(each));
  if (found === undefined) throw new QueryError(diagnostic, String(value));
  return found as number;
}

/** The index a use attribute names: by its number, by the name of the index, or by a CQL name, with or without prefix. */
function indexOf(value: RpnAttribute['value']): IndexName {
  for (const each of alternatives(value)) {
    const index = typeof each === 'number' ? indexByUseAttribute(each) : indexNamed(each);
    if (index) return index;
  }
  throw new QueryError('index', String(value));
}

function indexNamed(name: string): IndexName | undefined {
  const wanted = name.toLowerCase();
  const own = indexNames.find((index) => index === wanted);
  if (own) return own;
  if (wanted === '_allrecords') return 'any'; // Zebra: with relation 103, the whole database
  const dot = wanted.indexOf('.');
  if (dot > 0) {
    const set = (['cql', 'bib', 'dc', 'bath', 'rec'] as const).find((each) => each === wanted.slice(0, dot));
    return set && indexByCqlName(set, wanted.slice(dot + 1));
  }
  return indexByCqlName('bib', wanted) ?? indexByCqlName('dc', wanted) ?? indexByCqlName('cql', wanted);
}

function alternatives(value: RpnAttribute['value']): readonly (number | string)[] {
  return typeof value === 'number' || typeof value === 'string' ? [value] : value;
}
