import { day, smallNetwork, start, type SmallNetwork } from '../circulation/small-network.fixture.ts';
import type { Explanation, TermsDesk } from './desk.ts';
import { termsDesk } from './terms.ts';

let network: SmallNetwork;
let desk: TermsDesk;
let before: string;
beforeEach(async () => {
  network = await smallNetwork();
  desk = termsDesk(network.ports);
  await network.patron('P1');
});
afterEach(async () => {
  // The clock of the test is days behind that of the database: a notice looks late.
  const breaches = (await network.store.read.audit()).filter(({ invariant }) => invariant !== 'outbox-followed');
  expect(breaches).toEqual([]);
  await network.close();
});

async function everything(): Promise<string> {
  const { read } = network.store;
  const account = await read.patronAccount(1, network.now());
  return JSON.stringify([await read.counts(), await read.lastEventSeq(), await read.item('I1'), account]);
}
async function explained(at?: number): Promise<Explanation> {
  before = await everything();
  const asked = { card: 'P1', itemBarcode: 'I1', libraryId: network.libraries.lens, login: 'agent', at };
  const outcome = await desk.explain(asked);
  expect(await everything()).toBe(before);
  if (!outcome.granted) throw new Error(outcome.refusal);
  return outcome.value;
}
async function lend(itemBarcode: string, card = 'P1'): Promise<void> {
  const outcome = await network.checkOut({
    device: network.devices.lens,
    card,
    itemBarcode,
    renewalAllowed: false,
    transactionDate: `${card} ${itemBarcode}`,
  });
  if (!outcome.granted) throw new Error(outcome.refusal);
}
const reasons = ({ reasons: all }: Explanation) => all.map(({ reason }) => reason);

test('what would go out: the row that decides, those it overrules, and until when', async () => {
  await network.item('I1', { type: 'DVD' });
  const told = await explained();
  expect([told.decided?.id, told.overruled.map(({ id }) => id)]).toEqual([2, [1]]);
  expect(told.due).toMatchObject({ granted: true, value: { days: 7, rolled: { wanted: '2026-11-25', skipped: [] } } });
  expect(told.staff).toMatchObject({ granted: true, value: { loan: { dueAt: Date.UTC(2026, 10, 25, 22, 59, 59) } } });
  expect(told.selfCheck).toEqual({ granted: false, refusal: 'self-check-not-allowed', facts: { policy: 2 } });
  expect(told.reasons).toEqual([
    { reason: 'self-check-not-allowed', facts: { policy: 2 }, staff: 'accept', selfCheck: 'refuse' },
  ]);
});

test('a refusal names the row, its limit, and the facts it was found on', async () => {
  await network.item('I1', { type: 'DVD' });
  await network.item('I2', { type: 'DVD' });
  const dvd = desk.policies().find(({ itemType }) => itemType === 'DVD')!;
  await desk.replacePolicy({ login: 'coord', libraryId: null }, dvd.id, { ...dvd, selfCheck: true });
  await lend('I2');
  const told = await explained();
  const limit = { policy: 2, limit: 1, itemType: 'DVD' };
  expect(told.selfCheck).toEqual({ granted: false, refusal: 'loan-limit-of-type-reached', facts: limit });
  expect(told.staff).toMatchObject({ refusal: 'loan-limit-of-type-reached', facts: limit });
  expect(told.reasons).toEqual([
    { reason: 'loan-limit-of-type-reached', facts: limit, staff: 'override', selfCheck: 'refuse' },
  ]);
  expect(told.facts).toEqual({
    category: 'ADULTE',
    itemType: 'DVD',
    itemStatus: 'AVAILABLE',
    loanable: true,
    loans: 1,
    loansOfType: 1,
    overdue: 0,
    holds: 0,
    othersWaiting: 0,
    blocks: [],
    expiresAt: start + 300 * day,
  });
});

test('every reason is told, not only the first, and each with its facts', async () => {
  const other = await network.patron('P2');
  const { recordId } = await network.item('I1', { type: 'REFERENCE', status: 'MISSING', loanable: false });
  await network.hold(other, recordId);
  network.at(start + 400 * day);
  const told = await explained();
  expect(reasons(told)).toEqual(['patron-expired', 'item-not-loanable', 'item-missing']);
  expect(told.facts).toMatchObject({ blocks: ['EXPIRED'], othersWaiting: 1, itemStatus: 'MISSING', loanable: false });
  expect(told.selfCheck).toMatchObject({ refusal: 'patron-expired' });
});

test('what the reader has already, what another has, a library that is not in service', async () => {
  await network.item('I1');
  await lend('I1');
  network.at(start + day);
  expect(reasons(await explained())).toContain('item-already-on-loan-to-patron');
  await network.patron('P2');
  const asked = { card: 'P2', itemBarcode: 'I1', libraryId: network.libraries.lens, login: 'agent' };
  const outcome = await desk.explain(asked);
  expect(outcome).toMatchObject({
    granted: true,
    value: { reasons: [{ reason: 'item-on-loan-to-another', staff: 'warn', selfCheck: 'refuse' }] },
  });
});

test('the answer of the use case is always among the reasons told', async () => {
  const other = await network.patron('P2');
  for (const status of ['WITHDRAWN', 'ON_ORDER', 'IN_PROCESSING', 'AT_ILL_PARTNER', 'LOST', 'MISSING'] as const) {
    await network.item(status, { status });
  }
  const { recordId } = await network.item('I1');
  await network.hold(other, recordId);
  await network.checkIn({ device: network.devices.lens, itemBarcode: 'I1', returnedAt: start, transactionDate: 'x' });
  for (const itemBarcode of ['I1', 'WITHDRAWN', 'ON_ORDER', 'IN_PROCESSING', 'AT_ILL_PARTNER', 'LOST', 'MISSING']) {
    const asked = { card: 'P1', itemBarcode, libraryId: network.libraries.lens, login: 'agent' };
    const outcome = await desk.explain(asked);
    if (!outcome.granted) throw new Error(outcome.refusal);
    const { staff, selfCheck } = outcome.value;
    expect(selfCheck.granted).toBe(false);
    for (const [answer, column] of [
      [staff, 'staff'],
      [selfCheck, 'selfCheck'],
    ] as const) {
      const against = outcome.value.reasons.filter((one) => one[column] === 'refuse' || one[column] === 'override');
      expect(against.map(({ reason }) => reason)).toEqual(
        answer.granted ? [] : expect.arrayContaining([answer.refusal]),
      );
    }
  }
});

test('the due date is explained by each day it was pushed over, and by the end of the membership', async () => {
  await network.item('I1');
  const wednesday = [{ from: '14:00', to: '18:00' }];
  const exceptions = [
    { date: '2026-12-09', until: null, weekday: null, yearly: false, hours: [], reason: 'Inventaire' },
  ];
  const weekly = [[], [], wednesday, [], [], [], []];
  const { lens } = network.libraries;
  await desk.setCalendar({ login: 'coord', libraryId: null }, { libraryId: lens, weekly, exceptions });
  const told = await explained();
  expect(told.due).toMatchObject({
    granted: true,
    value: { membershipEnd: null, rolled: { wanted: '2026-12-09', end: { date: '2026-12-16' } } },
  });
  const skipped = told.due?.granted ? told.due.value.rolled.skipped : [];
  expect(skipped[0]).toEqual({ date: '2026-12-09', because: 'exception', reason: 'Inventaire' });
  expect(skipped).toHaveLength(7);

  await network.patron('P3', { expiresAt: start - 20 * day });
  const asked = { card: 'P3', itemBarcode: 'I1', libraryId: lens, login: 'agent' };
  expect(await desk.explain(asked)).toMatchObject({
    granted: true,
    value: {
      due: { value: { dueAt: start + 10 * day, membershipEnd: start + 10 * day } },
      reasons: [{ reason: 'patron-expired' }],
    },
  });
});

test('unknown readers and documents are refused as such', async () => {
  const asked = { card: 'P1', itemBarcode: 'I1', libraryId: network.libraries.lens, login: 'agent' };
  expect(await desk.explain(asked)).toMatchObject({ refusal: 'item-unknown' });
  await network.item('I1');
  expect(await desk.explain({ ...asked, card: 'NOBODY' })).toMatchObject({ refusal: 'patron-unknown' });
});

test('a simulated check-out or renewal answers as the true one, and nothing stays', async () => {
  await network.item('I1');
  const asked = { card: 'P1', itemBarcode: 'I1', libraryId: network.libraries.lens } as const;
  const atDesk = { as: { kind: 'STAFF', login: 'agent' } } as const;
  before = await everything();
  const simulated = await desk.simulate({ operation: 'check-out', ...asked, ...atDesk });
  expect(await everything()).toBe(before);
  expect(await desk.simulate({ operation: 'renew', ...asked, ...atDesk })).toMatchObject({
    refusal: 'item-not-on-loan',
  });
  await lend('I1');
  const account = await network.store.read.patronAccount(1, network.now());
  expect(simulated).toMatchObject({ granted: true, value: { loan: { dueAt: account.loans[0]!.loan.dueAt } } });

  before = await everything();
  const renewal = { operation: 'renew', ...asked, as: { kind: 'SELFCHECK' }, at: start + 10 * day } as const;
  expect(await desk.simulate(renewal)).toMatchObject({
    granted: true,
    value: { renewed: true, loan: { renewals: 1, dueAt: Date.UTC(2026, 11, 19, 22, 59, 59) } },
  });
  expect(await everything()).toBe(before);
});
