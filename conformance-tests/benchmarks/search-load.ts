import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { measuredProcess } from './measured.ts';

/** A target that was given the catalogue. */
export interface Searched {
  readonly name: string;
  readonly port: number;
  readonly database: string;
  /** Where it answers SRU: the path is `database` there too unless said. */
  readonly sru?: { readonly port: number; readonly database: string };
  readonly pid: number;
  /** Seconds it took to take the catalogue in. */
  readonly indexed: number;
  stop(): Promise<unknown>;
}

export type Mode = 'search' | 'present' | 'session' | 'sru' | 'sru-session';
export interface Load {
  readonly mode: Mode;
  readonly connections: number;
  readonly seconds: number;
  /** Records asked of each present, session or page. */
  readonly number: number;
  readonly queries: readonly Asked[];
}
/** PQF, or the query string of SRU, and the hits that are right; -1 where any are. */
export interface Asked {
  readonly query: string;
  readonly expected: number;
}
/** Times in milliseconds; `cpu` is the server's, a request. */
export interface Answered {
  readonly asked: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly hits: number;
  readonly right: number;
  readonly records: number;
  readonly cpu: number;
}

const headers = '/usr/include/yaz/zoom.h';

/** Compiles the client; null, and what is missing, when it cannot. */
export function compileClient(folder: string): { readonly client: string } | { readonly missing: string } {
  if (!existsSync(headers)) return { missing: 'libyaz-dev' };
  const client = join(folder, 'search-client');
  const source = join(import.meta.dirname, 'search-client.c');
  const built = spawnSync('cc', ['-O2', '-D_GNU_SOURCE', source, '-o', client, '-lyaz', '-lpthread']);
  if (built.error) return { missing: 'cc' };
  if (built.status !== 0) throw new Error(built.stderr.toString());
  return { client };
}

/** Hits of each query, asked once. */
export async function hitsOf(
  client: string,
  folder: string,
  { port, database }: Searched,
  queries: readonly Asked[],
): Promise<number[]> {
  const words = ['hits', '127.0.0.1', port, database, 1, 0, 0, written(folder, queries)].map(String);
  const { output } = await measuredProcess(client, words, { PATH: process.env.PATH ?? '' });
  return output.trim().split('\n').map(Number);
}

/** Waits until a server has done what it does behind what was given to it: less than a thirtieth of a processor. */
export async function settled({ pid, name }: Searched): Promise<void> {
  const window = 3_000;
  for (const deadline = Date.now() + 15 * 60_000; Date.now() < deadline;) {
    const before = cpuOf(pid);
    await delay(window);
    if (cpuOf(pid) - before < window / 30) return;
  }
  throw new Error(`${name} is still at work a quarter of an hour after it was started`);
}

function written(folder: string, queries: readonly Asked[]): string {
  const file = join(folder, 'queries');
  writeFileSync(file, queries.map(({ query, expected }) => `${expected}\t${query}\n`).join(''));
  return file;
}

/** Asks a target for some seconds. Throws when an answer is missing or says what is wrong. */
export async function load(client: string, folder: string, target: Searched, load: Load): Promise<Answered> {
  const { mode, connections, seconds, number, queries } = load;
  const { port, database } = mode.startsWith('sru') ? (target.sru ?? target) : target;
  const words = [mode, '127.0.0.1', port, database, connections, seconds, number, written(folder, queries)].map(String);
  const before = cpuOf(target.pid);
  const { output } = await measuredProcess(client, words, { PATH: process.env.PATH ?? '' });
  const answered = JSON.parse(output) as Omit<Answered, 'cpu'>;
  return { ...answered, cpu: (cpuOf(target.pid) - before) / answered.asked };
}

/** Processor time of a process, its children and those it outlived, in milliseconds. */
export function cpuOf(pid: number): number {
  const own = times(pid);
  const living = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => times(Number(name)))
    .filter((child) => child?.parent === pid);
  return [own, ...living].reduce((sum, each) => sum + (each?.milliseconds ?? 0), 0);
}

/** Ticks of a hundredth of a second, as Linux tells them to programs. */
const tick = 10;

function times(pid: number): { readonly parent: number; readonly milliseconds: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const ticks = fields.slice(11, 15).reduce((sum, each) => sum + each, 0);
    return { parent: fields[1]!, milliseconds: ticks * tick };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return null; // it ended meanwhile
    throw error;
  }
}
