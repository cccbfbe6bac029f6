import type {
  CrateSheetView,
  CrateView,
  DispatchView,
  ReceptionView,
  ShuttleRouteView,
  ShuttleRunView,
} from './contract-navette.ts';
import type { ListView } from './contract.ts';
import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { getAs, post, refusal, signIn, type SignedIn } from './testing-client.fixture.ts';

let network: RealNetwork;
let coord: SignedIn;
let lens: SignedIn;
beforeEach(async () => {
  network = await realNetwork();
  coord = await signIn(network.url, 'coord');
  lens = await signIn(network.url, 'agent-lens');
});
afterEach(async () => {
  expect(await network.store.read.audit()).toEqual([]);
  await network.close();
});

const headers = (who: SignedIn): Record<string, string> => ({
  Cookie: who.cookie,
  'X-CSRF': who.csrf,
  Origin: 'http://127.0.0.1:8080',
});
const ask = (who: SignedIn, path: string, body?: unknown, method = 'POST'): Promise<Response> =>
  body === undefined
    ? fetch(network.url + path, { method, headers: headers(who) })
    : fetch(network.url + path, {
        method,
        headers: { ...headers(who), 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
async function done<T>(answer: Response): Promise<T> {
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return (answer.status === 204 ? null : await answer.json()) as T;
}
const get = async <T>(who: SignedIn, path: string): Promise<T> => done<T>(await getAs(who, network.url + path));

const route = {
  name: 'Ouest',
  hub: 'LENS',
  stops: [1, 2, 3, 4, 5, 6].flatMap((weekday) => [
    { weekday, sequence: 1, library: 'LENS', from: '11:00', to: '11:15' },
    { weekday, sequence: 2, library: 'LIEVIN', from: '11:30', to: '11:45' },
  ]),
};
/** A copy of Liévin that came back in Lens. */
async function waits(barcode: string): Promise<void> {
  const { lievin } = network.libraries;
  await network.item(barcode, { homeLibraryId: lievin, holdingLibraryId: lievin });
  const scan = { itemBarcode: barcode, returnedAt: network.now(), transactionDate: barcode };
  await network.checkIn({ device: network.devices.lens, ...scan });
}

test('a document goes from the dispatch list of one library into a crate, onto the van, and out of it at another', async () => {
  await done<ShuttleRouteView>(await ask(coord, '/shuttle/routes', route));
  await waits('A');
  await waits('B');
  await waits('C');
  const dispatch = await get<DispatchView>(lens, '/libraries/LENS/dispatch');
  expect([dispatch.total, dispatch.nextDeparture]).toEqual([3, '2026-11-18T10:00:00.000Z']);
  expect(dispatch.items[0]).toEqual({
    ...{ barcode: 'A', title: 'Germinal', callNumber: 'R ZOL', reason: 'RETURN_HOME', from: 'LENS', to: 'LIEVIN' },
    ...{ lastSeen: 'LENS', since: '2026-11-18T09:00:00.000Z', crate: null },
  });

  const crate = await done<CrateView>(await ask(lens, '/crates', { to: 'LIEVIN' }));
  await done(await ask(lens, `/crates/${crate.id}/items`, { barcode: 'A' }));
  await done(await ask(lens, `/crates/${crate.id}/items`, { barcode: 'B' }));
  await done(await ask(lens, `/crates/${crate.id}/items`, { barcode: 'C' }));
  await done(await ask(lens, `/crates/${crate.id}/items/remove`, { barcode: 'C' }));
  const sealed = await done<CrateSheetView>(await ask(lens, `/crates/${crate.id}/seal`));
  expect([sealed.crate.state, sealed.lines.map(({ barcode, state }) => [barcode, state])]).toEqual([
    'SEALED',
    [
      ['A', 'IN_CRATE'],
      ['B', 'IN_CRATE'],
    ],
  ]);
  await done(await ask(lens, `/shuttle/runs/${sealed.crate.run}/start`));
  expect(await get(lens, '/crates?state=ON_BOARD')).toMatchObject({
    total: 1,
    items: [{ code: 'LENS-000001', items: 2 }],
  });

  const body = { library: 'LIEVIN', barcodes: ['A', 'C', 'GHOST'] };
  const reception = await done<ReceptionView>(await ask(coord, `/crates/${crate.id}/receive`, body));
  expect(reception.results).toEqual([
    { barcode: 'A', title: 'Germinal', result: 'announced', routing: 'shelf', destination: 'LIEVIN', refusal: null },
    { barcode: 'C', title: 'Germinal', result: 'unexpected', routing: 'shelf', destination: 'LIEVIN', refusal: null },
    { barcode: 'GHOST', title: null, result: 'refused', routing: null, destination: null, refusal: 'item-unknown' },
  ]);
  expect([reception.crate.state, reception.missing]).toEqual(['DISCREPANT', [{ barcode: 'B', title: 'Germinal' }]]);
  expect(await done(await ask(coord, `/crates/${crate.id}/receive`, body))).toEqual(reception);

  const amiss = await get<ListView<{ id: number; kind: string }>>(lens, '/shuttle/discrepancies?limit=1');
  expect(amiss).toMatchObject({ total: 2, items: [{ kind: 'MISSING', barcode: 'B', lastSeen: 'LENS' }] });
  await done(
    await ask(lens, `/shuttle/discrepancies/${amiss.items[0]!.id}/resolve`, { resolution: 'DECLARED_MISSING' }),
  );
  expect(
    await refusal(await ask(lens, `/shuttle/discrepancies/${amiss.items[0]!.id}/resolve`, { resolution: 'FOUND' })),
  ).toEqual([409, 'discrepancy-not-so-resolved']);
  expect(await get(lens, `/crates/${crate.id}`)).toMatchObject({
    crate: { state: 'DISCREPANT' },
    lines: [{ state: 'SEEN' }, { state: 'GIVEN_UP' }, { state: 'SEEN', unexpected: true }],
  });
});

test('a sealed crate is opened again; one sealed late goes on board, one left behind is taken off', async () => {
  await done<ShuttleRouteView>(await ask(coord, '/shuttle/routes', route));
  await waits('A');
  const { id } = await done<CrateView>(await ask(lens, '/crates', { to: 'LIEVIN' }));
  await done(await ask(lens, `/crates/${id}/items`, { barcode: 'A' }));
  const state = async (path: string, body?: unknown) =>
    (await done<CrateSheetView>(await ask(lens, `/crates/${id}/${path}`, body))).crate.state;
  expect([await state('seal'), await state('reopen'), await state('seal')]).toEqual(['SEALED', 'OPEN', 'SEALED']);
  const run = (await get<CrateSheetView>(lens, `/crates/${id}`)).crate.run!;
  expect(await refusal(await ask(lens, `/crates/${id}/load`, { run }))).toEqual([409, 'run-in-other-state']);
  await done(await ask(lens, `/shuttle/runs/${run}/start`));
  expect([await state('unload'), await state('load', { run })]).toEqual(['SEALED', 'ON_BOARD']);
  expect(await refusal(await ask(lens, `/crates/${id}/reopen`))).toEqual([409, 'crate-in-other-state']);
});

test('a refused scan says what is wrong', async () => {
  await network.item('STILL');
  const crate = await done<CrateView>(await ask(lens, '/crates', { to: null }));
  const answer = await ask(lens, `/crates/${crate.id}/items`, { barcode: 'STILL' });
  expect([answer.status, await answer.json()]).toMatchObject([
    409,
    { code: 'item-not-in-transit', facts: { status: 'AVAILABLE' } },
  ]);
});

test('runs are listed, started, finished and cancelled, and say why they do not run', async () => {
  await done(await ask(coord, '/shuttle/routes', route));
  const { items } = await get<ListView<ShuttleRunView>>(lens, '/shuttle/runs?from=2026-11-18&to=2026-12-25');
  expect(items.at(-1)).toMatchObject({ date: '2026-12-25', state: 'CANCELLED', cancelReason: 'PUBLIC_HOLIDAY' });
  const page = await get<ListView<ShuttleRunView>>(
    lens,
    '/shuttle/runs?from=2026-11-18&to=2026-12-25&offset=1&limit=2',
  );
  expect(page).toEqual({ items: items.slice(1, 3), total: items.length });
  const [first, second] = items;
  await done(await ask(lens, `/shuttle/runs/${first!.id}/start`));
  expect(await done(await ask(lens, `/shuttle/runs/${first!.id}/finish`))).toMatchObject({ state: 'DONE' });
  expect(await done(await ask(lens, `/shuttle/runs/${second!.id}/cancel`))).toMatchObject({ cancelReason: 'BY_STAFF' });
  expect(await refusal(await ask(lens, `/shuttle/runs/${second!.id}/start`))).toEqual([409, 'run-in-other-state']);
});

test('routes are the coordinator’s to edit; auditors see nothing of the documents that move', async () => {
  const { id } = await done<ShuttleRouteView>(await ask(coord, '/shuttle/routes', route));
  expect(await refusal(await ask(lens, '/shuttle/routes', route))).toEqual([403, 'forbidden']);
  expect(await refusal(await ask(coord, '/shuttle/routes', route))).toEqual([409, 'route-name-taken']);
  expect(await refusal(await ask(coord, '/shuttle/routes', { ...route, hub: 'NOWHERE' }))).toEqual([
    404,
    'library-unknown',
  ]);
  const renamed = await ask(coord, `/shuttle/routes/${id}`, { ...route, name: 'Nord' }, 'PUT');
  expect(await done(renamed)).toEqual({ id, ...route, name: 'Nord' });
  expect(await get(lens, '/shuttle/routes')).toEqual({ items: [{ id, ...route, name: 'Nord' }], total: 1 });
  const audit = await signIn(network.url, 'audit');
  expect(await refusal(await getAs(audit, `${network.url}/libraries/LENS/dispatch`))).toEqual([403, 'forbidden']);
});

test('what waits for a crate is told a page at a time', async () => {
  for (const barcode of ['A', 'B', 'C']) await waits(barcode);
  const { items, total } = await get<DispatchView>(lens, '/libraries/LENS/dispatch?offset=1&limit=1');
  expect([items.map(({ barcode }) => barcode), total]).toEqual([['B'], 3]);
  expect((await getAs(lens, `${network.url}/libraries/LENS/dispatch?limit=501`)).status).toBe(400);
});

test('what is late is told by library, a page at a time', async () => {
  await waits('A');
  network.at(network.now() + 60_000);
  await waits('B');
  network.at(network.now() + 10 * 86_400_000);
  const late = await signIn(network.url, 'agent-lens');
  expect(await get(late, '/shuttle/late')).toMatchObject({
    total: 2,
    items: [
      { barcode: 'A', to: 'LIEVIN', daysLate: 3 },
      { barcode: 'B', to: 'LIEVIN', daysLate: 3 },
    ],
  });
  expect(await get(late, '/shuttle/late?offset=1&limit=1')).toMatchObject({ total: 2, items: [{ barcode: 'B' }] });
  expect(await get(late, '/shuttle/late?library=AVION')).toEqual({ items: [], total: 0 });
  expect(await refusal(await getAs(late, `${network.url}/shuttle/late?library=X`))).toEqual([404, 'library-unknown']);
});

test('staff of one library neither send from nor receive at another', async () => {
  expect(await refusal(await ask(lens, '/crates', { from: 'AVION', to: null }))).toEqual([403, 'library-not-yours']);
  const crate = await done<CrateView>(await ask(coord, '/crates', { from: 'AVION', to: null }));
  expect(await refusal(await ask(lens, `/crates/${crate.id}/seal`))).toEqual([403, 'library-not-yours']);
  expect(await refusal(await ask(coord, '/crates', { to: null }))).toEqual([404, 'library-unknown']);
  expect(await refusal(await post(`${network.url}/crates`, { to: null }))).toEqual([401, 'not-authorised']);
});
