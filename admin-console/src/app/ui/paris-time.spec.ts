import { parisStart, parisDateTime, parisDay, parisTime, timeAgo } from './paris-time';

describe('times', () => {
  it('are those of Paris, in winter and in summer', () => {
    expect(parisTime('2026-12-15T13:32:05Z', 'fr-FR')).toBe('14:32');
    expect(parisTime('2026-07-15T13:32:05Z', 'fr-FR')).toBe('15:32');
    expect(parisTime('2026-12-15T23:05:00Z', 'en-GB')).toBe('00:05');
    expect(parisDateTime('2026-12-15T13:32:05Z', 'fr-FR')).toBe('mar. 15 déc. 2026 14:32:05');
  });

  it('put a night in the day of Paris', () => {
    expect(parisDay('2026-12-14T22:59:59Z')).toBe('2026-12-14');
    expect(parisDay('2026-12-14T23:00:00Z')).toBe('2026-12-15');
  });

  const now = Date.parse('2026-12-15T13:32:00Z');
  const ages: [number, string][] = [
    [-5, 'maintenant'],
    [59, 'maintenant'],
    [60, 'il y a 1 min'],
    [3_599, 'il y a 59 min'],
    [3_600, 'il y a 1 h'],
    [86_400, 'il y a 1 j'],
    [864_000, 'il y a 10 j'],
  ];
  for (const [seconds, words] of ages) {
    it(`of ${seconds} seconds ago are said “${words}”`, () => {
      const said = timeAgo(now - seconds * 1000, now, 'fr-FR').replace(/[\u00a0\u202f]/g, ' ');
      expect(said).toBe(words);
    });
  }
});

describe('a civil day of Paris', () => {
  const days: [string, string][] = [
    ['2026-12-15', '2026-12-14T23:00:00.000Z'],
    ['2026-07-14', '2026-07-13T22:00:00.000Z'],
    ['2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['2026-10-25', '2026-10-24T22:00:00.000Z'],
  ];
  for (const [day, start] of days) {
    it(`${day} begins at ${start}`, () => expect(parisStart(day)).toBe(start));
  }
});
