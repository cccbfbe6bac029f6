import { SearchUnavailable } from '../../core/ports/search-index.ts';
import type { Collections, CollectionSettings } from './collections.ts';
import { isNextName, nextName } from './names.ts';
import { SolrRefused } from './solr-client.ts';

/** The configset an operator copies to the server, once. */
const configSet = 'passerelle';

/** Cores of one Solr server: a rebuild fills a new core and swaps it with the one in use (CoreAdmin SWAP). */
export function standaloneCollections({ ask, name, configset, options }: CollectionSettings): Collections {
  const admin = <Answer>(action: string, parameters: Record<string, string | boolean>): Promise<Answer> =>
    ask<Answer>({
      path: '/admin/cores',
      parameters: { action, ...parameters },
      timeout: options.administrationTimeout,
    });
  const names = async (): Promise<string[]> => {
    const { status } = await admin<{ status: Record<string, unknown> }>('STATUS', { indexInfo: false });
    return Object.keys(status);
  };
  const drop = async (core: string): Promise<void> => {
    await admin('UNLOAD', { core, deleteInstanceDir: true });
  };
  return {
    exists: async () => (await names()).includes(name),
    async create() {
      for (const left of await names()) if (isNextName(name, left)) await drop(left);
      const core = nextName(name);
      try {
        await admin('CREATE', { name: core, configSet });
      } catch (error) {
        if (!(error instanceof SolrRefused)) throw error;
        throw new SearchUnavailable(
          `Solr cannot make a core: ${error.message} (its configset is ${configset}, to be copied to configsets/${configSet}/conf of the Solr home)`,
        );
      }
      return core;
    },
    async use(core) {
      if ((await names()).includes(name)) {
        await admin('SWAP', { core: name, other: core });
        await drop(core);
      } else await admin('RENAME', { core, other: name });
    },
    drop,
  };
}
