import { solrAddress } from './address.ts';

test('an address says where the server is, and which collection', () => {
  expect(solrAddress('solr+http://search.example.fr:8983/solr/catalogue')).toEqual({
    base: 'http://search.example.fr:8983/solr',
    collection: 'catalogue',
    authorization: null,
  });
});

test('an account is sent as a header, and is not part of the address that messages tell', () => {
  expect(solrAddress('solr+https://passerelle:s%3Acr%C3%A9t%2050%@search.example.fr/solr/catalogue')).toEqual({
    base: 'https://search.example.fr/solr',
    collection: 'catalogue',
    authorization: `Basic ${Buffer.from('passerelle:s:crét 50%').toString('base64')}`,
  });
});

test.each(['embedded:', 'http://host/solr/catalogue', 'solr+http://host/catalogue', 'solr+http://host/solr/a b'])(
  '%s is no address of a collection',
  (url) => {
    expect(solrAddress(url)).toBeNull();
  },
);
