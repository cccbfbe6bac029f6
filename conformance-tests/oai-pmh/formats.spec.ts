import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startServer, type Server } from '../server.ts';
import { everythingTold } from './everything-told.ts';
import { faultsOf } from './schemas.ts';

const run = promisify(execFile);
const output = { maxBuffer: 256 * 1024 * 1024 };
jest.setTimeout(300_000);

let server: Server;
let base: string;
let size: number;
beforeAll(async () => {
  server = await startServer();
  base = `${server.baseUrl}/oai`;
  await everythingTold(base);
  const first = await (await fetch(`${base}?verb=ListIdentifiers&metadataPrefix=oai_dc`)).text();
  size = Number(/completeListSize="(\d+)"/.exec(first)?.[1]);
});
afterAll(() => server?.stop());

const formats = ['oai_dc', 'qdc', 'mods', 'edm', 'marcxchange', 'marcxml'];

/** Every page of a list of records, as it came. */
async function pages(query: string): Promise<string[]> {
  const found: string[] = [];
  for (let next = `verb=ListRecords&${query}`; next !== '';) {
    const xml = await (await fetch(`${base}?${next}`)).text();
    found.push(xml);
    const token = /<resumptionToken[^>]*>([^<]+)</.exec(xml)?.[1];
    next = token === undefined ? '' : `verb=ListRecords&resumptionToken=${token}`;
  }
  return found;
}

test.each(formats)('§3.4 every record as %s is what its schema says', async (prefix) => {
  const found = await pages(`metadataPrefix=${prefix}`);
  for (const page of found) expect(await faultsOf(page)).toBe('');
  expect(found.join('').match(/<metadata>/g)).toHaveLength(size);
  expect(found.join('')).not.toContain('[Sans titre]');
});

test.each([
  ['oai_dc', '<dc:title>', '<dc:title type="main">'],
  ['oai_dc', /<dc:title>[^<]*<\/dc:title>/, '<dc:title/>'],
  ['oai_dc', '<datestamp>', '<datestamp>le '],
  ['qdc', 'dcterms:issued', 'dcterms:published'],
  ['mods', '<typeOfResource>', '<typeOfResource>livre '],
  ['edm', '<edm:type>', '<edm:type>TEXTE '],
  ['edm', /<dc:title[^]*?<\/dc:title>/, ''],
  ['edm', /(<edm:dataProvider>[^<]*<\/edm:dataProvider>)(<edm:isShownAt[^>]*>)/, '$2$1'],
  ['marcxchange', 'ind1=" "', 'ind1=""'],
  ['marcxml', /<leader>.{24}/, '<leader>00000nam0 2200000   450 '],
] as const)('the schema of %s refuses a fault planted at %s', async (prefix, good, bad) => {
  const xml = await (await fetch(`${base}?verb=ListRecords&metadataPrefix=${prefix}&set=catalogue:video`)).text();
  const broken = xml.replace(good, bad);
  expect(broken).not.toBe(xml);
  expect(await faultsOf(broken)).not.toBe('');
});

/** A test of a peer, skipped where it is missing, unless everything must be there. */
const whenThere = (program: string, more: readonly string[]) =>
  spawnSync(program, more).status === 0 || process.env['CI'] === 'true' ? test : test.skip;

const perl = whenThere('perl', ['-MHTTP::OAI', '-e', '1']);
perl.each(['oai_dc', 'marcxchange'])(
  'HTTP::OAI (Debian libhttp-oai-perl) takes every record as %s, with its sets',
  async (prefix) => {
    const script = join(process.cwd(), 'conformance-tests', 'oai-pmh', 'peers', 'http_oai.pl');
    const { stdout } = await run('perl', [script, base, prefix], output);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => line.split('\t'));
    expect(new Set(lines.map(([identifier]) => identifier)).size).toBe(size);
    expect(lines).toHaveLength(size);
    for (const [, datestamp, status, sets, elements] of lines) {
      expect(datestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      expect([status, sets!.split(' ').includes('catalogue')]).toEqual(['', true]);
      expect(Number(elements)).toBeGreaterThan(5);
    }
  },
);

const catmandu = whenThere('perl', ['-MCatmandu::Importer::OAI', '-e', '1']);
catmandu('Catmandu’s importer (Debian libcatmandu-oai-perl) takes every record, and those of one set', async () => {
  const convert = async (...more: string[]): Promise<Record<string, unknown>[]> => {
    const words = [
      'convert',
      'OAI',
      '--url',
      base,
      '--metadataPrefix',
      'oai_dc',
      ...more,
      'to',
      'JSON',
      '--line_delimited',
      '1',
    ];
    const { stdout } = await run('catmandu', words, output);
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  };
  const harvested = await convert();
  expect(new Set(harvested.map((record) => record['_identifier'])).size).toBe(size);
  expect(harvested.filter(({ title }) => !Array.isArray(title) || title.length === 0)).toEqual([]);
  const films = await convert('--set', 'catalogue:video');
  expect(films.length).toBeGreaterThan(10);
  for (const { type } of films) expect(type).toEqual(expect.arrayContaining(['MovingImage']));
});
