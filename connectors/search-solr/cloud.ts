import type { Collections, CollectionSettings } from './collections.ts';
import { configsetFiles, digestOf, zipped } from './configset-files.ts';
import { isNextName, nextName } from './names.ts';

/**
 * Collections of a cluster (SolrCloud): the name of the settings is an alias; a rebuild fills a new collection, and the
 * alias is then moved to it. The configset is uploaded when the cluster has not that very one.
 */
export function cloudCollections({ ask, name, configset, options }: CollectionSettings): Collections {
  const timeout = options.administrationTimeout;
  const admin = <Answer>(action: string, parameters: Record<string, string | number | boolean> = {}): Promise<Answer> =>
    ask<Answer>({ path: '/admin/collections', parameters: { action, ...parameters }, timeout });
  const aliased = async (): Promise<string | null> =>
    (await admin<{ aliases?: Record<string, string> }>('LISTALIASES')).aliases?.[name] ?? null;
  const names = async (): Promise<readonly string[]> =>
    (await admin<{ collections: readonly string[] }>('LIST')).collections;
  const drop = async (collection: string): Promise<void> => {
    await admin('DELETE', { name: collection });
  };

  const uploaded = async (): Promise<string> => {
    const files = configsetFiles(configset);
    const configName = `passerelle-${digestOf(files).slice(0, 12)}`;
    const { configSets } = await ask<{ configSets: readonly string[] }>({
      path: '/admin/configs',
      parameters: { action: 'LIST' },
      timeout,
    });
    if (!configSets.includes(configName)) {
      const parameters = { action: 'UPLOAD', name: configName };
      await ask({ path: '/admin/configs', parameters, body: zipped(files), timeout });
    }
    return configName;
  };

  return {
    exists: async () => (await aliased()) !== null,
    async create() {
      const inUse = await aliased();
      for (const left of await names()) if (isNextName(name, left) && left !== inUse) await drop(left);
      const { cluster } = await admin<{ cluster: { live_nodes: readonly string[] } }>('CLUSTERSTATUS');
      const collection = nextName(name);
      await admin('CREATE', {
        name: collection,
        numShards: 1, // facets and lists of terms are exact in one shard; a network's catalogue fits
        replicationFactor: Math.max(1, Math.min(options.replicas, cluster.live_nodes.length)),
        'collection.configName': await uploaded(),
        waitForFinalState: true,
      });
      return collection;
    },
    async use(collection) {
      const before = await aliased();
      await admin('CREATEALIAS', { name, collections: collection });
      if (before !== null && before !== collection) await drop(before);
    },
    drop,
  };
}
