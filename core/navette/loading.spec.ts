import { all, local, smallShuttle, type SmallShuttle } from './small-shuttle.fixture.ts';

let van: SmallShuttle;
beforeEach(async () => {
  van = await smallShuttle();
});
afterEach(async () => {
  expect(await van.network.store.read.audit()).toEqual([]);
  await van.close();
});
const state = async (crateId: number): Promise<string> => {
  const sheet = await van.desk.crate(crateId);
  return sheet.granted ? sheet.value.crate.state : sheet.refusal;
};

test('a sealed crate is opened again by those who sent it, and its list may change', async () => {
  await van.moving('A', 'lievin', 'lens');
  await van.moving('B', 'lievin', 'lens');
  const crate = await van.sealed('lievin', 'lens', ['A']);
  expect(await van.desk.reopenCrate(crate, van.staff.avion)).toMatchObject({ refusal: 'library-not-yours' });
  const opened = await van.desk.reopenCrate(crate, van.staff.lievin);
  expect(opened).toMatchObject({ value: { crate: { state: 'OPEN', sealedAt: null, runId: null } } });
  expect(await van.desk.putInCrate(crate, 'B', van.staff.lievin)).toMatchObject({ granted: true });
  expect(await van.desk.reopenCrate(crate, van.staff.lievin)).toMatchObject({ refusal: 'crate-in-other-state' });
  expect(await van.desk.sealCrate(crate, van.staff.lievin)).toMatchObject({ value: { crate: { state: 'SEALED' } } });
  expect(await van.desk.reopenCrate(99, van.staff.lievin)).toMatchObject({ refusal: 'crate-unknown' });
});

test('a crate sealed after the van left goes on board on its way; one left behind waits for the next', async () => {
  const run = (await van.run('west', '2026-11-19')).id;
  await van.moving('A', 'lievin', 'lens');
  const early = await van.sealed('lievin', 'lens', ['A']);
  const notYet = await van.desk.loadCrate(early, run, van.staff.network);
  expect(notYet).toMatchObject({ refusal: 'run-in-other-state', facts: { state: 'PLANNED' } });
  van.network.at(local('2026-11-19 08:40'));
  await van.desk.startRun(run, van.staff.network);
  expect(await state(early)).toBe('ON_BOARD');

  await van.moving('B', 'lievin', 'lens');
  const late = await van.sealed('lievin', 'lens', ['B']);
  expect(await van.desk.loadCrate(late, run, van.staff.network)).toMatchObject({
    value: { crate: { state: 'ON_BOARD', runId: run, loadedAt: local('2026-11-19 08:40') } },
  });
  expect(await van.desk.loadCrate(late, run, van.staff.network)).toMatchObject({ refusal: 'crate-in-other-state' });
  expect(await van.desk.loadCrate(late, 9_999, van.staff.network)).toMatchObject({ refusal: 'run-unknown' });

  expect(await van.desk.unloadCrate(early, van.staff.network)).toMatchObject({
    value: { crate: { state: 'SEALED', runId: null, loadedAt: null } },
  });
  expect(await van.desk.unloadCrate(early, van.staff.network)).toMatchObject({ refusal: 'crate-in-other-state' });
  expect((await van.desk.dispatch(van.network.libraries.lievin, all)).total).toBe(0);
});

test('a van takes no crate to where it does not go', async () => {
  const run = (await van.run('west', '2026-11-19')).id;
  await van.moving('A', 'lens', 'avion');
  const crate = await van.sealed('lens', 'avion', ['A']);
  await van.desk.startRun(run, van.staff.network);
  expect(await van.desk.loadCrate(crate, run, van.staff.network)).toMatchObject({
    refusal: 'crate-for-another-library',
    facts: { library: 'AVION' },
  });
});
