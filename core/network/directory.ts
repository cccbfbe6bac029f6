import { Calendars } from '../circulation/calendars.ts';
import { PolicyTable } from '../circulation/policies.ts';
import type { SortRule } from '../circulation/sort-bins.ts';
import type { Store } from '../ports/store.ts';
import type { NetworkLibrary } from './network.ts';

/** Who is in the network and by which rules it lends, as of the last refresh. Loans read it from memory. */
export class Directory {
  readonly #store: Store;
  #libraries: ReadonlyMap<number, NetworkLibrary> = new Map();
  #byCode: ReadonlyMap<string, NetworkLibrary> = new Map();
  #policies = new PolicyTable([]);
  #calendars = new Calendars([]);
  #sortRules: ReadonlyMap<number, readonly SortRule[]> = new Map();
  #aliasLibraries: ReadonlySet<number> = new Set();
  #version = '';
  #asked = 0;
  #taken = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Reads the network again; memories of former decisions are kept when nothing changed. */
  async refresh(): Promise<void> {
    const turn = (this.#asked += 1);
    const [libraries, policies, calendars, sorting, aliases] = await Promise.all([
      this.#store.read.libraries(),
      this.#store.read.policies(),
      this.#store.read.calendars(),
      this.#store.read.sorting.rules(),
      this.#store.read.migration.librariesWithAliases(),
    ]);
    // Two refreshes at once: what was read for the one asked first never takes the place of the other's.
    if (turn < this.#taken) return;
    this.#taken = turn;
    const version = JSON.stringify([libraries, policies, calendars, sorting, aliases]);
    if (version === this.#version) return;
    this.#version = version;
    this.#libraries = new Map(libraries.map((library) => [library.id, library]));
    this.#byCode = new Map(libraries.map((library) => [library.code, library]));
    this.#policies = new PolicyTable(policies);
    this.#calendars = new Calendars(calendars);
    this.#aliasLibraries = new Set(aliases);
    this.#sortRules = new Map(sorting.map(({ libraryId, rules }) => [libraryId, rules]));
  }

  get policies(): PolicyTable {
    return this.#policies;
  }

  get calendars(): Calendars {
    return this.#calendars;
  }

  /** The list of the sorter of a library, empty when it has none. */
  sortRules(libraryId: number): readonly SortRule[] {
    return this.#sortRules.get(libraryId) ?? [];
  }

  /** Whether some document still bears, in this library, a barcode that is another's over the network. */
  hasAliases(libraryId: number): boolean {
    return this.#aliasLibraries.has(libraryId);
  }

  /** Throws when the id is not of this network: ids come from our own rows. */
  library(id: number): NetworkLibrary {
    const library = this.#libraries.get(id);
    if (!library) throw new Error(`library ${id} is not in the directory`);
    return library;
  }

  libraryByCode(code: string): NetworkLibrary | null {
    return this.#byCode.get(code) ?? null;
  }

  libraries(): readonly NetworkLibrary[] {
    return [...this.#libraries.values()];
  }
}
