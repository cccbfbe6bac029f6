import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { node, startServer, type Server } from '../server.ts';
import { everythingTold } from './everything-told.ts';
import { faultsOf } from './schemas.ts';

const run = promisify(execFile);

let server: Server;
let base: string;
beforeAll(async () => {
  server = await startServer();
  base = `${server.baseUrl}/oai`;
  await everythingTold(base);
});
afterAll(() => server?.stop());

/** Asks by GET. Every answer is checked by xmllint, which is not ours, against the schemas written out in `schemas`. */
async function ask(query: string): Promise<string> {
  const answer = await fetch(query === '' ? base : `${base}?${query}`);
  expect(answer.status).toBe(200);
  return checked(answer);
}

async function checked(answer: Response): Promise<string> {
  expect(answer.headers.get('content-type')).toBe('text/xml; charset=UTF-8');
  const xml = await answer.text();
  expect(await faultsOf(xml)).toBe('');
  return xml;
}

const all = (xml: string, element: string): string[] =>
  [...xml.matchAll(new RegExp(`<${element}(?: [^>]*)?>([^<]*)</${element}>`, 'g'))].map(([, text]) => text ?? '');
/** The list without what is said about its records: provenance names identifiers and datestamps of elsewhere. */
const listed = (xml: string): string => xml.replace(/<about>[^]*?<\/about>/g, '');
const one = (xml: string, element: string): string => all(xml, element)[0] ?? '';
const codes = (xml: string): string[] => [...xml.matchAll(/<error code="(\w+)"/g)].map(([, code]) => code ?? '');
const attribute = (xml: string, element: string, name: string): string | undefined =>
  new RegExp(`<${element}[^>]* ${name}="([^"]*)"`).exec(xml)?.[1];

/** Every page of a list. */
async function walk(query: string): Promise<string[]> {
  const pages = [await ask(query)];
  const verb = new URLSearchParams(query).get('verb');
  for (let token = one(pages[0]!, 'resumptionToken'); token !== ''; token = one(pages.at(-1)!, 'resumptionToken')) {
    pages.push(await ask(`verb=${verb}&resumptionToken=${token}`));
  }
  return pages;
}

describe('OAI-PMH 2.0', () => {
  test('§4.2 Identify: the base URL is the one called, the mandatory elements are there in their order', async () => {
    const xml = await ask('verb=Identify');
    expect(one(xml, 'baseURL')).toBe(base);
    const order = [...(xml.split('<Identify>')[1] ?? '').matchAll(/<(\w+)>/g)].map(([, name]) => name);
    expect(order.slice(0, 8)).toEqual([
      'repositoryName',
      'baseURL',
      'protocolVersion',
      'adminEmail',
      'earliestDatestamp',
      'deletedRecord',
      'granularity',
      'compression',
    ]);
    expect(one(xml, 'protocolVersion')).toBe('2.0');
    expect(one(xml, 'deletedRecord')).toBe('persistent');
    expect(one(xml, 'granularity')).toBe('YYYY-MM-DDThh:mm:ssZ');
    expect(one(xml, 'adminEmail')).toMatch(/^\w[\w\-.]+@[A-Za-z0-9\-.]+\.[a-z]{2,}$/);
    expect(one(xml, 'earliestDatestamp')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  test('§3.6 and §3.2: each error has its code, and badVerb and badArgument answers a request without attributes', async () => {
    const cases: [string, string][] = [
      ['', 'badVerb'],
      ['verb=Nothing', 'badVerb'],
      ['verb=ListRecords', 'badArgument'],
      ['verb=ListRecords&metadataPrefix=oai_dc&until=junk', 'badArgument'],
      ['verb=ListRecords&metadataPrefix=oai_dc&from=2002-02-05&until=2002-02-06T05:35:00Z', 'badArgument'],
      ['verb=ListRecords&metadataPrefix=really_wrong', 'cannotDisseminateFormat'],
      ['verb=ListRecords&resumptionToken=junk', 'badResumptionToken'],
      ['verb=ListRecords&metadataPrefix=oai_dc&until=1990-01-10', 'noRecordsMatch'],
      ['verb=ListRecords&metadataPrefix=oai_dc&set=really:wrong', 'noRecordsMatch'],
      ['verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:really.wrong:1', 'idDoesNotExist'],
      ['verb=ListSets&resumptionToken=junk', 'badResumptionToken'],
    ];
    for (const [query, code] of cases) {
      const xml = await ask(query);
      expect([query, codes(xml)]).toEqual([query, [code]]);
      const bare = xml.includes(`<request>${base}</request>`);
      expect([query, bare]).toEqual([query, code === 'badVerb' || code === 'badArgument']);
    }
  });

  test('§3.5 flow: every page full, each record once in order of datestamp, as many as announced, an empty token last', async () => {
    const pages = await walk('verb=ListRecords&metadataPrefix=oai_dc');
    expect(pages.length).toBeGreaterThan(2);
    const identifiers = pages.flatMap((page) => all(listed(page), 'identifier'));
    const datestamps = pages.flatMap((page) => all(listed(page), 'datestamp'));
    expect(identifiers.length).toBeGreaterThanOrEqual(2_000);
    expect(new Set(identifiers).size).toBe(identifiers.length);
    expect(datestamps).toEqual([...datestamps].sort());

    expect(attribute(pages[0]!, 'resumptionToken', 'completeListSize')).toBe(String(identifiers.length));
    let cursor = 0;
    for (const page of pages) {
      expect(attribute(page, 'resumptionToken', 'cursor')).toBe(String(cursor));
      cursor += all(page, 'identifier').length;
    }
    expect(pages.at(-1)).toMatch(/<resumptionToken[^>]*\/><\/ListRecords>/);
    // Every title is there: a placeholder would mean a record that cannot be read.
    expect(pages.join('')).not.toContain('[Sans titre]');
  });

  test('§4.3 ListIdentifiers gives the headers of the same list', async () => {
    const records = (await walk('verb=ListRecords&metadataPrefix=oai_dc')).flatMap((page) =>
      all(listed(page), 'identifier'),
    );
    const headers = (await walk('verb=ListIdentifiers&metadataPrefix=oai_dc')).flatMap((page) =>
      all(page, 'identifier'),
    );
    expect(headers).toEqual(records);
  });

  test('§3.5.1 the same token gives the same page again, and only to its own verb', async () => {
    const token = one(await ask('verb=ListRecords&metadataPrefix=oai_dc'), 'resumptionToken');
    const page = async (): Promise<string[]> =>
      all(await ask(`verb=ListRecords&resumptionToken=${token}`), 'identifier');
    expect(await page()).toEqual(await page());
    expect(codes(await ask(`verb=ListIdentifiers&resumptionToken=${token}`))).toEqual(['badResumptionToken']);
    const altered = token.slice(0, 20) + (token[20] === 'A' ? 'B' : 'A') + token.slice(21);
    expect(codes(await ask(`verb=ListRecords&resumptionToken=${altered}`))).toEqual(['badResumptionToken']);
  });

  test('§3.3 selective harvesting: both ends are inclusive, to the second and to the day', async () => {
    const first = await ask('verb=ListIdentifiers&metadataPrefix=oai_dc');
    const datestamp = one(first, 'datestamp');
    const identifier = one(first, 'identifier');
    const day = datestamp.slice(0, 10);
    for (const window of [`from=${datestamp}&until=${datestamp}`, `from=${day}&until=${day}`]) {
      expect(all(await ask(`verb=ListIdentifiers&metadataPrefix=oai_dc&${window}`), 'identifier')).toContain(
        identifier,
      );
    }
    const before = new Date(Date.parse(datestamp) - 1_000).toISOString().replace('.000', '');
    expect(codes(await ask(`verb=ListIdentifiers&metadataPrefix=oai_dc&until=${before}`))).toEqual(['noRecordsMatch']);
  });

  test('§2.6 every parent of a set is listed, and its list holds those of its children', async () => {
    const specs = all(await ask('verb=ListSets'), 'setSpec');
    for (const spec of specs) if (spec.includes(':')) expect(specs).toContain(spec.slice(0, spec.lastIndexOf(':')));
    const members = async (set: string): Promise<string[]> =>
      (await walk(`verb=ListIdentifiers&metadataPrefix=oai_dc&set=${set}`)).flatMap((page) => all(page, 'identifier'));
    const children = specs.filter((spec) => spec.startsWith('catalogue:'));
    const below: string[] = [];
    for (const child of children) {
      // §4.6: a set may be empty
      const first = await ask(`verb=ListIdentifiers&metadataPrefix=oai_dc&set=${child}`);
      if (codes(first).length === 0) below.push(...(await members(child)));
    }
    expect([...below].sort()).toEqual((await members('catalogue')).sort());
  });

  test('§4.1 GetRecord gives what ListRecords gave', async () => {
    const list = await ask('verb=ListRecords&metadataPrefix=oai_dc');
    const identifier = one(list, 'identifier');
    const record = /<record>.*?<\/record>/s.exec(list)?.[0] ?? '';
    expect(record).toContain('<oai_dc:dc');
    expect(await ask(`verb=GetRecord&metadataPrefix=oai_dc&identifier=${identifier}`)).toContain(record);
  });

  test('§3.1.1 POST answers as GET', async () => {
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const posted = await fetch(base, { method: 'POST', headers: form, body: 'verb=ListMetadataFormats' });
    expect(all(await checked(posted), 'metadataPrefix')).toEqual(
      all(await ask('verb=ListMetadataFormats'), 'metadataPrefix'),
    );
  });

  test('an independent harvester, the npm package oai-pmh, takes every record', async () => {
    const harvester = join(process.cwd(), 'conformance-tests', 'oai-pmh', 'independent-harvester.cjs');
    const { stdout } = await run(node, ['--disable-warning=DEP0169', harvester, base], { maxBuffer: 64 * 1024 * 1024 });
    const harvested = JSON.parse(stdout) as {
      identify: { baseURL: string };
      formats: { metadataPrefix: string }[];
      records: { identifier: string; title?: string }[];
      identifiers: string[];
      one: string;
    };
    expect(harvested.identify.baseURL).toBe(base);
    expect(harvested.formats.map(({ metadataPrefix }) => metadataPrefix)).toContain('oai_dc');
    const size = attribute(await ask('verb=ListRecords&metadataPrefix=oai_dc'), 'resumptionToken', 'completeListSize');
    expect(new Set(harvested.records.map(({ identifier }) => identifier)).size).toBe(Number(size));
    expect(harvested.records.filter(({ title }) => !title)).toEqual([]);
    expect(harvested.identifiers).toEqual(harvested.records.map(({ identifier }) => identifier));
    expect(harvested.one).toBe(harvested.identifiers[0]);
  });
});
