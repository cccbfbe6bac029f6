import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { compileCache, node, passerelle, program, startServer, type Server } from './server.ts';

jest.setTimeout(180_000);
const folder = mkdtempSync(join(tmpdir(), 'passerelle-exports-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Records of an ISO 2709 file, by its own counts: each begins with its length. */
function countRecords(file: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < file.length; count += 1) {
    const length = Number(Buffer.from(file.subarray(at, at + 5)).toString('latin1'));
    if (!(length > 24) || file[at + length - 1] !== 0x1d) throw new Error(`no record at byte ${at}`);
    at += length;
  }
  return count;
}

describe('beside a running server', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());
  const run = (...commandLine: string[]) => passerelle(commandLine, { PASSERELLE_DATA_DIR: server.dataDir });

  test('the whole catalogue in ISO 2709: every record of it, sound to the byte', async () => {
    const out = join(folder, 'all.mrc');
    const { code, output } = await run('export', '--all', '--out', out);
    const said = /(\d+) records \(\1 written\), (\d+) items; 0 split, 0 left out/.exec(output);
    expect([code, Number(said?.[1])]).toEqual([0, countRecords(readFileSync(out))]);
    expect(Number(said?.[1])).toBeGreaterThan(2_000);
    const checked = await run('check-file', out);
    expect([checked.code, checked.output]).toEqual([0, expect.stringContaining(`${said?.[1]} identical + 0 not`)]);
  });

  test('the exit of a library, imported again in gzip, changes nothing it holds', async () => {
    const out = join(folder, 'lens.xml');
    const exit = await run('export', '--library', 'LENS', '--format', 'marcxchange', '--out', out);
    const records = /(\d+) records/.exec(exit.output)?.[1];
    expect([exit.code, Number(records) > 100]).toEqual([0, true]);
    writeFileSync(`${out}.gz`, gzipSync(readFileSync(out)));
    const { output } = await run('import', `${out}.gz`, '--library', 'LENS', '--profile', 'passerelle', '--dry-run');
    expect(output).toContain(`records: ${records} read = ${records} created + 0 updated + 0 unchanged + 0 rejected`);
  });

  test('a search result as CSV of items', async () => {
    const out = join(folder, 'germinal.csv');
    expect((await run('export', '--query', 'dc.title=germinal', '--format', 'items-csv', '--out', out)).code).toBe(0);
    const lines = readFileSync(out, 'utf8').trim().split('\r\n');
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.slice(1).every((line) => line.includes('"Germinal"'))).toBe(true);
  });

  test.each([
    ['nothing said', [], /--all, --library CODE or --query CQL/],
    ['an unknown library', ['--library', 'ATLANTIS'], /library-unknown ATLANTIS/],
    ['a query that is none', ['--query', '('], /query-unsupported/],
    ['a folder that is not there', ['--all', '--out', join(folder, 'none', 'x.mrc')], /cannot be written \(ENOENT\)/],
  ])('%s is one clear sentence, exit code 2', async (_, options, sentence) => {
    const out = join(folder, 'refused.mrc');
    const { code, errors } = await run('export', '--out', out, ...options);
    expect([code, errors]).toEqual([2, expect.stringMatching(sentence)]);
    expect(existsSync(out) || existsSync(`${out}.part`)).toBe(false);
  });
});

describe('without a server', () => {
  const environment = { PASSERELLE_DATA_DIR: join(folder, 'data') };

  test('killed on the way (kill -9) and run again, the file is the same as in one go', async () => {
    const seeded = await startServer({ dataDir: environment.PASSERELLE_DATA_DIR });
    await seeded.stop();
    const generated = ['generate', '--records', '10000', '--items', '10000', '--patrons', '0'];
    expect((await passerelle(generated, environment)).code).toBe(0);
    const whole = join(folder, 'whole.mrc');
    expect((await passerelle(['export', '--all', '--out', whole], environment)).code).toBe(0);

    const out = join(folder, 'killed.mrc');
    const child = spawn(node, [...program, 'export', '--all', '--out', out], {
      cwd: resolve(process.cwd()),
      env: { ...process.env, NODE_COMPILE_CACHE: compileCache, ...environment, PASSERELLE_LOG_LEVEL: 'warn' },
      stdio: 'ignore',
    });
    const gone = new Promise((exit) => child.once('close', exit));
    while (!existsSync(`${out}.part.json`) && child.exitCode === null) await delay(2);
    child.kill('SIGKILL');
    await gone;
    expect([existsSync(out), existsSync(`${out}.part`)]).toEqual([false, true]);

    const again = await passerelle(['export', '--all', '--out', out], environment);
    expect([again.code, again.output]).toEqual([0, expect.stringContaining('gone on with where it was interrupted')]);
    expect(Buffer.compare(readFileSync(out), readFileSync(whole))).toBe(0);
    expect(existsSync(`${out}.part`) || existsSync(`${out}.part.json`)).toBe(false);
  });
});
