import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { freePorts, node } from '../server.ts';

/** True when the test runner could have a Solr server. */
export const hasSolr = process.env.PASSERELLE_TEST_SOLR_URL !== undefined;

/** A Solr server of one's own, that may be stopped and started again over what it kept. */
export interface Solr {
  /** `http://127.0.0.1:port/solr` */
  readonly url: string;
  /** kill -9. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Stops it and removes what it kept. */
  remove(): Promise<void>;
}

/** Starts one Solr node on a free port. */
export async function startSolr(): Promise<Solr> {
  const home = mkdtempSync(join(tmpdir(), 'passerelle-solr-'));
  const [port] = await freePorts(1);
  let running: { child: ChildProcess; pid: number } | null = null;
  const ended = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    if (running === null) return;
    const { child, pid } = running;
    running = null;
    const gone = new Promise((end) => child.once('exit', end));
    if (signal === 'SIGKILL') process.kill(pid, signal);
    child.kill('SIGTERM');
    await gone;
  };
  const solr: Solr = {
    url: `http://127.0.0.1:${port}/solr`,
    kill: () => ended('SIGKILL'),
    async start() {
      const script = resolve('scripts', 'solr-server.mjs');
      const child = spawn(node, [script, 'node', home, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
      for await (const line of createInterface(child.stdout!)) {
        running = { child, pid: Number(line.split(' ')[1]) };
        return;
      }
      throw new Error('Solr did not start');
    },
    async remove() {
      await ended('SIGTERM');
      rmSync(home, { recursive: true, force: true });
    },
  };
  await solr.start();
  return solr;
}
