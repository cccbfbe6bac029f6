import type { Item } from '../circulation/entities.ts';
import type { Store } from '../ports/store.ts';

/** One copy as circulation knows it now. */
export interface CopyAvailability {
  readonly item: Item;
  /** Somebody may take it from its shelf, or borrow it at once. */
  readonly availableNow: boolean;
  /** When it is due back, UTC milliseconds; null when it is not on loan. */
  readonly dueAt: number | null;
  /** Readers wait for its record. */
  readonly wanted: boolean;
}

/** Copies that are not withdrawn, by id, each with its loan and the queue of its record. */
export function availabilityOf(store: Store) {
  return async ({ items }: { readonly items: readonly Item[] }): Promise<CopyAvailability[]> => {
    const copies = items.filter(({ status }) => status !== 'WITHDRAWN');
    return Promise.all(
      copies.map(async (item) => {
        const sheet = await store.read.item(item.barcode);
        const now = sheet?.item ?? item;
        return {
          item: now,
          availableNow: now.loanable && (now.status === 'AVAILABLE' || now.status === 'RESHELVE'),
          dueAt: sheet?.loan?.dueAt ?? null,
          wanted: (sheet?.queueLength ?? 0) > 0,
        };
      }),
    );
  };
}
