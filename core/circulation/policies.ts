import type { CirculationPolicy, ItemType } from './entities.ts';

/** The rows of the policy table that match a loan, the most specific first. */
export class PolicyTable {
  readonly #rows: readonly CirculationPolicy[];
  readonly #matched = new Map<string, CirculationPolicy | null>();

  constructor(rows: readonly CirculationPolicy[]) {
    this.#rows = [...rows].sort((a, b) => specificity(b) - specificity(a) || a.id - b.id);
  }

  /** The row that decides, null when none matches (the table then lacks its fallback row). */
  match(categoryId: number, itemType: ItemType, libraryId: number): CirculationPolicy | null {
    const key = `${categoryId} ${itemType} ${libraryId}`;
    let row = this.#matched.get(key);
    if (row === undefined) {
      row =
        this.#rows.find(
          (policy) =>
            (policy.categoryId === null || policy.categoryId === categoryId) &&
            (policy.itemType === null || policy.itemType === itemType) &&
            (policy.libraryId === null || policy.libraryId === libraryId),
        ) ?? null;
      this.#matched.set(key, row);
    }
    return row;
  }
}

function specificity(policy: CirculationPolicy): number {
  return Number(policy.categoryId !== null) + Number(policy.itemType !== null) + Number(policy.libraryId !== null);
}
