import { StoreUnavailable } from '../../core/ports/store.ts';
import { refused } from '../../core/outcome.ts';
import { fakeLibrary } from './fake-catalogue.ts';
import { readAnswer, servedSru, type ServedSru } from './served.fixture.ts';

const works = [
  { title: 'Germinal', author: 'Zola', year: 1885, isbn: '2-07-061275-9', barcodes: ['30000002', '30000001'] },
  { title: "L'école des femmes & <autres>", author: 'Molière', year: 1662 },
  { title: 'La Bête humaine', author: 'Zola', year: 1890 },
  { title: 'Au bonheur des dames', author: 'Zola', year: 1883 },
  { title: 'broken', broken: true as const },
];

let sru: ServedSru;
let get: ServedSru['get'];

beforeEach(async () => {
  sru = await servedSru(fakeLibrary(works));
  ({ get } = sru);
});
afterEach(() => sru.close());

const search = { version: '1.2', operation: 'searchRetrieve' };

test('gives the records found in UNIMARC, with their place, their number and where to go on', async () => {
  const answer = await get({ ...search, query: 'dc.creator = zola', maximumRecords: '2' });
  expect(answer.status).toBe(200);
  expect(answer.all('version')).toEqual(['1.2', '1.2']);
  expect(answer.all('numberOfRecords')).toEqual(['3']);
  expect(answer.all('recordSchema')).toEqual(Array(2).fill('info:lc/xmlns/marcxchange-v2'));
  expect(answer.all('recordPosition')).toEqual(['1', '2']);
  expect(answer.all('recordIdentifier')).toEqual(['PAS0000000001', 'PAS0000000003']);
  expect(answer.all('nextRecordPosition')).toEqual(['3']);
  expect(answer.all('diagnostics')).toEqual([]);
  const last = await get({ ...search, query: 'dc.creator = zola', maximumRecords: '2', startRecord: '3' });
  expect(last.all('recordPosition')).toEqual(['3']);
  expect(last.all('nextRecordPosition')).toEqual([]);
});

test('answers as text/xml in UTF-8, by GET and by POST alike', async () => {
  const body = new URLSearchParams({ ...search, query: 'bib.title = "l\'école"' });
  const posted = await fetch(sru.address, { method: 'POST', body });
  expect(posted.headers.get('content-type')).toBe('text/xml; charset=utf-8');
  const answer = await readAnswer(posted);
  expect(answer.all('numberOfRecords')).toEqual(['1']);
  expect(answer.xml).toContain("L'école des femmes &amp; &lt;autres&gt;");
  expect((await get(body.toString())).xml).toBe(answer.xml);
});

test('rebuilds one 995 per item from what circulation knows', async () => {
  const { xml } = await get({ ...search, query: 'germinal' });
  expect(xml.match(/tag="995"/g)).toHaveLength(2);
  expect(xml).not.toContain('OLD');
  expect(xml).toContain('<subfield code="b">LENS</subfield>');
  expect(xml.indexOf('30000001')).toBeLessThan(xml.indexOf('30000002'));
});

test('gives Dublin Core under any of its names', async () => {
  for (const recordSchema of ['dc', 'DC', 'dublincore', 'info:srw/schema/1/dc-v1.1']) {
    const answer = await get({ ...search, query: 'germinal', recordSchema });
    expect(answer.all('recordSchema')).toEqual(['info:srw/schema/1/dc-v1.1', recordSchema]);
    expect(answer.all('title')).toEqual(['Germinal']);
    expect(answer.xml).toContain('<srw_dc:dc xmlns:srw_dc="info:srw/schema/1/dc-schema"');
  }
});

test('packs a record as a string, without an XML declaration inside', async () => {
  const answer = await get({ ...search, query: 'femmes', recordPacking: 'string' });
  expect(answer.all('recordPacking')).toEqual(['string', 'string']);
  const [data] = answer.all('recordData');
  expect(data).toMatch(/^<record xmlns=/);
  expect(data).toContain('&amp; &lt;autres&gt;');
});

test('gives in version 1.1 no element of version 1.2', async () => {
  const answer = await get({ ...search, version: '1.1', query: 'germinal' });
  expect(answer.all('version')).toEqual(['1.1', '1.1']);
  expect(answer.all('recordIdentifier')).toEqual([]);
});

test('sorts by sortby of CQL and by sortKeys of version 1.1', async () => {
  const dates = async (parameters: Record<string, string>): Promise<string[]> =>
    (await get({ ...search, recordSchema: 'dc', ...parameters })).all('date');
  expect(await dates({ query: 'zola sortby date' })).toEqual(['1883', '1885', '1890']);
  expect(await dates({ query: 'zola sortby dc.date/sort.descending' })).toEqual(['1890', '1885', '1883']);
  expect(await dates({ query: 'zola', version: '1.1', sortKeys: 'date,,0' })).toEqual(['1890', '1885', '1883']);
  expect(await dates({ query: 'zola', version: '1.1', sortKeys: 'title,dc,1,0,highValue' })).toEqual([
    '1883',
    '1890',
    '1885',
  ]);
});

test('counts without giving records, and gives no more than its limit', async () => {
  const counted = await get({ ...search, query: 'zola', maximumRecords: '0' });
  expect(counted.all('numberOfRecords')).toEqual(['3']);
  expect(counted.all('records')).toEqual([]);
  expect(counted.all('nextRecordPosition')).toEqual([]);
  const greedy = await get({ ...search, query: 'zola', maximumRecords: '999999' });
  expect(greedy.all('maximumRecords')).toEqual(['100']);
});

test('puts a surrogate diagnostic in the place of a record that cannot be converted', async () => {
  const answer = await get({ ...search, query: 'title any "germinal broken"' });
  expect(answer.all('recordSchema')).toEqual(['info:lc/xmlns/marcxchange-v2', 'info:srw/schema/1/diagnostics-v1.1']);
  expect(answer.all('uri')).toEqual(['info:srw/diagnostic/1/67']);
  expect(answer.all('diagnostics')).toEqual([]);
});

test('says nothing is wrong when nothing is found', async () => {
  const answer = await get({ ...search, query: 'zzz' });
  expect(answer.all('numberOfRecords')).toEqual(['0']);
  expect(answer.all('diagnostic')).toEqual([]);
});

test.each<[string, string, string, string]>([
  ['no query', 'version=1.2&operation=searchRetrieve', '7', 'query'],
  ['no operation', 'version=1.2&query=a', '7', 'operation'],
  ['an empty query', 'version=1.2&operation=searchRetrieve&query=', '7', 'query'],
  ['version 3.0', 'version=3.0&operation=searchRetrieve&query=a', '5', '2.0'],
  ['a version of letters', 'version=x&operation=searchRetrieve&query=a', '5', '2.0'],
  ['an unknown query type', 'version=2.0&query=a&queryType=xcql', '11', 'xcql'],
  ['a facet that is none', 'version=2.0&query=a&facetLimit=5:dc.title', '6', 'facetLimit dc.title'],
  ['a facet order that is none', 'version=2.0&query=a&facetLimit=5&facetSort=alphanumeric', '6', 'facetSort'],
  ['a rendering by the server', 'version=2.0&query=a&renderedBy=server', '6', 'renderedBy'],
  ['an escaping that is none', 'version=2.0&query=a&recordXMLEscaping=json', '71', 'json'],
  ['prefix notation that is none', 'version=2.0&query=%40and+a&queryType=pqf', '10', ''],
  ['startRecord 0', 'operation=searchRetrieve&query=a&startRecord=0', '6', 'startRecord'],
  ['startRecord in letters', 'operation=searchRetrieve&query=a&startRecord=one', '6', 'startRecord'],
  ['a negative maximumRecords', 'operation=searchRetrieve&query=a&maximumRecords=-1', '6', 'maximumRecords'],
  ['a parameter given twice', 'operation=searchRetrieve&query=a&query=b', '6', 'query'],
  [
    'a parameter as a list',
    'operation=searchRetrieve&query=a&maximumRecords=1&maximumRecords=2',
    '6',
    'maximumRecords',
  ],
  ['a query in ISO 8859-1', 'operation=searchRetrieve&query=%E9cole', '6', 'query (not UTF-8)'],
  ['an unknown schema', 'operation=searchRetrieve&query=a&recordSchema=intermarcxchange', '66', 'intermarcxchange'],
  ['an unknown packing', 'operation=searchRetrieve&query=a&recordPacking=json', '71', 'json'],
  ['an XPath', 'operation=searchRetrieve&query=a&recordXPath=/dc', '72', 'recordXPath'],
  ['a record past the end', 'operation=searchRetrieve&query=zola&startRecord=4', '61', '3'],
  ['a record too deep', 'operation=searchRetrieve&query=zola&startRecord=100001', '61', 'at most 100000'],
  ['a syntax error', 'operation=searchRetrieve&query=a+and', '10', ''],
  ['an unknown index', 'operation=searchRetrieve&query=dc.nothing%3Da', '16', 'dc.nothing'],
  ['an unknown context set', 'operation=searchRetrieve&query=zzz.title%3Da', '15', 'zzz'],
  ['a relation between words', 'operation=searchRetrieve&query=title%3Ea', '22', 'title >'],
  ['a sort key without index', 'operation=searchRetrieve&query=a&sortKeys=colour', '88', 'colour'],
  ['a sort schema', 'operation=searchRetrieve&query=a&sortKeys=title,mods', '87', 'mods'],
  ['a sort direction', 'operation=searchRetrieve&query=a&sortKeys=title,,up', '90', 'up'],
  ['a case-sensitive sort', 'operation=searchRetrieve&query=a&sortKeys=title,,1,1', '91', '1'],
  ['a missing value action', 'operation=searchRetrieve&query=a&sortKeys=title,,1,0,omit', '92', 'omit'],
  ['a sort key given twice', 'operation=searchRetrieve&query=a&sortKeys=title+dc.title', '85', 'dc.title'],
])('answers %s with one diagnostic, HTTP 200 and no record', async (_name, query, number, details) => {
  const answer = await get(query);
  expect(answer.status).toBe(200);
  expect(answer.all('searchRetrieveResponse')).toHaveLength(1);
  expect(answer.all('uri')).toEqual([`info:srw/diagnostic/1/${number}`]);
  expect(answer.all('details')).toEqual(details === '' ? [] : [details]);
  expect(answer.all('message')[0]).not.toBe('');
  expect(answer.all('records')).toEqual([]);
  expect(answer.all('echoedSearchRetrieveRequest')).toHaveLength(1);
});

test('explains itself when nothing is asked, and when explain is', async () => {
  for (const query of ['', 'operation=explain&version=1.1', 'version=1.2']) {
    const answer = await get(query);
    expect(answer.all('explainResponse')).toHaveLength(1);
    expect(answer.all('host')).toEqual(['catalogue.example.fr']);
    expect(answer.all('port')).toEqual(['443']);
    expect(answer.all('database')).toEqual(['sru/catalogue']);
    expect(answer.xml).toContain('<map><name set="dc">title</name></map>');
    expect(answer.xml).toContain('<attr type="1" set="bib-1">1003</attr>');
    expect(answer.all('diagnostic')).toEqual([]);
  }
  const packed = await get('operation=explain&recordPacking=string');
  expect(packed.all('recordData')[0]).toMatch(/^<explain /);
});

test('says which operations it does not have, in the form of explain', async () => {
  const update = await get('operation=update&version=1.2');
  expect(update.all('explainResponse')).toHaveLength(1);
  expect(update.all('uri')).toEqual(['info:srw/diagnostic/1/4']);
  expect(update.all('details')).toEqual(['update']);
});

test('answers at the path of its database and says which one does not exist', async () => {
  expect((await get({ ...search, query: 'germinal' }, '/catalogue')).all('numberOfRecords')).toEqual(['1']);
  const unknown = await get({ ...search, query: 'germinal' }, '/biblios');
  expect(unknown.all('uri')).toEqual(['info:srw/diagnostic/1/235']);
  expect(unknown.all('details')).toEqual(['biblios']);
});

test('ignores extensions and parameters of others', async () => {
  const answer = await get(
    'operation=searchRetrieve&query=germinal&x-info-5=a&x-info-5=b&facetLimit=10&httpAccept=text/xml',
  );
  expect(answer.all('numberOfRecords')).toEqual(['1']);
  expect(answer.all('diagnostic')).toEqual([]);
});

test('names the style sheet asked for when it is its own, and gives the records beside diagnostic 111 otherwise', async () => {
  const own = await get({ ...search, query: 'germinal', stylesheet: '/notices.xsl' });
  expect(own.xml).toMatch(
    /^<\?xml version="1.0" encoding="UTF-8"\?>\n<\?xml-stylesheet type="text\/xsl" href="\/notices.xsl"\?>\n<srw/,
  );
  expect(own.all('diagnostic')).toEqual([]);
  for (const stylesheet of ['https://elsewhere.example.org/x.xsl', '//elsewhere.example.org/x.xsl']) {
    const foreign = await get({ ...search, query: 'germinal', stylesheet });
    expect(foreign.all('numberOfRecords')).toEqual(['1']);
    expect(foreign.all('uri')).toEqual(['info:srw/diagnostic/1/111']);
    expect(foreign.all('details')).toEqual([stylesheet]);
    expect(foreign.xml).not.toContain('<?xml-stylesheet');
  }
});

test('echoes a query as it came, whatever characters it holds', async () => {
  const query = 'title = "<a>&\u0001\u0085"';
  const { all, xml } = await get({ ...search, query });
  expect(all('query')).toEqual(['title = "<a>&\u0085"']);
  expect(xml).not.toContain('\u0001');
});

test('says that the catalogue is away as a diagnostic, HTTP 503 and Retry-After, refused or thrown', async () => {
  const reasons = [
    () => Promise.resolve(refused('temporarily-unavailable')),
    () => Promise.reject(new StoreUnavailable()),
  ];
  for (const reason of reasons) {
    sru.use({ search: reason });
    const answer = await get({ ...search, query: 'germinal' });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('30');
    expect(answer.all('uri')).toEqual(['info:srw/diagnostic/1/2']);
  }
});

test('names the feature the index cannot do', async () => {
  sru.use({ search: () => Promise.resolve(refused('query-unsupported', { feature: 'prox' })) });
  const answer = await get({ ...search, query: 'a prox b' });
  expect(answer.all('uri')).toEqual(['info:srw/diagnostic/1/48']);
  expect(answer.all('details')).toEqual(['prox']);
});

test('refuses what is not SRU: other methods, SOAP, a body without end', async () => {
  expect((await fetch(sru.address, { method: 'PUT' })).status).toBe(405);
  const soap = await fetch(sru.address, {
    method: 'POST',
    headers: { 'content-type': 'text/xml' },
    body: '<!DOCTYPE x><x/>',
  });
  expect(soap.status).toBe(400);
  const long = await readAnswer(
    await fetch(sru.address, { method: 'POST', body: new URLSearchParams({ query: 'a'.repeat(70_000) }) }),
  );
  expect(long.status).toBe(200);
  expect(long.all('uri')).toEqual(['info:srw/diagnostic/1/12']);
});

test('tells what was asked, what was said no to, and what was slow in the words of the client', async () => {
  await get({ ...search, query: 'dc.creator = zola' });
  await get({ ...search, query: 'dc.nothing = zola' });
  await get({ version: '1.2', operation: 'searchRetrieve' });
  await get({ version: '1.2', operation: 'explain' }, '/nowhere');
  const { clients, operations, diagnostics, slow } = sru.told.of('sru');
  expect(clients).toMatchObject([{ requests: 4, refused: 3, places: ['nowhere'], connections: 0 }]);
  expect(operations.map(({ operation, requests, refused }) => [operation, requests, refused])).toEqual([
    ['searchRetrieve', 2, 1],
    ['unreadable', 1, 1],
    ['explain', 1, 1],
  ]);
  expect(diagnostics.map(({ code, meaning }) => [code, meaning])).toEqual([
    ['16', 'Unsupported index'],
    ['7', 'Mandatory parameter not supplied'],
    ['235', 'Database does not exist'],
  ]);
  expect(slow.map(({ query }) => query)).toEqual([null, null, 'dc.nothing = zola', 'dc.creator = zola']);
});
