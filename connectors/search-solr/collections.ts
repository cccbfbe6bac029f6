import type { SolrOptions } from './options.ts';
import type { AskSolr } from './solr-client.ts';

/**
 * The collections of one catalogue on a Solr server: the one in use, which bears the name of the settings, and one that
 * is being filled beside it. Each throws SolrRefused and SearchUnavailable.
 */
export interface Collections {
  exists(): Promise<boolean>;
  /** Makes an empty collection beside the one in use; gives its name. Drops what interrupted rebuilds left. */
  create(): Promise<string>;
  /** Puts a collection in the place of the one in use, which goes. */
  use(name: string): Promise<void>;
  drop(name: string): Promise<void>;
}

/** What both kinds of servers need. */
export interface CollectionSettings {
  readonly ask: AskSolr;
  /** The name of the settings. */
  readonly name: string;
  /** Folder of `managed-schema.xml` and `solrconfig.xml`. */
  readonly configset: string;
  readonly options: SolrOptions;
}
