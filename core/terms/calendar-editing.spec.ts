import type { Calendar, CalendarException } from '../circulation/entities.ts';
import { smallNetwork, start, type SmallNetwork } from '../circulation/small-network.fixture.ts';
import type { TermsDesk } from './desk.ts';
import { termsDesk } from './terms.ts';

let network: SmallNetwork;
let desk: TermsDesk;
const by = { login: 'coord', libraryId: null };
beforeEach(async () => {
  network = await smallNetwork();
  desk = termsDesk(network.ports);
});
afterEach(() => network.close());

const afternoon = { from: '14:00', to: '18:00' };
const wednesdays: Calendar['weekly'] = [[], [], [afternoon], [], [], [], []];
const closing = (date: string, until: string | null = null): CalendarException => {
  return { date, until, weekday: null, yearly: false, hours: [], reason: 'Travaux' };
};
const calendar = (changes: Partial<Calendar> = {}): Calendar => {
  return { libraryId: network.libraries.lens, weekly: wednesdays, exceptions: [], ...changes };
};

test('a saved calendar dates loans at once, is read as it was set, and the journal tells of it', async () => {
  const saved = calendar({ exceptions: [closing('2026-12-01', '2026-12-12'), closing('2026-12-01')] });
  expect(await desk.setCalendar(by, saved)).toEqual({ granted: true, value: saved });
  expect(desk.calendar(network.libraries.lens)).toEqual(saved);
  // Wednesday 9 December falls in the closing: the 16th.
  expect(network.ports.directory.calendars.dueAt(network.libraries.lens, start, 21)).toBe(
    Date.parse('2026-12-16T23:59:59+01:00'),
  );
  expect(await network.store.read.eventsAfter(0, ['CALENDAR_CHANGED'], 10)).toMatchObject([
    { actor: 'user:coord', libraryId: network.libraries.lens, payload: { exceptions: 2 } },
  ]);
  expect(await desk.setCalendar(by, calendar())).toMatchObject({ granted: true });
  expect(await network.store.read.calendars()).toContainEqual(calendar());
});

test('hours are kept in the order of the day', async () => {
  const morning = { from: '10:00', to: '12:00' };
  const saved = await desk.setCalendar(by, calendar({ weekly: [[afternoon, morning], [], [], [], [], [], []] }));
  expect(saved).toMatchObject({ granted: true, value: { weekly: [[morning, afternoon], [], [], [], [], [], []] } });
});

test('a calendar without an opening in sixty days is refused, with the days', async () => {
  const closed = { granted: false, refusal: 'calendar-never-opens' };
  expect(await desk.setCalendar(by, calendar({ weekly: [[], [], [], [], [], [], []] }))).toEqual({
    ...closed,
    facts: { from: '2026-11-18', until: '2027-01-16' },
  });
  // The last Wednesday before is 30 June, the first after is 1 September.
  expect(await desk.setCalendar(by, calendar({ exceptions: [closing('2027-07-01', '2027-08-31')] }))).toEqual({
    ...closed,
    facts: { from: '2027-07-01', until: '2027-08-29' },
  });
  const summer = closing('2027-07-01', '2027-08-20');
  expect(await desk.setCalendar(by, calendar({ exceptions: [summer] }))).toMatchObject({ granted: true });
});

test('a manager sets the calendar of his own library, of no other', async () => {
  const manager = { login: 'resp-lievin', libraryId: network.libraries.lievin };
  expect(await desk.setCalendar(manager, calendar())).toMatchObject({ refusal: 'library-not-yours' });
  expect(await desk.setCalendar(manager, calendar({ libraryId: network.libraries.lievin }))).toMatchObject({
    granted: true,
  });
});

const with2 = (changes: Partial<CalendarException>): Partial<Calendar> => {
  return { exceptions: [closing('2026-12-24'), { ...closing('2026-12-01', '2026-12-31'), ...changes }] };
};
test.each<[string, string, Partial<Calendar>]>([
  ['weekly', 'days', { weekly: [[], [afternoon]] }],
  ['weekly.2', 'hours', { weekly: [[], [], [{ from: '18:00', to: '14:00' }], [], [], [], []] }],
  ['weekly.0', 'hours', { weekly: [[{ from: '9:00', to: '12:00' }], [], [], [], [], [], []] }],
  ['weekly.0', 'hours', { weekly: [[afternoon, { from: '17:00', to: '19:00' }], [], [], [], [], [], []] }],
  ['weekly.0', 'hours', { weekly: [[{ from: '14:00', to: '24:00' }], [], [], [], [], [], []] }],
  ['exceptions.1', 'date', with2({ date: '2026-02-29' })],
  ['exceptions.1', 'until', with2({ until: '2026-11-30' })],
  ['exceptions.1', 'until', with2({ until: '2028-01-01' })],
  ['exceptions.1', 'weekday', with2({ weekday: 8 })],
  ['exceptions.1', 'weekday', with2({ weekday: 3, until: null })],
  ['exceptions.1', 'hours', with2({ hours: [{ from: 'midi', to: '14:00' }] })],
  ['exceptions.1', 'reason', with2({ reason: ' ' })],
  ['exceptions.1', 'twice', with2({ date: '2026-12-24', until: null })],
])('what is wrong is told: %s, %s', async (where, what, changes) => {
  expect(await desk.setCalendar(by, calendar(changes))).toEqual({
    granted: false,
    refusal: 'calendar-invalid',
    facts: { where, what },
  });
});

test('too many exceptions are refused', async () => {
  const exceptions = Array.from({ length: 401 }, (_, index) => closing(`${2100 + index}-01-02`));
  expect(await desk.setCalendar(by, calendar({ exceptions }))).toMatchObject({
    refusal: 'calendar-invalid',
    facts: { where: 'exceptions', what: 'count', limit: 400 },
  });
});

test('openings are told day by day, and why a day is closed', async () => {
  await desk.setCalendar(by, calendar());
  expect(desk.openings(network.libraries.lens, '2026-11-10', '2026-11-12')).toEqual([
    { date: '2026-11-10', hours: [], closed: { because: 'weekday', reason: 'fermé le mardi' } },
    { date: '2026-11-11', hours: [], closed: { because: 'holiday', reason: 'Armistice 1918' } },
    { date: '2026-11-12', hours: [], closed: { because: 'weekday', reason: 'fermé le jeudi' } },
  ]);
});
