// `npm test`: everything, on a fresh clone too. `npm test -- unit` runs one part: static, console, unit, conformance, browser.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMariadb } from './mariadb-server.mjs';
import { find, installPeers, installPythonPeers, peers } from './peers.mjs';
import { environment, node, nodeFlags, prepareConsole, preparePackages, root } from './prepare.mjs';
import { startSolr } from './solr-server.mjs';

const parts = process.argv.slice(2);
const wanted = (part) => parts.length === 0 || parts.includes(part);
const total = { passed: 0, failed: 0, skipped: 0 };
const scratch = mkdtempSync(join(tmpdir(), 'passerelle-test-'));
const tool = (name, path) => [node, [join(root, 'node_modules', name, path)]];

preparePackages();
const missing = installPeers();
for (const program of missing) {
  const peer = peers[program];
  console.error(`Missing: ${program} (Debian package ${peer.package}), for ${peer.for}; what needs it is skipped.`);
  if (process.env.CI === 'true') count({ failed: 1 });
}
if (!missing.includes('pip3') && !installPythonPeers()) {
  console.error(
    'Missing: the Python packages of scripts/peers.mjs, for SIP2 terminals written by others; they are skipped.',
  );
  if (process.env.CI === 'true') count({ failed: 1 });
}
prepareConsole();

if (wanted('static')) {
  const rules = ['.dependency-cruiser.cjs', 'core', 'cli', 'connectors', 'protocol-servers', 'admin-console'];
  const consoleTypes = tool('@angular/compiler-cli', 'bundles/src/bin/ngc.js');
  const prettier = tool('prettier', 'bin/prettier.cjs');
  const cruiser = tool('dependency-cruiser', 'bin/dependency-cruiser.mjs');
  const others = async () => {
    await check('types of the server', ...tool('typescript', 'bin/tsc'), '-p', '.');
    await check('types of the console', ...consoleTypes, '-p', 'admin-console/tsconfig.app.json', '--noEmit');
    await check('format', ...prettier, '--check', '--log-level', 'warn', '.');
    await check('import rules', ...cruiser, '--config', ...rules, 'conformance-tests');
  };
  await Promise.all([check('lint', ...tool('eslint', 'bin/eslint.js'), '.'), others()]);
}
if (wanted('console') && find('chromium')) await karma();
if (['unit', 'conformance', 'browser'].some(wanted)) await jest();

rmSync(scratch, { recursive: true, force: true });
console.log(`Tests: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;

function count({ passed = 0, failed = 0, skipped = 0 }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

/** One check that passes or fails as a whole. */
async function check(name, program, first, ...rest) {
  const started = Date.now();
  const { code, output } = await run(program, [...first, ...rest]);
  const verdict = code === 0 ? 'ok' : 'FAILED';
  console.log(`${verdict.padEnd(6)} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (code !== 0) console.log(output);
  count(code === 0 ? { passed: 1 } : { failed: 1 });
}

async function karma() {
  const { code, output } = await run(
    node,
    [join(root, 'node_modules/@angular/cli/bin/ng.js'), 'test', '--watch=false'],
    {
      CHROME_BIN: find('chromium'),
    },
  );
  console.log(output.split(/\r|\n/).slice(-60).join('\n'));
  const last = [...output.matchAll(/Executed (\d+) of (\d+)(?: \((\d+) FAILED\))?(?: \(skipped (\d+)\))?/g)].at(-1);
  const [executed, failed, skipped] = [last?.[1], last?.[3], last?.[4]].map((number) => Number(number ?? 0));
  count({ passed: executed - failed, failed, skipped });
  if (code !== 0 && failed === 0) count({ failed: 1 });
}

/** The servers the tests talk to, then two runs side by side: one page of a browser at a time, or they starve each other. */
async function jest() {
  const mariadb = await startMariadb();
  if (mariadb.url === undefined) console.error(`MariaDB is not tested: ${mariadb.reason}`);
  const none = { url: null, reason: null };
  const solr = wanted('unit') || wanted('conformance') ? await startSolr({ kind: 'node' }) : none;
  const solrCluster = wanted('unit') ? await startSolr({ kind: 'cluster' }) : none;
  for (const reason of new Set([solr.reason, solrCluster.reason].filter(Boolean))) {
    console.error(`Solr is not tested: ${reason}`);
    if (process.env.CI === 'true') count({ failed: 1 });
  }
  const demo = wanted('conformance') || wanted('browser') ? await demoData() : null;
  const servers = {
    ...(demo && { PASSERELLE_TEST_DEMO_DATA: demo }),
    ...(mariadb.url && { PASSERELLE_TEST_MARIADB_URL: mariadb.url }),
    ...(solr.url && { PASSERELLE_TEST_SOLR_URL: solr.url }),
    ...(solrCluster.url && { PASSERELLE_TEST_SOLR_CLOUD_URL: solrCluster.url }),
  };
  await Promise.all([
    specs(['unit', 'conformance'].filter(wanted), 2, servers),
    specs(['browser'].filter(wanted), 1, {
      ...servers,
      ...(find('chromium') && { CHROME_BIN: find('chromium') }),
      PASSERELLE_TEST_PORTS: '15',
    }),
  ]);
  await Promise.all([mariadb.stop?.(), solr.stop?.(), solrCluster.stop?.()]);
}

/** A data folder with the demonstration network, copied for each server a test starts; null when it could not be made. */
async function demoData() {
  const folder = join(scratch, 'demo');
  const nothing = ['--records', '0', '--items', '0', '--patrons', '0'];
  const { code, output } = await run(node, [...nodeFlags, join(root, 'cli/main.ts'), 'generate', ...nothing], {
    PASSERELLE_DATA_DIR: folder,
  });
  if (code === 0) return folder;
  console.error(output);
  count({ failed: 1 });
  return null;
}

/** Runs the specs of some projects of jest.config.cjs. */
async function specs(projects, workers, servers) {
  if (projects.length === 0) return;
  const report = join(scratch, `${projects.join('-')}.json`);
  const { code } = await run(
    node,
    [
      ...['--disable-warning=ExperimentalWarning', join(root, 'node_modules/jest/bin/jest.js')],
      ...['--selectProjects', ...projects, `--maxWorkers=${workers}`, '--json', `--outputFile=${report}`],
    ],
    servers,
    ['ignore', 'ignore', 'inherit'],
  );
  const result = JSON.parse(readFileSync(report, 'utf8'));
  count({
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests,
  });
  if (code !== 0 && result.numFailedTests + result.numRuntimeErrorTestSuites === 0) count({ failed: 1 });
}

/** Runs a program to its end and keeps what it printed. */
function run(program, args, more = {}, stdio = ['ignore', 'pipe', 'pipe']) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env: { ...environment, ...more }, stdio });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
