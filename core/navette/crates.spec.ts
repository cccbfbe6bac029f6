import type { LibraryState } from '../network/network.ts';
import type { Outcome } from '../outcome.ts';
import type { CrateSheet } from './entities.ts';
import { all, local, smallShuttle, type SmallShuttle } from './small-shuttle.fixture.ts';

let van: SmallShuttle;
beforeEach(async () => {
  van = await smallShuttle();
});
afterEach(async () => {
  expect(await van.network.store.read.audit()).toEqual([]);
  await van.close();
});

async function open(to: 'lens' | 'avion' | null, from: 'lens' | 'lievin' = 'lievin'): Promise<number> {
  const { libraries } = van.network;
  const request = { fromLibraryId: libraries[from], toLibraryId: to && libraries[to] };
  const crate = await van.desk.openCrate(request, van.staff[from]);
  if (!crate.granted) throw new Error(crate.refusal);
  return crate.value.id;
}
const said = (outcome: Outcome<CrateSheet>): unknown =>
  outcome.granted ? outcome.value.lines.map(({ barcode }) => barcode) : [outcome.refusal, outcome.facts];
const put = async (crate: number, barcode: string): Promise<unknown> =>
  said(await van.desk.putInCrate(crate, barcode, van.staff.lievin));
const waiting = async (): Promise<string[]> =>
  (await van.desk.dispatch(van.network.libraries.lievin, all)).moving.map(({ barcode }) => barcode);

test('the dispatch list shows what waits here for the van, reserved documents first, and no more once it is in a crate', async () => {
  await van.moving('HOME', 'lievin', 'lens');
  await van.moving('WANTED', 'lievin', 'avion');
  expect(
    (await van.desk.dispatch(van.network.libraries.lievin, all)).moving.map((line) => [
      line.barcode,
      line.transit.reason,
      line.title,
    ]),
  ).toEqual([
    ['WANTED', 'FILL_HOLD', 'Germinal'],
    ['HOME', 'RETURN_HOME', 'Germinal'],
  ]);
  const crate = await open('lens');
  expect(await put(crate, ' home ')).toEqual(['HOME']);
  expect(await waiting()).toEqual(['WANTED']);
});

test('a second scan of a document that is in the crate changes nothing', async () => {
  await van.moving('A', 'lievin', 'lens');
  const crate = await open('lens');
  await put(crate, 'A');
  const before = await van.desk.crate(crate);
  expect(await put(crate, 'A')).toEqual(['A']);
  expect(await van.desk.crate(crate)).toEqual(before);
});

test('a document that goes nowhere is refused', async () => {
  await van.network.item('STILL');
  expect(await put(await open('lens'), 'STILL')).toEqual(['item-not-in-transit', { status: 'AVAILABLE' }]);
  expect(await put(await open('lens'), 'NOBODY')).toEqual(['item-unknown', {}]);
});

test('a document last seen at another library is refused, and told where', async () => {
  await van.moving('A', 'avion', 'lens');
  expect(await put(await open('lens'), 'A')).toEqual(['item-last-seen-elsewhere', { library: 'AVION' }]);
});

test('a document for another library is refused in a crate for one library, and taken in the crate for the hub', async () => {
  await van.moving('A', 'lievin', 'avion');
  expect(await put(await open('lens'), 'A')).toEqual(['item-for-another-library', { library: 'AVION' }]);
  expect(await put(await open(null), 'A')).toEqual(['A']);
});

test('an item cannot be in two open crates: the second one names the first', async () => {
  await van.moving('A', 'lievin', 'lens');
  const first = await open('lens');
  await put(first, 'A');
  expect(await put(await open(null), 'A')).toEqual(['item-in-crate', { crate: 'LIEVIN-000001', state: 'OPEN' }]);
});

test('an item cannot be in two open crates: two people scan it at once, one crate has it', async () => {
  await van.moving('A', 'lievin', 'lens');
  const crates = [await open('lens'), await open(null)];
  const outcomes = await Promise.all(crates.map((crate) => put(crate, 'A')));
  expect(outcomes.filter((outcome) => JSON.stringify(outcome) === '["A"]')).toHaveLength(1);
  const sheets = await Promise.all(crates.map((crate) => van.network.store.read.shuttle.crate(crate)));
  expect(sheets.flatMap((sheet) => sheet!.lines)).toHaveLength(1);
});

test('a sealed crate refuses a scan, in and out', async () => {
  await van.moving('A', 'lievin', 'lens');
  await van.moving('B', 'lievin', 'lens');
  const crate = await van.sealed('lievin', 'lens', ['A']);
  const refusal = ['crate-in-other-state', { crate: 'LIEVIN-000001', state: 'SEALED' }];
  expect(await put(crate, 'B')).toEqual(refusal);
  expect(said(await van.desk.takeOutOfCrate(crate, 'A', van.staff.lievin))).toEqual(refusal);
  expect(said(await van.desk.sealCrate(crate, van.staff.lievin))).toEqual(refusal);
});

test('a document taken out of an open crate waits again', async () => {
  await van.moving('A', 'lievin', 'lens');
  const crate = await open('lens');
  await put(crate, 'A');
  expect(said(await van.desk.takeOutOfCrate(crate, 'A', van.staff.lievin))).toEqual([]);
  expect(await waiting()).toEqual(['A']);
  expect(said(await van.desk.takeOutOfCrate(crate, 'A', van.staff.lievin))).toEqual([
    'item-not-in-crate',
    { crate: 'LIEVIN-000001' },
  ]);
});

test('an empty crate is not sealed', async () => {
  expect(said(await van.desk.sealCrate(await open('lens'), van.staff.lievin))).toEqual([
    'crate-empty',
    { crate: 'LIEVIN-000001' },
  ]);
});

test('a crate is not sealed with a document whose move was turned round since it was put in', async () => {
  const { network } = van;
  await van.moving('A', 'lievin', 'lens');
  const crate = await open('lens');
  await put(crate, 'A');
  await network.work(async (work) => {
    const item = (await work.items.claim('A'))!;
    const transit = (await work.transits.openOf(item.id))!;
    const to = { toLibraryId: network.libraries.avion, reason: 'MANUAL', holdId: null } as const;
    await work.transits.retarget(transit.id, to);
  });
  const refusal = ['item-for-another-library', { library: 'AVION', item: 'A' }];
  expect(said(await van.desk.sealCrate(crate, van.staff.lievin))).toEqual(refusal);
  expect(said(await van.desk.takeOutOfCrate(crate, 'A', van.staff.lievin))).toEqual([]);
  expect(await put(await open(null), 'A')).toEqual(['A']);
});

test('staff of one library do not fill the crate of another; the network may', async () => {
  await van.moving('A', 'lievin', 'lens');
  const crate = await open('lens');
  expect(said(await van.desk.putInCrate(crate, 'A', van.staff.lens))).toEqual([
    'library-not-yours',
    { library: 'LIEVIN' },
  ]);
  expect(said(await van.desk.putInCrate(crate, 'A', van.staff.network))).toEqual(['A']);
});

test('a document that is lent from a crate still open leaves it, and is not announced', async () => {
  const { network } = van;
  const reader = await network.patron('P1');
  await van.moving('A', 'lievin', 'lens');
  await van.moving('B', 'lievin', 'lens');
  const crate = await open('lens');
  await put(crate, 'A');
  await put(crate, 'B');
  await network.checkOut({
    device: network.devices.lievin,
    card: 'P1',
    itemBarcode: 'A',
    renewalAllowed: false,
    transactionDate: 'lent',
  });
  expect(reader).toBeGreaterThan(0);
  expect(said(await van.desk.sealCrate(crate, van.staff.lievin))).toEqual(['B']);
});

test('the same document comes back into the same open crate for another move', async () => {
  const { network } = van;
  await network.patron('P1');
  await van.moving('A', 'lievin', 'lens');
  const crate = await open('lens');
  await put(crate, 'A');
  const device = network.devices.lievin;
  await network.checkOut({ device, card: 'P1', itemBarcode: 'A', renewalAllowed: false, transactionDate: 'lent' });
  await network.checkIn({ device, itemBarcode: 'A', returnedAt: network.now(), transactionDate: 'back' });
  expect(await waiting()).toEqual(['A']);
  expect(await put(crate, 'A')).toEqual(['A']);
});

test('sealing names the run that is to carry the crate; the run that starts takes it on board', async () => {
  await van.moving('A', 'lievin', 'lens');
  const crate = await van.sealed('lievin', 'lens', ['A']);
  const thursday = await van.run('west', '2026-11-19');
  expect(await van.desk.crate(crate)).toMatchObject({ value: { crate: { state: 'SEALED', runId: thursday.id } } });
  van.network.at(local('2026-11-19 08:30'));
  await van.desk.startRun(thursday.id, van.staff.network);
  expect(await van.desk.crate(crate)).toMatchObject({
    value: { crate: { state: 'ON_BOARD', runId: thursday.id, loadedAt: local('2026-11-19 08:30') } },
  });
});

test('a run takes only what it can bring where it goes', async () => {
  await van.moving('A', 'lens', 'avion');
  const crate = await van.sealed('lens', 'avion', ['A']);
  await van.desk.startRun((await van.run('west', '2026-11-18')).id, van.staff.network);
  expect(await van.desk.crate(crate)).toMatchObject({ value: { crate: { state: 'SEALED' } } });
  await van.desk.startRun((await van.run('east', '2026-11-18')).id, van.staff.network);
  expect(await van.desk.crate(crate)).toMatchObject({ value: { crate: { state: 'ON_BOARD' } } });
});

test('a run goes from planned to under way to done, and no other way', async () => {
  const { id } = await van.run('west', '2026-11-18');
  const by = van.staff.network;
  const other = (state: string): unknown => ({ refusal: 'run-in-other-state', facts: { run: id, state } });
  expect(await van.desk.finishRun(id, by)).toMatchObject(other('PLANNED') as object);
  expect(await van.desk.startRun(id, by)).toMatchObject({ value: { state: 'EN_ROUTE' } });
  expect(await van.desk.startRun(id, by)).toMatchObject(other('EN_ROUTE') as object);
  expect(await van.desk.finishRun(id, by)).toMatchObject({ value: { state: 'DONE', cancelReason: null } });
  expect(await van.desk.cancelRun(id, by)).toMatchObject(other('DONE') as object);
  expect(await van.desk.startRun(999, by)).toMatchObject({ refusal: 'run-unknown' });
});

test('a van that turns back leaves its crates sealed, for the next one', async () => {
  await van.moving('A', 'lievin', 'lens');
  const crate = await van.sealed('lievin', 'lens', ['A']);
  const { id } = await van.run('west', '2026-11-19');
  await van.desk.startRun(id, van.staff.network);
  await van.desk.cancelRun(id, van.staff.network);
  expect(await van.desk.crate(crate)).toMatchObject({
    value: { crate: { state: 'SEALED', runId: null, loadedAt: null }, lines: [{ inCrate: true }] },
  });
});

/** A library of this code and state, besides the three. */
async function libraryBesides(code: string, state: LibraryState): Promise<number> {
  const { store, ports } = van.network;
  const { id: _, ...like } = ports.directory.library(van.network.libraries.avion);
  const [id] = await store.administration.insertLibraries([{ ...like, code, state }]);
  await ports.directory.refresh();
  return id!;
}

test('a library that leaves: no van stops there, and its documents come home by hand, in a crate with its list', async () => {
  const { network } = van;
  const leaving = await libraryBesides('SORTIE', 'LEAVING');
  await network.item('A', { homeLibraryId: leaving, holdingLibraryId: leaving });
  const scan = { device: network.devices.lens, itemBarcode: 'A', returnedAt: network.now(), transactionDate: 'A' };
  expect(await network.checkIn(scan)).toMatchObject({ value: { destination: { code: 'SORTIE' } } });

  const opened = await van.desk.openCrate(
    { fromLibraryId: network.libraries.lens, toLibraryId: leaving },
    van.staff.network,
  );
  const crateId = opened.granted ? opened.value.id : 0;
  expect(said(await van.desk.putInCrate(crateId, 'A', van.staff.lens))).toEqual(['A']);
  expect(await van.desk.sealCrate(crateId, van.staff.lens)).toMatchObject({ value: { crate: { runId: null } } });
  await van.desk.startRun((await van.run('west', '2026-11-18')).id, van.staff.network);
  expect(await van.desk.crate(crateId)).toMatchObject({ value: { crate: { state: 'SEALED' } } });

  const there = { login: 'agent-sortie', libraryId: leaving };
  expect(await van.desk.receiveCrate({ crateId, libraryId: null, barcodes: ['A'] }, there)).toMatchObject({
    value: { items: [{ result: 'announced', routing: 'shelf' }], sheet: { crate: { state: 'RECEIVED' } } },
  });
  const back = await van.desk.openCrate({ fromLibraryId: leaving, toLibraryId: null }, there);
  expect(back).toMatchObject({ granted: true });
});

test.each(['PLANNED', 'MIGRATING', 'LEFT'] as const)(
  'a library that is %s sends and receives no crate',
  async (state) => {
    const { network } = van;
    const other = await libraryBesides('AUTRE', state);
    const { lens } = network.libraries;
    for (const asked of [
      { fromLibraryId: lens, toLibraryId: other },
      { fromLibraryId: other, toLibraryId: lens },
    ]) {
      expect(await van.desk.openCrate(asked, van.staff.network)).toMatchObject({
        refusal: 'library-not-live',
        facts: { library: 'AUTRE' },
      });
    }
  },
);
