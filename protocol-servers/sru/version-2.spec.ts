import { fakeLibrary } from './fake-catalogue.ts';
import { servedSru, type ServedSru } from './served.fixture.ts';

const works = [
  { title: 'Germinal', author: 'Zola', year: 1885, subjects: ['Mines', 'Grèves'], barcodes: ['30000001', '40000001'] },
  { title: 'La Bête humaine', author: 'Zola', year: 1890, subjects: ['Chemins de fer'], barcodes: ['30000002'] },
  { title: 'Sans famille', author: 'Malot', year: 1878, subjects: ['Mines'] },
];
let sru: ServedSru;
let get: ServedSru['get'];
beforeEach(async () => {
  sru = await servedSru(fakeLibrary(works));
  ({ get } = sru);
});
afterEach(() => sru.close());

const response = 'http://docs.oasis-open.org/ns/search-ws/sruResponse';
const local = (names: readonly string[], namespace: string): string[] =>
  names.filter((name) => name.startsWith(`{${namespace}}`)).map((name) => name.slice(namespace.length + 2));

test('SRU 2.0, searchRetrieve: a query alone is answered in the elements and the order of sruResponse.xsd', async () => {
  const answer = await get('query=dc.title%3Dgerminal&recordSchema=dc');
  expect(local(answer.names, response)).toEqual([
    'searchRetrieveResponse',
    'version',
    'numberOfRecords',
    'records',
    'record',
    'recordSchema',
    'recordXMLEscaping',
    'recordData',
    'recordIdentifier',
    'recordPosition',
    'echoedSearchRetrieveRequest',
    'version',
    'queryType',
    'query',
    'startRecord',
    'maximumRecords',
    'recordXMLEscaping',
    'recordSchema',
    'resultCountPrecision',
  ]);
  expect(answer.all('version')).toEqual(['2.0', '2.0']);
  expect(answer.all('resultCountPrecision')).toEqual(['info:srw/vocabulary/resultCountPrecision/1/exact']);
});

test('SRU 2.0, diagnostics: the same numbers in the namespace of OASIS', async () => {
  const answer = await get('query=a+and');
  expect(local(answer.names, response)).toContain('diagnostics');
  expect(local(answer.names, 'http://docs.oasis-open.org/ns/search-ws/diagnostic')).toEqual([
    'diagnostic',
    'uri',
    'message',
  ]);
  expect(answer.all('uri')).toEqual(['info:srw/diagnostic/1/10']);
});

test('SRU 2.0, recordXMLEscaping and recordPacking: the first says what 1.2 said by the second', async () => {
  for (const asked of [
    'recordXMLEscaping=string',
    'recordPacking=string',
    'recordXMLEscaping=string&recordPacking=packed',
  ]) {
    const answer = await get(`query=germinal&recordSchema=dc&${asked}`);
    expect(answer.all('recordData')[0]).toMatch(/^<srw_dc:dc /);
  }
  for (const asked of ['recordPacking=packed', 'recordPacking=unpacked', '']) {
    expect((await get(`query=germinal&recordSchema=dc&${asked}`)).all('title')).toEqual(['Germinal']);
  }
});

test.each([
  ['cql', 'dc.creator = zola not dc.title = germinal', ['La Bête humaine']],
  ['searchTerms', 'zola -germinal', ['La Bête humaine']],
  ['pqf', '@not @attr 1=1003 zola @attr 1=4 germinal', ['La Bête humaine']],
])('SRU 2.0, queryType %s: %s', async (queryType, query, titles) => {
  const answer = await get({ query, queryType, recordSchema: 'dc' });
  expect(answer.all('title')).toEqual(titles);
  expect(answer.all('queryType')).toEqual([queryType]);
});

test('a query in prefix notation may come as x-pquery, in any version (YAZ)', async () => {
  const answer = await get({ version: '1.2', operation: 'searchRetrieve', 'x-pquery': '@attr 1=4 germinal' });
  expect(answer.all('numberOfRecords')).toEqual(['1']);
});

test('SRU 2.0, sorting: sortKeys, and sortby before it', async () => {
  const dates = async (more: Record<string, string>): Promise<string[]> =>
    (await get({ query: 'dc.creator = zola', recordSchema: 'dc', ...more })).all('date');
  expect(await dates({ sortKeys: 'date,,0' })).toEqual(['1890', '1885']);
  expect(await dates({ query: 'dc.creator = zola sortby date', sortKeys: 'date,,0' })).toEqual(['1885', '1890']);
});

test('SRU 2.0, facets: counts over the whole result, each with the query that narrows to it', async () => {
  const answer = await get('query=cql.allRecords%3D1&maximumRecords=0&facetLimit=2:dc.subject,5:bib.library');
  expect(local(answer.names, 'http://docs.oasis-open.org/ns/search-ws/facetedResults').slice(0, 12)).toEqual([
    'datasource',
    'facets',
    'facet',
    'facetDisplayLabel',
    'index',
    'relation',
    'terms',
    'term',
    'actualTerm',
    'query',
    'requestUrl',
    'count',
  ]);
  expect(answer.all('facetDisplayLabel')).toEqual(['Sujet', 'Bibliothèque (code)']);
  expect(answer.all('actualTerm')).toEqual(['Mines', 'Chemins de fer', 'Médiathèque de Lens', "Médiathèque d'Avion"]);
  expect(answer.all('count')).toEqual(['2', '1', '2', '1']);
  const [, query] = answer.all('query');
  expect(query).toBe('cql.allRecords = 1 and dc.subject == "mines"');
  const [url] = answer.all('requestUrl');
  expect(url).toMatch(/^https:\/\/catalogue\.example\.fr\/sru\/catalogue\?version=2\.0&query=cql/);
  expect((await get(url!.slice(url!.indexOf('?') + 1))).all('numberOfRecords')).toEqual(['2']);
});

test('SRU 2.0, facets: facetStart goes on from there, a limit alone is for every facet', async () => {
  const second = await get('query=cql.allRecords%3D1&facetLimit=1:dc.subject&facetStart=2:dc.subject');
  expect(second.all('actualTerm')).toEqual(['Chemins de fer']);
  const every = await get('query=germinal&facetLimit=3&facetSort=recordCount');
  expect(every.all('facet')).toHaveLength(6);
  const none = await get('query=germinal');
  expect(none.all('facetedResults')).toEqual([]);
  const before = await get('version=1.2&operation=searchRetrieve&query=germinal&facetLimit=3');
  expect(before.all('facetedResults')).toEqual([]);
});

test('SRU 2.0, searchResultAnalysis: what each term finds by itself, with its own query', async () => {
  const answer = await get('query=germinal%20or%20(dc.creator%3Dzola%20not%20nobody)&maximumRecords=0');
  expect(local(answer.names, 'http://docs.oasis-open.org/ns/search-ws/searchResultAnalysis').slice(0, 6)).toEqual([
    'datasource',
    'subqueryResults',
    'subqueryResult',
    'subquery',
    'count',
    'requestUrl',
  ]);
  const queries = answer.all('subquery');
  expect(queries).toHaveLength(3);
  for (const [at, url] of answer.all('requestUrl').entries()) {
    const alone = await get(url.slice(url.indexOf('?') + 1));
    expect([queries[at], alone.all('numberOfRecords')[0]]).toEqual([queries[at], answer.all('count')[at]]);
    expect(alone.all('searchResultAnalysis')).toEqual([]);
  }
  const before = await get('version=1.2&operation=searchRetrieve&query=germinal%20and%20zola');
  expect(before.all('searchResultAnalysis')).toEqual([]);
});

test('SRU 2.0, explain: in the namespace of its version, ZeeRex 2.1 to those who ask for it', async () => {
  const answer = await get('version=2.0&recordSchema=http%3A%2F%2Fexplain.z3950.org%2Fdtd%2F2.1%2F');
  expect(answer.names[0]).toBe(`{${response}}explainResponse`);
  expect(answer.all('recordSchema')).toEqual(['http://explain.z3950.org/dtd/2.1/']);
  expect(answer.names).toContain('{http://explain.z3950.org/dtd/2.1/}explain');
  expect(answer.xml).toContain('<serverInfo protocol="SRU" version="2.0"');
  const other = await get('operation=explain&recordSchema=mods');
  expect(other.all('recordSchema')).toEqual(['http://explain.z3950.org/dtd/2.0/']);
  expect(other.all('uri')).toEqual(['info:srw/diagnostic/1/66']);
});

test('SRU 2.0, httpAccept: its own media type to those who name it, 406 when nothing of ours is wanted', async () => {
  const type = async (query: string, headers = {}): Promise<string | null> =>
    (await get(query, '', headers)).headers.get('content-type');
  expect(await type('query=germinal')).toBe('text/xml; charset=utf-8');
  expect(await type('query=germinal&httpAccept=application/sru%2Bxml')).toBe('application/sru+xml; charset=utf-8');
  expect(await type('query=germinal', { accept: 'application/sru+xml' })).toBe('application/sru+xml; charset=utf-8');
  expect((await fetch(`${sru.address}?query=germinal&httpAccept=application/json`)).status).toBe(406);
});
