import type { Renewed, RenewRequest } from '../library.ts';
import type { Outcome, Refusal } from '../outcome.ts';
import type { Column } from './check-out-reasons.ts';
import { breaches, checkOutIn, desk, journal, transactionDate } from './loans.fixture.ts';
import { renewAll } from './renew-all.ts';
import { day, smallNetwork, start, type SmallNetwork } from './small-network.fixture.ts';

let network: SmallNetwork;
let reader: number;
let item: { id: number; recordId: number };
beforeEach(async () => {
  network = await smallNetwork();
  reader = await network.patron('P1');
  item = await network.item('I1');
  await checkOutIn(network, 'self');
  network.at(start + 10 * day);
});
afterEach(async () => {
  expect(await breaches(network)).toEqual([]);
  await network.close();
});

function renewIn(column: Column, more: Partial<RenewRequest> = {}): Promise<Outcome<Renewed>> {
  return network.renew({
    device: column === 'staff' ? desk(network) : network.devices.lens,
    card: 'P1',
    itemBarcode: 'I1',
    transactionDate: transactionDate(),
    ...(column === 'offline' ? { offline: { at: network.now(), dueAt: null } } : {}),
    ...more,
  });
}
const said = (outcome: Outcome<Renewed>): string =>
  outcome.granted ? ['renewed', ...outcome.value.warnings].join(' ') : outcome.refusal;

interface Row {
  readonly when: string;
  readonly given: () => Promise<unknown>;
  readonly refusal: Refusal;
}
const stops = { stopsCheckOut: false, stopsHold: false, stopsRenewal: true };
const block = { kind: 'MANUAL', since: start, until: null, note: 'au guichet', author: 'user:admin' } as const;
/** What gives way to staff who say why, and is noted of a fact. */
const soft: readonly Row[] = [
  {
    when: 'the renewals are used up',
    given: () => network.work((work) => work.loans.extend(1, { dueAt: start + 21 * day, renewals: 2 })),
    refusal: 'renewal-limit-reached',
  },
  {
    when: 'the reader is blocked',
    given: () => network.work((work) => work.patrons.insertBlocks([{ patronId: reader, ...block, ...stops }])),
    refusal: 'patron-blocked',
  },
  {
    when: 'the membership is over',
    given: async () => network.at(start + 301 * day),
    refusal: 'patron-expired',
  },
  {
    when: 'the department wants the document back before the new date',
    given: async () => {
      await network.item('DEP', { returnToOwnerOn: '2026-12-10' });
      await checkOutIn(network, 'staff', { itemBarcode: 'DEP' });
    },
    refusal: 'item-due-back',
  },
  {
    when: 'as many readers wait as there are copies that could serve them',
    given: async () => {
      await network.hold(await network.patron('P2'), item.recordId);
      await network.item('I2', { recordId: item.recordId });
    },
    refusal: 'renewal-wanted-by-others',
  },
];
const barcodeOf = ({ refusal }: Row): string => (refusal === 'item-due-back' ? 'DEP' : 'I1');

test.each(soft)('self: refused when $when: $refusal', async (row) => {
  await row.given();
  expect(said(await renewIn('self', { itemBarcode: barcodeOf(row) }))).toBe(row.refusal);
});
test.each(soft)('staff: refused when $when, renewed with a reason', async (row) => {
  await row.given();
  const itemBarcode = barcodeOf(row);
  expect(await renewIn('staff', { itemBarcode })).toMatchObject({
    refusal: row.refusal,
    facts: { reasons: row.refusal },
  });
  const override = { reasons: [row.refusal], why: 'hospitalisé' };
  expect(said(await renewIn('staff', { itemBarcode, override }))).toBe(`renewed ${row.refusal}`);
  const [told] = await journal(network, 'RENEWAL');
  expect(told).toMatchObject({ actor: 'user:agent', payload: { overridden: row.refusal, why: 'hospitalisé' } });
});
test.each(soft)('offline: renewed and noted when $when', async (row) => {
  await row.given();
  expect(said(await renewIn('offline', { itemBarcode: barcodeOf(row) }))).toBe(`renewed ${row.refusal}`);
  expect(await journal(network, 'RENEWAL')).toMatchObject([{ payload: { conflicts: row.refusal } }]);
});

test.each(['staff', 'self', 'offline'] as const)(
  '%s: what is not lent to this reader is not renewed',
  async (column) => {
    await network.item('I2');
    await network.patron('P2');
    expect(said(await renewIn(column, { itemBarcode: 'X' }))).toBe('item-unknown');
    expect(said(await renewIn(column, { itemBarcode: 'I2' }))).toBe('item-not-on-loan');
    expect(said(await renewIn(column, { card: 'P2' }))).toBe('item-not-on-loan-to-patron');
  },
);

test('the new date is the later of the old one and today plus renewDays: never shorter', async () => {
  expect(await renewIn('self')).toMatchObject({ value: { loan: { dueAt: Date.UTC(2026, 11, 19, 22, 59, 59) } } });
  await network.work((work) => work.loans.extend(1, { dueAt: start + 90 * day, renewals: 0 }));
  expect(await renewIn('self')).toMatchObject({ value: { loan: { dueAt: start + 90 * day, renewals: 1 } } });
});

test('that somebody waits refuses nothing while the shelves can serve him', async () => {
  await network.hold(await network.patron('P2'), item.recordId);
  await network.item('I2', { recordId: item.recordId });
  await network.item('I3', { recordId: item.recordId, status: 'RESHELVE' });
  expect(said(await renewIn('self'))).toBe('renewed');
});

test('copies that could not serve who waits do not count: another volume, not for loan, on loan', async () => {
  const { recordId } = await network.item('V1', { volume: '1' });
  await checkOutIn(network, 'self', { itemBarcode: 'V1' });
  await network.hold(await network.patron('P2'), recordId, { volume: '1' });
  for (const [barcode, as] of [
    ['V2', { volume: '2' }],
    ['V2B', { volume: '2' }],
    ['V1B', { volume: '1', loanable: false }],
  ] as const) {
    await network.item(barcode, { recordId, ...as });
  }
  network.at(start + 20 * day);
  expect(await renewIn('self', { itemBarcode: 'V1' })).toMatchObject({
    refusal: 'renewal-wanted-by-others',
    facts: { waiting: 1, copies: 0 },
  });
});

test('who waits for this very copy is not served by another; who is suspended does not wait', async () => {
  for (const barcode of ['I2', 'I3']) await network.item(barcode, { recordId: item.recordId });
  await network.hold(await network.patron('P2'), item.recordId, { itemId: item.id, suspendedUntil: start + 60 * day });
  expect(said(await renewIn('self'))).toBe('renewed');
  await network.hold(await network.patron('P3'), item.recordId, { itemId: item.id });
  expect(said(await renewIn('self'))).toBe('renewal-wanted-by-others');
});

test('a document that was given up is not renewed, even by staff', async () => {
  const lost = { status: 'LOST', statusSince: start, holdingLibraryId: network.libraries.lens } as const;
  await network.work((work) => work.items.move(item.id, lost));
  expect(said(await renewIn('staff'))).toBe('item-missing');
});

test('renew all: a result for each document, in the order they were lent, each on its own', async () => {
  for (const barcode of ['B', 'A', 'C']) {
    await network.item(barcode);
    network.at(network.now() + 60_000);
    await checkOutIn(network, 'self', { itemBarcode: barcode });
  }
  await network.work((work) => work.loans.extend(2, { dueAt: start + 40 * day, renewals: 2 }));
  const asked = { device: network.devices.lens, card: 'P1', transactionDate: 'all' };
  const all = await renewAll(network.ports)(asked);
  if (!all.granted) throw new Error(all.refusal);
  expect(all.value.results.map(({ barcode, outcome }) => [barcode, said(outcome)])).toEqual([
    ['I1', 'renewed'],
    ['B', 'renewal-limit-reached'],
    ['A', 'renewed'],
    ['C', 'renewed'],
  ]);
  expect(await renewAll(network.ports)(asked)).toEqual(all);
  expect(await journal(network, 'RENEWAL')).toHaveLength(3);
});

test('renew all of a reader without loans is an empty list; of nobody, a refusal', async () => {
  await network.patron('P2');
  const all = renewAll(network.ports);
  const asked = { device: network.devices.lens, transactionDate: 'x' };
  expect(await all({ ...asked, card: 'P2' })).toEqual({ granted: true, value: { results: [] } });
  expect(await all({ ...asked, card: 'NOBODY' })).toMatchObject({ refusal: 'patron-unknown' });
  expect(await all({ ...asked, card: 'P2', pin: '0000' })).toMatchObject({ refusal: 'pin-wrong' });
});
