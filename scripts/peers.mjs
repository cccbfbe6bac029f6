// The programs of the system that tests and benchmarks talk to. Plain Node >= 18, no dependency.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Program → Debian package and what it is for. */
const testPeers = {
  mariadbd: { package: 'mariadb-server', for: 'the stores on MariaDB' },
  chromium: { package: 'chromium', for: 'the console in a browser' },
  'yaz-client': { package: 'yaz', for: 'Z39.50 and SRU as others speak them' },
  'yaz-asncomp': { package: 'libyaz-dev', for: 'the schema of OPAC records' },
  mvn: { package: 'maven', for: 'the programs of a real Solr server' },
  javac: { package: 'default-jdk-headless', for: 'the catalogue searched by a real Solr server' },
  pip3: { package: 'python3-pip', for: 'SIP2 terminals written by others' },
  xmllint: { package: 'libxml2-utils', for: 'well-formedness of every answer' },
  oai_pmh: { package: 'libhttp-oai-perl', for: 'harvests by HTTP::OAI' },
  catmandu: { package: 'libcatmandu-oai-perl', for: 'harvests by Catmandu' },
};

export { testPeers as peers };

/** What `npm run bench` measures against, by the benchmark that does. */
export const benchPeers = {
  desk: { chromium: { package: 'chromium', for: 'the desk as a librarian sees it' } },
  import: { zebraidx: { package: 'idzebra-2.0', for: 'indexing the same file' } },
  search: {
    zebrasrv: { package: 'idzebra-2.0', for: 'searching the same file' },
    'yaz-asncomp': { package: 'libyaz-dev', for: 'compiling the client that asks both' },
    cc: { package: 'gcc', for: 'compiling the client that asks both' },
  },
  oai: {
    // Catmandu's own program may be there without its provider: all of it comes with the server that runs it.
    starman: {
      package: 'starman libdancer-plugin-catmandu-oai-perl libcatmandu-marc-perl',
      for: 'giving out the same records',
    },
  },
};

/** Path of a program, also where Debian keeps servers; null when it is not installed. */
export function find(program) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.map((folder) => join(folder, program)).find(executable) ?? null;
}

/** Installs what is missing when this is Debian and we are root; returns the programs still missing. */
export function installPeers(peers = testPeers) {
  const missing = Object.keys(peers).filter((program) => find(program) === null);
  if (missing.length > 0 && existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    const packages = missing.flatMap((program) => peers[program].package.split(' '));
    console.error(`Installing ${packages.join(', ')} …`);
    const apt = (...args) =>
      spawnSync('apt-get', args, {
        stdio: ['ignore', 2, 2],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    apt('update', '-qq');
    apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
  }
  return Object.keys(peers).filter((program) => find(program) === null);
}

/** SIP2 as others wrote it: a terminal, and a codec. Their versions are pinned. */
const pythonPackages = ['Sip2==1.1', 'pysip2==0.1.0'];
/** A folder of ours, so that nothing of the system changes. */
export const pythonPeers = join(dirname(dirname(fileURLToPath(import.meta.url))), '.cache', 'peers', 'python');

/** Installs them unless they are there; false when they could not be had. */
export function installPythonPeers() {
  const done = join(pythonPeers, `installed ${pythonPackages.join(' ')}`);
  if (existsSync(done)) return true;
  const pip = find('pip3');
  if (pip === null) return false;
  console.error(`Installing ${pythonPackages.join(', ')} into .cache/peers/python …`);
  rmSync(pythonPeers, { recursive: true, force: true });
  mkdirSync(pythonPeers, { recursive: true });
  const options = ['--quiet', '--no-input', '--disable-pip-version-check', '--target', pythonPeers];
  const { status } = spawnSync(pip, ['install', ...options, ...pythonPackages], { stdio: ['ignore', 2, 2] });
  if (status !== 0) return false;
  writeFileSync(done, '');
  return true;
}

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 'ENOTDIR') return false;
    throw error;
  }
}
