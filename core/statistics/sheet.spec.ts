import { writeSheet } from './sheet.ts';

test('a French spreadsheet gets its mark, semicolons and decimal commas; a program plain RFC 4180', () => {
  const lines = [
    ['Commune', 'Montant', 'Note'],
    ['Lens', 2.5, null],
    ['A;B', -1, 'dit "oui"\nou non'],
  ];
  expect(writeSheet(lines, 'spreadsheet')).toBe(
    '\uFEFFCommune;Montant;Note\r\nLens;2,5;\r\n"A;B";-1;"dit ""oui""\nou non"\r\n',
  );
  expect(writeSheet(lines, 'exchange')).toBe('Commune,Montant,Note\r\nLens,2.5,\r\n"A;B",-1,"dit ""oui""\nou non"\r\n');
});

test.each(['=1+1', '+33 3 21', '-2', '@SUM(A1)', '\t=1'])(
  'text that would run as a formula is made harmless: %s',
  (text) => {
    expect(writeSheet([[text]], 'exchange')).toMatch(/^'/);
  },
);

test('a barcode keeps its zeros, a moment is that of Paris in a spreadsheet and UTC for a program', () => {
  const line = [{ code: '0300' }, { code: 'B-12' }, new Date(Date.UTC(2026, 10, 29, 23, 5))];
  expect(writeSheet([line], 'spreadsheet', 'going on')).toBe('"=""0300""";B-12;30/11/2026 00:05\r\n');
  expect(writeSheet([line], 'exchange')).toBe('0300,B-12,2026-11-29T23:05:00.000Z\r\n');
});

test('days, months, years and euros are written as each form writes them', () => {
  const line = [{ day: '2026-11-30' }, { month: '2026-11' }, { year: 2023 }, { euros: 2.5 }];
  expect(writeSheet([line], 'spreadsheet', 'going on')).toBe('30/11/2026;2026-11;2023;2,5\r\n');
  expect(writeSheet([line], 'exchange')).toBe('2026-11-30,2026-11,2023,2.5\r\n');
});
