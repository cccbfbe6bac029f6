import { encode } from '../../core/marc/iso2709.ts';
import type { ReceivedRecord } from '../../core/catalogue/editing/desk.ts';
import { ordinaryCopy, type Item } from '../../core/circulation/entities.ts';
import type { CatalogueRecord } from '../../core/library.ts';
import type { NetworkLibrary } from '../../core/network/network.ts';
import { granted, refused } from '../../core/outcome.ts';
import { SearchUnavailable, type ScanRequest, type SearchPage } from '../../core/ports/search-index.ts';
import type { SessionStage } from '../../core/access/desk.ts';
import type { StaffUser } from '../../core/ports/staff.ts';
import type { Query } from '../../core/query/model.ts';
import type { SearchedLibrary } from './association.ts';

const lens: NetworkLibrary = {
  id: 1,
  code: 'LENS',
  name: 'Médiathèque Robert-Cousin',
  commune: 'Lens',
  inseeCode: '62498',
  kind: 'HUB',
  state: 'LIVE',
  isPickup: true,
  acceptsReturns: true,
};
const librarian: StaffUser = {
  id: 7,
  login: 'coord',
  name: 'Coord',
  role: 'COORDINATOR',
  libraryId: null,
  active: true,
};

const facetValues = ['Zola', 'Hugo', 'Verne', 'Sand'].map((name, at) => ({
  term: name.toLowerCase(),
  display: name,
  hits: 9 - at,
}));

/** A catalogue of numbered records: the term `set30` finds the first thirty of them, `none` nothing. */
export class SmallCatalogue implements SearchedLibrary {
  /** What the index was asked, in turn. */
  readonly asked: ({ query: Query } & SearchPage)[] = [];
  readonly scanned: ScanRequest[] = [];
  readonly deleted = new Set<number>();
  readonly broken = new Set<number>();
  /** Characters of the title of each record. */
  titleLength = 20;
  signedOut: string[] = [];
  /** Of whoever signs in. */
  role: StaffUser['role'] = librarian.role;
  fault: Error | null = null;

  catalogue: SearchedLibrary['catalogue'] = {
    find: async (query, page) => {
      if (this.fault) throw this.fault;
      this.asked.push({ query, ...page });
      const total = totalOf(query);
      if (total === null) return refused('query-unsupported', { feature: 'left truncation of title' });
      const ids = Array.from({ length: total }, (_, at) =>
        page.sort[0]?.direction === 'descending' ? total - at : at + 1,
      );
      const facets = page.facets?.map(({ index, size }) => ({ index, values: facetValues.slice(0, size) }));
      const counts = page.counted?.map((each) => totalOf(each) ?? 0);
      const recordIds = ids.slice(page.start, page.start + page.count);
      return granted({ total, recordIds, ...(facets && { facets }), ...(counts && { counts }) });
    },
    recordsById: async (ids) => ids.map((id) => (this.deleted.has(id) ? null : this.#record(id))),
    availability: async ({ items }) =>
      (items as readonly Item[]).map((item) => ({
        item,
        availableNow: false,
        dueAt: Date.UTC(2026, 11, 24, 22, 59),
        wanted: true,
      })),
    scan: async (request) => {
      const { index, term, position, size } = request;
      this.scanned.push(request);
      return granted({
        entries: [
          { term, display: term.toUpperCase(), hits: 3 },
          { term: `${term}z`, display: `${term}z`, hits: size },
        ],
        position,
        status: index === 'title' ? 'partial' : 'complete',
      });
    },
  };
  /** What was sent to be kept, in turn. A record of number `PAS-OLD` was changed meanwhile, others are taken as they are. */
  readonly received: ReceivedRecord[] = [];
  cataloguing: SearchedLibrary['cataloguing'] = {
    receive: async (request) => {
      if (this.fault) throw this.fault;
      this.received.push(request);
      if (request.controlNumber === 'PAS-OLD') return refused('changed-meanwhile', { asked: 1, current: 4 });
      const { record } = this.#record(this.received.length);
      const sheet = { record: { ...record, version: 1, suppressedAt: null }, marc: request.marc };
      return granted({ ...sheet, mergedInto: null, lock: null, merges: [] });
    },
  };
  /** How far a sign-in comes. */
  stage: SessionStage = 'open';
  network: SearchedLibrary['network'] = { library: () => lens, libraries: async () => [lens] };
  staff: SearchedLibrary['staff'] = {
    signIn: async (login, password) =>
      login === 'coord' && ['secret', 'secret/word'].includes(password)
        ? granted({ user: { ...librarian, role: this.role }, token: 'token', stage: this.stage, endsAt: 0 })
        : refused('credentials-wrong'),
    signOut: async (token) => void this.signedOut.push(token),
  };

  #record(id: number): CatalogueRecord {
    const controlNumber = `PAS${String(id).padStart(10, '0')}`;
    const title = `Titre ${id} `.padEnd(this.titleLength, 'é');
    const marc = this.broken.has(id)
      ? new Uint8Array([1, 2, 3])
      : encode({
          leader: '00000nam0 2200000   450 ',
          fields: [
            { tag: '001', value: controlNumber },
            { tag: '200', ind1: '1', ind2: ' ', subfields: [{ code: 'a', value: title }] },
            { tag: '330', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: 'Résumé' }] },
            { tag: '995', ind1: ' ', ind2: ' ', subfields: [{ code: 'f', value: 'OLD' }] },
          ],
        });
    const record: CatalogueRecord['record'] = {
      id,
      controlNumber,
      source: 'test',
      sourceId: String(id),
      status: 'LIVE',
      mergedIntoId: null,
      marc,
      hash: '',
      createdAt: 0,
      updatedAt: 0,
    };
    const item: Item = {
      id,
      barcode: `3000${id}`,
      recordId: id,
      homeLibraryId: 1,
      holdingLibraryId: 1,
      type: 'BOOK',
      location: 'Adultes',
      callNumber: 'R TIT',
      status: 'ON_LOAN',
      statusSince: 0,
      loanable: true,
      volume: '',
      inventoryNo: '',
      ...ordinaryCopy,
    };
    return { record, items: [item] };
  }
}

/** Index and store away, as a handler meets it. */
export const away = new SearchUnavailable('away');

function totalOf(query: Query): number | null {
  if (query.kind === 'clause') {
    if (query.truncation === 'left') return null;
    return Number(/set(\d+)/.exec(query.term)?.[1] ?? 0);
  }
  if (query.kind === 'all') return 1_000_000;
  const [left, right] = [totalOf(query.left), totalOf(query.right)];
  if (left === null || right === null) return null;
  return query.kind === 'or'
    ? Math.max(left, right)
    : query.right.kind === 'clause' && query.right.index === 'library'
      ? left
      : Math.min(left, right);
}
