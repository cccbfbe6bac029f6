import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { node, program } from '../server.ts';

/** What a process did: how long it took, what it said, the most memory it held (resident, MB). */
export interface Measured {
  readonly seconds: number;
  readonly output: string;
  readonly megabytes: number;
}

/** Runs a command of the command line. */
export function measured(words: readonly string[], environment: Readonly<Record<string, string>>): Promise<Measured> {
  return measuredProcess(node, [...program, ...words], {
    PATH: process.env.PATH ?? '',
    PASSERELLE_LOG_LEVEL: 'warn',
    ...environment,
  });
}

/** Runs a program to its end; throws when it fails. */
export async function measuredProcess(
  command: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Measured> {
  const started = performance.now();
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
  return { seconds: (performance.now() - started) / 1_000, output, megabytes: Math.round(peak / 1_024) };
}

/** VmHWM of a process, kB; 0 where /proc does not tell, or once it ended. */
function highest(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ESRCH')
      return 0;
    throw error;
  }
}
