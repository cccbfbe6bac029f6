import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { faultsOf } from '../oai-pmh/schemas.ts';
import { yazClient } from '../z3950/yaz.ts';
import { passerelle, startServer, type Server } from '../server.ts';
import { startRepository } from './repository.ts';

jest.setTimeout(300_000);

const folder = mkdtempSync(join(tmpdir(), 'passerelle-'));
let provider: Server;
beforeAll(async () => {
  provider = await startServer();
});
afterAll(async () => {
  await provider?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function command(settings: Readonly<Record<string, string>>, ...words: string[]): Promise<string> {
  const { code, output, errors } = await passerelle(words, settings);
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}: ${output}${errors}`);
  return output;
}

/** Identifiers of every page the provider gives. */
async function walked(): Promise<string[]> {
  const identifiers: string[] = [];
  for (let query = 'verb=ListIdentifiers&metadataPrefix=oai_dc'; query !== '';) {
    const xml = await (await fetch(`${provider.baseUrl}/oai?${query}`)).text();
    identifiers.push(...[...xml.matchAll(/<identifier>([^<]*)</g)].map(([, identifier]) => identifier!));
    const token = /<resumptionToken[^>]*>([^<]+)</.exec(xml)?.[1];
    query = token ? `verb=ListIdentifiers&resumptionToken=${token}` : '';
  }
  return identifiers;
}

test('our own provider, harvested by our harvester over sockets: every record once, and nothing the second time', async () => {
  await delay(3_000); // what is not old enough yet is not disclosed
  const settings = {
    PASSERELLE_DATA_DIR: mkdtempSync(join(folder, 'data-')),
    PASSERELLE_REPOSITORY_ID: 'moissonneur.example.org',
  };
  const url = `${provider.baseUrl}/oai`;
  await command(
    settings,
    ...['source', 'save', 'VOISIN', '--url', url, '--prefix', 'oai_dc', '--network', '127.0.0.0/8'],
  );
  const expected = await walked();
  const first = await command(settings, 'harvest', 'VOISIN');
  expect(first).toMatch(/run 1, full in oai_dc: DONE/);
  expect(first).toContain(
    `${expected.length} listed, ${expected.length} added, 0 updated, 0 unchanged, 0 deleted, 0 failed`,
  );
  const second = await command(settings, 'harvest', 'VOISIN');
  expect(second).toMatch(/run 2, incremental in oai_dc: DONE/);
  expect(second).toMatch(/listed, 0 added, 0 updated, \d+ unchanged, 0 deleted, 0 failed/);
  expect(await command(settings, 'verify')).toMatch(/every invariant holds/);
});

test('what comes from here is not taken back: a server harvests nothing of itself', async () => {
  const settings = { PASSERELLE_DATA_DIR: provider.dataDir };
  const url = `${provider.baseUrl}/oai`;
  await command(
    settings,
    ...['source', 'save', 'NOUS', '--url', url, '--prefix', 'oai_dc', '--network', '127.0.0.0/8'],
  );
  const report = await command(settings, 'harvest', 'NOUS');
  expect(report).toMatch(/: DONE/);
  expect(report).toMatch(/ 0 added, 0 updated, \d{3,} unchanged/);
  expect(report).toMatch(/own-record-skipped oai:/);
});

/** What our provider answers, once it is told of what was asked for. */
async function told(query: string): Promise<string> {
  for (let tries = 0; ; tries += 1) {
    const xml = await (await fetch(`${provider.baseUrl}/oai?${query}`)).text();
    if (!xml.includes('noRecordsMatch') || tries > 200) return xml;
    await delay(100);
  }
}

test('what was harvested into a running server is found by SRU, and by Z39.50 among what is read on line', async () => {
  const repository = await startRepository(3);
  const settings = { PASSERELLE_DATA_DIR: provider.dataDir };
  const seen = ['--audience', 'readers', 'harvesters'];
  const source = ['--url', repository.url, '--network', '127.0.0.0/8', ...seen];
  await command(settings, ...['source', 'save', 'RESERVE', ...source]);
  expect(await command(settings, 'harvest', 'RESERVE')).toMatch(/3 added/);
  const search = async () => {
    const query = encodeURIComponent('dc.title="livre numerique 2"');
    const xml = await (
      await fetch(`${provider.baseUrl}/sru?version=1.2&operation=searchRetrieve&query=${query}&maximumRecords=1`)
    ).text();
    return { xml, found: Number(/numberOfRecords>(\d+)</.exec(xml)![1]) };
  };
  for (let tries = 0; tries < 100 && (await search()).found === 0; tries += 1) await delay(100);
  const { xml, found } = await search();
  expect(found).toBe(1);
  expect(xml).toContain('https://livres.example.org/2');
  const target = (database: string) => `127.0.0.1:${provider.z3950Port}/${database}`;
  const find = ['find @and @attr 1=4 "livre numerique" @attr 1=1003 zola'];
  expect(await yazClient(target('numerique'), find)).toMatch(/Number of hits: 3/);
  expect(await yazClient(target('LENS'), find)).toMatch(/Number of hits: 0/);
  const given = await told('verb=ListRecords&metadataPrefix=oai_dc&set=provenance:RESERVE');
  expect(await faultsOf(given)).toBe('');
  expect(given.match(/<originDescription harvestDate="[^"]+" altered="true">/g)).toHaveLength(3);
  expect(given).toContain(`<baseURL>${repository.url}</baseURL><identifier>oai:reserve:2</identifier>`);
  expect(given).toContain('<setSpec>numerique:livres</setSpec>');
  expect(await command(settings, 'verify')).toMatch(/every invariant holds/);
  await repository.close();
});
