import type { QuickSearchView, Role } from '../../api/contract';
import type { MessageKey } from '../../messages/catalogue';
import { sections } from '../../sections/sections';
import { openable, places } from './destinations';

/** One thing found: what it is called, what tells it from its like, and where it is opened. */
export interface Result {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly address: string;
}
/** Results of one kind, under their word. */
export interface ResultGroup {
  readonly word: MessageKey;
  readonly results: readonly Result[];
}

/** What the words of results need of the console. */
export interface ResultWords {
  readonly role: Role;
  readonly say: (key: MessageKey) => string;
  readonly libraryName: (code: string) => string;
}

/** The pages whose name, or the name of whose section, contains what was typed. */
export function pagesNamed(typed: string, { role, say }: ResultWords): ResultGroup {
  const wanted = plain(typed);
  const results = sections.flatMap(({ word, pages }) =>
    pages.flatMap((page) => {
      const isOpen = page.tab !== undefined && (page.for?.(role) ?? true);
      if (!isOpen || !plain(`${say(page.title)} ${say(word)}`).includes(wanted)) return [];
      const detail = page.title === word ? '' : say(word);
      return [{ id: `page-${page.path}`, name: say(page.title), detail, address: `/${page.path}` }];
    }),
  );
  return { word: 'search.pages', results };
}

/** What the server found, by kind, without what this console has no page for. */
export function groupsOf(found: QuickSearchView, { role, libraryName }: ResultWords): readonly ResultGroup[] {
  const at = (addresses: readonly string[]) => openable(addresses, role);
  const group = (word: MessageKey, results: readonly (Omit<Result, 'address'> & { address: string | null })[]) => ({
    word,
    results: results.flatMap((result) => (result.address === null ? [] : [{ ...result, address: result.address }])),
  });
  return [
    group(
      'search.readers',
      found.readers.map(({ id, firstName, lastName, birthYear, homeLibrary }) => ({
        id: `reader-${id}`,
        name: `${lastName} ${firstName}`,
        detail: [birthYear, libraryName(homeLibrary)].filter(Boolean).join(' · '),
        address: at(places.reader(id)),
      })),
    ),
    group(
      'search.copies',
      found.copies.map(({ barcode, title }) => ({
        id: `copy-${barcode}`,
        name: title,
        detail: barcode,
        address: at(places.copy(barcode)),
      })),
    ),
    group(
      'search.records',
      found.records.map(({ record, title, authors, year }) => ({
        id: `record-${record}`,
        name: title,
        detail: [authors[0], year].filter(Boolean).join(' · '),
        address: at(places.record(record)),
      })),
    ),
    group(
      'search.devices',
      found.devices.map(({ login, name, library }) => ({
        id: `device-${login}`,
        name,
        detail: `${login} · ${library.name}`,
        address: at(places.device(login)),
      })),
    ),
  ];
}

/** Letters without case nor accents. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
