import type { ShuttleRun } from './entities.ts';
import { local } from './small-shuttle.fixture.ts';
import { timetable } from './timetable.ts';

const [hub, lievin, avion, vimy, angres] = [1, 2, 3, 4, 5] as const;
type Stop = [library: number, from: string, to: string, skipped?: 'LIBRARY_CLOSED'];

function run(date: string, stops: Stop[], as: Partial<ShuttleRun> = {}): ShuttleRun {
  return {
    ...{ id: 1, routeId: 1, date, state: 'PLANNED', cancelReason: null, startedAt: null, endedAt: null },
    stops: stops.map(([libraryId, from, to, skipped = null], index) => ({
      sequence: index + 1,
      libraryId,
      opensAt: local(`${date} ${from}`),
      closesAt: local(`${date} ${to}`),
      skipped,
    })),
    ...as,
  };
}
const routes = [{ hubLibraryId: hub }];
const of = (runs: ShuttleRun[]) => timetable(routes, runs, { sortingMinutes: 30 });

const wednesday = run('2026-11-18', [
  [hub, '08:30', '08:45'],
  [lievin, '09:00', '09:15'],
  [avion, '09:30', '09:45'],
  [hub, '10:30', '10:45'],
]);
const thursday = run('2026-11-19', [
  [hub, '11:00', '11:10'],
  [vimy, '11:30', '11:40'],
  [hub, '12:00', '12:10'],
]);

test('direct: one van passes by both, and the document arrives when it has gone', () => {
  expect(of([wednesday]).earliestArrival(lievin, avion, local('2026-11-18 08:50'))).toBe(local('2026-11-18 09:45'));
});

test('via the hub: out on one run, sorted, and on by the next', () => {
  expect(of([wednesday, thursday]).earliestArrival(lievin, vimy, local('2026-11-18 08:50'))).toBe(
    local('2026-11-19 11:40'),
  );
});

test('via the hub: a run that leaves before the sorting is done goes without it', () => {
  const tooSoon = run('2026-11-18', [
    [hub, '11:00', '11:10'],
    [vimy, '11:30', '11:40'],
  ]);
  expect(of([wednesday, tooSoon, thursday]).earliestArrival(lievin, vimy, local('2026-11-18 08:00'))).toBe(
    local('2026-11-19 11:40'),
  );
});

test('the way by the hub wins when it is earlier than the direct one', () => {
  const slow = run('2026-11-20', [
    [lievin, '09:00', '09:10'],
    [vimy, '10:00', '10:10'],
  ]);
  expect(of([slow, wednesday, thursday]).earliestArrival(lievin, vimy, local('2026-11-18 08:50'))).toBe(
    local('2026-11-19 11:40'),
  );
});

test('by two hubs when their routes only meet there', () => {
  const between = run('2026-11-19', [
    [hub, '08:00', '08:10'],
    [angres, '09:00', '09:10'],
  ]);
  const beyond = run('2026-11-20', [
    [angres, '08:00', '08:10'],
    [vimy, '09:00', '09:10'],
  ]);
  const both = timetable([...routes, { hubLibraryId: angres }], [wednesday, between, beyond], { sortingMinutes: 30 });
  expect(both.earliestArrival(lievin, vimy, local('2026-11-18 08:50'))).toBe(local('2026-11-20 09:10'));
});

test('a document that is ready after the van may have come waits for the next run', () => {
  const next = run('2026-11-20', [
    [lievin, '09:00', '09:15'],
    [avion, '09:30', '09:45'],
  ]);
  expect(of([wednesday, next]).earliestArrival(lievin, avion, local('2026-11-18 09:01'))).toBe(
    local('2026-11-20 09:45'),
  );
  expect(of([wednesday, next]).nextDeparture(lievin, local('2026-11-18 09:01'))).toBe(local('2026-11-20 09:00'));
});

test('a cancelled run, a skipped stop and a van that is back carry nothing', () => {
  const at = local('2026-11-18 08:00');
  expect(of([{ ...wednesday, state: 'CANCELLED' }]).earliestArrival(lievin, avion, at)).toBeNull();
  const closed = run('2026-11-18', [
    [lievin, '09:00', '09:15'],
    [avion, '09:30', '09:45', 'LIBRARY_CLOSED'],
    [hub, '10:30', '10:45'],
  ]);
  expect(of([closed]).earliestArrival(lievin, avion, at)).toBeNull();
  const back = { ...wednesday, state: 'DONE', endedAt: local('2026-11-18 09:05') } as const;
  expect(of([back]).earliestArrival(lievin, avion, at)).toBeNull();
});

test('nobody goes backwards on a run, the end of a run is no departure, and where one is one arrives at once', () => {
  const at = local('2026-11-18 08:00');
  expect(of([wednesday]).earliestArrival(avion, lievin, at)).toBeNull();
  expect(of([wednesday]).nextDeparture(hub, local('2026-11-18 09:00'))).toBeNull();
  expect(of([]).earliestArrival(lievin, lievin, at)).toBe(at);
  expect(of([]).nextDeparture(lievin, at)).toBeNull();
});
