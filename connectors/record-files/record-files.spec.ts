import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { recommandation995 } from '../../core/catalogue/import/item-profile.ts';
import type { PreparedRecord } from '../../core/catalogue/import/prepared.ts';
import { leMonde, lesMiserables, marc21, noelTwice, oeuvresIso5426 } from '../../core/marc/fixtures.ts';
import { recordFiles } from './index.ts';
import { unpackingLimits } from './content.ts';
import type { FileTask } from './file-task.ts';
import type { Work } from './messages.ts';
import { parseFile } from './parse-file.ts';
import { survey, type Survey } from './survey.ts';

const folder = mkdtempSync(join(tmpdir(), 'passerelle-files-'));
afterAll(() => rmSync(folder, { recursive: true }));
const workerFile = join(__dirname, 'parser-worker.ts');
const files = recordFiles({ workerFile, chunkSize: 1_000 });

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? Buffer.from(content, 'latin1') : content);
  return path;
}
const open = (path: string, batchSize = 2) =>
  files.open({ path, library: 'LENS', profile: recommandation995, batchSize });
const told = (record: PreparedRecord) => (record.kind === 'ready' ? record.derived.title : record.fault);

test('reads a file in batches, away from this thread', async () => {
  const content = lesMiserables + marc21 + leMonde + lesMiserables.slice(0, 300);
  const opened = await open(file('mixed.mrc', content));
  expect(opened).toMatchObject({ size: content.length, charset: 'utf-8' });
  const batches: string[][] = [];
  for await (const batch of opened.batches) batches.push(batch.map(told));
  expect(batches).toEqual([
    ['Les Misérables. 1, Fantine : roman', 'wrong-flavour'],
    ['Le Monde', 'truncated'],
  ]);
  await opened.close();
});

test('decides the character set by the file, not by each record', async () => {
  const opened = await open(file('iso5426.mrc', leMonde + oeuvresIso5426));
  expect(opened.charset).toBe('iso-5426');
  await opened.close();
});

const task = (path: string, size: number, more: Partial<FileTask> = {}): FileTask => ({
  path,
  size,
  container: 'plain',
  chunkSize: 500,
  sampleSize: 1_000,
  batchSize: 1,
  limits: unpackingLimits,
  ...more,
});
const work: Extract<Work, { kind: 'records' }> = { kind: 'records', library: 'LENS', profile: recommandation995 };
const inUtf8 = (size: number): Survey => ({ format: 'iso2709', charset: 'utf-8', size });

test('a repair waits for the whole file: one sound record at its end forbids it', async () => {
  const twice = file('twice.mrc', noelTwice.repeat(20));
  expect(await survey(task(twice, noelTwice.length * 20))).toMatchObject({ charset: 'utf-8-twice' });
  const mixed = file('mixed-twice.mrc', noelTwice.repeat(20) + lesMiserables);
  const size = noelTwice.length * 20 + lesMiserables.length;
  expect(await survey(task(mixed, size))).toMatchObject({ charset: 'utf-8', size });
});

test('the parser prepares what it is asked for and waits', async () => {
  const path = file('long.mrc', leMonde.repeat(500));
  const worker = new Worker(workerFile, { workerData: { file: task(path, leMonde.length * 500), work } });
  const kinds: string[] = [];
  const arrived = (count: number) =>
    new Promise<void>((resolve) => {
      const look = (): void => void (kinds.length >= count && (worker.off('message', look), resolve()));
      worker.on('message', look);
    });
  worker.on('message', ({ kind }: { kind: string }) => kinds.push(kind));
  worker.postMessage('more');
  worker.postMessage('more');
  await arrived(3);
  await new Promise((resolve) => setTimeout(resolve, 100)); // time enough to go too far
  expect(kinds).toEqual(['opened', 'batch', 'batch']);
  worker.postMessage('more');
  await arrived(4);
  expect(kinds).toEqual(['opened', 'batch', 'batch', 'batch']);
  await worker.terminate();
});

test('a slow reader gets every record', async () => {
  const path = file('slow.mrc', leMonde.repeat(500));
  const opened = await open(path, 7);
  let count = 0;
  for await (const batch of opened.batches) {
    await new Promise((resolve) => setImmediate(resolve));
    count += batch.length;
  }
  expect(count).toBe(500);
});

test('can be left before the end, and closed twice', async () => {
  const opened = await open(file('left.mrc', leMonde.repeat(100)));
  for await (const batch of opened.batches) {
    expect(batch).toHaveLength(2);
    break;
  }
  await opened.close();
  await opened.close();
});

/** [case, what makes the file, the fault, what its user reads]. */
const unreadable: readonly (readonly [string, () => string, string, RegExp])[] = [
  ['missing', () => join(folder, 'nowhere.mrc'), 'missing', /does not exist/],
  ['below a file', () => join(file('a.mrc', leMonde), 'b.mrc'), 'missing', /does not exist/],
  ['a folder', () => folder, 'not-a-file', /is not a file/],
  ['empty', () => file('empty.mrc', ''), 'empty', /is empty/],
  ['bzip2', () => file('records.mrc.bz2', 'BZh91AY&SY'), 'compressed', /bzip2/],
  ['half a gzip', () => file('half.gz', gzipSync(leMonde.repeat(50)).subarray(0, 200)), 'compressed', /damaged/],
  ['a zip that is none', () => file('records.zip', 'PK\x03\x04\x14\x00'), 'archive', /no sound zip/],
  [
    'XML with a document type',
    () => file('doctype.xml', '<?xml version="1.0"?><!DOCTYPE c><c/>'),
    'doctype',
    /<!DOCTYPE/,
  ],
  [
    'a text',
    () => file('text.mrc', 'LEADER 02794cam0 2200709   450\n001 000000124\n'),
    'unknown-format',
    /neither ISO 2709 nor XML/,
  ],
  ['MARC 21', () => file('marc21.mrc', marc21.repeat(3)), 'wrong-flavour', /MARC 21.*UNIMARC/],
  ['UTF-16 in gzip', () => file('utf16.gz', gzipSync(Buffer.from('\ufeff000', 'utf16le'))), 'utf-16', /UTF-16/],
  ['UTF-16', () => file('utf16.mrc', '\xff\xfe0\x000\x00'), 'utf-16', /UTF-16/],
];

test.each(unreadable)('%s: says so, and what to do', async (_, make, fault, sentence) => {
  const path = make();
  const error = await open(path).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'RecordFileUnreadable', fault });
  expect((error as Error).message).toMatch(sentence);
  expect((error as Error).message).toContain(path);
});

test('a file one may not read', async () => {
  const path = file('secret.mrc', leMonde);
  chmodSync(path, 0o000);
  const outcome = await open(path).then(
    (opened) => opened.close().then(() => 'opened'),
    (error: { fault: string }) => error.fault,
  );
  expect(outcome).toBe(process.getuid?.() === 0 ? 'opened' : 'unreadable'); // nothing is closed to root
});

test('a folder that goes away while it is read is a fault of the file', async () => {
  const gone = join(folder, 'gone');
  mkdirSync(gone);
  const records = parseFile(task(join(gone, 'x.mrc'), 10), work, inUtf8(10));
  await expect(records.next()).rejects.toMatchObject({ name: 'RecordFileUnreadable', fault: 'unreadable' });
});

test('a file that grows while it is read is told, not half imported in silence', async () => {
  const path = file('growing.mrc', leMonde.repeat(4));
  const all = async () => {
    const grown = task(path, leMonde.length);
    for await (const batch of parseFile(grown, work, inUtf8(leMonde.length))) expect(batch).toHaveLength(1);
  };
  await expect(all()).rejects.toMatchObject({ fault: 'changed' });
});

test('a worker that cannot start is a fault, not a wait without end', async () => {
  const source = recordFiles({ workerFile: join(folder, 'no-worker.ts') });
  const path = file('sound.mrc', leMonde);
  await expect(source.open({ path, library: 'LENS', profile: recommandation995, batchSize: 1 })).rejects.toThrow();
});
