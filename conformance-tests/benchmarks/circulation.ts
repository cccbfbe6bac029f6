import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { passerelle, startServer, type Server } from '../server.ts';
import { Day } from './circulation-day.ts';
import { openDesk } from './circulation-desk.ts';
import { Latencies } from './latencies.ts';

/** A day of the network: how much of what. */
const size = { records: 4_000, items: 12_000, patrons: 4_000, devices: 60 };
const rounds = 6;
const loansAndReturns = 20_000;
const holds = 3_000;

/**
 * Replays a day of the network over the wire: 60 self-checks lend and take back, staff place holds, the van goes round
 * six times. Prints events a second and latencies, then what `verify` says. Throws when the items do not add up.
 */
export async function run(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'passerelle-'));
  try {
    const generated = await passerelle(
      ['generate', ...Object.entries(size).flatMap(([what, count]) => [`--${what}`, String(count)])],
      { PASSERELLE_DATA_DIR: dataDir },
    );
    if (generated.code !== 0) throw new Error(`generate failed: ${generated.output}${generated.errors}`);
    const server = await startServer({ dataDir, arguments: [] });
    try {
      await day(server);
    } finally {
      await server.stop();
    }
    await adds(dataDir);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function day(server: Server): Promise<void> {
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
}

/** `verify` must be clean, and the items by state must sum up to the items there are. */
async function adds(dataDir: string): Promise<void> {
  const { code, output } = await passerelle(['verify'], { PASSERELLE_DATA_DIR: dataDir });
  console.log(output.trimEnd());
  const items = Number(/(\d+) items/.exec(output)?.[1]);
  const byState = [.../items by state: .*/.exec(output)![0].matchAll(/(\d+) [A-Z_]+/g)];
  const sum = byState.reduce((total, [, count]) => total + Number(count), 0);
  console.log(`${byState.length} states, ${sum} items in them of ${items}`);
  if (code !== 0 || sum !== items) throw new Error('the day does not add up');
}
