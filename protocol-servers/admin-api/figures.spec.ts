import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sealJournal } from '../../core/circulation/journal.ts';
import { countLines } from '../../core/statistics/figures/count.ts';
import { countStock } from '../../core/statistics/figures/keep.ts';
import type { BudgetsView, StatisticsView } from './contract-figures.ts';
import { statisticsDocument } from './figure-documents.ts';
import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { getAs, refusal, signIn, type SignedIn } from './testing-client.fixture.ts';

let network: RealNetwork;
beforeAll(async () => {
  network = await realNetwork();
  for (let n = 1; n <= 6; n += 1) {
    await network.patron(`CARD${n}`);
    await network.item(`I${n}`, n === 1 ? { type: 'COMIC' } : {});
    await lend(`CARD${n}`, `I${n}`, n < 6 ? 'lens' : 'lievin');
  }
  await count();
  await countStock(network.store, '2026-11', 1000);
});
afterAll(() => network.close());

async function lend(card: string, itemBarcode: string, at: 'lens' | 'lievin'): Promise<void> {
  const asked = { device: network.devices[at], card, itemBarcode, renewalAllowed: false, transactionDate: card };
  expect(await network.checkOut(asked)).toMatchObject({ granted: true });
}
async function count(): Promise<void> {
  while ((await sealJournal(network.store)) > 0);
  while ((await countLines(network.store)) > 0);
}
const ask = (who: SignedIn, query: string) => getAs(who, `${network.url}/statistics?${query}`);
const november = 'from=2026-11&until=2026-11';
const statistics = async (login: string, query: string) =>
  (await (await ask(await signIn(network.url, login), query)).json()) as StatisticsView;
const put = (who: SignedIn, path: string, body: unknown) =>
  fetch(network.url + path, {
    method: 'PUT',
    headers: { Cookie: who.cookie, 'X-CSRF': who.csrf, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

test('a month is told by library, month and type, in the network and in one library; one to four are few', async () => {
  const told = await statistics('coord', november);
  expect(told).toMatchObject({
    library: null,
    firstMonth: '2026-11',
    currentMonth: '2026-11',
    waiting: 0,
    compared: null,
  });
  expect(told.countedUntil).toBe(new Date(network.now()).toISOString());
  expect(told.period.total).toEqual({
    ...{ loans: 6, returns: 0, renewals: 0, holds: 0, newReaders: 0 },
    ...{ activeReaders: 6, stock: 6 },
  });
  expect(told.period).toMatchObject({ complete: false, months: [{ month: '2026-11', complete: false }] });
  expect(told.period.libraries.map(({ code, figures }) => [code, figures.loans, figures.activeReaders])).toEqual([
    ['AVION', 0, 0],
    ['LENS', 5, 5],
    ['LIEVIN', 'few', 'few'],
  ]);
  expect(told.period.types.map(({ type, figures }) => [type, figures.loans, figures.stock])).toEqual([
    ['BOOK', 5, 5],
    ['COMIC', 'few', 1],
  ]);
});

test('different readers are known of a month and of a year from its January, of no other period', async () => {
  const year = await statistics('audit', 'from=2026-01&until=2026-11');
  expect(year.period.total.activeReaders).toBe(6);
  const autumn = await statistics('audit', 'from=2026-10&until=2026-11&comparedFrom=2025-10&comparedUntil=2025-11');
  expect(autumn.period.total).toMatchObject({ loans: 6, activeReaders: null });
  expect(autumn.compared).toMatchObject({ complete: true, total: { loans: 0, activeReaders: null, stock: null } });
  expect(autumn.period.months.map(({ month, complete }) => [month, complete])).toEqual([
    ['2026-10', true],
    ['2026-11', false],
  ]);
});

test('a manager reads his own library, and nobody reads statistics at a desk or in IT', async () => {
  const manager = await statistics('resp-lens', november);
  expect(manager.library).toBe('LENS');
  expect(manager.period.libraries.map(({ code }) => code)).toEqual(['LENS']);
  expect(manager.period.total).toMatchObject({ loans: 5, activeReaders: 5 });
  const who = await signIn(network.url, 'resp-lens');
  expect(await refusal(await ask(who, `${november}&library=AVION`))).toEqual([403, 'library-not-yours']);
  for (const login of ['agent-lens', 'info']) {
    expect(await refusal(await ask(await signIn(network.url, login), november))).toEqual([403, 'forbidden']);
  }
});

test.each([
  'from=2026-11&until=2026-10',
  'from=2026-13&until=2026-13',
  'from=2020-01&until=2026-11',
  'from=2026-11&until=2026-11&comparedFrom=2025-11',
  'from=2026-11',
  'from=-5&until=Z',
])('what is no period is refused: %s', async (query) => {
  expect(await refusal(await ask(await signIn(network.url, 'admin'), query))).toEqual([400, 'invalid-request']);
});

test('a table is taken out for a French spreadsheet or for a program', async () => {
  const who = await signIn(network.url, 'coord');
  const file = (query: string) => getAs(who, `${network.url}/statistics/file?${november}&${query}`);
  const sheet = await file('table=libraries&form=spreadsheet');
  expect(sheet.headers.get('content-disposition')).toBe(
    'attachment; filename=statistiques-bibliotheques-2026-11-2026-11.csv',
  );
  const bytes = Buffer.from(await sheet.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(bytes.toString('utf8').slice(1).split('\r\n').slice(0, 4)).toEqual([
    'Commune;Bibliothèque;Prêts 2026-11 à 2026-11;Prolongations 2026-11 à 2026-11;Retours 2026-11 à 2026-11;Réservations 2026-11 à 2026-11;Lecteurs actifs 2026-11 à 2026-11;Nouveaux lecteurs 2026-11 à 2026-11;Documents 2026-11 à 2026-11',
    'AVION;AVION;0;0;0;0;0;0;0',
    'LENS;LENS;5;0;0;0;5;0;6',
    'LIEVIN;LIEVIN;< 5;0;0;0;< 5;0;0',
  ]);
  expect((await (await file('table=months&form=exchange')).text()).split('\r\n')).toEqual([
    'Mois,Mois terminé,Prêts,Prolongations,Retours,Réservations,Lecteurs actifs,Nouveaux lecteurs,Documents',
    '2026-11,non,6,0,0,0,6,0,6',
    '',
  ]);
});

test('the definitions in files are those of the console', async () => {
  const said = JSON.parse(
    await readFile(join(process.cwd(), 'admin-console/src/app/messages/fr/statistics.json'), 'utf8'),
  ) as Record<string, string>;
  const { notes } = statisticsDocument(await statistics('coord', november), 'libraries');
  const names = ['loans', 'renewals', 'returns', 'holds', 'activeReaders', 'newReaders', 'stock'];
  expect(notes.slice(0, names.length)).toEqual(
    names.map((name) => [said[`statistics.${name}`], said[`statistics.${name}.definition`]]),
  );
});

test('a table as people read it: a period that is compared has lines of its own, few stay few', async () => {
  const told = await statistics('coord', 'from=2026-10&until=2026-11&comparedFrom=2025-10&comparedUntil=2025-11');
  const { about, lines } = statisticsDocument(told, 'libraries');
  expect(about.slice(0, 3)).toEqual([
    ['Période', 'du', { day: '2026-10-01' }, 'au', { day: '2026-11-30' }],
    ['Comparée à', 'du', { day: '2025-10-01' }, 'au', { day: '2025-11-30' }],
    ['Bibliothèque', 'Tout le réseau'],
  ]);
  expect(lines.filter(([commune]) => commune === 'LIEVIN')).toEqual([
    ['LIEVIN', 'LIEVIN', '10/2026 – 11/2026', '< 5', 0, 0, 0, null, 0, 0],
    ['LIEVIN', 'LIEVIN', '10/2025 – 11/2025', 0, 0, 0, 0, null, 0, null],
  ]);
  const months = statisticsDocument(told, 'months').lines;
  expect(months[2]?.slice(0, 3)).toEqual([{ month: '2026-11' }, 'non', 6]);
  const types = statisticsDocument(await statistics('resp-lens', november), 'types');
  expect(types.about).toContainEqual(['Bibliothèque', 'LENS, LENS']);
  expect(types.lines.map(([type, loans]) => [type, loans])).toEqual([
    ['Type de document', 'Prêts'],
    ['Livre', '< 5'],
    ['Bande dessinée', '< 5'],
  ]);
});

test('the same is taken out as an OpenDocument spreadsheet and as pages, by whoever reads statistics', async () => {
  const who = await signIn(network.url, 'resp-lens');
  for (const [form, begins] of [
    ['ods', 'PK'],
    ['pdf', '%PDF-1.7'],
  ] as const) {
    const file = await getAs(who, `${network.url}/statistics/file?${november}&table=types&form=${form}`);
    expect(file.headers.get('content-disposition')).toMatch(`statistiques-documents-2026-11-2026-11.${form}`);
    expect(Buffer.from(await file.arrayBuffer()).toString('latin1')).toMatch(new RegExp(`^${begins}`));
    const other = `${network.url}/statistics/file?${november}&table=types&form=${form}&library=AVION`;
    expect(await refusal(await getAs(who, other))).toEqual([403, 'library-not-yours']);
  }
});

test('budgets: a coordinator says them, a manager reads those of his commune', async () => {
  const coord = await signIn(network.url, 'coord');
  const said = { population: 32_000, populationYear: 2023, acquisitions: 8_000_050, culture: null };
  expect((await put(coord, '/statistics/budgets/2026/62498', said)).status).toBe(204);
  const manager = await signIn(network.url, 'resp-lens');
  const read = await getAs(manager, `${network.url}/statistics/budgets/2026`);
  expect((await read.json()) as BudgetsView).toEqual({
    year: 2026,
    targets: { acquisitions: 250, culture: 150 },
    communes: [{ inseeCode: '62498', commune: 'LENS', budget: said }],
  });
  expect(await refusal(await put(manager, '/statistics/budgets/2026/62498', said))).toEqual([403, 'forbidden']);
  expect(await refusal(await put(coord, '/statistics/budgets/2026/75056', said))).toEqual([404, 'library-unknown']);
  expect(await refusal(await put(coord, '/statistics/budgets/2026/62498', { ...said, population: 0 }))).toEqual([
    400,
    'invalid-request',
  ]);
  const sheet = await getAs(coord, `${network.url}/statistics/budgets/2026/file?form=spreadsheet`);
  expect((await sheet.text()).split('\r\n')[1]).toMatch(/^62498;\w+;32000;2023;80000,5;2,5;2,5;;;1,5$/);
  expect((await network.store.read.audit()).map(({ invariant }) => invariant)).not.toContain('figures-as-the-journal');
});
