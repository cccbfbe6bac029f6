import type { Item } from '../circulation/entities.ts';
import type { Store } from '../ports/store.ts';
import type { ShownCopy } from './holdings-995.ts';

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
  return async ({ items }: { readonly items: readonly ShownCopy[] }): Promise<CopyAvailability[]> => {
    const sheets = await Promise.all(items.map(({ barcode }) => store.read.item(barcode)));
    return sheets
      .filter((sheet) => sheet !== null)
      .filter(({ item }) => item.status !== 'WITHDRAWN')
      .map(({ item, loan, queueLength }) => ({
        item,
        availableNow: item.loanable && (item.status === 'AVAILABLE' || item.status === 'RESHELVE'),
        dueAt: loan?.dueAt ?? null,
        wanted: queueLength > 0,
      }));
  };
}
