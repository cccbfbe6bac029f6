/** What the specs of this folder share: collections of their own on the Solr servers that `npm test` starts. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { libraryCode } from '../contract/corpus.ts';
import type { IndexPlace } from '../contract/search-index.contract.ts';
import type { Proximity, Query } from '../../core/query/model.ts';
import { collectionsAt } from './server-kind.ts';
import { defaults, openSolrIndex, solrAddress } from './index.ts';
import { solrClient } from './solr-client.ts';

/** `http://host:port/solr` of one node with the configset `passerelle`, and of one node of a cluster. */
export const solrServer = process.env['PASSERELLE_TEST_SOLR_URL'];
export const solrCluster = process.env['PASSERELLE_TEST_SOLR_CLOUD_URL'];

export const configset = join(__dirname, 'configset');

/** `describe` when there is such a server, else one visibly skipped test that says what is missing. */
export function describeSolr(server: string | undefined, name: string, suite: (server: string) => void): void {
  if (server !== undefined) describe(name, () => suite(server));
  else describe(name, () => test.skip('needs a Solr server: see scripts/solr-server.mjs', () => undefined));
}

/** The URL of a collection that does not exist yet. */
export function freshCollection(server: string): string {
  return `solr+${server}/test_${randomBytes(6).toString('hex')}`;
}

/** Drops a collection and what it is made of. */
export async function dropCollection(url: string): Promise<void> {
  const address = solrAddress(url)!;
  const ask = solrClient(address);
  const collections = await collectionsAt(address, { ask, configset, options: defaults });
  if (!(await collections.exists())) return;
  const admin = <Answer>(parameters: Record<string, string>): Promise<Answer> =>
    ask<Answer>({ path: '/admin/collections', parameters, timeout: 60_000 });
  const { mode } = await ask<{ mode: string }>({ path: '/admin/info/system', timeout: 60_000 });
  if (mode !== 'solrcloud') return collections.drop(address.collection);
  const { aliases } = await admin<{ aliases: Record<string, string> }>({ action: 'LISTALIASES' });
  await admin({ action: 'DELETEALIAS', name: address.collection });
  await collections.drop(aliases[address.collection]!);
}

/** A place for the contract of search indexes: an empty collection that answers. */
export async function solrPlace(server: string, rounds: number): Promise<IndexPlace> {
  const url = freshCollection(server);
  const settings = { address: solrAddress(url)!, configset, libraryCode, log: silent };
  await (await openSolrIndex(settings).rebuild()).finish();
  return {
    open: async () => openSolrIndex(settings),
    openElsewhere: `import(${JSON.stringify(join(__dirname, 'index.ts'))}).then(({ openSolrIndex, solrAddress }) => openSolrIndex({
      address: solrAddress(${JSON.stringify(url)}), configset: ${JSON.stringify(configset)}, libraryCode: String,
      log: { info() {}, warn() {}, error() {} },
    }))`,
    remove: () => dropCollection(url),
    refuses: hasEndlessInside,
    rounds,
  };
}

export const silent = { info: () => {}, warn: () => {}, error: () => {} };

/** True of a proximity without end inside another: the README says why it is refused. */
function hasEndlessInside(query: Query, inside = false): boolean {
  if (query.kind === 'clause' || query.kind === 'all') return false;
  if (query.kind === 'prox' && inside && isEndless(query)) return true;
  const deeper = inside || query.kind === 'prox';
  return hasEndlessInside(query.left, deeper) || hasEndlessInside(query.right, deeper);
}

function isEndless({ unit, relation }: Proximity): boolean {
  return unit === 'field' ? !['<'].includes(relation) : ['>', '>=', '<>'].includes(relation);
}
