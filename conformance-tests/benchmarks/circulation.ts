import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { passerelle, startServer, type Server } from '../server.ts';
import { Day } from './circulation-day.ts';
import { runsOfTheDay as rounds } from './circulation-van.ts';
import { openDesk } from './circulation-desk.ts';
import { Latencies } from './latencies.ts';

/** A day of the network: how much of what. */
const size = { records: 4_000, items: 12_000, patrons: 4_000, devices: 60 };
const loansAndReturns = 20_000;
const holds = 3_000;

/**
 * Replays a day of the network over the wire: 60 self-checks lend and take back, staff place holds, the van goes round
 * six times by its timetable. Prints events a second and latencies, then what `verify` says. Throws when something does
 * not hold: an invariant, a run or a crate, the items by state.
 */
export async function run(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'passerelle-'));
  try {
    const generated = await passerelle(
      ['generate', ...Object.entries(size).flatMap(([what, count]) => [`--${what}`, String(count)])],
      { PASSERELLE_DATA_DIR: dataDir },
    );
    if (generated.code !== 0) throw new Error(`generate failed: ${generated.output}${generated.errors}`);
    const before = await itemsByState(dataDir);
    const environment = { PASSERELLE_SECOND_FACTOR_ROLES: 'none' }; // its administrator signs in by password
    const server = await startServer({ dataDir, environment, arguments: [] });
    let lent: number;
    try {
      lent = await day(server);
    } finally {
      await server.stop();
    }
    addsUp(before, await itemsByState(dataDir), lent);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Returns how many documents readers have at home in the end. */
async function day(server: Server): Promise<number> {
  const latencies = new Latencies();
  const desk = await openDesk(server.baseUrl, latencies);
  const network = await Day.open({ server, desk, latencies, size });
  latencies.clear();
  const start = performance.now();
  for (let round = 0; round < rounds; round += 1) {
    await network.lend(loansAndReturns / 2 / rounds);
    await network.reserve(holds / rounds);
    await network.takeBack(loansAndReturns / 2 / rounds);
    await network.shuttle();
    await network.fetchReserved();
  }
  const seconds = (performance.now() - start) / 1_000;
  network.close();
  console.log(
    `A day of the network: ${network.libraries.length} libraries, ${size.devices} self-checks, ${rounds} shuttle runs.`,
  );
  console.log(network.told());
  latencies.print(seconds);
  return network.lent;
}

interface Items {
  readonly total: number;
  readonly byState: ReadonlyMap<string, number>;
}

/** What `verify` says of the items. Throws unless every invariant holds. */
async function itemsByState(dataDir: string): Promise<Items> {
  const { code, output } = await passerelle(['verify'], { PASSERELLE_DATA_DIR: dataDir });
  console.log(output.trimEnd());
  if (code !== 0) throw new Error('an invariant is broken');
  const states = [.../items by state: .*/.exec(output)![0].matchAll(/(\d+) ([A-Z_]+)/g)];
  const byState = new Map(states.map(([, count, state]) => [state!, Number(count)]));
  return { total: Number(/(\d+) items/.exec(output)?.[1]), byState };
}

/** The items by state sum up to the items there are, none came or went, and what readers have at home is on loan. */
function addsUp(before: Items, after: Items, lent: number): void {
  const sum = [...after.byState.values()].reduce((total, count) => total + count, 0);
  const onLoan = (after.byState.get('ON_LOAN') ?? 0) - (before.byState.get('ON_LOAN') ?? 0);
  console.log(
    `${after.byState.size} states, ${sum} items in them of ${after.total}; ${onLoan} more on loan than in the morning, ${lent} taken home`,
  );
  if (sum !== after.total || after.total !== before.total || onLoan !== lent)
    throw new Error('the day does not add up');
}
