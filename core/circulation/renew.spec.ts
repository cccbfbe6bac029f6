import type { RenewRequest } from '../library.ts';
import { day, smallNetwork, start, type SmallNetwork } from './small-network.fixture.ts';

let network: SmallNetwork;
let recordId: number;
beforeEach(async () => {
  network = await smallNetwork();
  ({ recordId } = await network.item('I1'));
  await network.patron('P1');
  const lent = {
    device: network.devices.lens,
    card: 'P1',
    itemBarcode: 'I1',
    renewalAllowed: false,
    transactionDate: 'l',
  };
  await network.checkOut(lent);
  network.at(start + 10 * day);
});
afterEach(() => network.close());

let transaction = 0;
function request(more: Partial<RenewRequest> = {}): RenewRequest {
  transaction += 1;
  return { device: network.devices.lens, card: 'P1', itemBarcode: 'I1', transactionDate: `t${transaction}`, ...more };
}
async function refusal(more: Partial<RenewRequest> = {}): Promise<string> {
  const outcome = await network.renew(request(more));
  return outcome.granted ? 'granted' : outcome.refusal;
}

test('gives renewDays from today, and says so twice to the same request', async () => {
  const asked = request();
  const due = Date.UTC(2026, 11, 19, 22, 59, 59);
  expect(await network.renew(asked)).toMatchObject({ granted: true, value: { loan: { renewals: 1, dueAt: due } } });
  expect(await network.renew(asked)).toMatchObject({ granted: true, value: { loan: { renewals: 1, dueAt: due } } });
});

test('never shortens a loan', async () => {
  await network.work((work) => work.loans.extend(1, { dueAt: start + 90 * day, renewals: 0 }));
  expect(await network.renew(request())).toMatchObject({ granted: true, value: { loan: { dueAt: start + 90 * day } } });
});

test('stops at the number of renewals of the policy row', async () => {
  expect(await refusal()).toBe('granted');
  expect(await refusal()).toBe('granted');
  expect(await refusal()).toBe('renewal-limit-reached');
});

test('refuses what is not lent, or lent to somebody else', async () => {
  await network.item('I2');
  await network.patron('P2');
  expect(await refusal({ itemBarcode: 'I2' })).toBe('item-not-on-loan');
  expect(await refusal({ card: 'P2' })).toBe('item-not-on-loan-to-patron');
});

test('is refused when more readers wait than there are copies on the shelves', async () => {
  await network.hold(await network.patron('P2'), recordId);
  expect(await refusal()).toBe('renewal-wanted-by-others');
});

test('is granted when a copy on the shelf can serve who waits', async () => {
  await network.hold(await network.patron('P2'), recordId);
  await network.item('I2', { recordId });
  await network.item('I3', { recordId });
  expect(await refusal()).toBe('granted');
});
