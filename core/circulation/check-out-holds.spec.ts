import { holdsNetwork, type HoldsNetwork } from '../holds/holds-network.fixture.ts';
import { simulate } from '../terms/simulate.ts';
import { checkOut } from './check-out.ts';
import { desk, journal, said, transactionDate } from './loans.fixture.ts';
import { start } from './small-network.fixture.ts';

let at: HoldsNetwork;
let recordId: number;
beforeEach(async () => {
  at = await holdsNetwork();
  recordId = (await at.network.store.read.item('I1'))!.item.recordId;
  await at.network.item('I2', { recordId });
});
afterEach(async () => {
  expect(await at.network.store.read.audit()).toEqual([]);
  await at.close();
});
const page = { offset: 0, limit: 50 };
const minute = 60_000;
const ended = async (holdId: number) => (await at.network.store.read.holds.sheet(holdId))!.endedAt;

test('the hold a check-out fulfils says when it ended', async () => {
  const hold = await at.placed('P1', 'I1');
  await at.scan('I1', 'lens');
  at.network.at(start + minute);
  expect(await at.lend('I1', 'P1')).toBe('lent');
  expect([await at.hold(hold), await ended(hold)]).toEqual(['FULFILLED', start + minute]);
});

test('a hold that waited for any copy says so too', async () => {
  const hold = await at.placed('P1', 'I1');
  at.network.at(start + minute);
  await at.lend('I2', 'P1');
  expect([await at.hold(hold), await ended(hold)]).toEqual(['FULFILLED', start + minute]);
});

test('a copy kept on the shelf for a reader who borrows another one is to be taken off it, and the next reader gets it', async () => {
  const hold = await at.placed('P1', 'I1');
  await at.scan('I1', 'lens');
  const next = await at.placed('P2', 'I1');
  at.network.at(start + minute);
  expect(await at.lend('I2', 'P1')).toBe('lent');
  expect([await at.hold(hold), await ended(hold)]).toEqual(['FULFILLED', start + minute]);
  expect([await at.status('I1'), await at.hold(next)]).toEqual(['RESHELVE', 'PENDING']);
  const removed = await at.desk.toRemove(at.network.libraries.lens, page);
  expect(removed.lines).toMatchObject([{ barcode: 'I1', status: 'FULFILLED', releasedAt: start + minute }]);
  expect(await journal(at.network, 'HOLD_FULFILLED')).toMatchObject([{ payload: { hold } }]);
  expect(await at.told()).toEqual([hold]);
  expect(await at.seen('I1', 'lens')).toBe('hold-shelf LENS ON_HOLD_SHELF');
  expect(await at.hold(next)).toBe('ON_SHELF I1');
});

test('a copy in the van for a reader who borrows another one goes to the next reader, without anybody being told', async () => {
  const hold = await at.placed('P1', 'I1', { pickupLibraryId: at.network.libraries.avion });
  await at.scan('I1', 'lens');
  const next = await at.placed('P2', 'I1', { pickupLibraryId: at.network.libraries.lievin });
  expect(await at.lend('I2', 'P1')).toBe('lent');
  expect([await at.hold(hold), await at.hold(next)]).toEqual(['FULFILLED', 'IN_TRANSIT I1']);
  expect(await at.told()).toEqual([]);
  expect(await at.seen('I1', 'lievin')).toBe('hold-shelf LIEVIN ON_HOLD_SHELF');
});

test('a copy in the van for a reader who borrows another one goes home when nobody else waits', async () => {
  await at.placed('P1', 'I1', { pickupLibraryId: at.network.libraries.avion });
  await at.scan('I1', 'lens');
  expect(await at.lend('I2', 'P1')).toBe('lent');
  expect(await at.status('I1')).toBe('TRANSIT_HOME');
  expect(await at.seen('I1', 'avion')).toBe('transit-home LENS TRANSIT_HOME');
});

test('a reader who borrows one volume keeps the copy of another one', async () => {
  const { recordId: series } = await at.network.item('V1', { volume: '1' });
  await at.network.item('V2', { volume: '2', recordId: series });
  const hold = await at.placed('P1', 'V2', { volume: '2' });
  await at.scan('V2', 'lens');
  expect(await at.lend('V1', 'P1')).toBe('lent');
  expect(await at.hold(hold)).toBe('ON_SHELF V2');
});

test('two readers swap what is kept for them: each loan frees what the other one takes', async () => {
  const [first, second] = [await at.placed('P1', 'I1'), await at.placed('P2', 'I1')];
  await at.scan('I1', 'lens');
  await at.scan('I2', 'lens');
  expect([await at.hold(first), await at.hold(second)]).toEqual(['ON_SHELF I1', 'ON_SHELF I2']);
  const override = { reasons: ['item-on-hold-for-another'], why: 'échange accepté' } as const;
  const lend = (itemBarcode: string, card: string) =>
    checkOut(at.ports)({
      device: desk(at.network),
      itemBarcode,
      card,
      renewalAllowed: false,
      override,
      transactionDate: transactionDate(),
    });
  const outcomes = await Promise.all([lend('I2', 'P1'), lend('I1', 'P2')]);
  expect(outcomes.map(said)).toEqual(['lent item-on-hold-for-another', 'lent']);
  expect([await at.hold(first), await at.hold(second)]).toEqual(['FULFILLED', 'FULFILLED']);
});

test('off-line, the hold ends with the loan but the copy kept elsewhere was kept until now', async () => {
  const hold = await at.placed('P1', 'I1');
  await at.scan('I1', 'lens');
  at.network.at(start + minute);
  const fact = { offline: { at: start, dueAt: null }, transactionDate: transactionDate() };
  const asked = { device: at.network.devices.avion, itemBarcode: 'I2', card: 'P1', renewalAllowed: false };
  expect(said(await checkOut(at.ports)({ ...asked, ...fact }))).toBe('lent');
  expect([await at.hold(hold), await ended(hold)]).toEqual(['FULFILLED', start + minute]);
});

test('a check-out that is only simulated frees nothing', async () => {
  const hold = await at.placed('P1', 'I1');
  await at.scan('I1', 'lens');
  const asked = {
    operation: 'check-out',
    card: 'P1',
    itemBarcode: 'I2',
    libraryId: at.network.libraries.lens,
  } as const;
  expect(await simulate(at.ports)({ ...asked, as: { kind: 'SELFCHECK' } })).toMatchObject({ granted: true });
  expect([await at.hold(hold), await at.status('I1')]).toEqual(['ON_SHELF I1', 'ON_HOLD_SHELF']);
});
