import type { Directory } from '../../network/directory.ts';
import type { NetworkLibrary } from '../../network/network.ts';
import { granted, refused, type Outcome } from '../../outcome.ts';
import { QueryUnsupported, SearchUnavailable, type SearchIndex } from '../../ports/search-index.ts';
import type { Store } from '../../ports/store.ts';
import { compileCql } from '../../query/cql/index.ts';
import type { Query } from '../../query/model.ts';
import { QueryError } from '../../query/query-error.ts';
import { isPublic, type BibRecord } from '../record.ts';
import type { ExportScope } from './request.ts';
import type { Chosen } from './write-page.ts';

/** The records of a scope, in the order of their numbers. */
export interface Choice {
  /** Records that will be looked at. */
  readonly total: number;
  pages(afterId: number): AsyncGenerator<Page>;
}
export interface Page {
  readonly chosen: readonly Chosen[];
  /** Records looked at, chosen or not. */
  readonly read: number;
  readonly lastId: number;
}

interface Ports {
  readonly store: Store;
  readonly index: SearchIndex;
  readonly directory: Directory;
}
interface PageSizes {
  readonly recordsPerPage: number;
  readonly hitsPerPage: number;
}

/** Finds what a scope names. Refused `library-unknown`, `query-unsupported`, `temporarily-unavailable`. */
export async function chooseRecords(
  { store, index, directory }: Ports,
  scope: ExportScope,
  sizes: PageSizes,
): Promise<Outcome<Choice>> {
  const { recordsPerPage } = sizes;
  if (scope.kind === 'query') {
    const found = await matching(index, scope.cql, sizes.hitsPerPage);
    if (!found.granted) return found;
    const ids = found.value;
    const pages = (afterId: number) => pagesOf(store, named(store, ids, afterId, recordsPerPage), whatAllMaySee);
    return granted({ total: ids.length, pages });
  }
  const library = scope.kind === 'library' ? directory.libraryByCode(scope.code) : null;
  if (scope.kind === 'library' && !library) return refused('library-unknown', { library: scope.code });
  const select = library ? heldOrBroughtBy(library) : whatAllMaySee;
  const { records } = await store.read.counts();
  const pages = (afterId: number) => pagesOf(store, inOrder(store, afterId, recordsPerPage), select);
  return granted({ total: records, pages });
}

/** What of a record is given out; null: nothing. */
type Select = (one: Chosen) => Chosen | null;
/** The catalogue as it is handed to others: a record that staff hid is not in it. */
const whatAllMaySee: Select = (one) => (isPublic(one.record) ? one : null);
/** The exit of a library: records it has items of, with these alone, and those it brought; hidden ones too, they are its own. */
const heldOrBroughtBy =
  ({ id, code }: NetworkLibrary): Select =>
  ({ record, items }) => {
    const own = items.filter(({ homeLibraryId }) => homeLibraryId === id);
    return own.length > 0 || record.source === code ? { record, items: own } : null;
  };

async function* pagesOf(store: Store, pages: AsyncGenerator<BibRecord[]>, select: Select): AsyncGenerator<Page> {
  for await (const page of pages) {
    const live = page.filter(({ status }) => status === 'LIVE');
    const holdings = live.length === 0 ? new Map() : await store.read.holdings(live.map(({ id }) => id));
    const chosen = live.map((record) => select({ record, items: holdings.get(record.id) ?? [] }));
    const lastId = page.at(-1)!.id;
    yield { chosen: chosen.filter((one) => one !== null), read: page.length, lastId };
  }
}

async function* inOrder(store: Store, afterId: number, count: number): AsyncGenerator<BibRecord[]> {
  for (let last = afterId; ;) {
    const page = await store.read.recordsAfter(last, count);
    if (page.length === 0) return;
    yield page;
    last = page.at(-1)!.id;
  }
}

async function* named(
  store: Store,
  ids: readonly number[],
  afterId: number,
  count: number,
): AsyncGenerator<BibRecord[]> {
  const left = ids.filter((id) => id > afterId);
  for (let from = 0; from < left.length; from += count) {
    const page = await store.read.records(left.slice(from, from + count));
    if (page.length > 0) yield page;
  }
}

/** The numbers of all records a query finds, ascending. */
async function matching(index: SearchIndex, cql: string, count: number): Promise<Outcome<readonly number[]>> {
  const query = compiled(cql);
  if (!query.granted) return query;
  try {
    const ids = new Set<number>();
    for (let start = 0; ; start += count) {
      const hits = await index.search(query.value, { start, count, sort: [] });
      for (const id of hits.recordIds) ids.add(id);
      if (hits.recordIds.length === 0 || start + count >= hits.total) break;
    }
    return granted([...ids].sort((one, other) => one - other));
  } catch (error) {
    if (error instanceof QueryUnsupported) return refused('query-unsupported', { feature: error.feature });
    if (error instanceof SearchUnavailable) return refused('temporarily-unavailable', { what: 'search' });
    throw error;
  }
}

/** A CQL query in the catalogue's own terms. Refused `query-unsupported` (facts.feature). */
export function compiled(cql: string): Outcome<Query> {
  try {
    return granted(compileCql(cql).query);
  } catch (error) {
    if (error instanceof QueryError) return refused('query-unsupported', { feature: error.message });
    throw error;
  }
}
