import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { exportShelf } from '../../core/catalogue/export/shelf.fixture.ts';
import { createLibrary } from '../../core/create-library.ts';
import { RecordSplitter } from '../../core/marc/frame.ts';
import type { SearchIndex } from '../../core/ports/search-index.ts';
import type { ExportOrder, ExportView } from './contract-exports.ts';
import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { exportView } from './schemas-exports.ts';
import { getAs, post, refusal, signIn } from './testing-client.fixture.ts';

let folder: string;
let network: RealNetwork;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-shelf-'));
  network = await realNetwork({ shelf: exportShelf(folder) });
  await network.item('I1');
  await network.item('I2', { homeLibraryId: network.libraries.lievin, holdingLibraryId: network.libraries.lievin });
});
afterEach(async () => {
  await network.close();
  rmSync(folder, { recursive: true });
});

const lens: ExportOrder = { scope: { kind: 'library', library: 'LENS' }, format: 'iso2709' };
async function order(login: string, body: unknown): Promise<Response> {
  const who = await signIn(network.url, login);
  return post(`${network.url}/exports`, body, { Cookie: who.cookie, 'X-CSRF': who.csrf });
}
const get = async (login: string, path: string) => getAs(await signIn(network.url, login), network.url + path);
async function done(login: string, body: unknown): Promise<ExportView> {
  let view = exportView.parse(await (await order(login, body)).json());
  for (let tries = 0; view.status !== 'done' && tries < 200; tries += 1) {
    await delay(10);
    view = exportView.parse(await (await get(login, `/exports/${view.id}`)).json());
  }
  return view;
}

test('ordered, made in the background, fetched whole', async () => {
  const view = await done('resp-lens', lens);
  expect(view).toMatchObject({
    ...lens,
    charset: 'utf-8',
    status: 'done',
    progress: null,
    records: 1,
    items: 1,
    leftOut: 0,
  });
  const answer = await get('resp-lens', `/exports/${view.id}/file`);
  expect(answer.headers.get('content-type')).toBe('application/marc');
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename=passerelle-${view.id}.mrc`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(bytes).toHaveLength(view.bytes);
  const splitter = new RecordSplitter();
  expect([...splitter.push(bytes), ...splitter.end()]).toHaveLength(1);
});

test.each(['admin', 'coord'])('%s takes out everything', async (login) => {
  expect(await done(login, { scope: { kind: 'all' }, format: 'items-csv' })).toMatchObject({ records: 2, items: 2 });
});

test.each(['agent-lens', 'info', 'audit'])('%s takes out nothing, and sees nothing', async (login) => {
  expect(await refusal(await order(login, lens))).toEqual([403, 'forbidden']);
  expect(await refusal(await get(login, '/exports'))).toEqual([403, 'forbidden']);
});

test('a manager takes out his own library alone, and sees its exports alone', async () => {
  for (const scope of [{ kind: 'all' }, { kind: 'library', library: 'AVION' }, { kind: 'query', cql: 'x' }]) {
    expect(await refusal(await order('resp-lens', { scope, format: 'iso2709' }))).toEqual([403, 'library-not-yours']);
  }
  const other = await done('admin', { scope: { kind: 'library', library: 'AVION' }, format: 'iso2709' });
  await done('admin', lens);
  const { items } = (await (await get('resp-lens', '/exports')).json()) as { items: ExportView[] };
  expect(items.map(({ scope }) => scope.library)).toEqual(['LENS']);
  expect(await refusal(await get('resp-lens', `/exports/${other.id}/file`))).toEqual([404, 'export-unknown']);
});

test.each([
  [{ scope: { kind: 'library', library: 'PARIS' }, format: 'iso2709' }, [404, 'library-unknown']],
  [{ scope: { kind: 'query', cql: 'title = (' }, format: 'iso2709' }, [400, 'query-unsupported']],
  [{ scope: { kind: 'library' }, format: 'iso2709' }, [400, 'invalid-request']],
  [{ scope: { kind: 'all' }, format: 'pdf' }, [400, 'invalid-request']],
])('%j is refused before anything is made', async (body, said) => {
  expect(await refusal(await order('admin', body))).toEqual(said);
  expect(await (await get('admin', '/exports')).json()).toEqual({ items: [], total: 0 });
});

test('what is unknown, and what is thrown away', async () => {
  expect(await refusal(await get('admin', '/exports/00000000-0000-4000-8000-000000000000'))).toEqual([
    404,
    'export-unknown',
  ]);
  expect(await refusal(await get('admin', '/exports/..'))).toEqual([404, 'not-found']);
  expect(await refusal(await get('admin', '/exports/x'))).toEqual([400, 'invalid-request']);
  const { id } = await done('admin', lens);
  const who = await signIn(network.url, 'admin');
  const headers = { Cookie: who.cookie, 'X-CSRF': who.csrf };
  expect((await fetch(`${network.url}/exports/${id}`, { method: 'DELETE', headers })).status).toBe(204);
  expect(await refusal(await get('admin', `/exports/${id}/file`))).toEqual([404, 'export-unknown']);
});

test('what a server left unfinished, the next one finishes', async () => {
  const shelf = exportShelf(folder);
  const { store, ports } = network;
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const index = {} as SearchIndex;
  const open = createLibrary({ store, index, directory: ports.directory, clock: ports.clock, log, shelf });
  const closing = open.exports.close(); // it takes orders and makes nothing any more
  const by = { login: 'admin', libraryId: null };
  const request = { scope: { kind: 'all' }, format: 'iso2709', charset: 'utf-8', unwritable: 'refuse' } as const;
  const ordered = await open.library.exports.start(by, request);
  await closing;
  if (!ordered.granted) throw new Error(ordered.refusal);
  const { id } = ordered.value;
  expect(await refusal(await get('admin', `/exports/${id}/file`))).toEqual([409, 'export-not-ready']);

  const next = createLibrary({ store, index, directory: ports.directory, clock: ports.clock, log, shelf });
  await next.exports.resume();
  for (let tries = 0; tries < 200 && (await shelf.list()).some(({ finished }) => !finished); tries += 1)
    await delay(10);
  await next.exports.close();
  expect(await (await get('admin', `/exports/${id}`)).json()).toMatchObject({ status: 'done', records: 2 });
});
