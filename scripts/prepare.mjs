// Makes a fresh clone ready: npm packages, the Node.js of package.json, the built console. Plain Node >= 18, no dependency.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const binaries = join(root, 'node_modules', '.bin');
/** The Node.js every part of Passerelle runs under. */
export const node = join(binaries, process.platform === 'win32' ? 'node.cmd' : 'node');
/** node:sqlite is still called experimental; the heap is bounded, or it grows with the machine and not with the work. */
export const nodeFlags = [
  '--disable-warning=ExperimentalWarning',
  '--max-semi-space-size=16',
  '--max-old-space-size=1024',
];
/** Where compiled sources are kept from one start to the next: starting takes half as long. Node.js does without when it cannot write there. */
export const compileCache = join(root, 'node_modules', '.cache', 'passerelle');
/** The environment in which tools find that Node.js first. */
export const environment = { ...process.env, PATH: binaries + delimiter + process.env.PATH, NG_CLI_ANALYTICS: 'false' };

/** Runs a program to its end, its output shown; returns its exit code. */
export function run(program, args, options = {}) {
  const done = spawnSync(program, args, { cwd: root, env: environment, stdio: 'inherit', ...options });
  if (done.error) throw done.error;
  return done.status ?? 1;
}

/** Installs the npm packages when package.json or its lock changed since the last time. */
export function preparePackages() {
  const stamp = join(root, 'node_modules', '.passerelle-packages');
  const wanted = fingerprint(['package.json', 'package-lock.json']);
  if (existsSync(node) && read(stamp) === wanted) return;
  console.error('Installation des paquets npm / installing npm packages …');
  // `npm install`, not `npm ci`: some registries lack the optional packages of other platforms.
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const args = [...npm.slice(1), 'install', '--no-audit', '--no-fund', '--loglevel=error', '--no-save'];
  if (run(npm[0], args, { env: process.env, stdio: ['ignore', 2, 2] }) !== 0) fail('npm install failed: see above.');
  if (!existsSync(node)) {
    fail(
      'the npm package "node" did not install its program: install scripts must be allowed for it (npm config ignore-scripts).',
    );
  }
  writeFileSync(stamp, fingerprint(['package.json', 'package-lock.json']));
}

/** Builds the console when one of its sources changed since the last time. */
export function prepareConsole() {
  const stamp = join(root, 'dist', 'console.stamp');
  const sources = [
    ...files('admin-console'),
    'angular.json',
    'protocol-servers/admin-api/contract.ts',
    'package-lock.json',
  ];
  const wanted = fingerprint(sources);
  if (existsSync(join(root, 'dist', 'console', 'index.html')) && read(stamp) === wanted) return;
  console.error('Construction de la console / building the console …');
  const built = run(node, [join('node_modules', '@angular', 'cli', 'bin', 'ng.js'), 'build'], {
    stdio: ['ignore', 2, 2],
  });
  if (built !== 0) fail('the console did not build: see above.');
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** Says why and ends. */
export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

function files(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : [path];
  });
}

function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of [...paths].sort()) {
    const full = join(root, path);
    if (existsSync(full) && statSync(full).isFile()) hash.update(path).update('\0').update(readFileSync(full));
  }
  return hash.digest('hex');
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}
