import { barsOf, ceilingOf, chart, growth, librariesOf, monthsOf, textOfFile, yearFrom } from './usage-figures';
import { ownThumbnail } from './digital-words';

const counts = (sessions: number, views = 0, downloads = 0) => ({ sessions, views, downloads });

describe('a year of use', () => {
  it('has twelve months, those without use at zero', () => {
    const months = monthsOf({ year: 2026, byMonth: [{ month: '2026-03', ...counts(5) }] });
    expect(months.length).toBe(12);
    expect(months[2]).toEqual({ month: '2026-03', sessions: 5, views: 0, downloads: 0 });
    expect(months[11]).toEqual({ month: '2026-12', sessions: 0, views: 0, downloads: 0 });
  });

  it('is drawn under a round figure, each bar as high as its count', () => {
    expect([0, 1, 9, 10, 12, 50, 51, 1_999].map((most) => ceilingOf([counts(most)]))).toEqual([
      1, 1, 10, 10, 20, 50, 100, 2_000,
    ]);
    const [first] = barsOf([counts(10, 5, 0)]);
    expect(first!.map(({ height, y }) => [height, y])).toEqual([
      [chart.height, 0],
      [chart.height / 2, chart.height / 2],
      [0, chart.height],
    ]);
  });

  it('is told by library, what is not shared out apart, the most used first', () => {
    const shown = librariesOf({
      byLibrary: [
        { library: null, type: 'PRESS', ...counts(2) },
        { library: 'LENS', type: 'PRESS', ...counts(1) },
        { library: 'LENS', type: 'VIDEO', ...counts(4, 1) },
      ],
    });
    expect(shown.map(({ library, total, types }) => [library, total.sessions, types.map(({ type }) => type)])).toEqual([
      ['LENS', 5, ['VIDEO', 'PRESS']],
      [null, 2, ['PRESS']],
    ]);
  });

  it('is compared with the year before, when there is one', () => {
    expect([growth(112, 100), growth(50, 100), growth(5, 0)]).toEqual([12, -50, null]);
    expect([yearFrom('2025', 2026), yearFrom('2099', 2026), yearFrom('x', 2026)]).toEqual([2025, 2026, 2026]);
  });
});

describe('a supplier’s file', () => {
  it('is read as UTF-8, else as spreadsheets for Windows write', () => {
    expect(textOfFile(new TextEncoder().encode('Bibliothèque'))).toBe('Bibliothèque');
    expect(textOfFile(new Uint8Array([0x42, 0xe9, 0x74, 0x68]))).toBe('Béth');
  });
});

describe('the picture of a resource', () => {
  it('is shown from this server and from no other', () => {
    const here = 'https://console.example.org';
    expect(ownThumbnail('https://console.example.org/v/1.jpg', here)).toBe('https://console.example.org/v/1.jpg');
    expect(ownThumbnail('/v/1.jpg', here)).toBe('https://console.example.org/v/1.jpg');
    for (const other of [
      '',
      'https://gallica.bnf.fr/v.jpg',
      '//gallica.bnf.fr/v.jpg',
      'javascript:alert(1)',
      'http://[',
    ])
      expect(ownThumbnail(other, here)).withContext(other).toBeNull();
  });
});
