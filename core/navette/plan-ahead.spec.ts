import { planAhead } from './plan-ahead.ts';
import { local, smallShuttle, type SmallShuttle } from './small-shuttle.fixture.ts';

let van: SmallShuttle;
beforeEach(async () => {
  van = await smallShuttle();
});
afterEach(async () => {
  expect(await van.network.store.read.audit()).toEqual([]);
  await van.close();
});

const at = (time: string): void => van.network.at(local(time));
const runsFrom = async (from: string, to: string) => (await van.desk.runs(from, to, { offset: 0, limit: 500 })).runs;

test('runs are planned six weeks ahead, on the days the route has stops, and planning again changes nothing', async () => {
  const runs = await runsFrom('2026-11-18', '2027-12-31');
  expect(runs.at(-1)!.date).toBe('2026-12-29');
  expect(runs.filter(({ date }) => date === '2026-11-22')).toEqual([]); // a Sunday
  expect(runs.filter(({ date }) => date === '2026-11-18').map(({ state }) => state)).toEqual(['PLANNED', 'PLANNED']);
  expect(await planAhead(van.ports)).toBe(0);
  expect(await runsFrom('2026-11-18', '2027-12-31')).toEqual(runs);
});

test('a public holiday cancels the run of the day and says so', async () => {
  expect(await van.run('west', '2026-12-25')).toMatchObject({ state: 'CANCELLED', cancelReason: 'PUBLIC_HOLIDAY' });
  expect(await van.run('west', '2026-12-24')).toMatchObject({ state: 'PLANNED', cancelReason: null });
  // Liévin, the day before Christmas, too late for the van: it comes again on Saturday the 26th.
  expect(van.desk.nextDeparture(van.network.libraries.lievin, local('2026-12-24 12:00'))).toBe(
    local('2026-12-26 09:00'),
  );
});

test('a run keeps its local time over the change to summer time', async () => {
  at('2027-03-20 12:00');
  await planAhead(van.ports);
  const stop = async (date: string): Promise<string> =>
    new Date((await van.run('west', date)).stops[1]!.opensAt).toISOString();
  expect(await stop('2027-03-27')).toBe('2027-03-27T08:00:00.000Z'); // Saturday, 09:00 in winter
  expect(await stop('2027-03-30')).toBe('2027-03-30T07:00:00.000Z'); // Tuesday, 09:00 in summer
  // Easter Monday between the two.
  expect(await van.run('west', '2027-03-29')).toMatchObject({ state: 'CANCELLED', cancelReason: 'PUBLIC_HOLIDAY' });
});

test('a run keeps its local time over the change to winter time', async () => {
  at('2027-10-20 12:00');
  await planAhead(van.ports);
  const stop = async (date: string): Promise<string> =>
    new Date((await van.run('west', date)).stops[1]!.opensAt).toISOString();
  expect(await stop('2027-10-30')).toBe('2027-10-30T07:00:00.000Z');
  expect(await stop('2027-11-02')).toBe('2027-11-02T08:00:00.000Z');
});

async function calendar(libraryId: number, date: string): Promise<void> {
  const weekly = Array.from({ length: 7 }, () => [{ from: '10:00', to: '18:00' }]);
  await van.network.store.administration.setCalendars([
    {
      libraryId,
      weekly,
      exceptions: [{ date, until: null, weekday: null, yearly: false, hours: [], reason: 'Inventaire' }],
    },
  ]);
  await van.ports.directory.refresh();
}

test('a stop at a library that is closed that day is skipped and says so', async () => {
  const { libraries } = van.network;
  await calendar(libraries.lens, '2026-11-20');
  const stops = [libraries.lievin, libraries.avion, libraries.lens].map((libraryId, index) => ({
    weekday: 5,
    sequence: index + 1,
    libraryId,
    from: `1${index}:00`,
    to: `1${index}:10`,
  }));
  const route = await van.desk.createRoute(
    { name: 'Vendredi', hubLibraryId: libraries.lens, stops },
    van.staff.network,
  );
  expect(route.granted).toBe(true);
  const run = (await runsFrom('2026-11-20', '2026-11-20')).find(
    ({ stops: [first] }) => first!.libraryId === libraries.lievin,
  )!;
  expect([run.state, run.stops.map(({ skipped }) => skipped)]).toEqual(['PLANNED', [null, null, 'LIBRARY_CLOSED']]);
});

test('planned runs follow a calendar that changes, both ways; a run that serves nobody is cancelled', async () => {
  const { libraries } = van.network;
  await calendar(libraries.lievin, '2026-11-20');
  expect(await planAhead(van.ports)).toBe(1);
  expect(await van.run('west', '2026-11-20')).toMatchObject({ state: 'CANCELLED', cancelReason: 'NOTHING_TO_SERVE' });
  await calendar(libraries.lievin, '2026-11-27');
  await planAhead(van.ports);
  expect(await van.run('west', '2026-11-20')).toMatchObject({ state: 'PLANNED', cancelReason: null });
});

test('a run that somebody cancelled, or that is under way, is left alone', async () => {
  const friday = await van.run('west', '2026-11-20');
  const saturday = await van.run('west', '2026-11-21');
  expect(await van.desk.cancelRun(friday.id, van.staff.network)).toMatchObject({ granted: true });
  expect(await van.desk.startRun(saturday.id, van.staff.network)).toMatchObject({ granted: true });
  await calendar(van.network.libraries.lievin, '2026-11-21');
  await planAhead(van.ports);
  expect(await van.run('west', '2026-11-20')).toMatchObject({ state: 'CANCELLED', cancelReason: 'BY_STAFF' });
  expect(await van.run('west', '2026-11-21')).toMatchObject({ state: 'EN_ROUTE', stops: saturday.stops });
});

test('a route that changes changes the runs still planned', async () => {
  const { libraries } = van.network;
  const stops = [
    { weekday: 2, sequence: 1, libraryId: libraries.lens, from: '08:00', to: '08:10' },
    { weekday: 2, sequence: 2, libraryId: libraries.lievin, from: '08:30', to: '08:40' },
  ];
  await van.desk.changeRoute(
    van.routes.west,
    { name: 'Ouest', hubLibraryId: libraries.lens, stops },
    van.staff.network,
  );
  expect(await van.run('west', '2026-11-20')).toMatchObject({ state: 'CANCELLED', cancelReason: 'ROUTE_CHANGED' });
  expect((await van.run('west', '2026-11-24')).stops.map(({ opensAt }) => opensAt)).toEqual([
    local('2026-11-24 08:00'),
    local('2026-11-24 08:30'),
  ]);
});

test('a route is refused for a name taken, a library that is not live, or stops out of order', async () => {
  const { libraries } = van.network;
  const lens = { weekday: 1, sequence: 1, libraryId: libraries.lens, from: '08:00', to: '08:10' };
  const avion = { weekday: 1, sequence: 2, libraryId: libraries.avion, from: '09:00', to: '09:10' };
  const asked = async (name: string, stops: (typeof lens)[]): Promise<unknown> => {
    const outcome = await van.desk.createRoute({ name, hubLibraryId: libraries.lens, stops }, van.staff.network);
    return outcome.granted || [outcome.refusal, outcome.facts['reason']];
  };
  expect(await asked('Est', [lens, avion])).toEqual(['route-name-taken', undefined]);
  expect(await asked('A', [])).toEqual(['route-stops-invalid', 'no-stop']);
  expect(await asked('B', [lens, { ...avion, from: '07:00' }])).toEqual([
    'route-stops-invalid',
    'not-in-the-order-of-time',
  ]);
  expect(await asked('C', [lens, { ...avion, sequence: 1 }])).toEqual(['route-stops-invalid', 'sequence-twice']);
  expect(await asked('D', [avion, { ...avion, sequence: 3 }])).toEqual(['route-stops-invalid', 'without-the-hub']);
  expect(await asked('E', [{ ...lens, to: '07:00' }, avion])).toEqual(['route-stops-invalid', 'window-backwards']);
  const place = {
    name: 'L',
    commune: 'L',
    inseeCode: '62498',
    kind: 'BRANCH',
    isPickup: true,
    acceptsReturns: true,
  } as const;
  const [leaving] = await van.network.store.administration.insertLibraries([
    { ...place, code: 'SORTIE', state: 'LEAVING' },
  ]);
  await van.ports.directory.refresh();
  expect(await asked('F', [lens, { ...avion, libraryId: leaving! }])).toEqual(['library-not-live', undefined]);
});
