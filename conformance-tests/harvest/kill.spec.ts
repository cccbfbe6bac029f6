import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileCache, node, passerelle, program } from '../server.ts';
import { startRepository, type Repository } from './repository.ts';

jest.setTimeout(300_000);

const folder = mkdtempSync(join(tmpdir(), 'passerelle-'));
let repository: Repository;
beforeAll(async () => {
  repository = await startRepository(60);
});
afterAll(async () => {
  await repository.close();
  rmSync(folder, { recursive: true, force: true });
});

async function command(dataDir: string, ...words: string[]): Promise<string> {
  const { code, output, errors } = await passerelle(words, { PASSERELLE_DATA_DIR: dataDir });
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}: ${output}${errors}`);
  return output;
}

async function prepared(): Promise<string> {
  const dataDir = mkdtempSync(join(folder, 'data-'));
  await command(dataDir, ...['source', 'save', 'RESERVE', '--url', repository.url, '--network', '127.0.0.1/32']);
  return dataDir;
}

/** Begins a harvest and kills it (SIGKILL) when `when` says so; true when it was killed before its end. */
async function killed(dataDir: string, when: (told: string) => boolean): Promise<boolean> {
  const child = spawn(node, [...program, 'harvest', 'RESERVE'], {
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: compileCache,
      PASSERELLE_DATA_DIR: dataDir,
      PASSERELLE_LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  const timer = setInterval(() => when(told) && child.kill('SIGKILL'), 1);
  const signal = await new Promise((resolve) => child.once('close', (_, by) => resolve(by)));
  clearInterval(timer);
  repository.onRequest = () => undefined;
  repository.onAnswered = () => undefined;
  return signal === 'SIGKILL';
}

const withoutTimes = (output: string) => /without times: ([0-9a-f]{64})/.exec(output)![1]!;
const tokens = () =>
  repository.asked
    .filter(({ verb }) => verb === 'ListRecords')
    .map(({ resumptionToken }) => resumptionToken ?? 'first');

test('kill -9 between any two steps of a harvest, then go on: everything once, no kept page asked for again', async () => {
  const quiet = await prepared();
  const report = await command(quiet, 'harvest', 'RESERVE');
  expect(report).toMatch(/run 1, full in oai_dc: DONE/);
  expect(report).toMatch(/6 pages, 60 listed, 60 added/);
  const whole = withoutTimes(await command(quiet, 'digest'));
  // A process asks who the repository is, for its formats, then for a page: killed at each, before and after the answer,
  // it never comes further than one page.
  const broken = await prepared();
  const moments = [1, 2, 3, 3, 3].flatMap((number) => [
    { number, when: 'asked' },
    { number, when: 'answered' },
  ]);
  for (const { number, when } of moments) {
    repository.asked.length = 0;
    let reached = false;
    const at = (count: number) => (reached ||= count === number);
    if (when === 'asked') repository.onRequest = at;
    else repository.onAnswered = at;
    expect(await killed(broken, () => reached)).toBe(true);
  }
  repository.asked.length = 0;
  const end = await command(broken, 'harvest', 'RESERVE');
  expect(end).toMatch(/: DONE/);
  expect(new Set(tokens()).size).toBe(tokens().length);
  expect(await command(broken, 'source', 'list')).toMatch(/0 WAITING, 60 MAPPED, 0 REJECTED, 0 WITHDRAWN/);
  expect(await command(broken, 'verify')).toMatch(/every invariant holds/);
  expect(withoutTimes(await command(broken, 'digest'))).toBe(whole);
});

test('kill -9 while what came is mapped, then go on: the same catalogue', async () => {
  const many = await startRepository(1_000);
  const harvested = async () => {
    const dataDir = mkdtempSync(join(folder, 'data-'));
    await command(dataDir, ...['source', 'save', 'RESERVE', '--url', many.url, '--network', '127.0.0.1/32']);
    return dataDir;
  };
  const quiet = await harvested();
  await command(quiet, 'harvest', 'RESERVE');
  const broken = await harvested();
  expect(await killed(broken, (told) => /records mapped: [2-9]\d\d \//.test(told))).toBe(true);
  expect(await command(broken, 'source', 'list')).toMatch(/[1-9]\d+ WAITING, [1-9]\d+ MAPPED/);
  await command(broken, 'source', 'remap', 'RESERVE');
  expect(await command(broken, 'source', 'list')).toMatch(/0 WAITING, 1000 MAPPED/);
  expect(await command(broken, 'verify')).toMatch(/every invariant holds/);
  const digests = [await command(broken, 'digest'), await command(quiet, 'digest')].map(withoutTimes);
  expect(digests[0]).toBe(digests[1]);
  await many.close();
});
