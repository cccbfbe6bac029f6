import type { Outcome } from '../outcome.ts';
import { settleFound } from './discrepancies.ts';
import type { Reception } from './reception.ts';
import { all, local, smallShuttle, type SmallShuttle } from './small-shuttle.fixture.ts';

let van: SmallShuttle;
beforeEach(async () => {
  van = await smallShuttle();
});
afterEach(async () => {
  expect(await van.network.store.read.audit()).toEqual([]);
  await van.close();
});

type Place = 'lens' | 'lievin' | 'avion';
async function receive(crateId: number, at: Place, barcodes: string[]): Promise<Reception> {
  const outcome = await van.desk.receiveCrate({ crateId, libraryId: null, barcodes }, van.staff[at]);
  if (!outcome.granted) throw new Error(`${outcome.refusal} ${JSON.stringify(outcome.facts)}`);
  return outcome.value;
}
const told = (outcome: Outcome<Reception>): unknown =>
  outcome.granted ? outcome.value.sheet.crate.state : [outcome.refusal, outcome.facts];
const results = ({ items }: Reception): unknown[] =>
  items.map(({ barcode, result, routing }) => [barcode, result, routing]);
const status = async (barcode: string): Promise<string> => (await van.network.store.read.item(barcode))!.item.status;
const waiting = async (at: Place): Promise<string[]> =>
  (await van.desk.dispatch(van.network.libraries[at], all)).moving.map(({ barcode }) => barcode);
async function onBoard(from: Place, to: Place | null, barcodes: string[], date = '2026-11-19'): Promise<number> {
  const crate = await van.sealed(from, to, barcodes);
  await van.desk.startRun((await van.run('west', date)).id, van.staff.network);
  return crate;
}

test('every document of a crate is checked in where it arrives, and the crate is received', async () => {
  await van.moving('A', 'lievin', 'lens');
  await van.moving('B', 'lievin', 'lens');
  const crate = await onBoard('lievin', 'lens', ['A', 'B']);
  const reception = await receive(crate, 'lens', ['a', ' B ']);
  expect(results(reception)).toEqual([
    ['A', 'announced', 'shelf'],
    ['B', 'announced', 'shelf'],
  ]);
  expect([reception.sheet.crate.state, reception.missing]).toEqual(['RECEIVED', []]);
  expect(await status('A')).toBe('AVAILABLE');
});

test('scan by scan, nothing is missing until the last document is seen or somebody says that there is no more', async () => {
  for (const barcode of ['A', 'B', 'C']) await van.moving(barcode, 'lievin', 'lens');
  const one = async (crateId: number, barcode: string): Promise<unknown> => {
    const request = { crateId, libraryId: null, barcodes: [barcode], closing: 'when-all-seen' } as const;
    const outcome = await van.desk.receiveCrate(request, van.staff.lens);
    return outcome.granted && [results(outcome.value), outcome.value.sheet.crate.state, outcome.value.missing.length];
  };
  const crate = await onBoard('lievin', 'lens', ['A', 'B', 'C']);
  expect(await one(crate, 'A')).toEqual([[['A', 'announced', 'shelf']], 'ON_BOARD', 0]);
  expect(await one(crate, 'B')).toEqual([[['B', 'announced', 'shelf']], 'ON_BOARD', 0]);
  expect((await van.desk.discrepancies(null, all)).total).toBe(0);
  expect(await one(crate, 'C')).toEqual([[['C', 'announced', 'shelf']], 'RECEIVED', 0]);

  for (const barcode of ['D', 'E']) await van.moving(barcode, 'lievin', 'lens');
  const short = await onBoard('lievin', 'lens', ['D', 'E'], '2026-11-20');
  await one(short, 'D');
  const closed = await receive(short, 'lens', []);
  expect([closed.sheet.crate.state, closed.missing.map(({ barcode }) => barcode)]).toEqual(['DISCREPANT', ['E']]);
});

test('the reader’s document goes to the hold shelf of the library that receives it', async () => {
  await van.moving('A', 'lens', 'lievin');
  const crate = await onBoard('lens', 'lievin', ['A']);
  expect(results(await receive(crate, 'lievin', ['A']))).toEqual([['A', 'announced', 'hold-shelf']]);
});

test('one document is missing and one was not announced: both are discrepancies of the crate', async () => {
  await van.moving('A', 'lievin', 'lens');
  await van.moving('LOST', 'lievin', 'lens');
  await van.moving('EXTRA', 'lievin', 'lens');
  const crate = await onBoard('lievin', 'lens', ['A', 'LOST']);
  const reception = await receive(crate, 'lens', ['A', 'EXTRA']);
  expect(results(reception)).toEqual([
    ['A', 'announced', 'shelf'],
    ['EXTRA', 'unexpected', 'shelf'],
  ]);
  expect(reception.sheet.crate.state).toBe('DISCREPANT');
  expect(reception.missing.map(({ barcode }) => barcode)).toEqual(['LOST']);
  const { rows, total } = await van.desk.discrepancies(van.network.libraries.lens, { offset: 0, limit: 10 });
  expect([total, rows.map(({ kind, barcode }) => [kind, barcode])]).toEqual([
    2,
    [
      ['MISSING', 'LOST'],
      ['UNEXPECTED', 'EXTRA'],
    ],
  ]);
});

test('a reception replayed twice changes nothing and answers the same', async () => {
  await van.moving('A', 'lievin', 'lens');
  await van.moving('LOST', 'lievin', 'lens');
  await van.moving('EXTRA', 'lievin', 'lens');
  const crate = await onBoard('lievin', 'lens', ['A', 'LOST']);
  const first = await receive(crate, 'lens', ['A', 'EXTRA']);
  const seq = await van.network.store.read.lastEventSeq();
  van.network.at(local('2026-11-20 09:00'));
  expect(await receive(crate, 'lens', ['A', 'EXTRA'])).toEqual(first);
  expect(await receive(crate, 'lens', ['EXTRA', 'A', 'A'])).toMatchObject({
    sheet: first.sheet,
    missing: first.missing,
  });
  expect(await van.network.store.read.lastEventSeq()).toBe(seq);
});

test('a replayed reception does not take back a document that was lent since', async () => {
  await van.network.patron('P1');
  await van.moving('A', 'lievin', 'lens');
  const crate = await onBoard('lievin', 'lens', ['A']);
  await receive(crate, 'lens', ['A']);
  const lend = { device: van.network.devices.lens, card: 'P1', itemBarcode: 'A', renewalAllowed: false };
  await van.network.checkOut({ ...lend, transactionDate: 'lent' });
  await receive(crate, 'lens', ['A']);
  expect(await status('A')).toBe('ON_LOAN');
});

test('a reception that broke off goes on where it stopped: the scan already made is not made again', async () => {
  await van.moving('A', 'lievin', 'lens');
  await van.moving('B', 'lievin', 'lens');
  const crate = await onBoard('lievin', 'lens', ['A', 'B']);
  const broken = van.ports.checkIn;
  let scans = 0;
  Object.assign(van.ports, {
    checkIn: async (request: Parameters<typeof broken>[0]) => {
      scans += 1;
      if (scans === 2) throw new Error('the line went down');
      return broken(request);
    },
  });
  await expect(receive(crate, 'lens', ['A', 'B'])).rejects.toThrow('the line went down');
  expect(await status('A')).toBe('AVAILABLE');
  expect(results(await receive(crate, 'lens', ['A', 'B']))).toEqual([
    ['A', 'announced', 'shelf'],
    ['B', 'announced', 'shelf'],
  ]);
  expect(scans).toBe(3);
});

test('the hub sorts: what it receives waits there for its next crate', async () => {
  await van.moving('A', 'lievin', 'avion');
  await van.moving('B', 'lievin', 'lens');
  const crate = await onBoard('lievin', null, ['A', 'B']);
  expect(results(await receive(crate, 'lens', ['A', 'B']))).toEqual([
    ['A', 'announced', 'transit-hold'],
    ['B', 'announced', 'shelf'],
  ]);
  expect([await waiting('lievin'), await waiting('lens')]).toEqual([[], ['A']]);
  const next = await van.sealed('lens', 'avion', ['A']);
  await van.desk.startRun((await van.run('east', '2026-11-19')).id, van.staff.network);
  expect(results(await receive(next, 'avion', ['A']))).toEqual([['A', 'announced', 'hold-shelf']]);
});

test('an unknown barcode is refused and named, and stops nothing', async () => {
  await van.moving('A', 'lievin', 'lens');
  const crate = await onBoard('lievin', 'lens', ['A']);
  const reception = await receive(crate, 'lens', ['GHOST', 'A']);
  expect(reception.items[0]).toMatchObject({ barcode: 'GHOST', result: 'refused', refusal: 'item-unknown' });
  expect(reception.sheet.crate.state).toBe('RECEIVED');
});

test('a crate is not received while it is open, where it comes from, or at a library it is not for', async () => {
  await van.moving('A', 'lievin', 'lens');
  const { libraries } = van.network;
  const open = await van.desk.openCrate(
    { fromLibraryId: libraries.lievin, toLibraryId: libraries.lens },
    van.staff.lievin,
  );
  const crateId = open.granted ? open.value.id : 0;
  const asked = async (crate: number, at: Place): Promise<unknown> =>
    told(await van.desk.receiveCrate({ crateId: crate, libraryId: null, barcodes: [] }, van.staff[at]));
  expect(await asked(crateId, 'lens')).toEqual(['crate-in-other-state', { crate: 'LIEVIN-000001', state: 'OPEN' }]);
  const crate = await onBoard('lievin', 'lens', ['A']);
  expect(await asked(crate, 'avion')).toEqual([
    'crate-for-another-library',
    { crate: 'LIEVIN-000002', library: 'LENS' },
  ]);
  expect(await asked(crate, 'lievin')).toEqual([
    'crate-for-another-library',
    { crate: 'LIEVIN-000002', library: 'LENS' },
  ]);
  expect(await asked(999, 'lens')).toEqual(['crate-unknown', {}]);
});

test('a document lent out of a sealed crate left it: it is neither there nor missing', async () => {
  await van.network.patron('P1');
  await van.moving('A', 'lievin', 'lens');
  await van.moving('B', 'lievin', 'lens');
  const crate = await van.sealed('lievin', 'lens', ['A', 'B']);
  const lend = { device: van.network.devices.lievin, card: 'P1', itemBarcode: 'A', renewalAllowed: false };
  await van.network.checkOut({ ...lend, transactionDate: 'lent' });
  const reception = await receive(crate, 'lens', ['B']);
  expect([reception.sheet.crate.state, reception.missing]).toEqual(['RECEIVED', []]);
});

test('a document scanned at another library left its crate, and may be put in one there', async () => {
  await van.moving('A', 'lievin', 'lens');
  await van.moving('B', 'lievin', 'lens');
  const crate = await onBoard('lievin', 'lens', ['A', 'B']);
  const scan = { itemBarcode: 'A', returnedAt: van.network.now(), transactionDate: 'elsewhere' };
  await van.network.checkIn({ device: van.network.devices.avion, ...scan });
  expect(await waiting('avion')).toEqual(['A']);
  await van.sealed('avion', 'lens', ['A']);
  expect((await receive(crate, 'lens', ['B'])).sheet.crate.state).toBe('RECEIVED');
});

async function oneMissing(): Promise<{ crate: number; discrepancy: number }> {
  await van.moving('LOST', 'lens', 'lievin');
  const crate = await onBoard('lens', 'lievin', ['LOST']);
  await receive(crate, 'lievin', []);
  const { rows } = await van.desk.discrepancies(null, { offset: 0, limit: 10 });
  return { crate, discrepancy: rows[0]!.id };
}
const stateOf = async (crate: number): Promise<string> =>
  (await van.network.store.read.shuttle.crate(crate))!.crate.state;

test('missing, then found where it was sent from: it waits there again', async () => {
  const { crate, discrepancy } = await oneMissing();
  expect(await waiting('lens')).toEqual([]);
  expect(await van.desk.resolveDiscrepancy(discrepancy, 'FOUND', van.staff.lens)).toMatchObject({ granted: true });
  expect([await stateOf(crate), await waiting('lens')]).toEqual(['RECEIVED', ['LOST']]);
  await van.sealed('lens', 'lievin', ['LOST']);
});

test('missing, then declared so: the item is MISSING, its move ends, its reader is first in the queue again', async () => {
  const { crate, discrepancy } = await oneMissing();
  expect(await van.desk.resolveDiscrepancy(discrepancy, 'DECLARED_MISSING', van.staff.lievin)).toMatchObject({
    granted: true,
  });
  expect(await stateOf(crate)).toBe('RECEIVED');
  expect(await van.network.store.read.item('LOST')).toMatchObject({
    item: { status: 'MISSING' },
    transit: null,
    boundHold: null,
    queueLength: 1,
  });
  expect(await van.desk.resolveDiscrepancy(discrepancy, 'FOUND', van.staff.lievin)).toMatchObject({
    refusal: 'discrepancy-not-so-resolved',
    facts: { kind: 'MISSING', resolution: 'DECLARED_MISSING' },
  });
});

test('missing, then declared so: the journal tells that the reader lost his document', async () => {
  await van.moving('A', 'lievin', 'lens');
  const { recordId } = (await van.network.store.read.item('A'))!.item;
  await van.network.hold(await van.network.patron('P9'), recordId, { pickupLibraryId: van.network.libraries.lens });
  const again = { device: van.network.devices.lievin, itemBarcode: 'A', transactionDate: 'again' };
  await van.network.checkIn({ ...again, returnedAt: van.network.now() });
  const crate = await onBoard('lievin', 'lens', ['A']);
  await receive(crate, 'lens', []);
  const { rows } = await van.desk.discrepancies(null, all);
  await van.desk.resolveDiscrepancy(rows[0]!.id, 'DECLARED_MISSING', van.staff.lens);
  const released = await van.network.store.read.eventsAfter(0, ['HOLD_RELEASED'], 10);
  expect(released).toMatchObject([{ payload: { why: 'missing' } }]);
});

test('missing, then scanned in the same crate after all: found, and routed', async () => {
  const { crate } = await oneMissing();
  expect(results(await receive(crate, 'lievin', ['LOST']))).toEqual([['LOST', 'announced', 'hold-shelf']]);
  expect(await stateOf(crate)).toBe('RECEIVED');
});

test('missing, then seen at another library: found by itself, and never declared missing', async () => {
  const { crate, discrepancy } = await oneMissing();
  const scan = { itemBarcode: 'LOST', returnedAt: van.network.now(), transactionDate: 'elsewhere' };
  await van.network.checkIn({ device: van.network.devices.avion, ...scan });
  expect(await van.desk.resolveDiscrepancy(discrepancy, 'DECLARED_MISSING', van.staff.lievin)).toMatchObject({
    refusal: 'discrepancy-not-so-resolved',
  });
  expect(await settleFound(van.ports)).toBe(1);
  expect([await stateOf(crate), await settleFound(van.ports)]).toEqual(['RECEIVED', 0]);
});

test('an unannounced document is noted, by staff of one of the two libraries', async () => {
  await van.moving('A', 'lievin', 'lens');
  await van.moving('EXTRA', 'lievin', 'lens');
  const crate = await onBoard('lievin', 'lens', ['A']);
  await receive(crate, 'lens', ['A', 'EXTRA']);
  const { rows } = await van.desk.discrepancies(null, { offset: 0, limit: 10 });
  const resolve = van.desk.resolveDiscrepancy;
  expect(await resolve(rows[0]!.id, 'DECLARED_MISSING', van.staff.lens)).toMatchObject({
    refusal: 'discrepancy-not-so-resolved',
  });
  expect(await resolve(rows[0]!.id, 'NOTED', van.staff.avion)).toMatchObject({ refusal: 'library-not-yours' });
  expect(await resolve(rows[0]!.id, 'NOTED', van.staff.lens)).toMatchObject({ granted: true });
  expect(await stateOf(crate)).toBe('RECEIVED');
  expect(await resolve(999, 'NOTED', van.staff.lens)).toMatchObject({ refusal: 'discrepancy-unknown' });
});
