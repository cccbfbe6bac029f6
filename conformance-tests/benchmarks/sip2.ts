import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts, passerelle, startServer } from '../server.ts';
import { equip, generated } from './sip2-equipment.ts';
import { firstAnswers, type FirstAnswers } from './sip2-first-answer.ts';
import type { TerminalsOrder, TerminalsResult } from './sip2-terminals.ts';

/** Connections at once, and the part of a bare line echo that is expected of us. */
const levels = [
  { connections: 1, target: 0.4 },
  { connections: 8, target: 0.2 },
  { connections: 64, target: 0.3 },
  { connections: 512, target: null },
] as const;

export interface Sip2Benchmark {
  readonly connections: number;
  readonly over: 'TCP' | 'TLS';
  readonly sip2: TerminalsResult;
  readonly echo: TerminalsResult;
  /** Requests a second, ours over the echo's. */
  readonly ratio: number;
  readonly target: number | null;
}

/**
 * Runs the SIP2 mix and the line echo side by side, in clear and over TLS, and times the first answer on fresh
 * connections. Prints the tables and returns them. Times in milliseconds.
 */
export async function run({ warmUp = 2_000, duration = 6_000 } = {}): Promise<Sip2Benchmark[]> {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-'));
  const [keyFile, certificateFile] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  newCertificate(keyFile, certificateFile);
  const dataDir = join(folder, 'data');
  await generate(dataDir);
  const [tlsPort] = (await freePorts(1)) as [number];
  const server = await startServer({
    dataDir,
    arguments: [],
    environment: {
      PASSERELLE_SECOND_FACTOR_ROLES: 'none', // its administrator signs in by password
      PASSERELLE_SIP2_TLS_PORT: String(tlsPort),
      PASSERELLE_SIP2_TLS_CERTIFICATE: certificateFile,
      PASSERELLE_SIP2_TLS_KEY: keyFile,
    },
  });
  const echo = { TCP: await openEcho(), TLS: await openEcho(keyFile, certificateFile) };
  const transports = [
    { over: 'TCP', port: server.sip2Port, certificate: null },
    { over: 'TLS', port: tlsPort, certificate: readFileSync(certificateFile, 'utf8') },
  ] as const;
  try {
    const terminals = await equip(server, levels.at(-1)!.connections);
    await load({ ...transports[0], against: 'sip2', terminals: terminals.slice(0, 64), warmUp, duration: 0 });
    const results: Sip2Benchmark[] = [];
    for (const { over, port, certificate } of transports) {
      for (const { connections, target } of levels) {
        const order = { certificate, terminals: terminals.slice(0, connections), warmUp: warmUp / 2 };
        const echoed = { ...order, port: echo[over].port, against: 'echo', duration: duration / 2 } as const;
        const before = await load(echoed);
        const sip2 = await load({ ...order, port, against: 'sip2', duration });
        const after = await load(echoed);
        // Around it, not before or after: the speed of a shared machine drifts.
        const floor = { ...after, perSecond: (before.perSecond + after.perSecond) / 2 };
        const ratio = sip2.perSecond / floor.perSecond;
        results.push({ connections, over, sip2, echo: floor, ratio, target: over === 'TCP' ? target : null });
      }
    }
    print(results, flushTime(dataDir));
    for (const { over, port, certificate } of transports) {
      printFirst(over, await firstAnswers({ port, certificate, terminals: terminals.slice(0, 200) }));
    }
    return results;
  } finally {
    for (const { child } of Object.values(echo)) child.disconnect();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function generate(dataDir: string): Promise<void> {
  const wanted = Object.entries(generated).flatMap(([what, count]) => [`--${what}`, String(count)]);
  const { code, output, errors } = await passerelle(['generate', ...wanted], { PASSERELLE_DATA_DIR: dataDir });
  if (code !== 0) throw new Error(`generate failed: ${output}${errors}`);
}

function newCertificate(keyFile: string, certificateFile: string): void {
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...curve, ...subject, '-keyout', keyFile, '-out', certificateFile], {
    stdio: 'pipe',
  });
}

async function openEcho(...files: string[]) {
  const child = fork(join(import.meta.dirname, 'line-echo.ts'), files, { stdio: 'inherit' });
  const [port] = (await once(child, 'message')) as [number];
  return { child, port };
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

/** The ratio of a server that does nothing else than echo and, for 4 messages of 11, wait for a flush of this disk (ms). */
function mostAlone(results: readonly Sip2Benchmark[], flush: number): number {
  const alone = results.find(({ connections, over }) => connections === 1 && over === 'TCP')!;
  const turn = 1000 / alone.echo.perSecond;
  return turn / (turn + (4 / 11) * flush);
}

function print(results: readonly Sip2Benchmark[], flush: number): void {
  console.log('SIP2, durable SQLite: 1×99 1×23 3×63 2×17 2×(11, 09), error detection on; beside a bare line echo.');
  console.log(
    `One flush of this disk takes ${flush.toFixed(2)} ms just now; 4 messages of 11 wait for one. ` +
      `At 1 connection an echo that waited for them would have a ratio of ${mostAlone(results, flush).toFixed(2)}.`,
  );
  console.log(
    'connections   SIP2 req/s   p50 ms   p99 ms   check-out p50, p99   echo req/s   p50 ms   p99 ms   ratio   expected',
  );
  for (const { connections, over, sip2, echo, ratio, target } of results) {
    const cells = [
      over.padEnd(5),
      String(connections).padStart(5),
      Math.round(sip2.perSecond).toString().padStart(12),
      milliseconds(sip2.p50),
      milliseconds(sip2.p99),
      milliseconds(sip2.checkOut.p50).padStart(12),
      milliseconds(sip2.checkOut.p99).padStart(7),
      Math.round(echo.perSecond).toString().padStart(12),
      milliseconds(echo.p50),
      milliseconds(echo.p99),
      ratio.toFixed(2).padStart(7),
      (target === null ? '' : `≥ ${target.toFixed(2)}`).padStart(10),
    ];
    console.log(cells.join(' '));
  }
}

function printFirst(over: string, { connections, whole, signIn }: FirstAnswers): void {
  console.log(
    `${over}: from nothing to the answer to a first 63, on ${connections} fresh connections: ` +
      `p50${milliseconds(whole.p50)} ms, p99${milliseconds(whole.p99)} ms; ` +
      `of which connected and signed in: p50${milliseconds(signIn.p50)} ms.`,
  );
}

function milliseconds(microseconds: number): string {
  return (microseconds / 1000).toFixed(2).padStart(8);
}

if (import.meta.main) await run();
