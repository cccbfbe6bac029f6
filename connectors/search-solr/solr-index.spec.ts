import { searchIndexContract } from '../contract/search-index.contract.ts';
import { describeSolr, solrCluster, solrPlace, solrServer } from './testing.ts';

describeSolr(solrServer, 'on one Solr node', (server) => {
  searchIndexContract('Solr', () => solrPlace(server));
});

describeSolr(solrCluster, 'on a cluster of two nodes', (server) => {
  searchIndexContract('SolrCloud', () => solrPlace(server));
});
