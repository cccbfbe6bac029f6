import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { passerelle, startServer, type Server } from '../server.ts';
import { openSignedIn, terminalDate } from '../sip2/client.ts';
import { hasSolr, startSolr, type Solr } from './solr.ts';

jest.setTimeout(480_000);

/** One record of ISO 2709 with a title and a copy, made by hand. */
function book(title: string, barcode: string): Buffer {
  const fields = [
    ['001', barcode],
    ['100', '  \x1fa20240101d2020    m  y0frey50      ba'],
    ['200', `1 \x1fa${title}`],
    ['995', `  \x1fbLENS\x1ff${barcode}\x1frlivre`],
  ] as const;
  let [directory, body] = ['', ''];
  for (const [tag, value] of fields) {
    const length = String(Buffer.byteLength(value) + 1).padStart(4, '0');
    directory += tag + length + String(Buffer.byteLength(body)).padStart(5, '0');
    body += `${value}\x1e`;
  }
  const base = 24 + directory.length + 1;
  const length = String(base + Buffer.byteLength(body) + 1).padStart(5, '0');
  return Buffer.from(`${length}nam0 22${String(base).padStart(5, '0')}   450 ${directory}\x1e${body}\x1d`);
}

const describeWithSolr = hasSolr ? describe : describe.skip;

describeWithSolr('a network whose catalogue is searched by a Solr server', () => {
  let solr: Solr;
  let server: Server;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'passerelle-away-'));
    solr = await startSolr();
    server = await startServer({ environment: { PASSERELLE_SEARCH_URL: searchUrl() }, readyWithin: 240_000 });
  });
  afterAll(async () => {
    await server?.stop();
    await solr?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const searchUrl = (): string => `solr+${solr.url}/catalogue`;
  const sru = async (query: string): Promise<string> => {
    const parameters = `version=1.2&operation=searchRetrieve&maximumRecords=1&query=${encodeURIComponent(query)}`;
    return (await fetch(`${server.baseUrl}/sru?${parameters}`)).text();
  };
  const hits = async (query: string): Promise<number> =>
    Number(/numberOfRecords>(\d+)</.exec(await sru(query))?.[1] ?? -1);
  const until = async (query: string, wanted: number): Promise<number> => {
    let found = await hits(query);
    for (let waited = 0; found !== wanted && waited < 300; waited++) {
      await delay(200);
      found = await hits(query);
    }
    return found;
  };
  const importBook = (title: string, barcode: string) => {
    const file = join(folder, `${barcode}.mrc`);
    writeFileSync(file, book(title, barcode));
    const environment = { PASSERELLE_DATA_DIR: server.dataDir, PASSERELLE_SEARCH_URL: searchUrl() };
    return passerelle(['import', file, '--library', 'LENS'], environment);
  };
  const lend = async (card: string, item: string): Promise<string> => {
    const terminal = await openSignedIn(server.sip2Port);
    const answer = await terminal.ask(`11YN${terminalDate()}${' '.repeat(18)}AOCALL|AA${card}|AB${item}|AC|AD1234|`);
    terminal.end();
    return answer.text;
  };

  test('the server makes the collection and fills it by itself; what is imported is found', async () => {
    expect(await until('dc.title=germinal', await hits('dc.title=germinal'))).toBeGreaterThan(0);
    expect(await importBook('Zinzolin premier', 'Z001')).toMatchObject({ code: 0 });
    expect(await until('dc.title=zinzolin', 1)).toBe(1);
    expect(await sru('dc.title=zinzolin')).toContain('Zinzolin premier');
  });

  test('when Solr is killed circulation goes on, and SRU says that search is away for a while', async () => {
    await solr.kill();
    expect(await lend('20000010', '30000010')).toMatch(/^121N/);
    expect(await sru('dc.title=zinzolin')).toMatch(/info:srw\/diagnostic\/1\/2</); // system temporarily unavailable
    expect(await importBook('Zinzolin second', 'Z002')).toMatchObject({ code: 0 });
    expect(server.output()).toContain('Solr does not answer');
  });

  test('when Solr is back nothing that was indexed is lost, and what changed meanwhile is found', async () => {
    await solr.start();
    expect(await until('dc.title=zinzolin', 2)).toBe(2);
    const environment = { PASSERELLE_DATA_DIR: server.dataDir, PASSERELLE_SEARCH_URL: searchUrl() };
    const verified = await passerelle(['verify'], environment);
    expect(verified).toMatchObject({ code: 0 });
    expect(verified.output).toContain('every invariant holds');
    expect(server.output()).not.toContain('is rebuilt');
  });

  test('a command that works without a server says why it cannot search, and an import is not held up', async () => {
    const dataDir = mkdtempSync(join(folder, 'alone-'));
    const nowhere = { PASSERELLE_DATA_DIR: dataDir, PASSERELLE_SEARCH_URL: 'solr+http://127.0.0.1:1/solr/catalogue' };
    const generated = await passerelle(['generate', '--records', '3', '--items', '3', '--patrons', '1'], nowhere);
    expect(generated.code).toBe(0);
    expect(generated.output).toMatch(
      /Solr does not answer at http:\/\/127\.0\.0\.1:1\/solr: .*indexed when it answers/,
    );
    const reindexed = await passerelle(['reindex'], nowhere);
    expect(reindexed.code).toBe(1);
    expect(reindexed.errors).toMatch(/Solr does not answer at http:\/\/127\.0\.0\.1:1\/solr/);
    const { PASSERELLE_DATA_DIR } = nowhere;
    const PASSERELLE_SEARCH_URL = searchUrl().replace(/catalogue$/, 'another');
    expect(await passerelle(['reindex'], { PASSERELLE_DATA_DIR, PASSERELLE_SEARCH_URL })).toMatchObject({
      code: 0,
      output: expect.stringMatching(/reindex: \d+ records in/),
    });
  });
});
