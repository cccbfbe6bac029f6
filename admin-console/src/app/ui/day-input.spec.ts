import { dayFrom, dayTyped } from './day-input';

const today = '2026-11-29';

describe('a day as it is typed', () => {
  const days: [string, string | null][] = [
    ['17/05/1990', '1990-05-17'],
    [' 7.5.1990 ', '1990-05-07'],
    ['17051990', '1990-05-17'],
    ['15/12/26', '2026-12-15'],
    ['1990-05-17', '1990-05-17'],
    ['+21', '2026-12-20'],
    ['+0', '2026-11-29'],
    ['29/02/2024', '2024-02-29'],
    ['29/02/2026', null],
    ['31/04/2026', null],
    ['2026-13-01', null],
    ['demain', null],
    ['', null],
  ];
  for (const [typed, day] of days) {
    it(`“${typed}” is ${day ?? 'no day'}`, () => expect(dayFrom(typed, today)).toBe(day));
  }

  it('is shown as it would be typed', () => {
    expect(dayTyped('1990-05-17')).toBe('17/05/1990');
    expect(dayTyped(null)).toBe('');
  });
});
