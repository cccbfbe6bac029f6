import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportFileAt } from '../../../connectors/export-files/index.ts';
import { derive } from '../../marc/derive.ts';
import { bytes, lesMiserables } from '../../marc/fixtures.ts';
import { RecordSplitter } from '../../marc/frame.ts';
import { decode } from '../../marc/iso2709.ts';
import { granted } from '../../outcome.ts';
import {
  bookWith,
  carried,
  copiesOfEveryType,
  exportNetwork,
  importInto,
  type ExportNetwork,
} from './export-network.fixture.ts';
import { exportLimits, exportRecords } from './export-records.ts';
import type { ExportRequest } from './request.ts';

const folder = mkdtempSync(join(tmpdir(), 'passerelle-exports-'));
afterAll(() => rmSync(folder, { recursive: true }));
let network: ExportNetwork;
beforeEach(async () => {
  network = await exportNetwork();
});
afterEach(() => network.close());

const whole: ExportRequest = { scope: { kind: 'all' }, format: 'iso2709', charset: 'utf-8', unwritable: 'refuse' };
const quiet = { progress: () => undefined, stopped: () => false };
let files = 0;

async function run(request: Partial<ExportRequest> = {}) {
  const path = join(folder, `export-${(files += 1)}`);
  const file = await exportFileAt(path);
  const outcome = await exportRecords(network, { ...whole, ...request }, { file, watch: quiet });
  await file.close();
  if (!outcome.granted) return { refusal: outcome.refusal, facts: outcome.facts, left: existsSync(`${path}.part`) };
  return {
    report: outcome.value!,
    content: readFileSync(path),
    left: existsSync(`${path}.part`) || existsSync(`${path}.part.json`),
  };
}
const titles = (file: Uint8Array) => {
  const splitter = new RecordSplitter();
  return [...splitter.push(file), ...splitter.end()].map((frame) => {
    const { fields } = decode(frame.bytes).record;
    const text = (tag: string, code: string) =>
      fields
        .flatMap((field) => ('subfields' in field && field.tag === tag ? field.subfields : []))
        .filter((one) => one.code === code)
        .map(({ value }) => value);
    return `${text('200', 'a')}: ${text('995', 'f').join(' ')}`;
  });
};
async function threeBooks(): Promise<void> {
  await importInto(network, bookWith('À deux', 'A', [[['b', 'LENS'], ['f', 'L1']], [['b', 'LIEVIN'], ['f', 'V1']]])); // prettier-ignore
  await importInto(network, bookWith('Sans exemplaire', 'B', []));
  await importInto(
    network,
    bookWith('À Liévin', 'C', [
      [
        ['b', 'LIEVIN'],
        ['f', 'V2'],
      ],
    ]),
    { library: 'LIEVIN' },
  );
}

async function hide(recordId: number): Promise<void> {
  const [record] = await network.store.read.records([recordId]);
  const { marc, hash, status } = record!;
  const derived = derive(decode(marc).record);
  const standing = { mergedIntoId: null, suppressedAt: 1 };
  const by = { marc, derived, hash, status, updatedAt: network.clock.now(), standing };
  await network.store.transaction(async (work) => granted(await work.records.replace(recordId, by)));
}

test('a record that staff hid leaves with its library and is in no public export', async () => {
  await threeBooks();
  await hide(3);
  network.hits = [1, 2, 3];
  for (const scope of [{ kind: 'all' }, { kind: 'query', cql: 'liévin' }] as const) {
    expect(titles((await run({ scope })).content!)).toEqual(['À deux: L1 V1', 'Sans exemplaire: ']);
  }
  const exit = await run({ scope: { kind: 'library', code: 'LIEVIN' } });
  expect(titles(exit.content!)).toEqual(['À deux: V1', 'À Liévin: V2']);
  expect(exit.report).toMatchObject({ records: 2, items: 2 });
});

test('the whole catalogue, its items in 995', async () => {
  await threeBooks();
  const { content, report, left } = await run();
  expect(titles(content!)).toEqual(['À deux: L1 V1', 'Sans exemplaire: ', 'À Liévin: V2']);
  expect(report).toEqual({ records: 3, written: 3, items: 3, leftOut: 0, split: 0, lines: [] });
  expect(left).toBe(false);
});

test('the exit of a library: what it holds, with its items alone, and what it brought', async () => {
  await threeBooks();
  expect(titles((await run({ scope: { kind: 'library', code: 'LENS' } })).content!)).toEqual([
    'À deux: L1',
    'Sans exemplaire: ',
  ]);
  expect(titles((await run({ scope: { kind: 'library', code: 'LIEVIN' } })).content!)).toEqual([
    'À deux: V1',
    'À Liévin: V2',
  ]);
});

test('a search result, each record once', async () => {
  await threeBooks();
  network.hits = [3, 1, 3];
  const { content } = await run({ scope: { kind: 'query', cql: 'dc.title = lievin' } });
  expect(titles(content!)).toEqual(['À deux: L1 V1', 'À Liévin: V2']);
});

test('what cannot be done is refused before anything is written', async () => {
  expect(await run({ scope: { kind: 'library', code: 'PARIS' } })).toEqual({
    refusal: 'library-unknown',
    facts: { library: 'PARIS' },
    left: false,
  });
  expect(await run({ scope: { kind: 'query', cql: '(' } })).toMatchObject({
    refusal: 'query-unsupported',
    left: false,
  });
});

test.each([
  ['ISO 2709 in UTF-8', { format: 'iso2709' }, {}],
  ['ISO 2709 in ISO 5426', { format: 'iso2709', charset: 'iso-5426' }, { charset: 'iso-5426' }],
  ['MarcXchange', { format: 'marcxchange' }, { format: 'xml' }],
] as const)('%s, imported elsewhere: the same records and items', async (_, request, how) => {
  await importInto(network, bookWith('\u0098Les \u009cŒuvres où l’été', 'A', copiesOfEveryType));
  await importInto(network, bytes(lesMiserables));
  const before = await carried(network);
  const { content } = await run(request);
  await network.close();
  network = await exportNetwork();
  const report = await importInto(network, content!, how);
  expect(report).toMatchObject({ created: 2, rejected: 0, items: { rejected: 0 } });
  expect(report.corrections).toEqual([]);
  expect(await carried(network)).toEqual(before);
});

test('a record too long for ISO 2709 is split over several of the same 001, told, and whole again when imported', async () => {
  const copies = Array.from({ length: 1_500 }, (_, index) => [['b', 'LENS'], ['f', `X${index}`], ['k', `R ${'x'.repeat(60)}`], ['r', 'am']] as [string, string][]); // prettier-ignore
  for (let from = 0; from < copies.length; from += 500) {
    await importInto(network, bookWith('Collection', 'A', copies.slice(from, from + 500)));
  }
  const before = await carried(network);
  const { content, report } = await run();
  expect(report).toMatchObject({ records: 1, items: 1_500, split: 1, leftOut: 0 });
  expect(report!.written).toBeGreaterThan(1);
  expect(report!.lines).toEqual([
    { controlNumber: 'PAS0000000001', what: 'split', detail: `${report!.written} records` },
  ]);
  const splitter = new RecordSplitter();
  const frames = [...splitter.push(content!), ...splitter.end()];
  expect(frames.map(({ size }) => size).every((size) => size <= 99_999)).toBe(true);
  expect(frames.map((frame) => decode(frame.bytes).record.fields[0])).toEqual(
    frames.map(() => ({ tag: '001', value: 'PAS0000000001' })),
  );
  await network.close();
  network = await exportNetwork();
  expect(await importInto(network, content!)).toMatchObject({ created: 1, items: { read: 1_500, created: 1_500 } });
  expect(await carried(network)).toEqual(before);
});

test('characters ISO 5426 has not: the record is left out and named, or they become references', async () => {
  await importInto(network, bookWith('Война и мир', 'A', []));
  await importInto(network, bookWith('Été', 'B', []));
  const refused = await run({ charset: 'iso-5426' });
  expect(refused.report).toMatchObject({
    records: 1,
    leftOut: 1,
    lines: [{ controlNumber: 'PAS0000000001', what: 'characters' }],
  });
  expect(refused.report!.lines[0]!.detail).toContain('В о й н а');
  const { content } = await run({ charset: 'iso-5426', unwritable: 'reference' });
  await network.close();
  network = await exportNetwork();
  await importInto(network, content!, { charset: 'iso-5426' });
  const records = await network.store.read.recordsAfter(0, 10);
  expect(records.map(({ marc }) => titles(marc)[0])).toEqual(['Война и мир: ', 'Été: ']);
});

test('items as CSV: quoted, with a byte order mark, no live formula', async () => {
  await importInto(network, bookWith('=2+2; "vrai"', 'A', [[['b', 'LENS'], ['f', 'L1'], ['k', '+R']]])); // prettier-ignore
  const { content } = await run({ format: 'items-csv' });
  const [head, row, end] = content!.toString('utf8').split('\r\n');
  expect(head!.startsWith('\ufeff"Code-barres";"Bibliothèque"')).toBe(true);
  expect(row).toBe(
    `"L1";"LENS";"LENS";"BOOK";"";"'+R";"";"";"AVAILABLE";"oui";"";"";"";"";"";"PAS0000000001";"(LENS)A";"'=2+2; ""vrai""";"";"";"2023"`,
  );
  expect(end).toBe('');
});

describe('stopped on the way', () => {
  const limits = { ...exportLimits, recordsPerPage: 3, recordsPerCheckpoint: 6 };
  beforeEach(async () => {
    for (let book = 0; book < 25; book += 1) {
      await importInto(network, bookWith(`Titre ${book}`, `N${book}`, [[['b', 'LENS'], ['f', `B${book}`]]])); // prettier-ignore
    }
  });

  /** Runs until its `page`th page, and there loses its process: the file is closed as it is, nothing more is kept. */
  async function killedAt(page: number, path: string, request: ExportRequest): Promise<void> {
    const file = await exportFileAt(path);
    let seen = 0;
    const progress = (): void => {
      if ((seen += 1) === page) throw new Error('killed');
    };
    await expect(exportRecords(network, request, { file, watch: { ...quiet, progress } }, limits)).rejects.toThrow(
      'killed',
    );
    await file.close();
  }

  test.each(['iso2709', 'marcxchange', 'items-csv'] as const)(
    '%s: killed at any page, gone on with, the file is the same',
    async (format) => {
      const request = { ...whole, format };
      const complete = await run(request);
      for (let page = 1; page <= 8; page += 1) {
        const path = join(folder, `killed-${format}-${page}`);
        await killedAt(page, path, request);
        expect(existsSync(path)).toBe(false);
        if (page > 3) await killedAt(1, path, request); // and once more
        const file = await exportFileAt(path);
        const outcome = await exportRecords(network, request, { file, watch: quiet }, limits);
        expect(outcome).toEqual({ granted: true, value: complete.report });
        expect(readFileSync(path)).toEqual(complete.content);
        expect(existsSync(`${path}.part`) || existsSync(`${path}.part.json`)).toBe(false);
      }
    },
  );

  test('another export begun in the same file is refused, and the first one stays', async () => {
    const path = join(folder, 'other');
    await killedAt(4, path, whole);
    const file = await exportFileAt(path);
    const outcome = await exportRecords(network, { ...whole, format: 'marcxchange' }, { file, watch: quiet });
    await file.close();
    expect(outcome).toMatchObject({ granted: false, refusal: 'export-differs' });
    expect(existsSync(`${path}.part`)).toBe(true);
  });
});
