import { fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from '../server.ts';
import { openSignedIn, type Terminal, terminalDate } from '../sip2/client.ts';
import type { TerminalsOrder, TerminalsResult } from './sip2-terminals.ts';

/** Connections at once, and the part of a bare line echo that is expected of us. */
const levels = [
  { connections: 1, target: 0.3 },
  { connections: 8, target: 0.15 },
  { connections: 64, target: 0.25 },
] as const;
const most = 64;
const noDate = ' '.repeat(18);

export interface Sip2Benchmark {
  readonly connections: number;
  readonly sip2: TerminalsResult;
  readonly echo: TerminalsResult;
  /** Requests a second, ours over the echo's. */
  readonly ratio: number;
  readonly target: number;
}

/** Runs the SIP2 mix and the line echo side by side, prints the table and returns it. Times in milliseconds. */
export async function run({ warmUp = 2_000, duration = 6_000 } = {}): Promise<Sip2Benchmark[]> {
  const server = await startServer();
  const echoServer = fork(join(import.meta.dirname, 'line-echo.ts'), { stdio: 'inherit' });
  try {
    const [echoPort] = (await once(echoServer, 'message')) as [number];
    const terminals = await equip(server.sip2Port);
    await load({ port: server.sip2Port, against: 'sip2', terminals, warmUp, duration: 0 });
    const results: Sip2Benchmark[] = [];
    for (const { connections, target } of levels) {
      const order = { terminals: terminals.slice(0, connections), warmUp: warmUp / 2 };
      const before = await load({ ...order, port: echoPort, against: 'echo', duration: duration / 2 });
      const sip2 = await load({ ...order, port: server.sip2Port, against: 'sip2', duration });
      const after = await load({ ...order, port: echoPort, against: 'echo', duration: duration / 2 });
      // Around it, not before or after: the speed of a shared machine drifts.
      const echo = { ...after, perSecond: (before.perSecond + after.perSecond) / 2 };
      results.push({ connections, sip2, echo, ratio: sip2.perSecond / echo.perSecond, target });
    }
    print(results, flushTime(server.dataDir));
    return results;
  } finally {
    echoServer.disconnect();
    await server.stop();
  }
}

/** A card and two items of its own for each connection; the items are on the shelf of the library of its kiosk. */
async function equip(port: number): Promise<TerminalsOrder['terminals']> {
  const kiosks = [
    { library: 'LENS', login: 'kiosk-lens', items: [] as string[] },
    { library: 'LIEVIN', login: 'kiosk-lievin', items: [] as string[] },
  ];
  const [lens, lievin] = [await openSignedIn(port, 'kiosk-lens'), await openSignedIn(port, 'kiosk-lievin')];
  const enough = (): boolean => kiosks.reduce((sum, kiosk) => sum + Math.floor(kiosk.items.length / 2), 0) >= most;
  for (let barcode = 30_000_001; !enough(); barcode += 1) {
    if (barcode > 30_020_000) throw new Error('the demonstration has not enough books at Lens and Liévin');
    const item = String(barcode);
    const { fixed, fields } = await lens.ask(`17${terminalDate()}AOCALL|AB${item}|AC|`);
    const kiosk = kiosks.find(({ library }) => library === fields['AQ'] && library === fields['AP']);
    if (!kiosk || fixed[0] !== '03') continue;
    if (await lendable(kiosk === kiosks[0] ? lens : lievin, item)) kiosk.items.push(item);
  }
  lens.end();
  lievin.end();
  const pairs = kiosks.flatMap(({ login, items }) =>
    Array.from({ length: Math.floor(items.length / 2) }, (_, pair) => ({
      login,
      items: [items[2 * pair]!, items[2 * pair + 1]!] as const,
    })),
  );
  return pairs.slice(0, most).map((pair, index) => ({ ...pair, card: String(20_000_001 + index) }));
}

async function lendable(kiosk: Terminal, item: string): Promise<boolean> {
  const lent = await kiosk.ask(`11NN${terminalDate()}${noDate}AOCALL|AA20000100|AB${item}|AC|`);
  if (lent.fixed[0] !== '1') return false;
  const back = await kiosk.ask(`09N${terminalDate()}${noDate}AOCALL|AB${item}|AC|`);
  return back.fixed[0] === '1' && back.fixed[3] === 'N';
}

/** The terminals run in a process of their own. */
async function load(order: TerminalsOrder): Promise<TerminalsResult> {
  const child = fork(join(import.meta.dirname, 'sip2-terminals.ts'), { stdio: 'inherit' });
  child.send(order);
  const failed = once(child, 'exit').then(() => Promise.reject(new Error('the terminals failed')));
  const [result] = (await Promise.race([once(child, 'message'), failed])) as [TerminalsResult];
  return result;
}

/** Median milliseconds of one flush of this disk, just now: the floor of a durable write made alone. */
function flushTime(folder: string): number {
  const name = join(folder, 'flush-time');
  const file = openSync(name, 'w');
  const page = Buffer.alloc(4096);
  const times = Array.from({ length: 201 }, () => {
    const start = performance.now();
    writeSync(file, page);
    fdatasyncSync(file);
    return performance.now() - start;
  });
  closeSync(file);
  rmSync(name);
  return times.sort((a, b) => a - b)[100]!;
}

function print(results: readonly Sip2Benchmark[], flush: number): void {
  console.log('SIP2, durable SQLite: 1×99 1×23 3×63 2×17 2×(11, 09), error detection on; beside a bare line echo.');
  console.log(`One flush of this disk takes ${flush.toFixed(2)} ms just now; 4 messages of 11 wait for one.`);
  console.log('connections   SIP2 req/s   p50 ms   p99 ms   echo req/s   p50 ms   p99 ms   ratio   expected');
  for (const { connections, sip2, echo, ratio, target } of results) {
    const cells = [
      String(connections).padStart(11),
      Math.round(sip2.perSecond).toString().padStart(12),
      milliseconds(sip2.p50),
      milliseconds(sip2.p99),
      Math.round(echo.perSecond).toString().padStart(12),
      milliseconds(echo.p50),
      milliseconds(echo.p99),
      ratio.toFixed(2).padStart(7),
      `≥ ${target.toFixed(2)}`.padStart(10),
    ];
    console.log(cells.join(' '));
  }
}

function milliseconds(microseconds: number): string {
  return (microseconds / 1000).toFixed(2).padStart(8);
}

if (import.meta.main) await run();
