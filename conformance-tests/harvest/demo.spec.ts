import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { everythingTold } from '../oai-pmh/everything-told.ts';
import { faultsOf } from '../oai-pmh/schemas.ts';
import { passerelle, startServer, type Server } from '../server.ts';
import { yazClient } from '../z3950/yaz.ts';

jest.setTimeout(120_000);

const dataDir = mkdtempSync(join(tmpdir(), 'passerelle-'));
let server: Server;
beforeAll(async () => {
  server = await startServer({ dataDir });
  await everythingTold(`${server.baseUrl}/oai`);
});
afterAll(async () => {
  await server?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const run = async (...words: string[]): Promise<string> => {
  const { code, output, errors } = await passerelle(words, { PASSERELLE_DATA_DIR: dataDir });
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}: ${output}${errors}`);
  return output;
};
/** An answer that follows the schemas. */
async function ask(path: string, query: string): Promise<string> {
  const xml = await (await fetch(`${server.baseUrl}${path}?${query}`)).text();
  expect(await faultsOf(xml)).toBe('');
  return xml;
}
const titles = (xml: string): string[] => [...xml.matchAll(/<dc:title[^>]*>([^<]*)</g)].map(([, text]) => text!);

test('the demonstration has a digital library out of the box, of every kind, harvested from its own partner', async () => {
  const found = await yazClient(`127.0.0.1:${server.z3950Port}/numerique`, ['find @attr 1=4 fosse']);
  expect(found).toMatch(/Number of hits: 2/);
  const sets = ['livres', 'presse', 'video', 'musique', 'formation', 'jeux', 'patrimoine'];
  const members: number[] = [];
  for (const set of sets) {
    const list = await ask('/oai', `verb=ListRecords&metadataPrefix=oai_dc&set=numerique:${set}`);
    members.push(titles(list).length);
  }
  expect(members).toEqual([6, 2, 2, 2, 2, 1, 5]);
  expect(await run('source', 'list')).toMatch(/BND62 .*last run 1 DONE; 0 WAITING, 20 MAPPED, 0 REJECTED/);
});

test('the partner follows the schemas, tells what he took away, and shows his documents and their pictures', async () => {
  const xml = await ask('/demo/numerique/oai', 'verb=ListRecords&metadataPrefix=oai_dc');
  expect(titles(xml)).toHaveLength(20);
  expect(xml).toMatch(/<header status="deleted"><identifier>oai:numerique\.demo\.example:bnd9999</);
  for (const address of xml.match(/http:\/\/127[^<]*ark:[^<]*bnd0006[^<]*/g) ?? []) {
    expect([address, (await fetch(address)).status]).toEqual([address, 200]);
  }
  expect(xml).toMatch(/vignette : http:\/\/127\.0\.0\.1:\d+\/demo\/numerique\/ark:\/99999\/bnd0006\/vignette\.svg/);
});

test('each partner has a repository of his own, of what its licence lets him have', async () => {
  const gallica = await ask('/oai/gallica', 'verb=ListRecords&metadataPrefix=oai_dc');
  expect(titles(gallica)).toHaveLength(20);
  const europeana = await ask('/oai/europeana', 'verb=ListRecords&metadataPrefix=edm');
  const types = [...europeana.matchAll(/<edm:type>(\w+)</g)].map(([, type]) => type);
  const count = (type: string): number => types.filter((each) => each === type).length;
  expect(['TEXT', 'SOUND', 'VIDEO', 'IMAGE'].map(count)).toEqual([11, 2, 2, 5]);
  expect(await ask('/oai/gallica', 'verb=ListRecords&metadataPrefix=edm')).toContain('cannotDisseminateFormat');
});

test('harvested again nothing changes; at another port it is harvested anew, and every invariant holds', async () => {
  expect(await run('harvest', 'BND62')).toMatch(/DONE[^]* 0 added, 0 updated, \d+ unchanged, 0 deleted, 0 failed/);
  await server.stop();
  server = await startServer({ dataDir });
  expect(await run('source', 'list')).toMatch(
    new RegExp(`BND62 ${server.baseUrl}/demo/numerique/oai: last run 3 DONE; 0 WAITING, 20 MAPPED, 0 REJECTED`),
  );
  expect(await run('verify')).toMatch(/every invariant holds/);
});
