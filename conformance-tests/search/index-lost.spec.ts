import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { passerelle, startServer, type Server } from '../server.ts';
import { openSignedIn, type Terminal, terminalDate } from '../sip2/client.ts';

let server: Server;
let kiosk: Terminal;
beforeAll(async () => {
  server = await startServer();
  kiosk = await openSignedIn(server.sip2Port);
});
afterAll(async () => {
  kiosk.end();
  await server.stop();
});

/** What SRU answers: how many records, or the numbers of its diagnostics. */
async function sru(query: string): Promise<{ records: number; diagnostics: string[] }> {
  const parameters = new URLSearchParams({ version: '1.2', operation: 'searchRetrieve', maximumRecords: '1', query });
  const answer = await fetch(`${server.baseUrl}/sru?${parameters}`);
  const xml = await answer.text();
  const records = /<(?:\w+:)?numberOfRecords>(\d+)</.exec(xml);
  const diagnostics = [...xml.matchAll(/info:srw\/diagnostic\/1\/(\d+)/g)].map((found) => found[1]!);
  expect(answer.status).toBe(diagnostics.includes('2') ? 503 : 200);
  expect({ status: answer.status, diagnostics }).toEqual({ status: diagnostics.length === 0 ? 200 : 503, diagnostics });
  return { records: Number(records?.[1]), diagnostics };
}

const noDate = ' '.repeat(18);
const lend = (item: string) => kiosk.ask(`11NN${terminalDate()}${noDate}AOCALL|AA20000020|AB${item}|AC|AD1234|`);
const takeBack = (item: string) => kiosk.ask(`09N${terminalDate()}${noDate}APLENS|AOCALL|AB${item}|AC|`);

const indexFile = (): string => join(server.dataDir, 'search.db');

const files = (): string[] => ['', '-wal'].map((suffix) => indexFile() + suffix);
const writeOver = (file: string): void => writeFileSync(file, Buffer.alloc(statSync(file).size, 'no index '));

describe('the file of the index, while the server serves', () => {
  test.each([
    ['removed', '30000037', () => [...files(), `${indexFile()}-shm`].forEach((file) => rmSync(file, { force: true }))],
    ['written over with its journal', '30000073', () => files().forEach(writeOver)],
  ])('%s: circulation goes on, searches say so, and they come back without a restart', async (_harm, item, harm) => {
    const query = 'dc.subject = mineurs and dc.language = fre';
    const before = await sru(query);
    expect(before).toMatchObject({ diagnostics: [] });
    expect(before.records).toBeGreaterThan(0);

    harm();
    let unavailable = 0;
    const deadline = Date.now() + 30_000;
    for (let [asked, answers] = [0, 0]; answers < 20 && Date.now() < deadline; asked++) {
      await sru(`bib.barcode = ${30_000_100 + asked}`); // what nobody asked before is not answered from memory
      const answer = await sru(query);
      if (answer.diagnostics.length === 0) {
        expect(answer.records).toBe(before.records); // never an answer from half an index
        if (unavailable > 0) answers++;
        continue;
      }
      expect(answer.diagnostics).toEqual(['2']); // SRU diagnostic 2: system temporarily unavailable
      if (unavailable++ % 20 > 0) continue;
      expect((await lend(item)).text.slice(0, 3)).toBe('121');
      expect((await takeBack(item)).text.slice(0, 3)).toBe('101');
    }
    expect(unavailable).toBeGreaterThan(0);

    const reindexed = await passerelle(['reindex'], { PASSERELLE_DATA_DIR: server.dataDir });
    expect(reindexed).toMatchObject({ code: 0, output: expect.stringMatching(/reindex: \d+ records/) });
    expect(await sru(query)).toEqual(before);
    expect(server.output()).toMatch(/the search index is damaged and must be rebuilt/);
  });
});
