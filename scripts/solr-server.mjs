/**
 * A private Solr server for tests: one node, or a cluster of two, on loopback. Its programs come from the Maven registry of
 * this system, by `mvn` and its own settings, into .cache/solr. Plain Node, no dependency.
 * `node scripts/solr-server.mjs node|cluster [HOME [PORT]]` starts one, prints its URL and the number of its process, and
 * stops it on SIGINT or SIGTERM.
 */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { find } from './peers.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const pom = join(root, 'scripts', 'solr', 'pom.xml');
const programs = join(root, '.cache', 'solr');

/**
 * @param {{ kind: 'node' | 'cluster', home?: string, port?: number, startTimeout?: number, stopTimeout?: number }} options
 *   `home` is kept when it is given; times in milliseconds
 * @returns {Promise<{ url: string, pid: number, stop(): Promise<void> } | { url: null, reason: string }>}
 *   `url` is `http://127.0.0.1:port/solr`; null with the reason when the server cannot be had. Rejects when it can and does
 *   not start.
 */
export async function startSolr({ kind, home, port = 0, startTimeout = 120_000, stopTimeout = 20_000 }) {
  const missing = installSolr();
  if (missing !== null) return { url: null, reason: missing };

  const folder = home ?? mkdtempSync(join(tmpdir(), 'passerelle-solr-'));
  const configset = join(folder, 'configsets', 'passerelle', 'conf');
  if (kind === 'node') cpSync(join(root, 'connectors', 'search-solr', 'configset'), configset, { recursive: true });
  const child = spawn(
    find('java'),
    [
      ...[
        '-Xmx512m',
        '-XX:+UseSerialGC',
        '-XX:TieredStopAtLevel=1',
        `-Dsolr.log.dir=${folder}`,
        '-Djava.util.logging.config.file=/dev/null',
      ],
      ...[
        '-cp',
        join(programs, 'lib', '*'),
        join(root, 'scripts', 'solr', 'SolrForTests.java'),
        kind,
        folder,
        String(port),
      ],
    ],
    { stdio: ['pipe', 'pipe', 'pipe'], cwd: folder },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said = (said + text).slice(-4_000)));

  const stop = async () => {
    child.stdin.end();
    const force = setTimeout(() => child.kill('SIGKILL'), stopTimeout);
    await ended;
    clearTimeout(force);
    if (home === undefined) rmSync(folder, { recursive: true, force: true });
  };
  child.stdin.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error; // it is dead already
  });

  const url = await Promise.race([
    addressIn(child.stdout),
    ended.then(() => null),
    new Promise((resolve) => setTimeout(resolve, startTimeout, null).unref()),
  ]);
  if (url === null) {
    await stop();
    throw new Error(`Solr did not start:\n${said}`);
  }
  return { url, pid: child.pid, stop };
}

async function addressIn(stream) {
  for await (const line of createInterface(stream)) {
    const ready = /^ready (\S+)/.exec(line);
    if (!ready) continue;
    stream.resume();
    return ready[1];
  }
  return null;
}

/** Fetches the programs unless they are there; why they cannot be had, or null. */
function installSolr() {
  const done = join(programs, 'installed');
  const wanted = readFileSync(pom, 'utf8');
  if (!find('java') || !find('javac')) return 'a Java development kit is not installed (Debian: default-jdk-headless)';
  if (existsSync(done) && readFileSync(done, 'utf8') === wanted) return null;
  const maven = find('mvn');
  if (!maven) return 'Maven is not installed (Debian: maven)';
  console.error('Installing Solr into .cache/solr …');
  mkdirSync(programs, { recursive: true });
  const fetched = mkdtempSync(join(programs, 'fetched-')); // another run may be fetching, too
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${fetched}`];
  const { status } = spawnSync(maven, ['-q', '-B', '-f', pom, ...goal], { stdio: ['ignore', 2, 2], timeout: 600_000 });
  if (status !== 0) {
    rmSync(fetched, { recursive: true });
    return 'the Maven registry does not give org.apache.solr:solr-test-framework';
  }
  rmSync(join(programs, 'lib'), { recursive: true, force: true });
  renameSync(fetched, join(programs, 'lib'));
  writeFileSync(done, wanted);
  return null;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [kind, home, port] = process.argv.slice(2);
  const started = await startSolr({ kind, home, port: Number(port ?? 0) });
  if (!started.url) {
    console.error(started.reason);
    process.exitCode = 1;
  } else {
    console.log(`${started.url} ${started.pid}`);
    const end = () => void started.stop();
    process.once('SIGINT', end).once('SIGTERM', end);
  }
}
