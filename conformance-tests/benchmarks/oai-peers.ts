import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePorts, node } from '../server.ts';

/** A server measured beside ours. */
export interface Peer {
  readonly base: string;
  close(): Promise<void>;
}

const here = resolve('conformance-tests/benchmarks/catmandu-provider');
const starman = '/usr/bin/starman';

/** Whether Catmandu's provider is there (Debian libdancer-plugin-catmandu-oai-perl, libcatmandu-marc-perl, starman). */
export function findCatmanduProvider(): boolean {
  const modules = ['Dancer/Plugin/Catmandu/OAI.pm', 'Catmandu/Fix/marc_xml.pm'];
  return [starman, ...modules.map((name) => join('/usr/share/perl5', name))].every((file) => existsSync(file));
}

/** Catmandu's provider under starman, one worker, every record in memory. */
export async function catmanduProvider(file: string): Promise<Peer> {
  const [port] = await freePorts(1);
  const words = [
    '--workers',
    '1',
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--preload-app',
    join(here, 'app.psgi'),
  ];
  return started(
    spawn(starman, words, peerOptions({ OAI_FILE: file, OAI_HERE: here, DANCER_APPHANDLER: 'PSGI' })),
    port!,
  );
}

/** The bare server of `oai-floor.ts`. */
export async function floor(file: string): Promise<Peer> {
  const [port] = await freePorts(1);
  const words = ['--disable-warning=ExperimentalWarning', resolve('conformance-tests/benchmarks/oai-floor.ts')];
  return started(spawn(node, [...words, String(port), file], peerOptions({})), port!);
}

function peerOptions(more: Readonly<Record<string, string>>) {
  return {
    env: { PATH: process.env.PATH ?? '', ...more },
    stdio: ['pipe', 'pipe', 'pipe'] as ['pipe', 'pipe', 'pipe'],
  };
}

async function started(child: ChildProcess, port: number): Promise<Peer> {
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000)));
  const base = `http://127.0.0.1:${port}/oai`;
  for (let waited = 0; ; waited += 250) {
    if (child.exitCode !== null || waited > 120_000) throw new Error(`a peer did not start: ${said}`);
    const answer = await fetch(`${base}?verb=Identify`).catch((error: unknown) => {
      if ((error as Error).name === 'TypeError') return null; // fetch: nobody listens yet
      throw error;
    });
    await answer?.arrayBuffer();
    if (answer?.ok) break;
    await delay(250);
  }
  return {
    base,
    async close() {
      const ended = new Promise((exit) => child.once('close', exit));
      child.kill('SIGTERM');
      await ended;
    },
  };
}
