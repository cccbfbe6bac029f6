import { all, local, smallShuttle, type SmallShuttle } from './small-shuttle.fixture.ts';

let van: SmallShuttle;
beforeEach(async () => {
  van = await smallShuttle();
});
afterEach(() => van.close());

const at = (time: string): void => van.network.at(local(time));
const late = async (libraryId: number | null) => (await van.desk.late(libraryId, all)).late;

test('a document is late two days after the timetable promised it, at the library where it was last seen', async () => {
  const { libraries } = van.network;
  await van.moving('A', 'lievin', 'lens'); // Wednesday at ten: the van comes on Thursday, back at 10:15
  at('2026-11-21 10:15');
  expect(await late(libraries.lievin)).toEqual([]);
  at('2026-11-21 10:16');
  expect(await late(libraries.lievin)).toMatchObject([
    { barcode: 'A', promisedAt: local('2026-11-19 10:15'), daysLate: 2, crate: null },
  ]);
  expect(await late(libraries.lens)).toEqual([]);
  expect(await late(null)).toHaveLength(1);
});

test('where the timetable knows no way, a week is what a move takes', async () => {
  const stops = [
    { weekday: 1, sequence: 1, libraryId: van.network.libraries.lens, from: '08:00', to: '08:10' },
    { weekday: 1, sequence: 2, libraryId: van.network.libraries.avion, from: '09:00', to: '09:10' },
  ];
  const route = { name: 'Ouest', hubLibraryId: van.network.libraries.lens, stops };
  await van.desk.changeRoute(van.routes.west, route, van.staff.network);
  await van.moving('A', 'lievin', 'lens');
  at('2026-11-27 10:00');
  expect(await late(null)).toEqual([]);
  at('2026-11-27 10:01');
  expect(await late(null)).toMatchObject([{ barcode: 'A', promisedAt: local('2026-11-25 10:00'), daysLate: 2 }]);
});

test('a reader is told when his document arrives: by the next run, then by the run that carries it', async () => {
  await van.moving('A', 'lievin', 'avion');
  expect(await van.desk.expectedArrival('a')).toBe(local('2026-11-19 13:45')); // by the hub
  await van.sealed('lievin', null, ['A']);
  at('2026-11-19 08:30');
  await van.desk.startRun((await van.run('west', '2026-11-19')).id, van.staff.network);
  at('2026-11-19 09:30'); // gone from Liévin: the next run from there would be tomorrow's
  expect(await van.desk.expectedArrival('A')).toBe(local('2026-11-19 13:45'));
  expect(await van.desk.expectedArrival('NOBODY')).toBeNull();
});
