import { Calendars, frenchHolidays, localDate, startOfLocalDay } from './calendars.ts';
import type { Calendar } from './entities.ts';

const open = [{ from: '14:00', to: '18:00' }];
const wednesdays: Calendar = {
  libraryId: 1,
  weekly: [[], [], open, [], [], [], []],
  exceptions: [
    { date: '2026-12-09', yearly: false, hours: [], reason: 'Inventaire' },
    { date: '2020-12-30', yearly: true, hours: [], reason: 'Fin d’année' },
  ],
};
const paris = (text: string): number => Date.parse(text);

test('a due date rolls forward to the next opening day, past closures, never backward', () => {
  const calendars = new Calendars([wednesdays]);
  // Friday 13 November + 21 days = Friday 4 December; Wednesday 9 is closed, so Wednesday 16.
  expect(calendars.dueAt(1, paris('2026-11-13T10:00:00+01:00'), 21)).toBe(paris('2026-12-16T23:59:59+01:00'));
});

test('a library that opens on none of the 21 days that follow has no due date', () => {
  const never: Calendar = { libraryId: 1, weekly: [[], [], [], [], [], [], []], exceptions: [] };
  expect(new Calendars([never]).dueAt(1, paris('2026-11-13T10:00:00+01:00'), 21)).toBeNull();
});

test('daylight saving: twenty-one days across the change end at midnight of the clocks on the wall', () => {
  expect(new Calendars([]).dueAt(1, paris('2026-03-17T10:00:00+01:00'), 21)).toBe(paris('2026-04-07T23:59:59+02:00'));
});

test('the pickup deadline is the later of the calendar days and the opening days', () => {
  const calendars = new Calendars([wednesdays]);
  const arrived = paris('2026-11-20T10:00:00+01:00');
  // 14 calendar days end on 4 December; the fourth opening day (25/11, 2/12, 16/12, 23/12) is later.
  expect(calendars.pickupDeadline(1, arrived, 14, 4)).toBe(paris('2026-12-23T23:59:59+01:00'));
  expect(new Calendars([]).pickupDeadline(1, arrived, 14, 4)).toBe(paris('2026-12-04T23:59:59+01:00'));
});

test.each([
  [2026, '2026-04-06', '2026-05-14', '2026-05-25'],
  [2027, '2027-03-29', '2027-05-06', '2027-05-17'],
  [2024, '2024-04-01', '2024-05-09', '2024-05-20'],
])('the moving holidays of %i follow Easter', (year, monday, ascension, pentecost) => {
  const holidays = frenchHolidays(year);
  expect([monday, ascension, pentecost].every((day) => holidays.has(day))).toBe(true);
  expect(holidays.size).toBe(11);
});

test('a yearly closure comes back, and a holiday is closed', () => {
  const calendars = new Calendars([wednesdays]);
  expect(calendars.isOpen(1, '2026-12-30')).toBe(false);
  expect(calendars.isOpen(1, '2026-11-11')).toBe(false);
  expect(calendars.isOpen(1, '2026-11-18')).toBe(true);
});

test('local days begin at midnight in Paris, whatever the order of the questions', () => {
  expect(localDate(Date.UTC(2026, 10, 17, 23, 30))).toBe('2026-11-18');
  expect(localDate(Date.UTC(2026, 10, 17, 22, 30))).toBe('2026-11-17');
  expect(startOfLocalDay(Date.UTC(2026, 6, 1, 12))).toBe(Date.UTC(2026, 5, 30, 22));
});
