import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../connectors/database/index.ts';
import { bytes, leMonde, lesMiserables, marc21, oeuvresIso5426 } from '../../marc/fixtures.ts';
import { RecordSplitter } from '../../marc/frame.ts';
import { decode } from '../../marc/iso2709.ts';
import type { NetworkLibrary } from '../../network/network.ts';
import { granted } from '../../outcome.ts';
import type { Store } from '../../ports/store.ts';
import { importRecords } from './import-records.ts';
import { recommandation995 } from './item-profile.ts';
import { prepareRecord } from './prepare.ts';
import type { PreparedRecord } from './prepared.ts';
import type { ImportReport } from './report.ts';

const folder = mkdtempSync(join(tmpdir(), 'passerelle-import-'));
let store: Store;
let libraries: readonly NetworkLibrary[];
let now = Date.UTC(2026, 2, 21, 9);
const clock = { now: () => (now += 10) };
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

beforeEach(async () => {
  store = await openStore({ url: 'sqlite::memory:', dataDir: folder });
  await store.administration.insertLibraries(['LENS', 'LIEVIN'].map(branch));
  libraries = await store.read.libraries();
});
afterEach(() => store.close());
afterAll(() => rmSync(folder, { recursive: true }));

function branch(code: string): Omit<NetworkLibrary, 'id'> {
  return {
    code,
    name: code,
    commune: code,
    inseeCode: '62000',
    kind: 'BRANCH',
    state: 'LIVE',
    isPickup: true,
    acceptsReturns: true,
  };
}
const idOf = (code: string) => libraries.find((library) => library.code === code)!.id;

/** The records of a file, `size` to a batch, as the worker that reads files prepares them. */
async function* batches(file: string, size: number, library: string): AsyncGenerator<PreparedRecord[]> {
  const splitter = new RecordSplitter();
  const frames = [...splitter.push(bytes(file)), ...splitter.end()];
  const records = frames.map((frame) => prepareRecord(frame, { library, profile: recommandation995 }));
  for (let at = 0; at < records.length; at += size) yield records.slice(at, at + size);
}

async function run(file: string, { library = 'LENS', size = 2, dryRun = false } = {}): Promise<ImportReport> {
  const outcome = await importRecords(
    { store, clock, log },
    { library, dryRun, actor: 'user:admin' },
    batches(file, size, library),
  );
  if (!outcome.granted) throw new Error(outcome.refusal);
  const { read, created, updated, unchanged, rejected, items } = outcome.value;
  expect(read).toBe(created + updated + unchanged + rejected);
  expect(items.read).toBe(items.created + items.updated + items.unchanged + items.rejected);
  return outcome.value;
}
const everyRecord = () => store.read.recordsAfter(0, 100);
const everyEvent = () => store.read.eventsAfter(0, ['IMPORT'], 100);
const outboxIds = async () =>
  (await store.read.outbox('records-changed', 100)).map(({ payload }) => JSON.parse(payload) as number[]);

const numbered = (record: string, number: string) => record.replace('000012345', number);
const titled = (record: string, title: string) => record.replace('Le Monde', title);

test('records and their items enter the catalogue, each under its own control number', async () => {
  const report = await run(lesMiserables + leMonde + oeuvresIso5426);
  expect(report).toMatchObject({
    library: 'LENS',
    dryRun: false,
    read: 3,
    created: 3,
    rejected: 0,
    items: { read: 3, created: 3 },
  });
  const records = await everyRecord();
  expect(records.map(({ controlNumber }) => controlNumber)).toEqual([
    'PAS0000000001',
    'PAS0000000002',
    'PAS0000000003',
  ]);
  expect(records[0]).toMatchObject({ source: 'LENS', sourceId: 'FRBNF308351', status: 'LIVE' });
  expect(decode(records[1]!.marc).record.fields[0]).toEqual({ tag: '001', value: 'PAS0000000002' });
  const sheet = await store.read.item('30009001');
  expect(sheet).toMatchObject({
    title: 'Les Misérables. 1, Fantine : roman',
    item: { recordId: records[0]!.id, homeLibraryId: idOf('LENS'), status: 'AVAILABLE', callNumber: 'R HUG' },
  });
});

test('run again, it changes nothing, whatever the size of the batches', async () => {
  const file = lesMiserables + leMonde + marc21 + oeuvresIso5426;
  await run(file);
  const before = await everyRecord();
  const told = await outboxIds();
  for (const size of [1, 2, 100]) {
    expect(await run(file, { size })).toMatchObject({
      read: 4,
      created: 0,
      updated: 0,
      unchanged: 3,
      rejected: 1,
      items: { unchanged: 3 },
    });
  }
  expect(await everyRecord()).toEqual(before);
  expect(await outboxIds()).toEqual(told);
});

test('a record that changed keeps its control number and takes its new text', async () => {
  await run(leMonde);
  const [before] = await everyRecord();
  const report = await run(leMonde.replace('Quotidien', 'Mensuel  '));
  expect(report).toMatchObject({ created: 0, updated: 1 });
  const [after] = await everyRecord();
  expect(after).toMatchObject({ id: before!.id, controlNumber: before!.controlNumber, createdAt: before!.createdAt });
  expect(after!.updatedAt).toBeGreaterThan(before!.updatedAt);
  expect(Buffer.from(after!.marc).toString()).toContain('Mensuel');
});

test('an item that changed is described again and stays where it is', async () => {
  await run(leMonde);
  expect(await run(leMonde.replace('PER MON', 'MON PER'))).toMatchObject({ updated: 1, items: { updated: 1 } });
  expect((await store.read.item('30009010'))!.item).toMatchObject({ callNumber: 'MON PER', status: 'AVAILABLE' });
});

test('every change is told once to whoever follows the catalogue, a batch a line, and once to the journal', async () => {
  await run(lesMiserables + leMonde + oeuvresIso5426, { size: 2 });
  const ids = (await everyRecord()).map(({ id }) => id);
  expect(await outboxIds()).toEqual([ids.slice(0, 2), ids.slice(2)]);
  expect(await everyEvent()).toMatchObject([
    { type: 'IMPORT', actor: 'user:admin', libraryId: idOf('LENS'), payload: { read: 3, created: 3, itemsCreated: 3 } },
  ]);
});

test('a dry run says what would happen and writes nothing', async () => {
  const file = lesMiserables + marc21 + lesMiserables + leMonde;
  const dry = await run(file, { dryRun: true, size: 1 });
  expect(await everyRecord()).toEqual([]);
  expect(await everyEvent()).toEqual([]);
  expect(await outboxIds()).toEqual([]);
  const real = await run(file, { size: 1 });
  expect({ ...dry, dryRun: false, elapsed: 0 }).toEqual({ ...real, elapsed: 0 });
  expect((await everyRecord())[0]!.controlNumber).toBe('PAS0000000001');
});

test('rejected records are named by their place and reason, and cost no neighbour', async () => {
  const file = leMonde + marc21 + lesMiserables.slice(0, 400) + oeuvresIso5426;
  expect((await run(file)).rejects).toEqual([
    { offset: leMonde.length, reason: 'wrong-flavour', detail: '245 without 200: MARC21' },
    { offset: leMonde.length + marc21.length, reason: 'truncated', detail: '400 bytes' },
  ]);
  expect(await everyRecord()).toHaveLength(2);
});

test('corrections are counted by kind, with the place of the first', async () => {
  const { corrections } = await run(leMonde + lesMiserables + `00100${oeuvresIso5426.slice(5)}`);
  expect(corrections).toEqual([
    { code: 'empty-subfield', records: 1, firstOffset: leMonde.length, example: '995' },
    { code: 'record-length', records: 1, firstOffset: leMonde.length + lesMiserables.length, example: '00100 for 257' },
  ]);
});

describe.each([1, 100])('one control number twice in a file, %i records a batch', (size) => {
  test('with the same title: the first is kept, the items of both', async () => {
    const again = lesMiserables
      .replace('30009001', '30009003')
      .replace('3000\x1fh9002', '3000\x1fh9004')
      .replace('1999', '2001');
    for (const [created, itemsCreated] of [
      [1, 4],
      [0, 0],
    ]) {
      const report = await run(lesMiserables + again, { size });
      expect(report).toMatchObject({
        read: 2,
        created,
        updated: 0,
        rejected: 1,
        items: { read: 4, created: itemsCreated },
      });
      expect(report.rejects).toEqual([
        { offset: lesMiserables.length, reason: 'duplicate-in-file', detail: 'FRBNF308351, 0' },
      ]);
    }
    const [record] = await everyRecord();
    expect((await store.read.holdings([record!.id])).get(record!.id)).toHaveLength(4);
  });

  test('with other titles: both are kept, apart, and told', async () => {
    const other = oeuvresIso5426.replace('uvres', 'ufs  ');
    for (const created of [2, 0]) {
      const report = await run(oeuvresIso5426 + other, { size });
      expect(report).toMatchObject({ read: 2, created, updated: 0, unchanged: 2 - created, rejected: 0 });
      expect(report.corrections).toContainEqual({
        code: 'control-number-shared',
        records: 1,
        firstOffset: oeuvresIso5426.length,
        example: '000012345',
      });
    }
    const ids = (await everyRecord()).map(({ sourceId }) => sourceId);
    expect(ids).toEqual(['000012345', expect.stringMatching(/^000012345~[0-9a-f]{12}$/)]);
  });
});

describe('a barcode that is already somebody’s', () => {
  test('of a reader, whose card bears it: the item is rejected, its record is kept', async () => {
    const [categoryId] = await store.administration.insertCategories([
      { code: 'ADULTE', label: 'Adulte', kind: 'PERSON', membershipMonths: 12 },
    ]);
    const nobody = { birthDate: null, email: null, phone: null, address: null, pinHash: null };
    const name = { firstName: 'Jeanne', lastName: 'Lemaire', language: 'fr' } as const;
    const kept = { homeLibraryId: idOf('LENS'), categoryId: categoryId!, expiresAt: now, state: 'ACTIVE' } as const;
    const patron = { pseudonym: '0'.repeat(32), cardNumber: '30009010', ...name, ...nobody, ...kept };
    await store.transaction(async (work) => granted(await work.patrons.insertMany([patron])));
    const report = await run(leMonde);
    expect(report).toMatchObject({ created: 1, items: { read: 1, created: 0, rejected: 1 } });
    expect(report.items.rejects).toEqual([{ offset: 0, barcode: '30009010', reason: 'barcode-is-a-card', detail: '' }]);
  });

  test('of another library: the item is rejected, the other is left as it is', async () => {
    await run(leMonde, { library: 'LIEVIN' });
    const report = await run(leMonde.replace('PER MON', 'MON PER'), { library: 'LENS' });
    expect(report).toMatchObject({ created: 1, items: { read: 1, created: 0, rejected: 1 } });
    expect(report.items.rejects).toEqual([
      { offset: 0, barcode: '30009010', reason: 'barcode-of-another-library', detail: 'LIEVIN' },
    ]);
    expect((await store.read.item('30009010'))!.item).toMatchObject({
      homeLibraryId: idOf('LIEVIN'),
      callNumber: 'PER MON',
    });
  });

  test.each([1, 100])('of another record of the file: the first keeps it (%i records a batch)', async (size) => {
    const other = titled(leMonde, 'Le Demon');
    for (const _ of ['first', 'second']) {
      const report = await run(leMonde + other, { size });
      expect(report.items).toMatchObject({ read: 2, rejected: 1 });
      expect(report.items.rejects).toMatchObject([
        { offset: leMonde.length, barcode: '30009010', reason: 'barcode-on-another-record' },
      ]);
    }
    expect((await store.read.item('30009010'))!.title).toBe('Le Monde');
  });

  test('in another case: it is the same barcode', async () => {
    await run(leMonde.replace('30009010', 'ab009010'));
    const report = await run(titled(leMonde, 'Le Demon').replace('30009010', 'AB009010'));
    expect(report.items.rejects).toMatchObject([{ barcode: 'AB009010', reason: 'barcode-on-another-record' }]);
  });
});

test('an item belongs to the library its field names, else to the one whose file it is', async () => {
  await run(lesMiserables.replace('bLENS\x1ff30009001', 'bLIEV\x1ff30009001') + leMonde, { library: 'LIEVIN' });
  expect((await store.read.item('30009001'))!.item.homeLibraryId).toBe(idOf('LIEVIN')); // LIEV is nobody's code
  expect((await store.read.item('30009002'))!.item.homeLibraryId).toBe(idOf('LENS'));
  expect((await store.read.item('30009010'))!.item.homeLibraryId).toBe(idOf('LIEVIN'));
});

test('the same number in two libraries is two records', async () => {
  await run(oeuvresIso5426, { library: 'LENS' });
  await run(oeuvresIso5426, { library: 'LIEVIN' });
  expect((await everyRecord()).map(({ source, sourceId }) => `${source} ${sourceId}`)).toEqual([
    'LENS 000012345',
    'LIEVIN 000012345',
  ]);
});

test('an unknown library is refused before anything is read', async () => {
  let started = false;
  async function* watched(): AsyncGenerator<PreparedRecord[]> {
    started = true;
    yield* batches(leMonde, 1, 'PARIS');
  }
  const outcome = await importRecords({ store, clock, log }, { library: 'PARIS' }, watched());
  expect(outcome).toEqual({ granted: false, refusal: 'library-unknown', facts: { code: 'PARIS' } });
  expect(started).toBe(false);
  expect(await everyRecord()).toEqual([]);
});

test('a file that fails half way leaves whole batches; run again it is finished', async () => {
  async function* failing(): AsyncGenerator<PreparedRecord[]> {
    yield* batches(lesMiserables + leMonde, 1, 'LENS');
    throw new Error('the disk is gone');
  }
  await expect(importRecords({ store, clock, log }, { library: 'LENS' }, failing())).rejects.toThrow(
    'the disk is gone',
  );
  expect(await everyRecord()).toHaveLength(2);
  expect(await run(lesMiserables + leMonde + oeuvresIso5426)).toMatchObject({ created: 1, unchanged: 2 });
});

test('progress is told after each batch', async () => {
  const told: object[] = [];
  const file = lesMiserables + leMonde + numbered(oeuvresIso5426, '000099999');
  await importRecords({ store, clock, log }, { library: 'LENS' }, batches(file, 2, 'LENS'), (progress) =>
    told.push(progress),
  );
  expect(told).toEqual([
    { read: 2, offset: lesMiserables.length + leMonde.length },
    { read: 3, offset: file.length },
  ]);
});
