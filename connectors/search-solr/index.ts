export { solrAddress } from './address.ts';
export { defaults, type SolrOptions } from './options.ts';
export { openSolrIndex, type SolrIndexSettings } from './solr-index.ts';
