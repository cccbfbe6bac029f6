import { createLibrary } from '../../core/create-library.ts';
import { hashSecret } from '../../core/access/secrets.ts';
import type { HarvestPorts } from '../../core/harvest/ports.ts';
import type { Library } from '../../core/library.ts';
import type { ExportShelf } from '../../core/ports/export-files.ts';
import type { Machine } from '../../core/ports/machine.ts';
import type { SearchIndex } from '../../core/ports/search-index.ts';
import { systemDesk } from '../../core/system/system.ts';
import type { Role } from '../../core/ports/staff.ts';
import { smallNetwork, type SmallNetwork } from '../../core/circulation/small-network.fixture.ts';
import { ExchangeVault } from '../../core/terminals/vault.ts';
import { serve, type Served } from './testing-client.fixture.ts';

/** The API of a real library on a real database in memory, whose clock the test moves. */
export interface RealNetwork extends SmallNetwork {
  readonly library: Library;
  readonly served: Served;
  readonly url: string;
}

const members: readonly [string, Role, 'lens' | null][] = [
  ['admin', 'NETWORK_ADMIN', null],
  ['coord', 'COORDINATOR', null],
  ['resp-lens', 'LIBRARY_MANAGER', 'lens'],
  ['agent-lens', 'STAFF', 'lens'],
  ['info', 'IT_REFERENT', null],
  ['audit', 'AUDITOR', null],
];

/** Opens it, with staff of every role (password `demo`). Its index is empty unless one is given. */
export async function realNetwork(
  more: {
    readonly shelf?: ExportShelf;
    readonly index?: SearchIndex;
    readonly url?: string;
    readonly dataDir?: string;
    readonly machine?: Machine;
    readonly harvesting?: Pick<HarvestPorts, 'repositories' | 'own'>;
    /** Roles that do nothing without a second factor; nobody's unless told. */
    readonly secondFactorRoles?: readonly Role[];
  } = {},
): Promise<RealNetwork> {
  const network = await smallNetwork(more.url, more.dataDir);
  const { store, ports, libraries } = network;
  const passwordHash = await hashSecret('demo', { N: 2, r: 1, p: 1 });
  for (const [login, role, place] of members) {
    const libraryId = place && libraries[place];
    await store.administration.insertUser({ login, name: login, role, libraryId, active: true, passwordHash });
  }
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const index = { search: async () => ({ total: 0, recordIds: [] }) } as unknown as SearchIndex;
  const secondFactor = { roles: more.secondFactorRoles ?? [], sealing: new ExchangeVault(Buffer.alloc(32, 7)) };
  const open = createLibrary({
    store,
    index,
    directory: ports.directory,
    clock: ports.clock,
    log,
    secondFactor,
    ...more,
  });
  const { library } = open;
  const system =
    more.machine &&
    systemDesk({ store, index: more.index ?? index, clock: ports.clock, machine: more.machine, library });
  const served = await serve({ library, ...(system && { system }) });
  return {
    ...network,
    library: open.library,
    served,
    url: served.url,
    async close() {
      await served.close();
      await open.close();
      await network.close();
    },
  };
}
