// `npm run bench [-- name … [--option …]]`: the benchmarks of conformance-tests/benchmarks, one after the other, each with
// the options given.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { benchPeers, installPeers } from './peers.mjs';
import { node, prepareConsole, preparePackages, root, run } from './prepare.mjs';

preparePackages();
const folder = join(root, 'conformance-tests', 'benchmarks');
const all = readdirSync(folder).flatMap((name) =>
  /^[a-z0-9-]+\.bench\.ts$/.test(name) ? [name.replace('.bench.ts', '')] : [],
);
const words = process.argv.slice(2);
const firstOption = words.findIndex((word) => word.startsWith('--'));
const asked = firstOption === -1 ? words : words.slice(0, firstOption);
const options = firstOption === -1 ? [] : words.slice(firstOption);
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`No benchmark is called ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
  process.exit(2);
}
for (const name of asked.length > 0 ? asked : all) {
  const missing = benchPeers[name] ? installPeers(benchPeers[name]) : [];
  for (const peer of missing) console.error(`Missing: ${peer}, for ${benchPeers[name][peer].for}.`);
  if (name === 'desk') prepareConsole();
  const code = run(node, ['--disable-warning=ExperimentalWarning', join(folder, `${name}.bench.ts`), ...options]);
  if (code !== 0) process.exitCode = code;
}
