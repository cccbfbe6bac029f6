import { provenanceOf } from './provenance.ts';

const hop = (host: string, inner: string, more = '') =>
  `<originDescription harvestDate="2026-10-02T14:10:02Z" altered="false"${more}><baseURL>https://${host}/oai</baseURL>` +
  `<identifier>oai:${host}:1</identifier><datestamp>2026-10-01</datestamp>` +
  `<metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</metadataNamespace>${inner}</originDescription>`;
const record = (about: string) =>
  '<record xmlns="http://www.openarchives.org/OAI/2.0/"><header><identifier>oai:a:1</identifier></header><metadata>' +
  '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">' +
  `<dc:title>about</dc:title></oai_dc:dc></metadata>${about}</record>`;
const about = (hops: string) =>
  `<about><provenance xmlns="http://www.openarchives.org/OAI/2.0/provenance">${hops}</provenance></about>`;
const given = (raw: string, datestamp = '2026-11-01T10:00:00Z') =>
  provenanceOf({
    ...{ baseUrl: 'https://a.example.org/oai', identifier: 'oai:a:1', datestamp, raw },
    harvestedAt: Date.parse('2026-11-20T12:00:00.500Z'),
  });

const taken = {
  ...{ baseUrl: 'https://a.example.org/oai', identifier: 'oai:a:1', datestamp: '2026-11-01T10:00:00Z', altered: true },
  metadataNamespace: 'http://www.openarchives.org/OAI/2.0/oai_dc/',
  harvestDate: '2026-11-20T12:00:00Z',
};
const earlier = (host: string) => ({
  ...{ baseUrl: `https://${host}/oai`, identifier: `oai:${host}:1`, datestamp: '2026-10-01', altered: false },
  metadataNamespace: 'http://www.openarchives.org/OAI/2.0/oai_dc/',
  harvestDate: '2026-10-02T14:10:02Z',
});

test('a record that says nothing of its way came from where it was harvested', () => {
  expect(given(record(''))).toEqual({ origins: [taken], rights: null });
});

test('each earlier hop stands behind the one after it', () => {
  expect(given(record(about(hop('b', hop('c', ''))))).origins).toEqual([taken, earlier('b'), earlier('c')]);
});

test('a hop that does not tell all it must ends the way; one without a date bears that of the harvest', () => {
  const lost = hop('b', hop('c', hop('d', ''))).replace('<identifier>oai:c:1</identifier>', '');
  expect(given(record(about(lost))).origins).toEqual([taken, earlier('b')]);
  expect(given(record(''), 'hier').origins[0]!.datestamp).toBe('2026-11-20T12:00:00Z');
});

test('what stands behind a fault of its XML is not told, and what stands before it is', () => {
  expect(given(record(about(hop('b', '')) + '<about>&nothing;' + about(hop('c', '')))).origins).toEqual([
    taken,
    earlier('b'),
  ]);
});

test('the licence its source gives its metadata under is kept', () => {
  const rights =
    '<about><r:rights xmlns:r="http://www.openarchives.org/OAI/2.0/rights/"><r:rightsReference ref="https://example.org/l"/></r:rights></about>';
  expect(given(record(rights)).rights).toBe('https://example.org/l');
});
