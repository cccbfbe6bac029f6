import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mariadbServer, newDatabase } from '../mariadb.ts';
import { passerelle, startServer, type Server } from '../server.ts';
import { type Arena, openArena } from './arena.ts';
import { cancelOrArrival } from './cancel-or-arrival.ts';
import { checkOutOrTrap } from './check-out-or-trap.ts';
import { lastHold, lastLoan } from './last-place.ts';
import { renewOrHold } from './renew-or-hold.ts';
import { twoScans } from './two-scans.ts';

jest.setTimeout(120_000);

/** The servers of one network, started for these tests alone. */
interface Network {
  readonly servers: readonly Server[];
  /** For commands run beside the servers. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

async function onSqlite(): Promise<Network> {
  const server = await startServer();
  return {
    servers: [server],
    environment: { PASSERELLE_DATA_DIR: server.dataDir },
    stop: async () => void (await server.stop()),
  };
}

async function onMariadb(): Promise<Network> {
  const database = await newDatabase();
  const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'passerelle-')));
  const environment = { PASSERELLE_DATABASE_URL: database.url };
  const servers: Server[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.stop()));
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    await database.drop();
  };
  try {
    for (const dataDir of folders) servers.push(await startServer({ environment, dataDir }));
  } catch (error) {
    await stop();
    throw error;
  }
  return { servers, environment: { ...environment, PASSERELLE_DATA_DIR: folders[0]! }, stop };
}

const networks = [
  { name: 'one server on SQLite', start: onSqlite, describeIt: describe },
  {
    name: 'two servers on one MariaDB',
    start: onMariadb,
    describeIt: mariadbServer === undefined ? describe.skip : describe,
  },
];

for (const { name, start, describeIt } of networks) {
  describeIt(`three client processes, ${name}`, () => {
    let network: Network;
    let arena: Arena;
    beforeAll(async () => {
      network = await start();
      arena = await openArena(network.servers);
    });
    afterAll(async () => {
      await arena?.close();
      await network?.stop();
    });

    test('a document checked in at three libraries at once has one destination and is where one of them scanned it', () =>
      twoScans(arena));

    test('a check-out against the scan that traps the document for another reader: lent before, or refused', () =>
      checkOutOrTrap(arena));

    test('three documents asked for at once by a reader who may have one more: one is lent', () => lastLoan(arena));

    test('three holds asked for at once by a reader who may have one more: one is placed', () => lastHold(arena));

    test('a cancellation against the arrival at the pickup library: never on that reader’s shelf, never a notice after it', () =>
      cancelOrArrival(arena));

    test('a renewal against a new hold when every copy is out: renewed before it, or refused', () =>
      renewOrHold(arena));

    test('after all of them every invariant holds, and no server met a lock it could not take', async () => {
      const verified = await passerelle(['verify'], network.environment);
      expect(verified).toMatchObject({ code: 0, output: expect.stringContaining('every invariant holds') });
      for (const server of network.servers) expect(server.output()).not.toMatch(/BUSY|locked|deadlock|lock wait/i);
    });
  });
}
