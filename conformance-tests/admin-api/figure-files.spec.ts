import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { SaxesParser } from 'saxes';
import { fromBufferPromise } from 'yauzl';
import { node, startServer, type Server } from '../server.ts';

interface Figures {
  readonly loans: number | 'few' | null;
  readonly returns: number | 'few' | null;
  readonly renewals: number | 'few' | null;
  readonly holds: number | 'few' | null;
  readonly activeReaders: number | 'few' | null;
  readonly newReaders: number | 'few' | null;
  readonly stock: number | 'few' | null;
}
interface Period {
  readonly total: Figures;
  readonly libraries: readonly { readonly name: string; readonly commune: string; readonly figures: Figures }[];
}
const order = ['loans', 'renewals', 'returns', 'holds', 'activeReaders', 'newReaders', 'stock'] as const;
const headings = [
  ...['Prêts', 'Prolongations', 'Retours', 'Réservations', 'Lecteurs actifs', 'Nouveaux lecteurs', 'Documents'],
];

let server: Server;
let cookie: string;
/** A year from its January and the one before, in which nothing is known. */
const year = new Date().getFullYear();
const asked = `from=${year}-01&until=${year}-12&comparedFrom=${year - 1}-01&comparedUntil=${year - 1}-12`;
const get = (path: string) => fetch(`${server.baseUrl}/api/v1${path}`, { headers: { Cookie: cookie } });
beforeAll(async () => {
  server = await startServer();
  const signIn = await fetch(`${server.baseUrl}/api/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ login: 'coord', password: 'demo' }),
  });
  cookie = signIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { csrfToken } = (await signIn.json()) as { csrfToken: string };
  // Two loans are few: the demonstration lent at Lens only.
  for (const code of ['30000011', '30000012']) {
    const lent = await fetch(`${server.baseUrl}/api/v1/desk/scans`, {
      method: 'POST',
      headers: { Cookie: cookie, 'X-CSRF': csrfToken, 'Content-Type': 'application/json' },
      body: JSON.stringify({ code, mode: 'lend', card: '20000121', library: 'LIEVIN' }),
    });
    expect([code, lent.status]).toEqual([code, 200]);
  }
  while (!(await told()).some((line) => line.includes('few'))) await delay(200);
});
afterAll(() => server?.stop());

/** What the JSON says of each library, then of all, of both periods. */
async function told(): Promise<(readonly [string, string, string, ...Figures[keyof Figures][]])[]> {
  const view = (await (await get(`/statistics?${asked}`)).json()) as { period: Period; compared: Period };
  const extents = [year, year - 1].map((one) => `01/${one} – 12/${one}`) as [string, string];
  const values = (figures: Figures) => order.map((name) => figures[name]);
  const lines = view.period.libraries.flatMap(({ name, commune, figures }, at) => [
    [commune, name, extents[0], ...values(figures)] as const,
    [commune, name, extents[1], ...values(view.compared.libraries[at]!.figures)] as const,
  ]);
  return [
    ...lines,
    ['Ensemble', '', extents[0], ...values(view.period.total)],
    ['Ensemble', '', extents[1], ...values(view.compared.total)],
  ];
}

async function download(path: string, type: string, name: string): Promise<Buffer> {
  const answer = await get(path);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename=${name}`);
  return Buffer.from(await answer.arrayBuffer());
}

/** The files of a zip, in their order: how each is kept (0: as it is) and what it says. */
async function unzip(bytes: Buffer): Promise<Map<string, { readonly method: number; readonly text: string }>> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  const files = new Map<string, { method: number; text: string }>();
  for await (const entry of zip.eachEntry()) {
    const said = await text(await zip.openReadStreamPromise(entry));
    files.set(entry.fileName, { method: entry.compressionMethod, text: said });
  }
  return files;
}

type OdsCell = string | number | Date | null;
/** The rows of the only sheet, each cell as the type it says it is (ODF 1.2 part 1, 19.385). */
function sheetOf(content: string): { readonly sheets: number; readonly rows: readonly OdsCell[][] } {
  const rows: OdsCell[][] = [];
  let sheets = 0;
  let attributes: Record<string, string> = {};
  let said = '';
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    if (tag.name === 'table:table') sheets += 1;
    if (tag.name === 'table:table-row') rows.push([]);
    if (tag.name === 'table:table-cell') [attributes, said] = [tag.attributes as Record<string, string>, ''];
  });
  parser.on('text', (part) => (said += part));
  parser.on('closetag', ({ name }) => {
    if (name !== 'table:table-cell') return;
    const { 'office:value': number, 'office:date-value': date, 'office:value-type': type } = attributes;
    const cells: Record<string, OdsCell> = { float: Number(number), date: new Date(`${date}Z`), string: said.trim() };
    if (date?.length === 10) cells['date'] = new Date(date);
    rows.at(-1)!.push(type === undefined ? null : (cells[type] ?? null));
  });
  parser.write(content).close();
  return { sheets, rows };
}

test('an OpenDocument spreadsheet: one sheet, numbers and dates, the figures of the JSON, period and definitions', async () => {
  const [lines, bytes] = [
    await told(),
    await download(
      `/statistics/file?${asked}&table=libraries&form=ods`,
      'application/vnd.oasis.opendocument.spreadsheet',
      `statistiques-bibliotheques-${year}-01-${year}-12.ods`,
    ),
  ];
  const files = await unzip(bytes);
  // ODF 1.2 part 3, 3.3: what it is comes first, as it is, so that it is known without unzipping.
  expect([...files][0]).toEqual(['mimetype', { method: 0, text: 'application/vnd.oasis.opendocument.spreadsheet' }]);
  expect(files.get('META-INF/manifest.xml')?.text).toContain('manifest:full-path="content.xml"');
  const { sheets, rows } = sheetOf(files.get('content.xml')!.text);
  expect([sheets, rows[0]]).toEqual([1, ['Statistiques par bibliothèque']]);
  expect(rows[1]).toEqual(['Période', 'du', new Date(`${year}-01-01`), 'au', new Date(`${year}-12-31`)]);
  const head = rows.findIndex(([first]) => first === 'Commune');
  expect(rows[head]).toEqual(['Commune', 'Bibliothèque', 'Période', ...headings]);
  const cells = (line: readonly unknown[]) => line.map((cell) => (cell === 'few' ? '< 5' : cell));
  expect(rows.slice(head + 1, head + 1 + lines.length)).toEqual(lines.map(cells));
  expect(['few', null].map((cell) => lines.some((line) => (line as readonly unknown[]).includes(cell)))).toEqual([
    true,
    true,
  ]);
  const definitions = rows.slice(head + 2 + lines.length).map(([term]) => term);
  expect(definitions).toEqual([...headings, '< 5', 'Case vide ou tiret']);
});

test('pages: tagged, in French, fonts within, headings on each, numbered, the figures of the JSON', async () => {
  const [lines, bytes] = [
    await told(),
    await download(
      `/statistics/file?${asked}&table=libraries&form=pdf`,
      'application/pdf',
      `statistiques-bibliotheques-${year}-01-${year}-12.pdf`,
    ),
  ];
  const pdf = await readPdf(bytes);
  expect(pdf).toMatchObject({ title: 'Statistiques par bibliothèque', language: 'fr-FR', tagged: true, uaPart: '1' });
  expect([...pdf.fonts].sort()).toEqual(['SourceSans3-Regular embedded', 'SourceSans3-SemiBold embedded']);
  const number = new Intl.NumberFormat('fr-FR');
  const word = (cell: unknown): unknown => {
    if (typeof cell === 'number') return number.format(cell).replace(/\s/g, ' '); // PDF.js reads every space as one
    return cell === 'few' ? '< 5' : (cell ?? '—');
  };
  const cells = (line: readonly unknown[]) => line.map(word);
  const heads = ['Commune', 'Bibliothèque', 'Période', ...headings];
  expect(pdf.pages.flatMap(({ rows }) => rows)).toEqual([heads, ...lines.map(cells)]);
  expect(pdf.pages.length).toBeGreaterThan(1);
  pdf.pages.forEach(({ artifacts }, at) => {
    expect(artifacts.slice(-2)).toEqual([pdf.title, `Page ${at + 1} sur ${pdf.pages.length}`]);
  });
  for (const { artifacts, rows } of pdf.pages.slice(1)) {
    if (rows.length > 0) expect(artifacts.join(' ').replace(/\s+/g, ' ')).toContain(heads.join(' '));
  }
  const [first] = pdf.pages;
  expect(first!.said.slice(0, 2)).toEqual([
    'Statistiques par bibliothèque',
    `Période : du 1er janvier ${year} au 31 décembre ${year}`,
  ]);
  expect(first!.roles.filter((role) => role === 'TH').length).toBeGreaterThan(heads.length);
  expect(pdf.pages.flatMap(({ said }) => said).join('\n')).toContain('< 5 : Un chiffre de 1 à 4 se lit ainsi');
});

test('budgets as a spreadsheet and as pages; another form is refused', async () => {
  const ods = await download(
    `/statistics/budgets/${year}/file?form=ods`,
    'application/vnd.oasis.opendocument.spreadsheet',
    `budgets-${year}.ods`,
  );
  const { rows } = sheetOf((await unzip(ods)).get('content.xml')!.text);
  expect(rows.slice(0, 2)).toEqual([[`Budgets par habitant des communes en ${year}`], ['Année', year]]);
  const pdf = await readPdf(
    await download(`/statistics/budgets/${year}/file?form=pdf`, 'application/pdf', `budgets-${year}.pdf`),
  );
  expect(pdf.pages[0]!.rows[0]!.slice(0, 2)).toEqual(['Code INSEE', 'Commune']);
  expect((await get(`/statistics/file?${asked}&table=libraries&form=docx`)).status).toBe(400);
});

interface Pdf {
  readonly title: string;
  readonly fonts: readonly string[];
  readonly pages: readonly {
    readonly rows: readonly (readonly string[])[];
    readonly roles: readonly string[];
    readonly said: readonly string[];
    readonly artifacts: readonly string[];
  }[];
}

async function readPdf(bytes: Buffer): Promise<Pdf> {
  const reader = join(process.cwd(), 'conformance-tests', 'admin-api', 'pdf-reader.mjs');
  const child = spawn(node, [reader], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(bytes);
  return JSON.parse(await text(child.stdout)) as Pdf;
}
