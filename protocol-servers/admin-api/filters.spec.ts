import type { SavedFiltersView, SavedFilterView, SaveFilterRequest } from './contract-filters.ts';
import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { getAs, post, refusal, signIn } from './testing-client.fixture.ts';

let network: RealNetwork;
beforeEach(async () => {
  network = await realNetwork();
});
afterEach(async () => {
  expect(await network.store.read.audit()).toEqual([]);
  await network.close();
});

const filter: SaveFilterRequest = {
  list: 'holds',
  name: 'Zola en retard',
  scope: 'PRIVATE',
  parameters: { titre: 'zola', etat: 'TARGETED' },
};
async function save(login: string, changes: Partial<SaveFilterRequest> = {}): Promise<Response> {
  const who = await signIn(network.url, login);
  return post(`${network.url}/saved-filters`, { ...filter, ...changes }, { Cookie: who.cookie, 'X-CSRF': who.csrf });
}
async function list(login: string, query = 'list=holds'): Promise<SavedFiltersView> {
  const answer = await getAs(await signIn(network.url, login), `${network.url}/saved-filters?${query}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as SavedFiltersView;
}
const names = async (login: string, query?: string) => (await list(login, query)).items.map(({ name }) => name);
async function remove(login: string, id: number): Promise<Response> {
  const who = await signIn(network.url, login);
  const headers = { Cookie: who.cookie, 'X-CSRF': who.csrf };
  return fetch(`${network.url}/saved-filters/${id}`, { method: 'DELETE', headers });
}

test('a filter of one’s own is one’s own', async () => {
  const saved = (await (await save('agent-lens')).json()) as SavedFilterView;
  expect(saved).toMatchObject({ ...filter, library: null, mayRemove: true });
  expect((await list('agent-lens')).items).toEqual([saved]);
  expect(await names('resp-lens')).toEqual([]);
  expect(await refusal(await remove('admin', saved.id))).toEqual([404, 'filter-unknown']);
  expect((await remove('agent-lens', saved.id)).status).toBe(204);
  expect(await names('agent-lens')).toEqual([]);
  expect(await refusal(await remove('agent-lens', saved.id))).toEqual([404, 'filter-unknown']);
  expect(await network.rows(`SELECT type FROM events WHERE type LIKE 'FILTER%'`)).toEqual([]);
});

test('a manager keeps one for his library, a coordinator one for all, and the journal says so', async () => {
  await save('resp-lens', { scope: 'LIBRARY', name: 'de Lens' });
  await save('coord', { scope: 'LIBRARY', library: 'LIEVIN', name: 'de Liévin' });
  const shared = (await (await save('coord', { scope: 'NETWORK', name: 'du réseau' })).json()) as SavedFilterView;
  expect(await names('agent-lens')).toEqual(['de Lens', 'du réseau']);
  expect(await names('coord', 'list=holds&library=LIEVIN')).toEqual(['de Liévin', 'du réseau']);
  expect(await names('coord')).toEqual(['du réseau']);
  const ofLens = (await list('agent-lens')).items[0]!;
  expect(ofLens).toMatchObject({ library: { code: 'LENS' }, mayRemove: false });
  expect(await refusal(await remove('agent-lens', ofLens.id))).toEqual([403, 'filter-not-yours']);
  expect(await refusal(await remove('resp-lens', shared.id))).toEqual([403, 'filter-not-yours']);
  expect((await remove('admin', shared.id)).status).toBe(204);
  const journal = await network.rows(`SELECT type, actor FROM events WHERE type LIKE 'FILTER%' ORDER BY seq`);
  expect(journal).toEqual([
    { type: 'FILTER_SHARED', actor: 'user:resp-lens' },
    { type: 'FILTER_SHARED', actor: 'user:coord' },
    { type: 'FILTER_SHARED', actor: 'user:coord' },
    { type: 'FILTER_WITHDRAWN', actor: 'user:admin' },
  ]);
});

test.each<[string, string, Partial<SaveFilterRequest>, [number, string]]>([
  ['an agent shares nothing', 'agent-lens', { scope: 'LIBRARY' }, [403, 'filter-not-yours']],
  ['a manager nothing with all', 'resp-lens', { scope: 'NETWORK' }, [403, 'filter-not-yours']],
  ['nor with another library', 'resp-lens', { scope: 'LIBRARY', library: 'LIEVIN' }, [403, 'library-not-yours']],
  ['a coordinator names the library', 'coord', { scope: 'LIBRARY' }, [404, 'library-unknown']],
  ['a card is not kept', 'agent-lens', { parameters: { carte: '20000001' } }, [422, 'filter-not-kept']],
  [
    'nor the name of a reader',
    'agent-lens',
    { list: 'readers', parameters: { q: 'delattre' } },
    [422, 'filter-not-kept'],
  ],
  ['nor a filter that filters nothing', 'agent-lens', { parameters: {} }, [422, 'filter-not-kept']],
  ['nor one without a name', 'agent-lens', { name: '  ' }, [400, 'invalid-request']],
  ['nor one of a list one does not see', 'info', {}, [403, 'filter-not-yours']],
  ['nor of conversations, at a desk', 'agent-lens', { list: 'conversations' }, [403, 'filter-not-yours']],
])('%s', async (_, login, changes, expected) => {
  expect(await refusal(await save(login, changes))).toEqual(expected);
  expect(await network.rows('SELECT id FROM saved_filters')).toEqual([]);
});

test('a name is kept once for the same people', async () => {
  expect((await save('agent-lens')).status).toBe(200);
  expect(await refusal(await save('agent-lens', { parameters: { titre: 'hugo' } }))).toEqual([409, 'filter-taken']);
  expect((await save('resp-lens')).status).toBe(200);
  expect((await save('agent-lens', { list: 'catalogue', parameters: { q: 'zola' } })).status).toBe(200);
});

test('one says what may be kept, and for whom', async () => {
  expect(await list('agent-lens', 'list=readers')).toMatchObject({ kept: ['liste'], scopes: ['PRIVATE'] });
  expect((await list('resp-lens')).scopes).toEqual(['PRIVATE', 'LIBRARY']);
  expect((await list('coord')).scopes).toEqual(['PRIVATE', 'LIBRARY', 'NETWORK']);
  const hidden = await getAs(await signIn(network.url, 'audit'), `${network.url}/saved-filters?list=holds`);
  expect(await refusal(hidden)).toEqual([403, 'filter-not-yours']);
});

test('there is an end to them', async () => {
  for (let n = 0; n < 50; n += 1) expect((await save('coord', { name: `n° ${n}` })).status).toBe(200);
  expect(await refusal(await save('coord', { name: 'de trop' }))).toEqual([409, 'too-many-filters']);
  expect(await names('coord')).toHaveLength(50);
}, 30_000);
