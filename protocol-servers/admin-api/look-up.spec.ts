import type { SearchIndex, SearchPage } from '../../core/ports/search-index.ts';
import { SearchUnavailable } from '../../core/ports/search-index.ts';
import { cqlOf } from '../../core/query/cql/index.ts';
import type { Query } from '../../core/query/model.ts';
import type { RecordSheetView } from './contract-cataloguing.ts';
import type { CopySheetView } from './contract-copies.ts';
import type { CopySituationView, SearchView } from './contract-search.ts';
import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { post, signIn, type SignedIn } from './testing-client.fixture.ts';

/** An index in the hands of the spec: what it is asked, and what it answers. */
class IndexOfTheSpec {
  readonly asked: { query: string; page: SearchPage }[] = [];
  answers: { total: number; recordIds: number[] } | null = { total: 0, recordIds: [] };
  words: readonly string[] = [];

  async search(query: Query, page: SearchPage) {
    if (!this.answers) throw new SearchUnavailable('away');
    this.asked.push({ query: cqlOf(query), page });
    const facets = [{ index: 'library', values: [{ term: 'lens', display: 'lens', hits: 1 }] }];
    return { ...this.answers, facets };
  }
  async scan({ term, size }: { term: string; size: number }) {
    const entries = this.words.filter((word) => word >= term).slice(0, size);
    return {
      entries: entries.map((word) => ({ term: word, display: word, hits: 1 })),
      position: 1,
      status: 'complete',
    };
  }
}

const index = new IndexOfTheSpec();
let network: RealNetwork;
let agent: SignedIn;
let auditor: SignedIn;
let record: RecordSheetView;
let recordId: number;

const get = (path: string, who: SignedIn = auditor) => fetch(network.url + path, { headers: { Cookie: who.cookie } });
async function told<T>(path: string, who?: SignedIn): Promise<T> {
  const answer = await get(path, who);
  const body = await answer.json();
  if (!answer.ok) throw new Error(`${answer.status} ${JSON.stringify(body)}`);
  return body as T;
}
async function made<T>(path: string, body: unknown, who = agent): Promise<T> {
  const answer = await post(network.url + path, body, { Cookie: who.cookie, 'X-CSRF': who.csrf });
  const said = await answer.json();
  if (!answer.ok) throw new Error(`${answer.status} ${JSON.stringify(said)}`);
  return said as T;
}

beforeAll(async () => {
  network = await realNetwork({ index: index as unknown as SearchIndex });
  agent = await signIn(network.url, 'agent-lens');
  auditor = await signIn(network.url, 'audit');
  record = await made('/records', { template: 'book', title: 'Germinal', year: 2026 });
  await made<CopySheetView>(`/records/${record.record}/items`, { barcode: '30000001', library: 'LENS', type: 'BOOK' });
  recordId = (await network.store.read.recordByControlNumber(record.record))!.id;
});
afterAll(async () => {
  expect(await network.store.read.audit()).toEqual([]);
  await network.close();
});

test('finds records with their copies by library, facets and the search as CQL', async () => {
  index.answers = { total: 1, recordIds: [recordId] };
  const found = await told<SearchView>('/search?q=germinal&library=LENS&date=2026&sort=date&offset=0&limit=25');
  expect(found).toMatchObject({ direct: null, total: 1, suggestion: null });
  expect(found.items[0]).toMatchObject({
    record: record.record,
    title: 'Germinal',
    year: 2026,
    places: [{ library: 'LENS', name: 'LENS', copies: 1, available: 1 }],
  });
  expect(found.facets).toEqual([{ index: 'library', values: [{ term: 'lens', display: 'LENS', hits: 1 }] }]);
  const { query, page } = index.asked.at(-1)!;
  expect(found.cql).toBe(query);
  expect(query).toBe('cql.serverChoice = "germinal" and bib.library = "lens" and dc.date = "2026"');
  expect(page).toMatchObject({ start: 0, count: 25, sort: [{ key: 'date', direction: 'descending' }] });
});

test('a barcode and the number of a record lead straight to what they name, even when the index is away', async () => {
  index.answers = null;
  const copy = await told<SearchView>('/search?q=%2030000001%20');
  expect(copy.direct).toEqual({ record: record.record, barcode: '30000001' });
  const named = await told<SearchView>(`/search?q=${record.record.toLowerCase()}`);
  expect(named.direct).toEqual({ record: record.record, barcode: null });
  const away = await get('/search?q=zola');
  expect([away.status, ((await away.json()) as { code: string }).code]).toEqual([503, 'temporarily-unavailable']);
});

test('an ISBN that one record has leads to it; one that two have is a list', async () => {
  index.answers = { total: 1, recordIds: [recordId] };
  expect((await told<SearchView>('/search?q=978-2-07-000000-5')).direct).toEqual({
    record: record.record,
    barcode: null,
  });
  index.answers = { total: 2, recordIds: [recordId] };
  expect((await told<SearchView>('/search?q=978-2-07-000000-5')).direct).toBeNull();
});

test('what finds nothing is told with the nearest spelling', async () => {
  index.answers = { total: 0, recordIds: [] };
  index.words = ['germain', 'germinal', 'zola'];
  expect(await told<SearchView>('/search?q=Germimal%20Zola')).toMatchObject({ total: 0, suggestion: 'germinal zola' });
});

test('a page behind the last is refused with the total, a value no facet tells is a wrong request', async () => {
  index.answers = { total: 1, recordIds: [] };
  const behind = await get('/search?q=germinal&offset=50');
  expect(await behind.json()).toMatchObject({ code: 'result-out-of-range', facts: { total: 1 } });
  expect((await get('/search?date=19xx')).status).toBe(400);
  expect((await get('/search?sort=colour')).status).toBe(400);
});

test('a copy says where it is and why, and never who has it', async () => {
  const { store, devices, checkOut, patron } = network;
  await patron('20000001');
  const lent = await checkOut({
    device: devices.lievin,
    card: '20000001',
    itemBarcode: '30000001',
    renewalAllowed: false,
    transactionDate: 'one',
  });
  expect(lent.granted).toBe(true);
  const onLoan = await told<CopySituationView>('/copies/30000001/situation');
  expect(onLoan).toMatchObject({
    status: 'ON_LOAN',
    home: 'LENS',
    loan: { library: 'LIEVIN', renewals: 0 },
    transit: null,
  });
  expect(JSON.stringify(onLoan)).not.toContain('20000001');

  const back = { device: devices.lievin, itemBarcode: '30000001', returnedAt: network.now(), transactionDate: 'two' };
  expect(await network.checkIn(back)).toMatchObject({ granted: true });
  const { item } = (await store.read.item('30000001'))!;
  await network.work(async (work) => {
    await work.items.claim('30000001'); // a write first
    await work.migration.addAliases([{ libraryId: network.libraries.avion, barcode: 'AV-1', itemId: item.id }]);
  });
  const moving = await told<CopySituationView>('/copies/30000001/situation');
  expect(moving).toMatchObject({
    status: 'TRANSIT_HOME',
    holding: 'LIEVIN',
    loan: null,
    transit: { from: 'LIEVIN', to: 'LENS', reason: 'RETURN_HOME', crate: null },
    aliases: [{ library: 'AVION' }],
  });
  const { items } = await told<{ items: CopySituationView[] }>(`/records/${record.record}/copies`);
  expect(items).toEqual([moving]);
  expect((await get('/copies/nothing/situation')).status).toBe(404);
  expect((await get('/records/nothing/copies')).status).toBe(404);
  expect(await store.read.item('30000001')).toMatchObject({ controlNumber: record.record });
});
