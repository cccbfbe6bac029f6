import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { node, program, root } from '../server.ts';

/** What a process did: how long it took, what it cost, what it said, the most memory it held (resident, MB). */
export interface Measured {
  readonly seconds: number;
  /** Processor time of all its threads, user and system: unlike `seconds`, nearly the same on a busy machine. */
  readonly cpuSeconds: number;
  readonly output: string;
  readonly megabytes: number;
}

/** As `scripts/launch.mjs` starts the command line. */
const compileCache = join(root, 'node_modules', '.cache', 'passerelle');

/** Runs a command of the command line. */
export function measured(words: readonly string[], environment: Readonly<Record<string, string>>): Promise<Measured> {
  return measuredProcess(node, [...program, ...words], {
    PATH: process.env.PATH ?? '',
    PASSERELLE_LOG_LEVEL: 'warn',
    NODE_COMPILE_CACHE: compileCache,
    ...environment,
  });
}

/** Runs a program to its end; throws when it fails. One at a time: its processor time is that of whatever ended meanwhile. */
export async function measuredProcess(
  command: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Measured> {
  const started = performance.now();
  const before = cpuOfChildren();
  const child = spawn(command, words, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  let peak = 0;
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-4_000)));
  const watch = setInterval(() => (peak = Math.max(peak, highest(child.pid!))), 100);
  const code = await new Promise((ended) => child.once('close', ended));
  clearInterval(watch);
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${String(code)}: ${output}${errors}`);
  const cpuSeconds = cpuOfChildren() - before;
  return { seconds: (performance.now() - started) / 1_000, cpuSeconds, output, megabytes: Math.round(peak / 1_024) };
}

/** Seconds of processor time of the processes this one began and saw end (/proc: hundredths); 0 where there is no /proc. */
function cpuOfChildren(): number {
  const stat = read('/proc/self/stat');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13] ?? 0) + Number(fields[14] ?? 0)) / 100;
}

/** The most memory a running process held so far, in megabytes. */
export function mostMegabytes(pid: number): number {
  return Math.round(highest(pid) / 1_024);
}

/** VmHWM of a process, kB; 0 where /proc does not tell, or once it ended. */
function highest(pid: number): number {
  return Number(/VmHWM:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
}

/** A file of /proc; empty where there is none, or once its process ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ESRCH')
      return '';
    throw error;
  }
}
