import type { CheckOutRequest } from '../library.ts';
import { breaches } from './loans.fixture.ts';
import { day, smallNetwork, start, type SmallNetwork } from './small-network.fixture.ts';

let network: SmallNetwork;
beforeEach(async () => {
  network = await smallNetwork();
  await network.item('I1');
  await network.patron('P1');
});
afterEach(() => network.close());

let transaction = 0;
function request(more: Partial<CheckOutRequest> = {}): CheckOutRequest {
  transaction += 1;
  return {
    device: network.devices.lens,
    card: 'P1',
    itemBarcode: 'I1',
    renewalAllowed: false,
    transactionDate: `t${transaction}`,
    ...more,
  };
}
async function refusal(more: Partial<CheckOutRequest> = {}): Promise<string> {
  const outcome = await network.checkOut(request(more));
  return outcome.granted ? 'granted' : outcome.refusal;
}
async function statusOf(barcode: string): Promise<string | undefined> {
  return (await network.store.read.item(barcode))?.item.status;
}

test('ok: the loan is open, the item on loan and here, due at the end of the twenty-first day', async () => {
  const outcome = await network.checkOut(request());
  expect(outcome).toMatchObject({
    granted: true,
    value: {
      title: 'Germinal',
      renewed: false,
      loan: { at: start, dueAt: Date.UTC(2026, 11, 9, 22, 59, 59), source: 'SELF' },
    },
  });
  expect(await statusOf('I1')).toBe('ON_LOAN');
  expect(await breaches(network)).toEqual([]);
});

test('row 0: the same request again is the same loan, with the due date first given', async () => {
  const asked = request();
  const first = await network.checkOut(asked);
  network.at(start + 3 * day);
  expect(await network.checkOut(asked)).toMatchObject({
    granted: true,
    value: { loan: first.granted && first.value.loan },
  });
  expect((await network.store.read.counts()).openLoans).toBe(1);
});

test('row 0: a terminal whose clock stands still is not told of a loan that ended', async () => {
  const asked = request();
  const first = await network.checkOut(asked);
  network.at(start + day);
  await network.checkIn({
    device: network.devices.lens,
    itemBarcode: 'I1',
    returnedAt: network.now(),
    transactionDate: 'x',
  });
  const second = await network.checkOut(asked);
  expect(first.granted && second.granted && second.value.loan.id !== first.value.loan.id).toBe(true);
  expect(await statusOf('I1')).toBe('ON_LOAN');
});

test('row 1: an unknown item is refused', async () => {
  expect(await refusal({ itemBarcode: 'NOBODY' })).toBe('item-unknown');
});

test('row 2: unknown card, replaced card, wrong code', async () => {
  const id = await network.patron('P2');
  await network.work((work) => work.patrons.retireCard(id, 'OLD', start));
  expect(await refusal({ card: 'NOBODY' })).toBe('patron-unknown');
  expect(await refusal({ card: 'OLD' })).toBe('card-replaced');
  expect(await refusal({ pin: '0000' })).toBe('pin-wrong');
  expect(await refusal({ pin: '' })).toBe('pin-wrong');
  expect(await refusal({ pin: '1234' })).toBe('granted');
});

test('row 2: five distinct wrong codes lock the card, the same one repeated does not', async () => {
  for (let n = 0; n < 20; n += 1) expect(await refusal({ pin: '0000' })).toBe('pin-wrong');
  for (const pin of ['0001', '0002', '0003']) expect(await refusal({ pin })).toBe('pin-wrong');
  expect(await refusal({ pin: '0004' })).toBe('pin-locked');
  expect(await refusal({ pin: '1234' })).toBe('pin-locked');
  network.at(start + 31 * 60_000);
  expect(await refusal({ pin: '1234' })).toBe('granted');
});

test('row 3: expired or blocked readers are refused, with what decided', async () => {
  await network.patron('EXPIRED', { expiresAt: start });
  const blocked = await network.patron('BLOCKED');
  const block = { kind: 'MANUAL', since: start - day, until: null, note: '', author: 'user:admin' } as const;
  const stops = { stopsCheckOut: true, stopsHold: false, stopsRenewal: false };
  await network.work((work) => work.patrons.insertBlocks([{ patronId: blocked, ...block, ...stops }]));
  expect(await refusal({ card: 'EXPIRED' })).toBe('patron-expired');
  expect(await network.checkOut(request({ card: 'BLOCKED' }))).toEqual({
    granted: false,
    refusal: 'patron-blocked',
    facts: { block: 'MANUAL', since: start - day },
  });
});

test.each([
  ['WITHDRAWN', 'item-withdrawn'],
  ['IN_PROCESSING', 'item-in-processing'],
  ['ON_ORDER', 'item-in-processing'],
  ['LOST', 'item-missing'],
  ['MISSING', 'item-missing'],
  ['AT_ILL_PARTNER', 'item-at-partner'],
  ['RESHELVE', 'granted'],
] as const)('rows 4 and 9: an item %s is %s', async (status, expected) => {
  await network.item('I2', { status });
  expect(await refusal({ itemBarcode: 'I2' })).toBe(expected);
});

test('row 4: reference works and items not for loan stay', async () => {
  await network.item('I2', { loanable: false });
  await network.item('I3', { type: 'REFERENCE' });
  expect(await refusal({ itemBarcode: 'I2' })).toBe('item-not-loanable');
  expect(await refusal({ itemBarcode: 'I3' })).toBe('item-not-loanable');
});

test('row 5: on loan to the same reader: renewed when the terminal may, refused else, the same loan within a minute', async () => {
  await network.checkOut(request());
  network.at(start + 30_000);
  expect(await network.checkOut(request())).toMatchObject({
    granted: true,
    value: { renewed: false, loan: { renewals: 0 } },
  });
  network.at(start + 2 * day);
  expect(await refusal({ renewalAllowed: false })).toBe('item-already-on-loan-to-patron');
  expect(await network.checkOut(request({ renewalAllowed: true }))).toMatchObject({
    granted: true,
    value: { renewed: true, loan: { renewals: 1, dueAt: Date.UTC(2026, 11, 11, 22, 59, 59) } },
  });
});

test('row 6: on loan to somebody else', async () => {
  await network.checkOut(request());
  await network.patron('P2');
  expect(await refusal({ card: 'P2' })).toBe('item-on-loan-to-another');
});

test('row 7: on the hold shelf, only the reader it waits for may take it, and his hold is fulfilled', async () => {
  const waiting = await network.patron('P2');
  const { recordId } = await network.item('I2');
  await network.hold(waiting, recordId);
  await network.checkIn({ device: network.devices.lens, itemBarcode: 'I2', returnedAt: start, transactionDate: 'x' });
  expect(await statusOf('I2')).toBe('ON_HOLD_SHELF');
  expect(await refusal({ itemBarcode: 'I2' })).toBe('item-on-hold-for-another');
  expect(await refusal({ itemBarcode: 'I2', card: 'P2' })).toBe('granted');
  expect((await network.store.read.patronAccount(waiting, start)).holds).toEqual([]);
  expect(await breaches(network)).toEqual([]);
});

test('row 8: a hold that trapped nothing does not stop a reader who stands there with the book', async () => {
  const waiting = await network.patron('P2');
  const { recordId } = await network.item('I2');
  await network.hold(waiting, recordId);
  expect(await refusal({ itemBarcode: 'I2' })).toBe('granted');
  expect((await network.store.read.patronAccount(waiting, start)).holds).toHaveLength(1);
});

test('row 10: a document on its way home may be lent, and its transit ends; on its way to a reader it may not', async () => {
  await network.item('I2');
  await network.checkIn({ device: network.devices.avion, itemBarcode: 'I2', returnedAt: start, transactionDate: 'x' });
  expect(await statusOf('I2')).toBe('TRANSIT_HOME');
  expect(await refusal({ itemBarcode: 'I2', device: network.devices.avion })).toBe('granted');

  const waiting = await network.patron('P2');
  const { recordId } = await network.item('I3');
  await network.hold(waiting, recordId, { pickupLibraryId: network.libraries.lievin });
  await network.checkIn({ device: network.devices.lens, itemBarcode: 'I3', returnedAt: start, transactionDate: 'x' });
  expect(await statusOf('I3')).toBe('TRANSIT_HOLD');
  expect(await refusal({ itemBarcode: 'I3' })).toBe('item-on-hold-for-another');
  expect(await refusal({ itemBarcode: 'I3', card: 'P2' })).toBe('granted');
  expect(await network.store.read.counts()).toMatchObject({ openTransits: 0, liveHolds: 0, openLoans: 2 });
  expect(await breaches(network)).toEqual([]);
});

test('row 12: the limits of the policy row, in all and per type, and the row is named', async () => {
  for (let n = 2; n <= 6; n += 1) {
    await network.item(`B${n}`);
    expect(await refusal({ itemBarcode: `B${n}` })).toBe('granted');
  }
  const outcome = await network.checkOut(request());
  expect(outcome).toMatchObject({ granted: false, refusal: 'loan-limit-reached', facts: { limit: 5 } });
});

test('a policy row may keep a kind of document from self-check', async () => {
  await network.item('D1', { type: 'DVD' });
  expect(await refusal({ itemBarcode: 'D1' })).toBe('self-check-not-allowed');
});

test('off-line: a loan that happened is recorded at its own time, whatever the rules say', async () => {
  await network.patron('EXPIRED', { expiresAt: start - day });
  await network.item('I2', { loanable: false });
  const at = start - 3 * 3_600_000;
  const outcome = await network.checkOut(
    request({ card: 'EXPIRED', itemBarcode: 'I2', offline: { at, dueAt: start + 10 * day } }),
  );
  expect(outcome).toMatchObject({ granted: true, value: { loan: { at, dueAt: start + 10 * day, source: 'OFFLINE' } } });
  expect(await breaches(network)).toEqual([]);
});

test('off-line: a later loan to somebody else is an implicit return; an earlier one is not believed', async () => {
  await network.checkOut(request());
  await network.patron('P2');
  network.at(start + 5 * day);
  expect(await refusal({ card: 'P2', offline: { at: start - day, dueAt: null } })).toBe('item-on-loan-to-another');
  expect(await refusal({ card: 'P2', offline: { at: start + day, dueAt: null } })).toBe('granted');
  expect((await network.store.read.counts()).openLoans).toBe(1);
  expect(await breaches(network)).toEqual([]);
});

test('a refusal leaves no trace', async () => {
  const before = await network.store.read.lastEventSeq();
  expect(await refusal({ card: 'NOBODY' })).toBe('patron-unknown');
  expect(await network.store.read.lastEventSeq()).toBe(before);
});
