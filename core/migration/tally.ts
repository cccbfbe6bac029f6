import type { PreparedItem } from '../catalogue/import/prepared.ts';
import type { ItemTally } from './entities.ts';

/** Whose item this is: the library its field names when it is of the network, else the one whose file it is. */
export function homeOf(
  item: Pick<PreparedItem, 'owner'>,
  { libraryIds, libraryId }: { libraryIds: ReadonlyMap<string, number>; libraryId: number },
): number {
  return libraryIds.get(item.owner) ?? libraryId;
}

type Count = 'read' | 'created' | 'known' | 'rejected';

/** Counts items by library and type. */
export class Tallies {
  readonly #counts = new Map<string, Record<Count, number> & Pick<ItemTally, 'libraryId' | 'itemType'>>();

  add(libraryId: number, itemType: ItemTally['itemType'], count: Count, items = 1): void {
    const name = `${libraryId} ${itemType}`;
    const line = this.#counts.get(name) ?? { libraryId, itemType, read: 0, created: 0, known: 0, rejected: 0 };
    line[count] += items;
    this.#counts.set(name, line);
  }

  list(): ItemTally[] {
    return [...this.#counts.values()];
  }
}
