import { smallNetwork, type SmallNetwork } from '../../circulation/small-network.fixture.ts';
import type { Outcome } from '../../outcome.ts';
import { csvRows } from './csv.ts';
import { monthOf, readUsage } from './read-usage.ts';
import { usageReportCsv } from './report.ts';
import { usageDesk } from './usage.ts';

const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.granted) throw new Error(`${outcome.refusal} ${JSON.stringify(outcome.facts)}`);
  return outcome.value;
};
const context = { libraryOf: (name: string) => ({ LENS: 1, LIEVIN: 2 })[name] ?? null, resourceType: 'PRESS' } as const;
const read = (text: string) => value(readUsage(text, context));

test('CSV is cut by its own separator, with quotes, line ends and a byte order mark', () => {
  expect(csvRows('\ufeffa;b\r\n"x;""y""\nz";2\n\n3;4\n')).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['x;"y"\nz', '2'] },
    { line: 5, cells: ['3', '4'] },
  ]);
  expect(csvRows('a,b\n1,2')).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['1', '2'] },
  ]);
  expect(csvRows('a;"b')).toBeNull();
});

test.each([
  ['2026-03', '2026-03'], ['2026-03-15', '2026-03'], ['03/2026', '2026-03'], ['15/03/2026', '2026-03'],
  ['Mar-2026', '2026-03'], ['mars 2026', '2026-03'], ['août 2026', '2026-08'], ['Déc. 2026', '2026-12'],
  ['2026-13', null], ['2026', null], ['Total', null],
])('the month %s is %s', (text, month) => expect(monthOf(text)).toBe(month)); // prettier-ignore

test('a line a month, by library and type', () => {
  const { lines, unread, unknownLibraries } = read(
    'Mois;Bibliothèque;Type;Visites;Consultations;Téléchargements\n2026-01;LENS;presse;1 200;30;\n01/2026;LENS;presse;1;1;1\n2026-02;Ailleurs;vidéo;5;6;7\n2026-99;LENS;presse;1;1;1\n2026-02;LENS;presse;beaucoup;1;1\n2026-02;LENS;?;1;1;1',
  );
  expect(lines).toEqual([
    { month: '2026-01', libraryId: 1, resourceType: 'PRESS', sessions: 1_201, views: 31, downloads: 1 },
    { month: '2026-02', libraryId: null, resourceType: 'VIDEO', sessions: 5, views: 6, downloads: 7 },
  ]);
  expect(unread).toEqual([
    { line: 5, why: 'month' },
    { line: 6, why: 'count' },
    { line: 7, why: 'type' },
  ]);
  expect(unknownLibraries).toEqual(['Ailleurs']);
});

test("COUNTER 5's table, with its head, a row a metric and a column a month", () => {
  const { lines, unread } = read(
    `Report_Name,Platform Master Report\nRelease,5\n\nPlatform,Institution_Name,Data_Type,Metric_Type,Reporting_Period_Total,Jan-2026,Feb-2026
Cafeyn,LENS,Newspaper,Total_Item_Investigations,30,10,20
Cafeyn,LENS,Newspaper,Total_Item_Requests,5,2,3
Cafeyn,LENS,Newspaper,Unique_Item_Requests,5,2,3`.replaceAll('_', ' '),
  );
  expect(unread).toEqual([]);
  expect(lines).toEqual([
    { month: '2026-01', libraryId: 1, resourceType: 'PRESS', sessions: 0, views: 10, downloads: 2 },
    { month: '2026-02', libraryId: 1, resourceType: 'PRESS', sessions: 0, views: 20, downloads: 3 },
  ]);
});

test.each(['N° de carte', 'E-mail', 'Usager', 'Nom', 'User ID', 'Date de naissance', 'Adresse IP'])(
  'a file with a column %s is refused unread: usage is never by person',
  (column) => {
    const outcome = readUsage(`Mois;Bibliothèque;${column};Visites\n2026-01;LENS;x;1`, context);
    expect(outcome).toMatchObject({
      granted: false,
      refusal: 'usage-file-names-people',
      facts: { column: expect.any(String) },
    });
  },
);

test.each([
  ['a;"b', 'quote-not-closed'],
  ['Bonjour', 'no-heading'],
  ['Mois;Bibliothèque\n2026-01;LENS', 'no-heading'],
])('%j cannot be read', (text, why) => {
  expect(readUsage(text, context)).toMatchObject({ refusal: 'usage-file-unreadable', facts: { why } });
});

test('the report is a file for a spreadsheet or for another program, whose cells are never formulas', () => {
  const line = { month: '2026-01', platform: '=1+1', libraryId: 1, resourceType: 'PRESS', sessions: 1_200, views: 3, downloads: 0 } as const; // prettier-ignore
  const lines = [line, { ...line, platform: 'A, "B"', libraryId: null }];
  const libraryOf = () => ({ code: 'LENS', name: 'Médiathèque de Lens' });
  expect(usageReportCsv(lines, 'spreadsheet', libraryOf)).toBe(
    '\ufeff"Mois";"Plateforme";"Bibliothèque";"Type";"Visites";"Consultations";"Téléchargements"\r\n' +
      '"01/2026";"\'=1+1";"Médiathèque de Lens";"Presse en ligne";"1200";"3";"0"\r\n' +
      '"01/2026";"A, ""B""";"Non répartis";"Presse en ligne";"1200";"3";"0"\r\n',
  );
  expect(usageReportCsv(lines, 'exchange', libraryOf)).toBe(
    'Month,Platform,Institution_Name,Data_Type,Sessions,Total_Item_Investigations,Total_Item_Requests\r\n' +
      "2026-01,'=1+1,LENS,PRESS,1200,3,0\r\n" +
      '2026-01,"A, ""B""",,PRESS,1200,3,0\r\n',
  );
});

describe('a year', () => {
  let network: SmallNetwork;
  beforeEach(async () => (network = await smallNetwork()));
  afterEach(() => network.close());
  const desk = () =>
    usageDesk({ store: network.store, directory: network.ports.directory, clock: { now: network.now } });
  const send = (csv: string, platform = 'Cafeyn') =>
    desk().importFile({ login: 'coord' }, { platform, resourceType: 'PRESS', csv });

  test('is counted by month, type, platform and library; a file sent twice, or corrected, counts once', async () => {
    const first = 'Mois;Bibliothèque;Visites;Consultations\n2026-01;LENS;10;100\n2026-02;LIEVIN;20;200\n2026-02;;1;1';
    const report = value(await send(first));
    expect(report).toMatchObject({
      months: ['2026-01', '2026-02'],
      import: { platform: 'Cafeyn', lineCount: 3, importedBy: 'user:coord' },
    });
    value(await send(first));
    value(await send('Mois;Bibliothèque;Visites\n2026-02;LIEVIN;25', 'Cafeyn'));
    value(await send('Mois;Type;Visites\n2026-02;vidéo;3', 'Arte'));
    expect(await desk().year(2026)).toEqual({
      year: 2026,
      total: { sessions: 38, views: 100, downloads: 0 },
      before: { sessions: 0, views: 0, downloads: 0 },
      byMonth: [
        { month: '2026-01', sessions: 10, views: 100, downloads: 0 },
        { month: '2026-02', sessions: 28, views: 0, downloads: 0 },
      ],
      byType: [
        { resourceType: 'PRESS', sessions: 35, views: 100, downloads: 0 },
        { resourceType: 'VIDEO', sessions: 3, views: 0, downloads: 0 },
      ],
      byPlatform: [
        { platform: 'Cafeyn', sessions: 35, views: 100, downloads: 0 },
        { platform: 'Arte', sessions: 3, views: 0, downloads: 0 },
      ],
      byLibrary: [
        { libraryId: network.libraries.lens, resourceType: 'PRESS', sessions: 10, views: 100, downloads: 0 },
        { libraryId: null, resourceType: 'VIDEO', sessions: 3, views: 0, downloads: 0 },
        { libraryId: network.libraries.lievin, resourceType: 'PRESS', sessions: 25, views: 0, downloads: 0 },
      ],
    });
    expect((await desk().imports(10)).map(({ platform }) => platform)).toEqual(['Arte', 'Cafeyn', 'Cafeyn', 'Cafeyn']);
    expect(await desk().year(2025)).toMatchObject({ total: { sessions: 0 }, byLibrary: [] });
    expect(await network.store.read.audit()).toEqual([]);
  });

  test('without a line that counts is refused', async () => {
    expect(await send('Mois;Visites\n2026-99;1')).toMatchObject({
      refusal: 'usage-file-unreadable',
      facts: { why: 'no-line' },
    });
  });
});
