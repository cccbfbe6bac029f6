import type { CopySituationView, FoundRecordView, MarcView, RecordSheetView, SearchView } from '../app/api/contract';

/** A copy of Lens on its shelf. */
export function situation(barcode: string, rest: Partial<CopySituationView> = {}): CopySituationView {
  return {
    barcode,
    record: 'PAS0000000006',
    title: 'Germinal',
    type: 'BOOK',
    location: 'Adultes',
    callNumber: 'R ZOL',
    volume: '',
    inventoryNo: '',
    loanable: true,
    publicNote: '',
    status: 'AVAILABLE',
    statusSince: '2026-11-10T09:00:00Z',
    home: 'LENS',
    holding: 'LENS',
    owner: null,
    returnToOwnerOn: null,
    loan: null,
    transit: null,
    keptFor: null,
    queueLength: 0,
    aliases: [],
    ...rest,
  };
}

/** Germinal, as UNIMARC says it. */
export const germinal: MarcView = {
  leader: '00000nam0 2200000   450 ',
  fields: [
    { tag: '001', value: 'PAS0000000006' },
    { tag: '010', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: '978-2-07-000035-7' }] },
    { tag: '101', ind1: '0', ind2: ' ', subfields: [{ code: 'a', value: 'fre' }] },
    {
      tag: '200',
      ind1: '1',
      ind2: ' ',
      subfields: [
        { code: 'a', value: 'Germinal' },
        { code: 'f', value: 'Émile Zola' },
      ],
    },
    {
      tag: '214',
      ind1: ' ',
      ind2: '0',
      subfields: [
        { code: 'a', value: 'Paris' },
        { code: 'c', value: 'Gallimard' },
        { code: 'd', value: '1977' },
      ],
    },
    {
      tag: '700',
      ind1: ' ',
      ind2: '1',
      subfields: [
        { code: 'a', value: 'Zola' },
        { code: 'b', value: 'Émile' },
        { code: '4', value: '070' },
      ],
    },
  ],
};

/** Its sheet. */
export function sheet(rest: Partial<RecordSheetView> = {}): RecordSheetView {
  return {
    record: 'PAS0000000006',
    version: 3,
    status: 'LIVE',
    mergedInto: null,
    suppressedAt: null,
    source: 'demo',
    createdAt: '2026-11-01T09:00:00Z',
    updatedAt: '2026-11-10T09:00:00Z',
    title: 'Germinal',
    authors: ['Zola, Émile'],
    year: 1977,
    carrier: 'book',
    language: 'fre',
    isbn: ['9782070000357'],
    marc: germinal,
    lock: null,
    merges: [],
    ...rest,
  };
}

/** A line of a search. */
export function foundRecord(record: string, title: string, rest: Partial<FoundRecordView> = {}): FoundRecordView {
  return {
    record,
    title,
    authors: ['Zola, Émile'],
    publisher: 'Gallimard',
    year: 1977,
    carrier: 'book',
    language: 'fre',
    isbn: null,
    places: [{ library: 'LENS', name: 'Médiathèque de Lens', copies: 2, available: 1 }],
    ...rest,
  };
}

/** What a search finds. */
export function search(items: readonly FoundRecordView[], rest: Partial<SearchView> = {}): SearchView {
  const cql = 'cql.serverChoice = "germinal"';
  return { direct: null, items, total: items.length, facets: [], suggestion: null, cql, ...rest };
}
