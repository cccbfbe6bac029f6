import { Calendars, frenchHolidays, localDate, startOfLocalDay } from './calendars.ts';
import type { Calendar, CalendarException } from './entities.ts';

const open = [{ from: '14:00', to: '18:00' }];
const wednesdays: Calendar = {
  libraryId: 1,
  weekly: [[], [], open, [], [], [], []],
  exceptions: [
    { date: '2026-12-09', until: null, weekday: null, yearly: false, hours: [], reason: 'Inventaire' },
    { date: '2020-12-30', until: null, weekday: null, yearly: true, hours: [], reason: 'Fin d’année' },
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

const week = (...days: number[]): Calendar['weekly'] =>
  Array.from({ length: 7 }, (_, index) => (days.includes(index + 1) ? open : []));
const exception = (date: string, more: Partial<CalendarException> = {}): CalendarException => {
  return { date, until: null, weekday: null, yearly: false, hours: [], reason: 'Travaux', ...more };
};
const library = (weekly: Calendar['weekly'], ...exceptions: CalendarException[]): Calendars =>
  new Calendars([{ libraryId: 1, weekly, exceptions }]);
const everyDay = week(1, 2, 3, 4, 5, 6, 7);

test.each([
  ['2026-03-28T10:00:00+01:00', 1, '2026-03-29T23:59:59+02:00'],
  ['2026-10-24T10:00:00+02:00', 1, '2026-10-25T23:59:59+01:00'],
  ['2026-03-28T23:59:59+01:00', 0, '2026-03-28T23:59:59+01:00'],
  ['2026-10-25T00:30:00+02:00', 0, '2026-10-25T23:59:59+01:00'],
])('over a change of clocks a loan of %s for %i days ends at %s', (at, days, due) => {
  expect(library(everyDay).dueAt(1, paris(at), days)).toBe(paris(due));
});

test.each([
  ['spring', '2026-03-28T18:30:00+01:00', '2026-03-29T14:00:00+02:00', '2026-03-28T18:00:00+01:00'],
  ['autumn', '2026-10-24T19:00:00+02:00', '2026-10-25T14:00:00+01:00', '2026-10-24T18:00:00+02:00'],
])(
  'the night of the %s change, the next opening and the last one are those of the clocks on the wall',
  (_, at, next, last) => {
    expect(library(everyDay).nextOpening(1, paris(at))).toBe(paris(next));
    expect(library(everyDay).lastOpening(1, paris(at))).toBe(paris(last));
  },
);

test.each([
  ['Easter Monday', 'Lundi de Pâques', '2026-04-05', '2026-04-06'],
  ['Ascension', 'Ascension', '2026-05-13', '2026-05-14'],
  ['Whit Monday', 'Lundi de Pentecôte', '2026-05-24', '2026-05-25'],
  ['1 May', 'Fête du Travail', '2026-04-30', '2026-05-01'],
])('a loan that would end on %s ends the day after, and says why', (_, name, before, holiday) => {
  const rolled = library(everyDay).rolled(1, paris(`${before}T10:00:00+02:00`), 1);
  expect(rolled.skipped).toEqual([{ date: holiday, because: 'holiday', reason: name }]);
  expect(rolled.end?.date).toBe(holiday.slice(0, 8) + String(Number(holiday.slice(8)) + 1).padStart(2, '0'));
});

test('each closed day passed over is told: the weekday, the exception, the holiday', () => {
  // Wednesday 11 November 2026 is Armistice Day, the 18th is closed for works.
  const rolled = library(week(3), exception('2026-11-18')).rolled(1, paris('2026-11-09T10:00:00+01:00'), 1);
  expect(rolled.skipped.slice(1, 3)).toEqual([
    { date: '2026-11-11', because: 'holiday', reason: 'Armistice 1918' },
    { date: '2026-11-12', because: 'weekday', reason: 'fermé le jeudi' },
  ]);
  expect(rolled.skipped.at(-7)).toEqual({ date: '2026-11-18', because: 'exception', reason: 'Travaux' });
  expect([rolled.wanted, rolled.end?.date, rolled.skipped.length]).toEqual(['2026-11-10', '2026-11-25', 15]);
});

test('a summer closing pushes a due date to the day it ends, and comes back every year when told so', () => {
  const summer = exception('2026-08-01', { until: '2026-08-15', reason: 'Congés d’été' });
  const at = paris('2026-07-20T10:00:00+02:00');
  expect(library(everyDay, summer).dueAt(1, at, 15)).toBe(paris('2026-08-16T23:59:59+02:00'));
  expect(library(everyDay, summer).isOpen(1, '2027-08-10')).toBe(true);
  expect(library(everyDay, { ...summer, yearly: true }).isOpen(1, '2027-08-10')).toBe(false);
  expect(library(everyDay, { ...summer, yearly: true }).isOpen(1, '2025-08-10')).toBe(true);
});

test('a yearly closing goes over New Year', () => {
  const winter = library(everyDay, exception('2026-12-24', { until: '2027-01-02', yearly: true }));
  const days = ['2026-12-23', '2026-12-24', '2027-01-02', '2027-01-03', '2027-12-31', '2028-01-02'];
  expect(days.filter((date) => winter.isOpen(1, date))).toEqual(['2026-12-23', '2027-01-03']);
});

test('hours of a season: on the Wednesdays between two dates, on no other day, on no holiday', () => {
  const morning = [{ from: '09:00', to: '11:00' }];
  const season = exception('2027-07-01', { until: '2027-08-31', weekday: 3, hours: morning, reason: 'Horaires d’été' });
  const calendars = library(week(3, 6), season);
  expect(calendars.hours(1, '2027-07-07')).toEqual(morning);
  expect(calendars.hours(1, '2027-07-10')).toEqual(open);
  expect(calendars.hours(1, '2027-09-01')).toEqual(open);
  expect(calendars.day(1, '2027-07-14').closed).toEqual({ because: 'holiday', reason: 'Fête nationale' });
});

test('the shorter exception decides: one day in a closing, a closing in a season', () => {
  const closing = exception('2026-08-01', { until: '2026-08-15' });
  const season = exception('2026-07-01', { until: '2026-08-31', weekday: 3, hours: open });
  const calendars = library(everyDay, season, closing, exception('2026-08-04', { hours: open }));
  expect(['2026-08-03', '2026-08-04', '2026-08-05', '2026-08-19'].map((date) => calendars.isOpen(1, date))).toEqual([
    false,
    true,
    false,
    true,
  ]);
});

test('an exception made for a public holiday opens it', () => {
  expect(library(everyDay, exception('2026-07-14', { hours: open })).isOpen(1, '2026-07-14')).toBe(true);
});

test('a hard due date caps the loan, then closed days push it on; once past it caps nothing', () => {
  const calendars = library(week(3));
  const at = paris('2026-06-15T10:00:00+02:00');
  expect(calendars.rolled(1, at, 21, '2026-06-30')).toMatchObject({
    wanted: '2026-06-30',
    capped: true,
    end: { date: '2026-07-01' },
  });
  expect(calendars.rolled(1, at, 7, '2026-06-30')).toMatchObject({ wanted: '2026-06-22', capped: false });
  expect(calendars.rolled(1, at, 21, '2026-06-14')).toMatchObject({ wanted: '2026-07-06', capped: false });
});

describe('a library open four hours a week', () => {
  // Wednesday and Saturday, two hours each: Saturday 15 August 2026 is Assumption.
  const small = library(week(3, 6));
  const friday = paris('2026-08-14T10:00:00+02:00');

  test('counts its own days', () => {
    expect(small.addOpenDays(1, friday, 1)).toBe(paris('2026-08-19T23:59:59+02:00'));
    expect(small.addOpenDays(1, friday, 4)).toBe(paris('2026-08-29T23:59:59+02:00'));
    expect(small.addOpenDays(1, friday, 0)).toBe(paris('2026-08-14T23:59:59+02:00'));
    expect(small.addOpenDays(1, friday, 40)).toBeNull();
  });

  test('is late by the days it opened', () => {
    expect(small.openDaysBetween(1, friday, paris('2026-08-18T10:00:00+02:00'))).toBe(0);
    expect(small.openDaysBetween(1, friday, paris('2026-08-19T10:00:00+02:00'))).toBe(1);
    expect(small.openDaysBetween(1, friday, paris('2026-08-29T10:00:00+02:00'))).toBe(4);
    expect(small.openDaysBetween(1, friday, friday - 86_400_000)).toBe(0);
  });

  test('keeps a reserved document fourteen days and at least four opening days', () => {
    expect(small.pickupDeadline(1, friday, 14, 4)).toBe(paris('2026-08-29T23:59:59+02:00'));
    expect(small.pickupDeadline(1, friday, 21, 4)).toBe(paris('2026-09-04T23:59:59+02:00'));
  });

  test('is there from its opening to its closing, and was there last before', () => {
    expect(small.nextOpening(1, friday)).toBe(paris('2026-08-19T14:00:00+02:00'));
    expect(small.lastOpening(1, friday)).toBe(paris('2026-08-12T18:00:00+02:00'));
    const during = paris('2026-08-19T15:00:00+02:00');
    expect([small.nextOpening(1, during), small.lastOpening(1, during)]).toEqual([during, during]);
  });

  test('says so when it opens no more', () => {
    const closed = library(week());
    expect([closed.nextOpening(1, friday), closed.lastOpening(1, friday)]).toEqual([null, null]);
    expect(closed.pickupDeadline(1, friday, 14, 4)).toBe(paris('2026-10-13T23:59:59+02:00'));
  });
});

test('a second opening of the day: between the two, the last one ended at noon', () => {
  const two = library([
    [
      { from: '10:00', to: '12:00' },
      { from: '14:00', to: '18:00' },
    ],
    [],
    [],
    [],
    [],
    [],
    [],
  ]);
  const lunch = paris('2026-11-16T12:30:00+01:00');
  expect(two.lastOpening(1, lunch)).toBe(paris('2026-11-16T12:00:00+01:00'));
  expect(two.nextOpening(1, lunch)).toBe(paris('2026-11-16T14:00:00+01:00'));
});
