import { refused } from '../../core/outcome.ts';
import { fakeLibrary } from './fake-catalogue.ts';
import { servedSru, type ServedSru } from './served.fixture.ts';

const works = [
  { title: 'Germinal', author: 'Zola' },
  { title: 'La Bête humaine', author: 'Zola' },
  { title: 'Sans famille', author: 'Malot' },
];
let sru: ServedSru;
let get: ServedSru['get'];
beforeEach(async () => {
  sru = await servedSru(fakeLibrary(works));
  ({ get } = sru);
});
afterEach(() => sru.close());

const scan = { version: '1.2', operation: 'scan' };

test('SRU 1.2, scan: terms in order, with the number of records of each', async () => {
  const answer = await get({ ...scan, scanClause: 'dc.title = b', maximumTerms: '3' });
  expect(answer.xml).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<srw:scanResponse xmlns:srw="http://www.loc.gov/zing/srw/">' +
      '<srw:version>1.2</srw:version><srw:terms>' +
      '<srw:term><srw:value>bete</srw:value><srw:numberOfRecords>1</srw:numberOfRecords></srw:term>' +
      '<srw:term><srw:value>famille</srw:value><srw:numberOfRecords>1</srw:numberOfRecords></srw:term>' +
      '<srw:term><srw:value>germinal</srw:value><srw:numberOfRecords>1</srw:numberOfRecords></srw:term>' +
      '</srw:terms><srw:echoedScanRequest><srw:version>1.2</srw:version><srw:scanClause>dc.title = b</srw:scanClause>' +
      '<srw:responsePosition>1</srw:responsePosition><srw:maximumTerms>3</srw:maximumTerms></srw:echoedScanRequest>' +
      '</srw:scanResponse>\n',
  );
});

test('SRU 1.2, scan: == gives whole headings, = words', async () => {
  expect((await get({ ...scan, scanClause: 'dc.title == ""' })).all('value')).toEqual([
    'germinal',
    'la bete humaine',
    'sans famille',
  ]);
  expect((await get({ ...scan, scanClause: 'dc.title exact "m"', maximumTerms: '1' })).all('value')).toEqual([
    'sans famille',
  ]);
  expect((await get({ ...scan, scanClause: 'dc.creator = m', maximumTerms: '1' })).all('value')).toEqual(['malot']);
});

test('SRU 2.0, scan: a scanClause alone, in its own namespace', async () => {
  const answer = await get({ scanClause: 'dc.title = b', maximumTerms: '1' });
  expect(new Set(answer.names.map((name) => name.slice(0, name.indexOf('}') + 1)))).toEqual(
    new Set(['{http://docs.oasis-open.org/ns/search-ws/scan}']),
  );
  expect(answer.all('version')[0]).toBe('2.0');
});

test('a term that is read otherwise than it is searched is shown so', async () => {
  const entries = [{ term: 'zola emile', display: 'Zola, Émile', hits: 12 }];
  sru.use({ scan: () => Promise.resolve({ granted: true, value: { entries, position: 1, status: 'complete' } }) });
  const answer = await get({ ...scan, scanClause: 'dc.creator == zola' });
  expect(answer.all('displayTerm')).toEqual(['Zola, Émile']);
});

test.each<[string, Record<string, string>, string, string]>([
  ['no scanClause', {}, '7', 'scanClause'],
  ['no term at all', { scanClause: 'dc.title =' }, '10', ''],
  ['two clauses', { scanClause: 'title = a and title = b' }, '10', 'boolean'],
  ['an unknown index', { scanClause: 'dc.nothing = a' }, '16', 'dc.nothing'],
  ['an order', { scanClause: 'title < a' }, '19', '<'],
  ['a masked term', { scanClause: 'title = ab*' }, '28', 'ab'],
  ['an anchored term', { scanClause: 'title = ^ab' }, '31', '^'],
  ['a relation modifier', { scanClause: 'title =/stem ab' }, '20', 'stem'],
  ['a position past the end', { scanClause: 'title = a', maximumTerms: '5', responsePosition: '7' }, '120', '7'],
  ['too many terms', { scanClause: 'title = a', maximumTerms: '201' }, '121', '200'],
  ['no term wanted', { scanClause: 'title = a', maximumTerms: '0' }, '6', 'maximumTerms'],
  ['a number in letters', { scanClause: 'title = a', responsePosition: 'first' }, '6', 'responsePosition'],
])('SRU 1.2, scan, %s: one diagnostic and no term', async (_what, parameters, number, details) => {
  const answer = await get({ ...scan, ...parameters });
  expect(answer.status).toBe(200);
  expect(answer.all('scanResponse')).toHaveLength(1);
  expect(answer.all('uri')).toEqual([`info:srw/diagnostic/1/${number}`]);
  expect(answer.all('details')).toEqual(details === '' ? [] : [details]);
  expect(answer.all('terms')).toEqual([]);
});

test('a scan of one library is refused: its counts are those of the network', async () => {
  const answer = await get({ ...scan, scanClause: 'title = a' }, '/LENS');
  expect(answer.all('uri')).toEqual(['info:srw/diagnostic/1/4']);
});

test('an index that keeps no list says so, one that is away answers 503', async () => {
  sru.use({ scan: () => Promise.resolve(refused('query-unsupported', { feature: 'scan' })) });
  const answer = await get({ ...scan, scanClause: 'title = a' });
  expect(answer.all('uri')).toEqual(['info:srw/diagnostic/1/48']);
  sru.use({ scan: () => Promise.resolve(refused('temporarily-unavailable', { what: 'search' })) });
  const away = await get({ ...scan, scanClause: 'title = a' });
  expect([away.status, away.headers.get('retry-after')]).toEqual([503, '30']);
});
