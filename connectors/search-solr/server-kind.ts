import type { SolrAddress } from './address.ts';
import { cloudCollections } from './cloud.ts';
import type { Collections, CollectionSettings } from './collections.ts';
import { standaloneCollections } from './standalone.ts';

/** Collections of the server at this address, which is one node with cores or a cluster with aliases: it is asked. */
export async function collectionsAt(
  address: SolrAddress,
  settings: Omit<CollectionSettings, 'name'>,
): Promise<Collections> {
  const { mode } = await settings.ask<{ mode?: string }>({
    path: '/admin/info/system',
    timeout: settings.options.searchTimeout,
  });
  const all = { ...settings, name: address.collection };
  return mode === 'solrcloud' ? cloudCollections(all) : standaloneCollections(all);
}
