import { gzipSync } from 'node:zlib';
import { bytes, lesMiserables } from '../marc/fixtures.ts';
import { admin, batchNetwork, value, type BatchNetwork } from './batch.fixture.ts';
import { loanOf } from './loan-rows.ts';
import { shippedProfiles } from './profiles.ts';
import { reportCsv } from './report.ts';
import { isoDate, readerOf } from './reader-rows.ts';

let network: BatchNetwork;
beforeEach(async () => {
  network = await batchNetwork();
});
afterEach(() => network.close());

const koha = shippedProfiles.find(({ name }) => name === 'koha')!;
const readers = (...rows: string[]) =>
  ['cardnumber;surname;firstname;dateofbirth;email;phone;address;categorycode;dateexpiry', ...rows].join('\n');
const loans = (...rows: string[]) => ['barcode;cardnumber;issuedate;date_due;renewals_count', ...rows].join('\n');

test.each([
  ['1990-05-17', 'YYYY-MM-DD', '1990-05-17'],
  ['17/5/1990', 'DD/MM/YYYY', '1990-05-17'],
  ['19900517', 'YYYYMMDD', '1990-05-17'],
  ['31/02/1990', 'DD/MM/YYYY', null],
  ['', 'YYYY-MM-DD', null],
] as const)('the date %j written %s is %j', (text, form, date) => {
  expect(isoDate(text, form)).toBe(date);
});

test.each([
  [{ cardnumber: ' 12 ', surname: 'Petit', dateofbirth: '1990-05-17' }, null],
  [{ cardnumber: '', surname: 'Petit' }, 'card-missing'],
  [{ cardnumber: '12', surname: '' }, 'name-missing'],
  [{ cardnumber: '12', surname: 'Petit', dateofbirth: '17 mai' }, 'birth-date-wrong'],
  [{ cardnumber: '1'.repeat(61), surname: 'Petit' }, 'card-too-long'],
])('a row of readers %j: %j', (row, fault) => {
  expect(readerOf(row as Record<string, string>, koha)).toMatchObject({ fault });
});

test.each([
  [{ barcode: '1', cardnumber: '2', date_due: '2026-12-01' }, null],
  [{ barcode: '1', cardnumber: '', date_due: '2026-12-01' }, 'card-missing'],
  [{ barcode: '1', cardnumber: '2', date_due: 'demain' }, 'due-date-wrong'],
  [{ barcode: '1', cardnumber: '2', date_due: '2026-12-01', issuedate: '2026-12-02' }, 'due-before-lent'],
])('a row of loans %j: %j', (row, fault) => {
  expect(loanOf(row as Record<string, string>, koha)).toMatchObject({ fault });
});

const twoCommunes = [
  readers('100;Petit;Zoé;1990-05-17;zoe@example.org;;;A;2027-05-01', '101;Blanc;Luc;1980-01-01;;;;A;2027-05-01'),
  readers(
    '100;PETIT;Zoe;1990-05-17;;;;A;2027-05-01',
    '102;Petit;Zoé;2001-01-01;;;;A;2027-05-01',
    '103;Noir;Ada;;;;;X;',
  ),
] as const;

test('readers of two communes: accounts of their own, a colliding card recoded, one person proposed, never merged', async () => {
  const lens = await network.open('READERS', 'LENS', 'koha', twoCommunes[0]);
  await network.take(lens, 'parse', 'analyse', 'finish-review', 'apply');
  const lievin = await network.open('READERS', 'LIEVIN', 'koha', twoCommunes[1]);
  await network.take(lievin, 'parse', 'analyse');
  const before = await network.store.read.counts();
  expect(before.patrons).toBe(2);
  await network.take(lievin, 'finish-review', 'apply');

  const [first, second, third] = await network.store.read.migration.lines(lievin.id, 0, 10);
  expect([first!.outcome, second!.outcome, third!.outcome]).toEqual(['CREATED', 'CREATED', 'REJECTED']);
  expect(third!.reason).toBe('category-unknown');
  const findings = value(await network.desk.findings(lievin.id, null, admin));
  const lensZoe = (await network.store.read.patron('100'))!.patron.id;
  expect(findings).toEqual(
    expect.arrayContaining([
      { line: 1, kind: 'reader-proposed', subject: String(lensZoe), detail: 'name birth-date' },
      { line: 1, kind: 'card-recoded', subject: '100', detail: '62510100' },
      { line: 3, kind: 'value-outside-table', subject: 'category=X', detail: '' },
    ]),
  );
  expect(findings.filter(({ kind }) => kind === 'reader-proposed')).toHaveLength(1);
  const zoe = (await network.store.read.patron('62510100'))!.patron;
  expect(zoe).toMatchObject({ id: first!.resultId, lastName: 'PETIT', homeLibraryId: network.libraries.LIEVIN });
  expect(await network.store.read.audit()).toEqual([]);

  // Again: nobody twice. Taken back: as before.
  const again = await network.open('READERS', 'LIEVIN', 'koha', twoCommunes[1]);
  await network.take(again, 'parse', 'analyse', 'finish-review', 'apply');
  expect((await network.store.read.counts()).patrons).toBe(4);
  await network.take(lievin, 'revert');
  expect((await network.store.read.counts()).patrons).toBe(2);
  expect(await network.store.read.patron('62510100')).toBeNull();
  const [forgotten] = await network.store.read.migration.lines(lievin.id, 0, 1);
  expect(forgotten!.content).toEqual({ kind: 'row', values: {}, corrections: [] });
});

test('loans in progress follow the barcode and the card of their library, with their date; what does not fit is listed', async () => {
  // Both libraries have a copy 30009001 and a reader 100.
  for (const [library, index] of [
    ['LENS', 0],
    ['LIEVIN', 1],
  ] as const) {
    const record = lesMiserables.replaceAll('bLENS', `b${library.slice(0, 4)}`);
    const records = await network.open('RECORDS', library, 'koha', bytes(record));
    await network.take(records, 'parse', 'analyse', 'finish-review', 'apply');
    const people = await network.open('READERS', library, 'koha', twoCommunes[index]!);
    await network.take(people, 'parse', 'analyse', 'finish-review', 'apply');
  }
  await network.told();
  const file = loans(
    '30009001;100;2026-11-01;2026-12-01;1',
    '77;100;;2026-12-01;0',
    '30009001;102;;2026-12-01;0',
    '30009001;999;;2026-12-01;0',
  );
  const batch = await network.open('LOANS', 'LIEVIN', 'koha', file);
  await network.take(batch, 'parse', 'analyse', 'finish-review', 'apply');
  const lines = await network.store.read.migration.lines(batch.id, 0, 10);
  expect(lines.map(({ outcome, reason }) => reason ?? outcome)).toEqual([
    'CREATED',
    'item-unknown',
    'given-twice',
    'given-twice',
  ]);
  const zoe = (await network.store.read.patron('62510100'))!.patron;
  const sheet = (await network.store.read.item('6251030009001'))!;
  expect(sheet.item.status).toBe('ON_LOAN');
  expect(sheet.loan).toMatchObject({ patronId: zoe.id, renewals: 1, dueAt: Date.parse('2026-12-01T22:59:59Z') });
  expect((await network.store.read.item('30009001'))!.item.status).toBe('AVAILABLE');
  expect(value(await network.desk.report(batch.id, admin)).loansCarriedOver).toBe(1);
  expect(await network.store.read.audit()).toEqual([]);

  // While it stands, neither the copy nor the reader can be taken away; taken back, the copy is on its shelf.
  const records = (await network.desk.batches(admin)).find(
    ({ kind, libraryId }) => kind === 'RECORDS' && libraryId === network.libraries.LIEVIN,
  )!;
  expect(await network.desk.take({ batchId: records.id, step: 'revert', by: admin })).toMatchObject({
    refusal: 'batch-rows-changed',
  });
  await network.take(batch, 'revert');
  expect((await network.store.read.item('6251030009001'))!.item.status).toBe('AVAILABLE');
  await network.told();
  expect(await network.store.read.audit()).toEqual([]);
});

test('a file in Windows-1252 with tabs is read, one with more values than columns is refused and keeps nothing', async () => {
  const latin = Buffer.from(twoCommunes[0].replaceAll(';', '\t'), 'latin1');
  const batch = await network.open('READERS', 'LENS', 'koha', latin);
  await network.take(batch, 'parse');
  const [zoe] = await network.store.read.migration.lines(batch.id, 0, 1);
  expect(zoe!.content).toMatchObject({ values: { firstName: 'Zoé' } });
  const wrong = await network.open('READERS', 'LENS', 'koha', `${readers()}\n1;2;3;4;5;6;7;8;9;10`);
  expect(await network.desk.take({ batchId: wrong.id, step: 'parse', by: admin })).toMatchObject({
    refusal: 'batch-file-unreadable',
  });
  expect(await network.store.read.migration.batch(wrong.id)).toMatchObject({ state: 'UPLOADED', step: null });
});

test('readers packed and in Windows-1252: a batch like another, what was put right in its report', async () => {
  const table = readers(
    '100;Lefèvre;Zoé;1990-05-17;;;;A;',
    '101;Noël;Loïc;1980-01-01;;;;A;',
    '102;Crépin;Anaïs;;;;;A;',
  );
  const [last] = table.split('\n').slice(-1) as [string];
  const bytes = Buffer.concat([Buffer.from(table.slice(0, -last.length), 'latin1'), Buffer.from(last)]);
  const batch = await network.open('READERS', 'LENS', 'koha', gzipSync(bytes));
  await network.take(batch, 'parse', 'analyse');
  const lines = await network.store.read.migration.lines(batch.id, 0, 10);
  const names = lines.map(({ content }) => content.kind === 'row' && content.values['lastName']);
  expect(names).toEqual(['Lefèvre', 'Noël', 'Crépin']);
  const report = value(await network.desk.report(batch.id, admin));
  expect(report.corrections).toMatchObject([{ code: 'charset-mixed', lines: 1, firstOffset: 4 }]);
  expect(reportCsv(report, [])).toContain('corrections,line 4,');
});

test('records packed: a batch like another', async () => {
  const batch = await network.open('RECORDS', 'LENS', 'koha', gzipSync(bytes(lesMiserables)));
  const { state, lineCount } = await network.take(batch, 'parse', 'analyse', 'finish-review', 'apply');
  expect({ state, lineCount }).toEqual({ state: 'APPLIED', lineCount: 1 });
});
