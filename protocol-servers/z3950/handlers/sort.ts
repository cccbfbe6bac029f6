import { indexes, indexNames } from '../../../core/query/indexes.ts';
import type { SortKey } from '../../../core/query/model.ts';
import { QueryError } from '../../../core/query/query-error.ts';
import { readAttributes } from '../../../core/query/rpn/index.ts';
import type { Association, Target } from '../association.ts';
import { bib1Diagnostic, type ApduOf } from '../codec/index.ts';
import { sortedSetStatus, sortRelation, sortStatus, type SortKeySpec } from '../codec/sort.ts';
import { queryDiagnostic, refusalDiagnostic, type Diagnostic } from '../diagnostics.ts';
import type { CatalogueSet } from '../result-sets.ts';

/**
 * Answers Sort (§3.2.7): the same records in another order, under the same name or another. Those of several sets become
 * one, each record once.
 */
export async function sort(
  request: ApduOf<'sortRequest'>,
  { resultSets }: Association,
  target: Target,
): Promise<ApduOf<'sortResponse'>> {
  const output = request.sortedResultSetName;
  const set = united(request.inputResultSetNames, resultSets, target.limits.rpn);
  if ('condition' in set) return notSorted(request, set);
  if (!resultSets.has(output) && resultSets.full) return notSorted(request, { condition: 112 });
  const keys = sortKeys(request.sortSequence, target.limits.rpn.sortKeys);
  if ('condition' in keys) return notSorted(request, keys);

  const outcome = await target.library.catalogue.find(set.query, { start: 0, count: idsAtOnce, sort: keys });
  if (!outcome.granted) return notSorted(request, refusalDiagnostic(outcome));
  const sorted: CatalogueSet = { ...set, sort: keys, total: outcome.value.total, ids: outcome.value.recordIds };
  resultSets.put(output, sorted);
  return { referenceId: request.referenceId, sortStatus: sortStatus.success, resultCount: sorted.total };
}

const idsAtOnce = 100;

/** The records of all these sets, as one search. */
function united(
  names: readonly string[],
  resultSets: Association['resultSets'],
  { clauses, depth }: Target['limits']['rpn'],
): CatalogueSet | Diagnostic {
  let union: CatalogueSet | null = null;
  for (const name of new Set(names)) {
    const set = resultSets.get(name);
    if (!set) return { condition: 30, addinfo: name };
    if (set.kind === 'explain') return { condition: 207, addinfo: name };
    union = union ? both(union, set) : set;
    if (union.clauses > clauses || union.depth > depth) return { condition: 230, addinfo: String(names.length) };
  }
  return union ?? { condition: 208 };
}

function both(one: CatalogueSet, other: CatalogueSet): CatalogueSet {
  return {
    ...one,
    query: { kind: 'or', left: one.query, right: other.query },
    clauses: one.clauses + other.clauses,
    depth: Math.max(one.depth, other.depth) + 1,
  };
}

function sortKeys(specifications: readonly SortKeySpec[], most: number): readonly SortKey[] | Diagnostic {
  if (specifications.length === 0) return { condition: 207 };
  if (specifications.length > most) return { condition: 211, addinfo: String(most) };
  const keys: SortKey[] = [];
  for (const specification of specifications) {
    const key = sortKey(specification);
    if ('condition' in key) return key;
    if (keys.some((earlier) => earlier.key === key.key)) return { condition: 212, addinfo: key.key };
    keys.push(key);
  }
  return keys;
}

/** Case never counts in the order of titles and names; records without a value come last. */
function sortKey({ sortElement, sortRelation: relation, missingValueAction }: SortKeySpec): SortKey | Diagnostic {
  if (relation !== sortRelation.ascending && relation !== sortRelation.descending) {
    return { condition: 214, addinfo: String(relation) };
  }
  if (missingValueAction && !missingValueAction.null) return { condition: 213 };
  const direction = relation === sortRelation.descending ? 'descending' : 'ascending';
  const { generic } = sortElement;
  if (!generic) return { condition: 210 };
  try {
    const key = generic.sortAttributes
      ? indexes[readAttributes(generic.sortAttributes.list, generic.sortAttributes.id).use].sort
      : sortField(generic.sortfield);
    return key ? { key, direction } : { condition: 207, addinfo: generic.sortfield };
  } catch (error) {
    if (error instanceof QueryError) return queryDiagnostic(error);
    throw error;
  }
}

function sortField(name: string | undefined): SortKey['key'] | undefined {
  if (name === undefined) return undefined;
  const index = indexNames.find((each) => each === name.toLowerCase());
  return index && indexes[index].sort;
}

/** A sort that was not made, and why: the set is as it was. */
export function notSorted(
  { referenceId }: Pick<ApduOf<'sortRequest'>, 'referenceId'>,
  { condition, addinfo }: Diagnostic,
): ApduOf<'sortResponse'> {
  return {
    referenceId,
    sortStatus: sortStatus.failure,
    resultSetStatus: sortedSetStatus.unchanged,
    diagnostics: [{ defaultFormat: bib1Diagnostic(condition, addinfo) }],
  };
}
