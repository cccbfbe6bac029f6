import { searchIndexContract } from '../contract/search-index.contract.ts';
import { describeSolr, solrCluster, solrPlace, solrServer } from './testing.ts';

jest.setTimeout(300_000); // a server that has just started is slow

describeSolr(solrServer, 'on one Solr node', (server) => {
  searchIndexContract('Solr', () => solrPlace(server, 25));
});

describeSolr(solrCluster, 'on a cluster of two nodes', (server) => {
  searchIndexContract('SolrCloud', () => solrPlace(server, 8));
});
