import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startServer } from '../server.ts';
import { openSignedIn, type Terminal, terminalDate } from '../sip2/client.ts';

const kioskCount = 64;
const sorterCount = 4;
/** Milliseconds between an answer and the next message: somebody puts the next document down. */
const kioskPause = 250;
const sorterPause = 500;
const noDate = ' '.repeat(18);

export interface HostileBenchmark {
  /** Milliseconds, of each pair of phases: alone, then beside the three that misbehave. */
  readonly alone: readonly number[];
  readonly beside: readonly number[];
  /** The median of beside over alone, pair by pair. */
  readonly factor: number;
}

/**
 * How long 64 kiosks and 4 sorters wait for an answer, alone and beside one terminal that never reads, one that floods and one
 * that never ends its line. The two are measured in turn, since a shared machine drifts. Prints both p99 and the factor.
 */
export async function run({ pairs = 3, phase = 6_000 } = {}): Promise<HostileBenchmark> {
  const server = await startServer();
  try {
    const kiosks = await signedIn(server.sip2Port, 'kiosk-lens', kioskCount);
    const sorters = await signedIn(server.sip2Port, 'sorter-lens', sorterCount);
    await measure(kiosks, sorters, phase); // PINs are verified once
    const alone: number[] = [];
    const beside: number[] = [];
    for (let pair = 0; pair < pairs; pair += 1) {
      alone.push(await measure(kiosks, sorters, phase));
      const hostile = await openHostile(server.sip2Port);
      beside.push(await measure(kiosks, sorters, phase));
      hostile.disconnect();
      await once(hostile, 'exit');
    }
    for (const terminal of [...kiosks, ...sorters]) terminal.end();
    const factors = beside.map((time, pair) => time / alone[pair]!).toSorted((one, other) => one - other);
    const factor = factors[Math.floor(factors.length / 2)]!;
    print({ alone, beside, factor });
    return { alone, beside, factor };
  } finally {
    await server.stop();
  }
}

/** One after the other: the secret of the first is then known to be right for all. */
async function signedIn(port: number, login: string, count: number): Promise<Terminal[]> {
  const terminals: Terminal[] = [];
  while (terminals.length < count) terminals.push(await openSignedIn(port, login));
  return terminals;
}

async function openHostile(port: number): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'sip2-hostile-peers.ts'), { stdio: 'inherit' });
  child.send({ port });
  await once(child, 'message');
  return child;
}

/** The p99 of everybody's answers during a phase, milliseconds. */
async function measure(kiosks: readonly Terminal[], sorters: readonly Terminal[], phase: number): Promise<number> {
  const times: number[] = [];
  const until = performance.now() + phase;
  const work = async (terminal: Terminal, messages: () => readonly string[], pause: number): Promise<void> => {
    await delay(Math.random() * pause);
    while (performance.now() < until) {
      for (const message of messages()) {
        const start = performance.now();
        await terminal.ask(message);
        times.push(performance.now() - start);
        await delay(pause * (0.5 + Math.random()));
      }
    }
  };
  await Promise.all([
    ...kiosks.map((kiosk, number) => work(kiosk, () => visit(number), kioskPause)),
    ...sorters.map((sorter, number) => work(sorter, () => [returned(30_000_400 + number)], sorterPause)),
  ]);
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length * 0.99)]!;
}

function visit(number: number): string[] {
  const [card, item] = [20_000_001 + number, 30_000_001 + number];
  const reader = `AOCALL|AA${card}|`;
  return [
    `63002${terminalDate()}  Y       ${reader}AD1234|`,
    `17${terminalDate()}AOCALL|AB${item}|`,
    `11NN${terminalDate()}${noDate}${reader}AB${item}|AD1234|`,
    returned(item),
    '9900802.00',
  ];
}

function returned(item: number): string {
  return `09N${terminalDate()}${noDate}AOCALL|AB${item}|`;
}

function print({ alone, beside, factor }: HostileBenchmark): void {
  const milliseconds = (times: readonly number[]): string => times.map((time) => time.toFixed(1).padStart(8)).join(' ');
  console.log(
    `SIP2, ${kioskCount} kiosks and ${sorterCount} sorters at work, p99 of their answers in ms, phase by phase.`,
  );
  console.log(`alone                                     ${milliseconds(alone)}`);
  console.log(`beside one deaf, one flooding, one endless${milliseconds(beside)}`);
  console.log(`factor (median of the pairs): ${factor.toFixed(2)}, expected < 2`);
}

if (import.meta.main) await run();
