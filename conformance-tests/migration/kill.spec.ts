import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeUnimarc } from '../benchmarks/unimarc-file.ts';
import { compileCache, node, passerelle, program } from '../server.ts';

jest.setTimeout(300_000);

const folder = mkdtempSync(join(tmpdir(), 'passerelle-'));
const first = join(folder, 'lens.mrc');
const second = join(folder, 'avion.mrc');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  await writeUnimarc(first, { records: 1_000, items: 2_500, seed: 11, twice: 0.02 });
  // The same world, other numbers: most of it matches, and every barcode is taken.
  await writeUnimarc(second, { records: 3_000, items: 7_000, seed: 11, twice: 0.05 });
});

async function command(dataDir: string, ...words: string[]): Promise<string> {
  const { code, output, errors } = await passerelle(words, { PASSERELLE_DATA_DIR: dataDir });
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}: ${output}${errors}`);
  return output;
}

/** Runs a command and kills it (SIGKILL) at the first progress it tells of that is `after` or more; false when it ended before. */
function killed(dataDir: string, words: readonly string[], after: number): Promise<boolean> {
  const child = spawn(node, [...program, ...words], {
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: compileCache,
      PASSERELLE_DATA_DIR: dataDir,
      PASSERELLE_LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => {
    told += chunk.toString();
    const done = [...told.matchAll(/: (\d+) \/ /g)].map(([, number]) => Number(number));
    if (done.some((number) => number >= after)) child.kill('SIGKILL');
  });
  return new Promise((resolve) => child.once('close', (_, signal) => resolve(signal === 'SIGKILL')));
}

async function prepared(): Promise<string> {
  const dataDir = mkdtempSync(join(folder, 'data-'));
  await command(dataDir, 'generate', '--records', '10', '--items', '10', '--patrons', '1');
  await command(dataDir, 'batch', 'open', first, '--library', 'LENS');
  await command(dataDir, 'batch', 'finish-review', '1', '--undecided', 'new');
  await command(dataDir, 'batch', 'apply', '1');
  return dataDir;
}

const withoutTimes = (output: string) => /without times: ([0-9a-f]{64})/.exec(output)![1]!;

test('kill -9 in the middle of analysing, of applying and of taking back, then go on: the same as without', async () => {
  const quiet = await prepared();
  const start = withoutTimes(await command(quiet, 'digest'));
  await command(quiet, 'batch', 'open', second, '--library', 'AVION');
  await command(quiet, 'batch', 'finish-review', '2', '--undecided', 'new');
  const report = await command(quiet, 'batch', 'apply', '2');
  const applied = withoutTimes(await command(quiet, 'digest'));
  expect(applied).not.toBe(start);
  expect(report).toMatch(/lines: 3000 read, .*merged/);
  expect(report).toMatch(/item-recoded/);

  const broken = await prepared();
  expect(withoutTimes(await command(broken, 'digest'))).toBe(start);
  await command(broken, 'batch', 'open', second, '--library', 'AVION');
  expect(await killed(broken, ['batch', 'analyse', '2'], 1_000)).toBe(true);
  expect(await command(broken, 'batch', 'list')).toMatch(/2 AVION .*analyse stopped or under way after \d+/);
  await command(broken, 'batch', 'analyse', '2');
  await command(broken, 'batch', 'finish-review', '2', '--undecided', 'new');
  expect(await killed(broken, ['batch', 'apply', '2'], 1_000)).toBe(true);
  const halfway = await command(broken, 'batch', 'list');
  expect(halfway).toMatch(/2 AVION .*REVIEWED, apply stopped or under way after \d+/);
  await command(broken, 'batch', 'apply', '2');
  expect(withoutTimes(await command(broken, 'digest'))).toBe(applied);
  expect(await command(broken, 'verify')).toMatch(/every invariant holds/);

  expect(await killed(broken, ['batch', 'revert', '2'], 2)).toBe(true);
  await command(broken, 'batch', 'revert', '2');
  expect(withoutTimes(await command(broken, 'digest'))).toBe(start);
  expect(await command(broken, 'verify')).toMatch(/every invariant holds/);
});
