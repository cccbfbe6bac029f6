import { itemTypes, type CirculationPolicy, type ItemType } from '../circulation/entities.ts';
import { coversMatch, PolicyTable } from '../circulation/policies.ts';
import type { MatrixCell } from './desk.ts';

/** The row that decides for each kind of reader and of document, in one library or (null) where none has its own. */
export function matrixOf(
  rows: readonly CirculationPolicy[],
  categories: readonly { readonly id: number }[],
  libraryId: number | null,
): MatrixCell[] {
  const { rows: ordered } = new PolicyTable(rows);
  return categories.flatMap(({ id: categoryId }) =>
    itemTypes.flatMap((itemType) => {
      const policy = ordered.find((row) => coversMatch(row, { categoryId, itemType, libraryId }));
      if (!policy) return [];
      return [
        { categoryId, itemType, policy, elsewhere: libraryId === null ? ownRows(ordered, categoryId, itemType) : [] },
      ];
    }),
  );
}

/** The libraries where a row of their own decides. */
function ownRows(ordered: readonly CirculationPolicy[], categoryId: number, itemType: ItemType): number[] {
  const named = new Set(ordered.flatMap(({ libraryId }) => (libraryId === null ? [] : [libraryId])));
  return [...named]
    .filter((libraryId) => {
      const decides = ordered.find((row) => coversMatch(row, { categoryId, itemType, libraryId }));
      return decides?.libraryId === libraryId;
    })
    .toSorted((one, other) => one - other);
}
