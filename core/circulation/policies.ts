import type { CirculationPolicy, ItemType } from './entities.ts';

/** What a policy row is for: null matches anything. */
export type PolicyMatch = Pick<CirculationPolicy, 'categoryId' | 'itemType' | 'libraryId'>;

/** The rows of the policy table that match a loan, the most specific first. */
export class PolicyTable {
  readonly rows: readonly CirculationPolicy[];
  readonly #matched = new Map<string, CirculationPolicy | null>();

  constructor(rows: readonly CirculationPolicy[]) {
    this.rows = [...rows].sort((a, b) => specificity(b) - specificity(a) || a.id - b.id);
  }

  /** The row that decides, null when none matches (the table then lacks its fallback row). */
  match(categoryId: number, itemType: ItemType, libraryId: number): CirculationPolicy | null {
    const key = `${categoryId} ${itemType} ${libraryId}`;
    let row = this.#matched.get(key);
    if (row === undefined) {
      row = this.matching({ categoryId, itemType, libraryId })[0] ?? null;
      this.#matched.set(key, row);
    }
    return row;
  }

  /** Every row that speaks of this loan: the one that decides, then those it overrules. */
  matching(loan: PolicyMatch): readonly CirculationPolicy[] {
    return this.rows.filter((row) => coversMatch(row, loan));
  }
}

const dimensions = ['categoryId', 'itemType', 'libraryId'] as const;

/** How many of category, type and library a row names. None of the three outweighs another: that would hide ties. */
export function specificity(match: PolicyMatch): number {
  return dimensions.filter((dimension) => match[dimension] !== null).length;
}

/** Whether every loan of `narrow` is one of `wide`. */
export function coversMatch(wide: PolicyMatch, narrow: PolicyMatch): boolean {
  return dimensions.every((dimension) => wide[dimension] === null || wide[dimension] === narrow[dimension]);
}

/** Whether a row matches whatever no other one does. */
export function isFallback(match: PolicyMatch): boolean {
  return specificity(match) === 0;
}

/**
 * Two rows tie when one loan may match both, both name as many of category, type and library, and no row that names more
 * decides for every such loan.
 */
export function tiesAmong<Row extends PolicyMatch>(rows: readonly Row[]): (readonly [Row, Row])[] {
  const ties: (readonly [Row, Row])[] = [];
  for (const [index, one] of rows.entries()) {
    for (const other of rows.slice(index + 1)) {
      if (specificity(one) !== specificity(other)) continue;
      const both = meet(one, other);
      const settled = both && rows.some((row) => specificity(row) > specificity(one) && coversMatch(row, both));
      if (both && !settled) ties.push([one, other]);
    }
  }
  return ties;
}

/** What two rows both match, null when no loan does. */
function meet(one: PolicyMatch, other: PolicyMatch): PolicyMatch | null {
  const apart = dimensions.some(
    (dimension) => one[dimension] !== null && other[dimension] !== null && one[dimension] !== other[dimension],
  );
  if (apart) return null;
  return {
    categoryId: one.categoryId ?? other.categoryId,
    itemType: one.itemType ?? other.itemType,
    libraryId: one.libraryId ?? other.libraryId,
  };
}
