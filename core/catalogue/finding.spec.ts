import type { Item } from '../circulation/entities.ts';
import { SearchUnavailable, QueryUnsupported, type SearchIndex } from '../ports/search-index.ts';
import type { Store } from '../ports/store.ts';
import { finding } from './finding.ts';
import type { BibRecord, RecordStatus } from './record.ts';

const record = (id: number, status: RecordStatus = 'LIVE') =>
  ({ id, status, controlNumber: `PAS${id}`, updatedAt: id, marc: Uint8Array.of(id) }) as BibRecord;
const copy = (id: number, status: Item['status'], loanable = true) =>
  ({ id, barcode: `B${id}`, status, loanable }) as Item;

/** A store of four records, two of them gone, and of the copies of the first. */
function catalogueOver(index: Partial<SearchIndex>) {
  const records = [record(1), record(2, 'DELETED'), record(3, 'MERGED'), record(4)];
  const copies = [copy(1, 'AVAILABLE'), copy(2, 'ON_LOAN'), copy(3, 'WITHDRAWN'), copy(4, 'AVAILABLE', false)];
  const read = {
    records: async (ids: readonly number[]) => ids.flatMap((id) => records.find((each) => each.id === id) ?? []),
    recordsChangedAt: async (ids: readonly number[]) =>
      new Map(records.filter(({ id }) => ids.includes(id)).map(({ id, updatedAt }) => [id, updatedAt])),
    dissemination: {
      copies: async () => new Map([[1, copies.filter(({ status }) => status !== 'WITHDRAWN')]]),
    },
    item: async (barcode: string) => {
      const item = copies.find((each) => each.barcode === barcode)!;
      return { item, loan: item.status === 'ON_LOAN' ? { dueAt: 1_000 } : null, queueLength: 1 };
    },
  };
  return finding({ store: { read } as unknown as Store, index: index as SearchIndex });
}
const page = { start: 0, count: 10, sort: [] };

test('find tells ids and count, out of range or not, and reads no record', async () => {
  const catalogue = catalogueOver({
    search: async (_query, { start }) => ({ total: 2, recordIds: start > 1 ? [] : [4, 1] }),
  });
  expect(await catalogue.find({ kind: 'all' }, page)).toEqual({
    granted: true,
    value: { total: 2, recordIds: [4, 1] },
  });
  expect(await catalogue.find({ kind: 'all' }, { ...page, start: 5 })).toMatchObject({ granted: true });
  expect(await catalogue.search({ kind: 'all' }, { ...page, start: 5 })).toMatchObject({
    refusal: 'result-out-of-range',
  });
});

test('records come in the order asked, null for each that is gone', async () => {
  const found = await catalogueOver({}).recordsById([4, 2, 1, 3, 99]);
  expect(found.map((each) => each?.record.id ?? null)).toEqual([4, null, 1, null, null]);
  expect(found[2]!.items).toHaveLength(3);
});

test('availability is that of each copy now; one withdrawn meanwhile is not shown', async () => {
  const catalogue = catalogueOver({});
  const [first] = await catalogue.recordsById([1]);
  const items = [...first!.items, copy(3, 'AVAILABLE')];
  expect(await catalogue.availability({ ...first!, items })).toEqual([
    { item: copy(1, 'AVAILABLE'), availableNow: true, dueAt: null, wanted: true },
    { item: copy(2, 'ON_LOAN'), availableNow: false, dueAt: 1_000, wanted: true },
    { item: copy(4, 'AVAILABLE', false), availableNow: false, dueAt: null, wanted: true },
  ]);
});

describe('what the index cannot', () => {
  const request = { index: 'title', term: 'a', position: 1, size: 5 } as const;

  test('a scan where it keeps no list of terms is refused by name', async () => {
    expect(await catalogueOver({}).scan(request)).toMatchObject({
      refusal: 'query-unsupported',
      facts: { feature: 'scan' },
    });
    const scanned = { entries: [{ term: 'a', display: 'A', hits: 1 }], position: 1, status: 'partial' } as const;
    expect(await catalogueOver({ scan: async () => scanned }).scan(request)).toEqual({ granted: true, value: scanned });
  });

  test('a tree it cannot compile, and being away, are refusals; a fault is thrown', async () => {
    const failing = (error: Error) =>
      catalogueOver({ search: () => Promise.reject(error), scan: () => Promise.reject(error) });
    for (const ask of ['find', 'search'] as const) {
      const unsupported = failing(new QueryUnsupported('prox'));
      expect(await unsupported[ask]({ kind: 'all' }, page)).toMatchObject({ facts: { feature: 'prox' } });
      const away = failing(new SearchUnavailable('away'));
      expect(await away[ask]({ kind: 'all' }, page)).toMatchObject({ refusal: 'temporarily-unavailable' });
      await expect(failing(new Error('broken'))[ask]({ kind: 'all' }, page)).rejects.toThrow('broken');
    }
    expect(await failing(new SearchUnavailable('away')).scan(request)).toMatchObject({
      refusal: 'temporarily-unavailable',
    });
  });
});
