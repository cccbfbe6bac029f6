/**
 * A private MariaDB server for tests: its own data folder, a free port, loopback only. What is committed is written, and not
 * waited for on the disk: tests kill who writes to it, never the server, and a schema of a hundred tables is made in a second
 * instead of ten. Plain Node, no dependency. `node scripts/mariadb-server.mjs` starts one, prints its URL and stops it on SIGINT or SIGTERM.
 */
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, chownSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * @param {{ startTimeout?: number, stopTimeout?: number, folder?: string }} options times in milliseconds
 * @returns {Promise<{ url: string, pid: number, stop(): Promise<void> } | { url: null, reason: string }>}
 *   `url` is `mariadb://user:password@127.0.0.1:port`, to which a test appends the name of its own database; null with the
 *   reason when the server is not installed. Rejects when it is and does not start.
 */
export async function startMariadb({ startTimeout = 60_000, stopTimeout = 20_000, folder = tmpdir() } = {}) {
  const server = findProgram('mariadbd') ?? findProgram('mysqld');
  const installer = findProgram('mariadb-install-db') ?? findProgram('mysql_install_db');
  if (!server || !installer) return { url: null, reason: 'mariadbd is not installed (Debian: mariadb-server)' };

  const root = mkdtempSync(join(folder, 'passerelle-mariadb-'));
  const account = process.getuid?.() === 0 ? await ids('mysql') : null;
  if (account) chownSync(root, account.uid, account.gid);
  try {
    return await start({ server, installer, root, account, startTimeout, stopTimeout });
  } catch (error) {
    rmSync(root, { recursive: true, force: true });
    throw error;
  }
}

async function start({ server, installer, root, account, startTimeout, stopTimeout }) {
  const asUser = account ? ['--user=mysql'] : [];
  const data = join(root, 'data');
  await run(installer, [
    '--no-defaults',
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    ...asUser,
  ]);

  const password = randomBytes(12).toString('hex');
  const setUp = join(root, 'set-up.sql');
  writeFileSync(
    setUp,
    `CREATE USER passerelle@'127.0.0.1' IDENTIFIED BY '${password}';
GRANT ALL ON *.* TO passerelle@'127.0.0.1' WITH GRANT OPTION;
ALTER USER root@localhost IDENTIFIED BY '${password}';
`,
  );
  if (account) chownSync(setUp, account.uid, account.gid);

  const port = await freePort();
  const child = spawn(
    server,
    [
      '--no-defaults',
      `--datadir=${data}`,
      `--socket=${join(root, 'socket')}`,
      `--pid-file=${join(root, 'pid')}`,
      `--log-error=${join(root, 'error.log')}`,
      `--init-file=${setUp}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      '--skip-name-resolve',
      '--innodb-flush-log-at-trx-commit=1',
      '--innodb-flush-method=nosync',
      '--skip-innodb-doublewrite',
      '--innodb-buffer-pool-size=256M',
      '--innodb-log-file-size=256M',
      '--max-connections=300',
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_bin',
      ...asUser,
    ],
    { stdio: 'ignore' },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const onExit = () => child.kill('SIGKILL');
  process.once('exit', onExit);

  const stop = async () => {
    process.removeListener('exit', onExit);
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), stopTimeout);
    await ended;
    clearTimeout(force);
    rmSync(root, { recursive: true, force: true });
  };

  const giveUpAt = Date.now() + startTimeout;
  while (!log(root).includes('ready for connections')) {
    if (child.exitCode !== null || Date.now() > giveUpAt) {
      const said = log(root).split('\n').slice(-8).join('\n');
      await stop();
      throw new Error(`mariadbd did not start:\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url: `mariadb://passerelle:${password}@127.0.0.1:${port}`, pid: child.pid, stop };
}

function log(root) {
  try {
    return readFileSync(join(root, 'error.log'), 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}

function findProgram(name) {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin', '/usr/bin'];
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch (error) {
    if (['ENOENT', 'EACCES', 'ENOTDIR'].includes(error.code)) return false;
    throw error;
  }
}

/** @param {string} name an account of this system */
async function ids(name) {
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, name])).stdout)),
  );
  return { uid, gid };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const started = await startMariadb();
  if (!started.url) {
    console.error(started.reason);
    process.exitCode = 1;
  } else {
    console.log(started.url);
    const end = () => void started.stop();
    process.once('SIGINT', end).once('SIGTERM', end);
  }
}
