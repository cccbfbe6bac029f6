import { ordinaryCopy, type Item } from '../circulation/entities.ts';
import type { MarcRecord } from '../marc/record.ts';
import { holdingsKey, holdingsOf, withHoldings } from './holdings-995.ts';

const record: MarcRecord = {
  leader: '00000nam0 2200000   450 ',
  fields: [
    { tag: '001', value: 'PAS0000000042' },
    { tag: '995', ind1: ' ', ind2: ' ', subfields: [{ code: 'f', value: 'FROM-AN-OLD-SYSTEM' }] },
    { tag: '998', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: 'kept' }] },
  ],
};
const item: Item = {
  id: 1,
  barcode: '30000002',
  recordId: 42,
  homeLibraryId: 2,
  holdingLibraryId: 1,
  type: 'BOOK',
  location: 'Adulte',
  callNumber: 'R ZOL',
  status: 'ON_LOAN',
  statusSince: 0,
  loanable: true,
  volume: '',
  inventoryNo: '2024-17',
  ...ordinaryCopy,
};
const libraryOf = (id: number) => (id === 1 ? { code: 'LENS', name: 'Lens' } : { code: 'AVION', name: 'Avion' });

function shown(of: MarcRecord): string[] {
  return of.fields.flatMap((field) =>
    'subfields' in field && field.tag === '995'
      ? field.subfields.map(({ code, value }) => code + value).join(' $')
      : [],
  );
}

test('shows each item of now in a 995 of Recommandation 995, in place of those that came with the record', () => {
  const items = [item, { ...item, barcode: '30000001', homeLibraryId: 1, type: 'DVD' as const, loanable: false }];
  const full = withHoldings(record, items, libraryOf);
  expect(shown(full)).toEqual([
    'aAvion $bAVION $eAdulte $f30000002 $j2024-17 $kR ZOL $opret $ram',
    'aLens $bLENS $eAdulte $f30000001 $j2024-17 $kR ZOL $oconsultation $rgm',
  ]);
  expect(full.fields.map(({ tag }) => tag)).toEqual(['001', '998', '995', '995']);
});

test('shows no withdrawn item, and leaves the record it was given as it is', () => {
  expect(shown(withHoldings(record, [{ ...item, status: 'WITHDRAWN' }], libraryOf))).toEqual([]);
  expect(record.fields).toHaveLength(3);
});

test.each<[what: string, changed: Partial<Item>]>([
  ['barcode', { barcode: '30000003' }],
  ['library', { homeLibraryId: 1 }],
  ['type', { type: 'REFERENCE' }],
  ['location', { location: 'Jeunesse' }],
  ['call number', { callNumber: 'R HUG' }],
  ['withdrawal', { status: 'WITHDRAWN' }],
  ['loanability', { loanable: false }],
  ['volume', { volume: 'T. 2' }],
  ['inventory number', { inventoryNo: '' }],
  ['owner', { ownerLibraryId: 1 }],
  ['end of the lot', { ownerLibraryId: 1, returnToOwnerOn: '2027-01-31' }],
  ['public note', { notes: { ...item.notes, public: 'Fragile' } }],
])('the key of the 995 changes with them: %s', (_what, changed) => {
  const other = { ...item, ...changed };
  expect(holdingsOf([other], libraryOf)).not.toEqual(holdingsOf([item], libraryOf));
  expect(holdingsKey([other], libraryOf)).not.toBe(holdingsKey([item], libraryOf));
});

test('the key of the 995 stays while nothing they say changes, and follows the name of a library', () => {
  const lent = { ...item, status: 'AVAILABLE' as const, statusSince: 7, holdingLibraryId: 2 };
  expect(holdingsKey([lent], libraryOf)).toBe(holdingsKey([item], libraryOf));
  const renamed = (id: number) => ({ ...libraryOf(id), name: 'Médiathèque' });
  expect(holdingsKey([item], renamed)).not.toBe(holdingsKey([item], libraryOf));
});
