import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { TableUnreadable, type TableRow } from '../../core/ports/table-source.ts';
import { tableFiles } from './table-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-tables-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function kept(name: string, bytes: Uint8Array | string): string {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

async function read(path: string, options: Parameters<typeof tableFiles>[0] = {}) {
  const table = await tableFiles(options).open(path);
  const rows: TableRow[] = [];
  for await (const batch of table.batches) rows.push(...batch);
  return { ...table, rows };
}

const text = 'carte;nom\r\n1;Lefèvre\r\n2;"Noël\r\nfils"\r\n';
const rows = [
  { line: 2, corrections: [], values: { carte: '1', nom: 'Lefèvre' } },
  { line: 3, corrections: [], values: { carte: '2', nom: 'Noël\r\nfils' } },
];

test('a table is the same as it is, in gzip and in zip, and so is its size that of the file', async () => {
  const plain = kept('plain.csv', text);
  const packed = gzipSync(text);
  execFileSync('python3', [
    '-c',
    'import sys,zipfile; zipfile.ZipFile(sys.argv[1],"w",8).write(sys.argv[2],"a.csv")',
    join(folder, 'a.zip'),
    plain,
  ]);
  for (const path of [plain, kept('a.gz', packed), join(folder, 'a.zip')]) {
    expect(await read(path)).toMatchObject({ columns: ['carte', 'nom'], charset: 'utf-8', rows });
  }
  expect((await read(kept('b.gz', packed))).size).toBe(packed.length);
});

test.each([
  ['windows-1252', [0xe8, 0xeb]],
  ['macroman', [0x8f, 0x91]],
  ['cp850', [0x8a, 0x89]],
] as const)('a table in %s', async (charset, [grave, diaeresis]) => {
  const bytes = Buffer.from(text.replace('è', '\x01').replace('ë', '\x02'), 'latin1').map((byte) =>
    byte === 1 ? grave : byte === 2 ? diaeresis : byte,
  );
  expect(await read(kept('a.csv', bytes))).toMatchObject({ charset, rows });
});

test('a mark of UTF-8 at the head is no part of a name of column', async () => {
  expect((await read(kept('a.csv', `\ufeff${text}`))).columns).toEqual(['carte', 'nom']);
});

test('an accent that first comes far behind the head of a large file is read, a row in another writing told', async () => {
  const many = Array.from({ length: 3_000 }, (_, n) => `${n};Petit`).join('\n');
  const late = Buffer.concat([
    Buffer.from(`carte;nom\n${many}\n`),
    Buffer.from('3001;Lefèvre\n3002;Noël\n'),
    Buffer.from('3003;Zo\xe9\n', 'latin1'),
  ]);
  const { rows: found, charset } = await read(kept('a.csv', late), { chunkSize: 1_024, sampleSize: 1_024 });
  expect(charset).toBe('utf-8');
  expect(found.slice(-3).map(({ values }) => values['nom'])).toEqual(['Lefèvre', 'Noël', 'Zoé']);
  expect(found.filter(({ corrections }) => corrections.length > 0)).toMatchObject([
    { line: 3004, corrections: [{ code: 'charset-mixed' }] },
  ]);
});

test.each([
  ['a bomb', () => gzipSync(Buffer.alloc(2_000_000, 'a')), /unpacks beyond what is accepted/],
  ['a damaged gzip', () => gzipSync(text).subarray(0, 30), /damaged/],
  ['an empty file', () => Buffer.alloc(0), /empty/],
  ['an empty gzip', () => gzipSync(''), /empty/],
  ['UTF-16', () => Buffer.from(`\ufeff${text}`, 'utf16le'), /UTF-16/],
  ['UTF-16 in gzip', () => gzipSync(Buffer.from(`\ufeff${text}`, 'utf16le')), /UTF-16/],
  ['a quote nobody closed', () => Buffer.from(`a;b\n1;"${'x'.repeat(70_000)}`), /not a table/],
  ['more values than columns', () => Buffer.from('a;b\n1;2;3\n'), /line 2: 3 values for 2 columns/],
])('%s is refused with its reason', async (_, bytes, reason) => {
  const reading = read(kept('a.csv', bytes()), { limits: { maxRatio: 50, ratioFrom: 100_000 } });
  await expect(reading).rejects.toThrow(TableUnreadable);
  await expect(read(kept('a.csv', bytes()), { limits: { maxRatio: 50, ratioFrom: 100_000 } })).rejects.toThrow(reason);
});

test('a file that is not there', async () => {
  await expect(read(join(folder, 'nothing.csv'))).rejects.toThrow(/does not exist/);
});
