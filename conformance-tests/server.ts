import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A Passerelle of its own for one test file: what a library would run, seen from outside. */
export interface Server {
  readonly sip2Port: number;
  readonly httpPort: number;
  readonly z3950Port: number;
  readonly baseUrl: string;
  readonly dataDir: string;
  readonly pid: number;
  /** What it printed so far. */
  output(): string;
  /** Asks it to stop (SIGTERM), waits, and removes the data folder unless it was given. Returns the exit code. */
  stop(): Promise<number | null>;
  /** kill -9; the data folder stays. */
  kill(): Promise<void>;
}

export interface ServerOptions {
  readonly arguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Kept at the end when given. */
  readonly dataDir?: string;
  /** How long it may take to be ready, in milliseconds; a minute unless said. */
  readonly readyWithin?: number;
}

const root = resolve(process.cwd());
/** The Node.js that runs the command line. */
export const node = join(root, 'node_modules', '.bin', 'node');
/** What comes before a command: `node … cli/main.ts`. */
export const program = [
  '--disable-warning=ExperimentalWarning',
  '--max-semi-space-size=16',
  '--max-old-space-size=1024',
  join(root, 'cli', 'main.ts'),
];

/** Where compiled sources are kept from one start to the next, as `scripts/launch.mjs` has it. */
export const compileCache = join(root, 'node_modules', '.cache', 'passerelle');

/** Starts `serve --demo` on free ports and waits until it is ready. */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'passerelle-'));
  if (options.arguments === undefined) copyDemo(dataDir, options.environment);
  const [httpPort, sip2Port, z3950Port] = await freePorts(3);
  const child = spawn(node, [...program, 'serve', ...(options.arguments ?? ['--demo'])], {
    cwd: root,
    env: {
      ...withoutSettings(process.env),
      NODE_COMPILE_CACHE: compileCache,
      PASSERELLE_DATA_DIR: dataDir,
      PASSERELLE_HTTP_PORT: String(httpPort),
      PASSERELLE_SIP2_PORT: String(sip2Port),
      PASSERELLE_Z3950_PORT: String(z3950Port),
      PASSERELLE_LOG_LEVEL: 'warn',
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const baseUrl = `http://127.0.0.1:${httpPort}`;
  await ready(child, baseUrl, () => printed, options.readyWithin ?? 60_000);

  return {
    sip2Port: sip2Port!,
    httpPort: httpPort!,
    z3950Port: z3950Port!,
    baseUrl,
    dataDir,
    pid: child.pid!,
    output: () => printed,
    async stop() {
      child.kill('SIGTERM');
      await ended(child);
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
      return child.exitCode;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended(child);
    },
  };
}

/** The demonstration network the test runner filled once; without it each server fills its own, two seconds later. */
const demoData = process.env.PASSERELLE_TEST_DEMO_DATA;
/** Made anew by each installation. */
const ofItsOwn = ['secrets', 'passerelle.sqlite.lock'];

/** Puts that network into a new data folder, unless the database or the index is elsewhere. */
function copyDemo(dataDir: string, environment: ServerOptions['environment'] = {}): void {
  const isElsewhere = 'PASSERELLE_DATABASE_URL' in environment || 'PASSERELLE_SEARCH_URL' in environment;
  const isNew = !existsSync(dataDir) || readdirSync(dataDir).length === 0;
  if (demoData === undefined || isElsewhere || !isNew) return;
  cpSync(demoData, dataDir, { recursive: true, filter: (path) => !ofItsOwn.includes(basename(path)) });
}

/** Runs one command of the command line to its end. */
export async function passerelle(
  commandLine: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; output: string; errors: string }> {
  const child = spawn(node, [...program, ...commandLine], {
    cwd: root,
    env: {
      ...withoutSettings(process.env),
      NODE_COMPILE_CACHE: compileCache,
      PASSERELLE_LOG_LEVEL: 'warn',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  await ended(child);
  return { code: child.exitCode, output, errors };
}

/**
 * TCP ports nobody listens on, kept out of the way until the caller listens on them, which may be a minute later: below
 * those the system gives to whoever connects somewhere, each test process with a stretch of its own (told by
 * `PASSERELLE_TEST_PORTS`, or by the number of jest's worker), none given twice by one process.
 */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = firstPort + (nextPort++ % portsEach);
    if (await isFree(port)) ports.push(port);
  }
  return ports;
}

/** Linux gives 32768 and above to connections, other systems 49152 and above. */
const portsEach = 1_400;
const stretch = Number(process.env.PASSERELLE_TEST_PORTS ?? process.env.JEST_WORKER_ID ?? 0);
const firstPort = 10_000 + (stretch % 16) * portsEach;
/** Two runs side by side, or two test files of one worker, seldom begin at the same place. */
let nextPort = Math.floor(Math.random() * portsEach);

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

async function ready(child: ChildProcess, baseUrl: string, printed: () => string, within: number): Promise<void> {
  const deadline = Date.now() + within;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${printed()}`);
    const answer = await fetch(`${baseUrl}/readyz`).catch((error: unknown) => {
      if ((error as Error).name === 'TypeError') return null; // fetch: nobody listens yet
      throw error;
    });
    await answer?.arrayBuffer();
    if (answer?.status === 200) return;
    await delay(50);
  }
  child.kill('SIGKILL');
  throw new Error(`the server was not ready within ${within / 1_000} s:\n${printed()}`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((exit) => child.once('close', exit));
}

function withoutSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('PASSERELLE_')));
}
