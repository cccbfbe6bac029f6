/** Everything an operator may tune. Times in milliseconds. */
export interface SolrOptions {
  /** How long one search may take, Solr's own work included. */
  readonly searchTimeout: number;
  /** How long one put or removal may take. */
  readonly updateTimeout: number;
  /** How long making, swapping or dropping a collection may take. */
  readonly administrationTimeout: number;
  /** Documents sent to Solr in one request. */
  readonly documentsPerRequest: number;
  /** Terms and operators of one query. */
  readonly clauses: number;
  /** Operators inside each other; Solr itself stops at 100. */
  readonly depth: number;
  /** Words that the truncated terms of one phrase or neighbourhood may stand for, all its cases together (Solr: 1024). */
  readonly placedWords: number;
  /** Ways in which the words of a neighbourhood inside another may follow each other. */
  readonly cases: number;
  /** Unbounded repetitions of one mask or regular expression that stands at a place of a text. */
  readonly placedRepeats: number;
  /** Terms of an index that one scan may walk over. */
  readonly scannedTerms: number;
  /** Pages whose continuation is remembered, so that a long result is read on from where its last page ended. */
  readonly rememberedPages: number;
  /** Copies of a collection on a cluster, at most one a node. */
  readonly replicas: number;
}

export const defaults: SolrOptions = {
  searchTimeout: 10_000,
  updateTimeout: 60_000,
  administrationTimeout: 120_000,
  documentsPerRequest: 500,
  clauses: 500,
  depth: 80,
  placedWords: 900,
  cases: 200,
  placedRepeats: 4,
  scannedTerms: 10_000,
  rememberedPages: 200,
  replicas: 2,
};
