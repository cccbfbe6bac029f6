import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { openDatabase } from '../connectors/database/index.ts';
import { createStore } from '../connectors/database/store.ts';
import { exportFileAt, exportShelf } from '../connectors/export-files/index.ts';
import { oaiSource } from '../connectors/oai-source/index.ts';
import { inboxFolder, recordFiles, tableFiles } from '../connectors/record-files/index.ts';
import { openEmbeddedIndex } from '../connectors/search-embedded/index.ts';
import { openSolrIndex, solrAddress } from '../connectors/search-solr/index.ts';
import type { Disseminator } from '../core/dissemination/rendering.ts';
import { ExchangeVault } from '../core/terminals/vault.ts';
import { createLibrary } from '../core/create-library.ts';
import { migrationLimits } from '../core/migration/ports.ts';
import { rebuildMatchKeys } from '../core/migration/rebuild-keys.ts';
import { Directory } from '../core/network/directory.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import type { SearchIndex } from '../core/ports/search-index.ts';
import type { Role } from '../core/ports/staff.ts';
import { StoreUnavailable } from '../core/ports/store.ts';
import type { Application } from './application.ts';
import type { Config } from './config.ts';
import { secondFactorKey } from './keys.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const clock: Clock = { now: () => Date.now() };

/** Bytes of its database that a server reads through a mapping: all that SQLite maps. */
const mostMapped = 2 ** 31 - 65_536;

/** Who gives the catalogue out. */
export const networkName = 'Catalogue collectif du réseau des médiathèques';

/** Opens the database, the index and the library that stand on them. Applies pending migrations. */
export async function openApplication(
  config: Config,
  { live, demo = false }: { live: boolean; demo?: boolean },
): Promise<Application> {
  const log: Log = pino({ level: config.logLevel }, pino.destination({ fd: 2, sync: true }));
  makeDataDir(config.dataDir);
  const { database, administration, applied } = await openDatabase({
    url: config.databaseUrl,
    dataDir: config.dataDir,
    checkpointerFile: join(root, 'connectors/database/sqlite/checkpointer.ts'),
    sqlite: { mappedBytes: live ? mostMapped : 0 },
  });
  const store = createStore(database, administration);
  try {
    const directory = new Directory(store);
    await directory.refresh();
    const index = await openIndex(config, directory, log);
    const records = openRecordFiles();
    const limits = live ? migrationLimits.live : migrationLimits.alone;
    const files = { records, tables: tableFiles(), inbox: inboxFolder(join(config.dataDir, 'migration')), limits };
    const shelf = exportShelf(join(config.dataDir, 'exports'));
    const disseminator = disseminatorOf(config);
    const harvesting = harvestingOf(config);
    const secondFactor = secondFactorOf(config, demo);
    const ports = { store, index, directory, clock, log, shelf, files, disseminator, harvesting };
    const open = createLibrary({ ...ports, secondFactor });
    // Records older than their keys.
    if (applied.includes('0014-migration-batches')) await rebuildMatchKeys(store);
    await open.shuttle.refresh();
    await open.devices.refresh();
    return {
      config,
      store,
      index,
      clock,
      log,
      directory,
      open,
      live,
      applied,
      files: records,
      exportTo: exportFileAt,
      async close() {
        await open.close();
        await index.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Who signs in with a second factor: those who hold the keys of the network. In the demonstration, whoever enrolled. */
function secondFactorOf({ secondFactorRoles, dataDir }: Config, demo: boolean) {
  const roles: readonly Role[] = demo ? [] : ['NETWORK_ADMIN', 'COORDINATOR', 'IT_REFERENT'];
  return { roles: secondFactorRoles ?? roles, sealing: new ExchangeVault(secondFactorKey(dataDir)) };
}

/** How the repositories of partners are asked, and who asks. */
function harvestingOf(config: Config) {
  const publicUrl = publicUrlOf(config);
  const userAgent = `Passerelle (+${publicUrl}; mailto:${config.adminEmail})`;
  return {
    repositories: oaiSource({ userAgent, from: config.adminEmail }),
    own: { baseUrl: `${publicUrl}/oai`, repositoryId: config.repositoryId },
  };
}

/** Opens the search index the settings name: a file of the data folder, or a collection of a Solr server. */
async function openIndex({ dataDir, searchUrl }: Config, directory: Directory, log: Log): Promise<SearchIndex> {
  const libraryCode = (id: number): string => directory.library(id).code;
  const address = solrAddress(searchUrl);
  if (address)
    return openSolrIndex({ address, configset: join(root, 'connectors/search-solr/configset'), libraryCode, log });
  const workerFile = join(root, 'connectors/search-embedded/worker.ts');
  return openEmbeddedIndex({ file: join(dataDir, 'search.db'), workerFile, libraryCode, log });
}

/** Where the outside reaches this server. */
export function publicUrlOf({ publicUrl, host, httpPort }: Config): string {
  return publicUrl ?? `http://${host}:${httpPort}`;
}

/** A notice is read where harvesters get it: a browser shows it to people. */
export function disseminatorOf(config: Config): Disseminator {
  const get = `${publicUrlOf(config)}/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:${config.repositoryId}:`;
  return { notice: (controlNumber) => get + controlNumber, provider: networkName };
}

/** Reads files of records and tables; needs no database. */
export function openRecordFiles(): ReturnType<typeof recordFiles> {
  return recordFiles({ workerFile: join(root, 'connectors/record-files/parser-worker.ts') });
}

function makeDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!code) throw error;
    throw new StoreUnavailable(`the data folder ${dataDir} cannot be made (${code})`, { cause: error });
  }
}
