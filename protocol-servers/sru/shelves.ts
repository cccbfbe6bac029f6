import type { CopyAvailability } from '../../core/catalogue/availability.ts';
import type { NetworkLibrary } from '../../core/network/network.ts';
import type { Shelf, ShelvedCopy } from './codec/holdings.ts';

type LibraryOf = (id: number) => NetworkLibrary;

/** Copies put together by library and shelf mark, in that order. */
export function shelvesOf(copies: readonly CopyAvailability[], libraryOf: LibraryOf): Shelf[] {
  const places = Map.groupBy(copies, ({ item }) =>
    JSON.stringify([libraryOf(item.homeLibraryId).code, item.location, item.callNumber, item.volume]),
  );
  return [...places.keys()].sort().map((place) => shelf(places.get(place)!, libraryOf));
}

function shelf(copies: readonly CopyAvailability[], libraryOf: LibraryOf): Shelf {
  const { homeLibraryId, location, callNumber, volume } = copies[0]!.item;
  const { code, name, commune, isil } = libraryOf(homeLibraryId);
  return {
    library: { code, name, commune, isil: isil ?? null },
    location,
    callNumber,
    volume,
    copies: copies
      .map((copy) => shelvedCopy(copy, libraryOf))
      .sort((one, other) => (one.barcode < other.barcode ? -1 : 1)),
  };
}

function shelvedCopy({ item, availableNow, dueAt, wanted }: CopyAvailability, libraryOf: LibraryOf): ShelvedCopy {
  const isElsewhere = item.holdingLibraryId !== item.homeLibraryId;
  return {
    barcode: item.barcode,
    availableNow,
    onShelf: item.status === 'AVAILABLE' || item.status === 'RESHELVE',
    dueAt: dueAt === null ? null : new Date(dueAt).toISOString(),
    restriction: item.loanable ? null : 'À consulter sur place',
    onHold: wanted,
    temporaryLocation: isElsewhere ? libraryOf(item.holdingLibraryId).name : null,
  };
}
