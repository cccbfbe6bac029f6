import type { CopyAvailability } from '../../../core/catalogue/availability.ts';
import type { Item } from '../../../core/circulation/entities.ts';
import type { SearchedLibrary } from '../association.ts';
import type { HoldingsAndCirc, OpacRecord } from '../codec/opac.ts';

/** One HoldingsAndCirc a shelf mark of a library, with one circulation record a copy, as circulation knows it now. */
export function holdingsOf(
  copies: readonly CopyAvailability[],
  library: SearchedLibrary,
): NonNullable<OpacRecord['holdingsData']> {
  const shelves = new Map<string, CopyAvailability[]>();
  for (const copy of copies) {
    const { homeLibraryId, location, callNumber, volume } = copy.item;
    const shelf = JSON.stringify([library.network.library(homeLibraryId).code, location, callNumber, volume]);
    shelves.set(shelf, [...(shelves.get(shelf) ?? []), copy]);
  }
  return [...shelves.keys()].sort().map((shelf) => ({ holdingsAndCirc: holding(shelves.get(shelf)!, library) }));
}

function holding(copies: readonly CopyAvailability[], library: SearchedLibrary): HoldingsAndCirc {
  const { homeLibraryId, location, callNumber, volume } = copies[0]!.item;
  const home = library.network.library(homeLibraryId);
  return {
    nucCode: home.code,
    localLocation: home.name,
    shelvingLocation: said(location),
    callNumber: said(callNumber),
    enumAndChron: said(volume),
    circulationData: copies.map(({ item, availableNow, dueAt, wanted }) => ({
      availableNow,
      availabilityDate: dueAt === null ? undefined : day(dueAt),
      restrictions: restriction(item),
      itemId: item.barcode,
      renewable: item.loanable && !wanted,
      onHold: wanted,
      enumAndChron: said(item.volume),
      temporaryLocation:
        item.holdingLibraryId === item.homeLibraryId ? undefined : library.network.library(item.holdingLibraryId).name,
    })),
  };
}

function restriction(item: Item): string | undefined {
  if (item.loanable) return undefined;
  return item.type === 'REFERENCE' ? 'Usuel, à consulter sur place' : 'À consulter sur place';
}

/** ISO date of an instant, UTC: due dates are the end of a day in Paris, the same day in UTC. */
function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function said(text: string): string | undefined {
  return text === '' ? undefined : text;
}
