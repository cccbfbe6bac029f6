import type { BibRecord } from '../../core/catalogue/record.ts';
import { ordinaryCopy, type Item } from '../../core/circulation/entities.ts';
import type { CatalogueRecord, SearchResult } from '../../core/library.ts';
import { encode } from '../../core/marc/iso2709.ts';
import type { MarcField } from '../../core/marc/record.ts';
import type { NetworkLibrary } from '../../core/network/network.ts';
import { granted, type Outcome } from '../../core/outcome.ts';
import { indexEntries, sortValues } from '../../core/query/extract.ts';
import type { IndexName } from '../../core/query/indexes.ts';
import type { Clause, Query } from '../../core/query/model.ts';
import { headingKey, words } from '../../core/query/text.ts';
import { decode } from '../../core/marc/iso2709.ts';
import type { SearchedLibrary } from './target.ts';

/** A work of the fake catalogue; `broken` keeps bytes that are no record. */
export interface Work {
  readonly title: string;
  readonly author?: string;
  readonly year?: number;
  readonly isbn?: string;
  readonly subjects?: readonly string[];
  readonly barcodes?: readonly string[];
  readonly broken?: true;
}

/** A catalogue in memory that really searches, for the specs of SRU: every clause by its words or its number. */
export function fakeLibrary(works: readonly Work[]): SearchedLibrary {
  const lens: NetworkLibrary = {
    id: 1,
    code: 'LENS',
    name: 'Médiathèque de Lens',
    commune: 'Lens',
    inseeCode: '62498',
    kind: 'HUB',
    state: 'LIVE',
    isPickup: true,
    acceptsReturns: true,
    isil: 'FR-624986101',
  };
  const avion: NetworkLibrary = {
    ...lens,
    id: 2,
    code: 'AVION',
    name: "Médiathèque d'Avion",
    commune: 'Avion',
    isil: null,
  };
  const records = works.map(catalogued);
  return {
    network: {
      library: (id) => (id === 1 ? lens : avion),
      libraries: () => Promise.resolve([lens, avion]),
    },
    catalogue: {
      availability: ({ items }) =>
        Promise.resolve(
          (items as readonly Item[]).map((item) => ({
            item,
            availableNow: item.status === 'AVAILABLE',
            dueAt: item.status === 'ON_LOAN' ? Date.UTC(2026, 11, 5, 22, 59, 59) : null,
            wanted: item.status === 'ON_LOAN',
          })),
        ),
      scan: ({ index, term, position, size, structure }) => {
        const terms = counted(records, index, structure === 'word' ? words : (value) => [headingKey(value)]);
        const list = [...terms].sort(([one], [other]) => (one < other ? -1 : 1));
        const first = list.findIndex(([value]) => value >= headingKey(term));
        const from = Math.max(0, (first < 0 ? list.length : first) - (position - 1));
        const entries = list.slice(from, from + size).map(([value, hits]) => ({ term: value, display: value, hits }));
        const status = entries.length < size ? 'partial' : 'complete';
        return Promise.resolve(granted({ entries, position, status }));
      },
      search: (query, { start, count, sort, facets, counted: alone }): Promise<Outcome<SearchResult>> => {
        const found = records.filter((record) => matches(query, record));
        for (const { key, direction } of [...sort].reverse()) {
          if (key === 'relevance') continue;
          const sign = direction === 'ascending' ? 1 : -1;
          found.sort((one, other) => {
            const [a, b] = [filed(one)[key] ?? '', filed(other)[key] ?? ''];
            return a === b ? 0 : a < b ? -sign : sign;
          });
        }
        const counts = facets?.map(({ index, size }) => ({
          index,
          values: [...counted(found, index, (value) => [value])]
            .sort(([one, many], [other, few]) => few - many || (one < other ? -1 : 1))
            .slice(0, size)
            .map(([value, hits]) => ({ term: headingKey(value), display: value, hits })),
        }));
        const page = found.slice(start, start + count);
        const each = alone?.map((one) => records.filter((record) => matches(one, record)).length);
        return Promise.resolve(granted({ total: found.length, records: page, facets: counts, counts: each }));
      },
    },
  };
}

/** Records by what their values of an index become. */
function counted(
  records: readonly CatalogueRecord[],
  index: IndexName,
  keys: (value: string) => readonly string[],
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const record of records) {
    const values = entriesOf(record).find((entry) => entry.index === index)?.values ?? [];
    for (const key of new Set(values.flatMap(keys))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function catalogued(work: Work, at: number): CatalogueRecord {
  const id = at + 1;
  const controlNumber = `PAS${String(id).padStart(10, '0')}`;
  const field = (tag: string, code: string, value: string): MarcField => ({
    tag,
    ind1: ' ',
    ind2: ' ',
    subfields: [{ code, value }],
  });
  const fields: MarcField[] = [{ tag: '001', value: controlNumber }];
  if (work.isbn) fields.push(field('010', 'a', work.isbn));
  fields.push(field('100', 'a', `20240321d${work.year ?? '    '}    k  y0frey50      ba`));
  fields.push(field('101', 'a', 'fre'));
  fields.push(field('200', 'a', work.title));
  if (work.author) fields.push(field('700', 'a', work.author));
  for (const subject of work.subjects ?? []) fields.push(field('606', 'a', subject));
  fields.push(field('995', 'f', 'OLD'));
  const marc = work.broken
    ? new Uint8Array([1, 2, 3])
    : encode({ leader: ' '.repeat(5) + 'nam0 22        450 ', fields });
  const record: BibRecord = {
    id,
    controlNumber,
    source: 'demo',
    sourceId: String(id),
    status: 'LIVE',
    mergedIntoId: null,
    marc,
    hash: '',
    createdAt: 0,
    updatedAt: id,
  };
  return { record, items: (work.barcodes ?? []).map((barcode) => itemOf(id, barcode)) };
}

function itemOf(recordId: number, barcode: string): Item {
  const isOnLoan = barcode.endsWith('9');
  return {
    id: Number(barcode),
    barcode,
    recordId,
    homeLibraryId: barcode.startsWith('4') ? 2 : 1,
    holdingLibraryId: 1,
    type: 'BOOK',
    location: 'Adulte',
    callNumber: 'R ZOL',
    status: isOnLoan ? 'ON_LOAN' : 'AVAILABLE',
    statusSince: 0,
    loanable: true,
    volume: '',
    inventoryNo: '',
    ...ordinaryCopy,
  };
}

function matches(query: Query, record: CatalogueRecord): boolean {
  if (query.kind === 'all') return true;
  if (query.kind === 'clause') return matchesClause(query, record);
  const left = matches(query.left, record);
  const right = matches(query.right, record);
  if (query.kind === 'or') return left || right;
  return query.kind === 'not' ? left && !right : left && right;
}

function matchesClause(clause: Clause, found: CatalogueRecord): boolean {
  const values = entriesOf(found).find(({ index }) => index === clause.index)?.values ?? [];
  if (clause.structure === 'identifier') return values.includes(clause.term);
  if (clause.structure === 'year') {
    return values.some((year) => compare(Number(year), clause.relation, Number(clause.term)));
  }
  const held = values.flatMap(words);
  const wanted = words(clause.term);
  return clause.structure === 'any-word'
    ? wanted.some((word) => held.includes(word))
    : wanted.every((word) => held.includes(word));
}

function compare(year: number, relation: Clause['relation'], wanted: number): boolean {
  if (relation === '<') return year < wanted;
  if (relation === '<=') return year <= wanted;
  if (relation === '>') return year > wanted;
  if (relation === '>=') return year >= wanted;
  return year === wanted;
}

function entriesOf({ record, items }: CatalogueRecord): ReturnType<typeof indexEntries> {
  if (record.marc.length < 24) return [{ index: 'title', values: ['broken'] }];
  return indexEntries(decode(record.marc).record, items, {
    libraryCode: (id) => (id === 1 ? 'LENS' : 'AVION'),
    carrier: () => 'book',
  });
}

function filed({ record }: CatalogueRecord): ReturnType<typeof sortValues> {
  return sortValues(decode(record.marc).record);
}
