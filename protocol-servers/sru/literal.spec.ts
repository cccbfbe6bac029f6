import { fakeLibrary } from './fake-catalogue.ts';
import { servedSru, type ServedSru } from './served.fixture.ts';

// Requests and answers written by hand from the standards: nothing here was made by the writer under test.
const works = [
  { title: 'Germinal', author: 'Zola', year: 1885 },
  { title: 'Chat & chien', author: 'Zola', year: 1890 },
];
let sru: ServedSru;
beforeAll(async () => {
  sru = await servedSru(fakeLibrary(works));
});
afterAll(() => sru.close());

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const germinal =
  '<srw_dc:dc xmlns:srw_dc="info:srw/schema/1/dc-schema" xmlns:dc="http://purl.org/dc/elements/1.1/">' +
  '<dc:title>Germinal</dc:title><dc:creator>Zola</dc:creator><dc:date>1885</dc:date><dc:type xml:lang="fr">texte imprimé</dc:type>' +
  '<dc:type>Text</dc:type><dc:language>fre</dc:language></srw_dc:dc>';

const escaped =
  '&lt;srw_dc:dc xmlns:srw_dc=&quot;info:srw/schema/1/dc-schema&quot; xmlns:dc=&quot;http://purl.org/dc/elements/1.1/&quot;&gt;' +
  '&lt;dc:title&gt;Chat &amp;amp; chien&lt;/dc:title&gt;&lt;dc:creator&gt;Zola&lt;/dc:creator&gt;&lt;dc:date&gt;1890&lt;/dc:date&gt;' +
  '&lt;dc:type xml:lang=&quot;fr&quot;&gt;texte imprimé&lt;/dc:type&gt;&lt;dc:type&gt;Text&lt;/dc:type&gt;' +
  '&lt;dc:language&gt;fre&lt;/dc:language&gt;&lt;/srw_dc:dc&gt;';

test.each<[clause: string, request: string, answer: string]>([
  [
    'SRU 1.1, searchRetrieve response: no identifier of a record',
    'version=1.1&operation=searchRetrieve&query=dc.creator%3Dzola&maximumRecords=1&recordSchema=dc',
    '<srw:searchRetrieveResponse xmlns:srw="http://www.loc.gov/zing/srw/"><srw:version>1.1</srw:version>' +
      '<srw:numberOfRecords>2</srw:numberOfRecords><srw:records><srw:record>' +
      '<srw:recordSchema>info:srw/schema/1/dc-v1.1</srw:recordSchema><srw:recordPacking>xml</srw:recordPacking>' +
      `<srw:recordData>${germinal}</srw:recordData><srw:recordPosition>1</srw:recordPosition></srw:record></srw:records>` +
      '<srw:nextRecordPosition>2</srw:nextRecordPosition><srw:echoedSearchRetrieveRequest><srw:version>1.1</srw:version>' +
      '<srw:query>dc.creator=zola</srw:query><srw:startRecord>1</srw:startRecord><srw:maximumRecords>1</srw:maximumRecords>' +
      '<srw:recordPacking>xml</srw:recordPacking><srw:recordSchema>dc</srw:recordSchema></srw:echoedSearchRetrieveRequest>' +
      '</srw:searchRetrieveResponse>\n',
  ],
  [
    'SRU 1.2, searchRetrieve response: recordIdentifier before recordPosition',
    'version=1.2&operation=searchRetrieve&query=dc.date%3D1885&recordSchema=dc',
    '<srw:searchRetrieveResponse xmlns:srw="http://www.loc.gov/zing/srw/"><srw:version>1.2</srw:version>' +
      '<srw:numberOfRecords>1</srw:numberOfRecords><srw:records><srw:record>' +
      '<srw:recordSchema>info:srw/schema/1/dc-v1.1</srw:recordSchema><srw:recordPacking>xml</srw:recordPacking>' +
      `<srw:recordData>${germinal}</srw:recordData><srw:recordIdentifier>PAS0000000001</srw:recordIdentifier>` +
      '<srw:recordPosition>1</srw:recordPosition></srw:record></srw:records>' +
      '<srw:echoedSearchRetrieveRequest><srw:version>1.2</srw:version><srw:query>dc.date=1885</srw:query>' +
      '<srw:startRecord>1</srw:startRecord><srw:maximumRecords>10</srw:maximumRecords><srw:recordPacking>xml</srw:recordPacking>' +
      '<srw:recordSchema>dc</srw:recordSchema></srw:echoedSearchRetrieveRequest></srw:searchRetrieveResponse>\n',
  ],
  [
    'SRU 2.0, searchRetrieve response: the same under the names of OASIS',
    'query=dc.date%3D1885&recordSchema=dc&maximumRecords=5',
    '<sru:searchRetrieveResponse xmlns:sru="http://docs.oasis-open.org/ns/search-ws/sruResponse"><sru:version>2.0</sru:version>' +
      '<sru:numberOfRecords>1</sru:numberOfRecords><sru:records><sru:record>' +
      '<sru:recordSchema>info:srw/schema/1/dc-v1.1</sru:recordSchema><sru:recordXMLEscaping>xml</sru:recordXMLEscaping>' +
      `<sru:recordData>${germinal}</sru:recordData><sru:recordIdentifier>PAS0000000001</sru:recordIdentifier>` +
      '<sru:recordPosition>1</sru:recordPosition></sru:record></sru:records>' +
      '<sru:echoedSearchRetrieveRequest><sru:version>2.0</sru:version><sru:queryType>cql</sru:queryType>' +
      '<sru:query>dc.date=1885</sru:query><sru:startRecord>1</sru:startRecord><sru:maximumRecords>5</sru:maximumRecords>' +
      '<sru:recordXMLEscaping>xml</sru:recordXMLEscaping><sru:recordSchema>dc</sru:recordSchema></sru:echoedSearchRetrieveRequest>' +
      '<sru:resultCountPrecision>info:srw/vocabulary/resultCountPrecision/1/exact</sru:resultCountPrecision>' +
      '</sru:searchRetrieveResponse>\n',
  ],
  [
    'SRU 1.2, diagnostics: uri, details, message, beside the echo',
    'version=1.2&operation=searchRetrieve&query=dc.colour%3Dred',
    '<srw:searchRetrieveResponse xmlns:srw="http://www.loc.gov/zing/srw/"><srw:version>1.2</srw:version>' +
      '<srw:numberOfRecords>0</srw:numberOfRecords><srw:echoedSearchRetrieveRequest><srw:version>1.2</srw:version>' +
      '<srw:query>dc.colour=red</srw:query><srw:startRecord>1</srw:startRecord><srw:maximumRecords>10</srw:maximumRecords>' +
      '<srw:recordPacking>xml</srw:recordPacking></srw:echoedSearchRetrieveRequest><srw:diagnostics>' +
      '<diagnostic xmlns="http://www.loc.gov/zing/srw/diagnostic/"><uri>info:srw/diagnostic/1/16</uri>' +
      '<details>dc.colour</details><message>Unsupported index</message></diagnostic></srw:diagnostics>' +
      '</srw:searchRetrieveResponse>\n',
  ],
  [
    'SRU 2.0, diagnostics of a scan, in the namespaces of OASIS',
    'scanClause=dc.colour%3Dred',
    '<sru:scanResponse xmlns:sru="http://docs.oasis-open.org/ns/search-ws/scan"><sru:version>2.0</sru:version>' +
      '<sru:echoedScanRequest><sru:version>2.0</sru:version><sru:scanClause>dc.colour=red</sru:scanClause>' +
      '<sru:responsePosition>1</sru:responsePosition><sru:maximumTerms>20</sru:maximumTerms></sru:echoedScanRequest>' +
      '<sru:diagnostics><diagnostic xmlns="http://docs.oasis-open.org/ns/search-ws/diagnostic">' +
      '<uri>info:srw/diagnostic/1/16</uri><details>dc.colour</details><message>Unsupported index</message></diagnostic>' +
      '</sru:diagnostics></sru:scanResponse>\n',
  ],
  [
    'SRU 1.2, recordPacking string: the record escaped, its own escapes again',
    'version=1.2&operation=searchRetrieve&query=chat&recordPacking=string&recordSchema=dc',
    '<srw:searchRetrieveResponse xmlns:srw="http://www.loc.gov/zing/srw/"><srw:version>1.2</srw:version>' +
      '<srw:numberOfRecords>1</srw:numberOfRecords><srw:records><srw:record>' +
      '<srw:recordSchema>info:srw/schema/1/dc-v1.1</srw:recordSchema><srw:recordPacking>string</srw:recordPacking>' +
      `<srw:recordData>${escaped}</srw:recordData><srw:recordIdentifier>PAS0000000002</srw:recordIdentifier>` +
      '<srw:recordPosition>1</srw:recordPosition></srw:record></srw:records>' +
      '<srw:echoedSearchRetrieveRequest><srw:version>1.2</srw:version>' +
      '<srw:query>chat</srw:query><srw:startRecord>1</srw:startRecord><srw:maximumRecords>10</srw:maximumRecords>' +
      '<srw:recordPacking>string</srw:recordPacking><srw:recordSchema>dc</srw:recordSchema></srw:echoedSearchRetrieveRequest>' +
      '</srw:searchRetrieveResponse>\n',
  ],
])('%s: ?%s', async (_clause, request, expected) => {
  const { xml } = await sru.get(request);
  expect(xml).toBe(declaration + expected);
});

test('any of 3,000 damaged requests is answered in XML, HTTP 200', async () => {
  const seeds = [
    'version=1.2&operation=searchRetrieve&query=dc.title%3Dgerminal&startRecord=1&maximumRecords=5&recordSchema=dc',
    'query=dc.creator%3Dzola+sortby+date&facetLimit=5:dc.subject&facetStart=2&recordXMLEscaping=string&queryType=cql',
    'version=1.1&operation=scan&scanClause=dc.title%3D%3D%22a%22&responsePosition=1&maximumTerms=5',
    'operation=explain&recordPacking=xml&stylesheet=%2Fnotices.xsl&sortKeys=title,,1',
  ];
  const pieces = [
    '%',
    '&',
    '=',
    '%00',
    '%ff',
    '%22',
    '+',
    '9',
    ':',
    ',',
    '<',
    '%F0%9F%90%88',
    'version=',
    '&query=',
    '.',
  ];
  let state = 20260104;
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0; // Numerical Recipes' generator: the same requests every run
    return Math.floor((state / 2 ** 32) * below);
  };
  const seen = new Map<number, number>();
  for (let run = 0; run < 3_000; run++) {
    let request = seeds[random(seeds.length)]!;
    for (let change = random(5); change >= 0; change--) {
      const at = random(request.length + 1);
      const cut = random(2) === 0 ? random(6) : 0;
      request = request.slice(0, at) + (cut > 0 ? '' : pieces[random(pieces.length)]!) + request.slice(at + cut);
    }
    const answer = await sru.get(request); // fails when it is no XML
    seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
  }
  expect([...seen.keys()]).toEqual([200]);
});
