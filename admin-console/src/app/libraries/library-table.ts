import type { LibraryView } from '../api/contract';
import { type Sort, alphabet } from '../ui/sort';
import { stateWords } from './library-words';

/** The columns that can be sorted, the first being the order of arrival. */
export const columns = ['name', 'commune', 'state', 'pickup', 'devices'] as const;
export type Column = (typeof columns)[number];

const comparisons: Record<Column, (one: LibraryView, other: LibraryView) => number> = {
  name: (one, other) => alphabet.compare(one.name, other.name),
  commune: (one, other) => alphabet.compare(one.commune, other.commune),
  state: (one, other) => stateWords[one.state].rank - stateWords[other.state].rank,
  pickup: (one, other) => Number(other.isPickup) - Number(one.isPickup),
  devices: (one, other) => one.devices - other.devices,
};

/** The libraries whose name, commune or code contains every word of the filter, in order; ties by name. */
export function libraryRows(libraries: readonly LibraryView[], filter: string, sort: Sort<Column>): LibraryView[] {
  const words = plain(filter).split(/\s+/).filter(Boolean);
  const turn = sort.direction === 'asc' ? 1 : -1;
  return libraries
    .filter((library) => {
      const text = plain(`${library.name} ${library.commune} ${library.code}`);
      return words.every((word) => text.includes(word));
    })
    .sort((one, other) => turn * comparisons[sort.by](one, other) || alphabet.compare(one.name, other.name));
}

/** Without accents or case: `lievin` finds Liévin. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}
