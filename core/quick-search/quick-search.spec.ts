import { encode } from '../marc/iso2709.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { ItemInformation } from '../library.ts';
import type { Query } from '../query/model.ts';
import { quickSearchKinds } from './entities.ts';
import { quickSearch, type QuickSearchRooms } from './quick-search.ts';

const germinal = encode({
  leader: '00000nam0 2200000   450 ',
  fields: [
    { tag: '001', value: 'PAS0000000042' },
    { tag: '200', ind1: '1', ind2: ' ', subfields: [{ code: 'a', value: 'Germinal' }] },
    {
      tag: '700',
      ind1: ' ',
      ind2: '1',
      subfields: [
        { code: 'a', value: 'Zola' },
        { code: 'b', value: 'Émile' },
      ],
    },
  ],
});
const kiosks = [
  { login: 'kiosk-lens', name: 'Automate de Lens' },
  { login: 'kiosk-lievin', name: 'Automate de Liévin' },
];

/** A network with one book, one reader and two kiosks; it notes what it was asked. */
function rooms(index: 'answers' | 'is away' = 'answers') {
  const asked = { readers: [] as string[], queries: [] as Query[], barcodes: [] as string[] };
  const found = { total: 1, records: [{ record: { controlNumber: 'PAS0000000042', marc: germinal }, items: [] }] };
  const world = {
    readers: {
      find: async ({ q }: { q: string }) => {
        asked.readers.push(q);
        return { lines: [{ id: 7, lastName: 'Caron' }], total: 1, byPastCard: false };
      },
    },
    catalogue: {
      search: async (query: Query) => {
        asked.queries.push(query);
        return index === 'answers' ? granted(found) : refused('temporarily-unavailable');
      },
    },
    circulation: {
      item: async (barcode: string): Promise<Outcome<Partial<ItemInformation>>> => {
        asked.barcodes.push(barcode);
        if (barcode !== '30000001') return refused('item-unknown');
        const item = { barcode } as ItemInformation['item'];
        return granted({ item, title: 'Germinal', controlNumber: 'PAS0000000042' });
      },
    },
    network: { devices: async () => kiosks },
  };
  return { asked, find: quickSearch(world as unknown as QuickSearchRooms) };
}
const all = { kinds: quickSearchKinds, limit: 5 };

test('a word still being typed is searched as the beginning of one, in the words of a record', async () => {
  const { asked, find } = rooms();
  const { records, missing } = await find({ ...all, text: 'germ' });
  expect(records).toEqual([
    { controlNumber: 'PAS0000000042', title: 'Germinal', authors: ['Zola, Émile'], year: null },
  ]);
  expect(missing).toEqual([]);
  expect(JSON.stringify(asked.queries[0])).toContain('germ');
});

test('a barcode leads to its copy, words do not', async () => {
  const { asked, find } = rooms();
  expect((await find({ ...all, text: '30000001' })).copies).toEqual([
    { barcode: '30000001', title: 'Germinal', controlNumber: 'PAS0000000042' },
  ]);
  await find({ ...all, text: 'au bonheur des dames' });
  expect(asked.barcodes).toEqual(['30000001']);
});

test('a device is found by a part of its name, whatever its accents', async () => {
  const { find } = rooms();
  expect((await find({ ...all, text: 'lievin' })).devices).toEqual([kiosks[1]]);
});

test('what one may not see is not even asked for', async () => {
  const { asked, find } = rooms();
  const found = await find({ text: 'caron', kinds: ['records', 'devices'], limit: 5 });
  expect(found.readers).toEqual([]);
  expect(asked.readers).toEqual([]);
  expect(asked.barcodes).toEqual([]);
});

test('an index that is away is told, and the rest is found', async () => {
  const { find } = rooms('is away');
  const found = await find({ ...all, text: 'caron' });
  expect(found.missing).toEqual(['records']);
  expect(found.readers).toHaveLength(1);
});
