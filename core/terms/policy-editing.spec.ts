import { smallNetwork, type SmallNetwork } from '../circulation/small-network.fixture.ts';
import type { NewPolicy } from '../ports/terms.ts';
import type { TermsDesk } from './desk.ts';
import { termsDesk } from './terms.ts';

let network: SmallNetwork;
let desk: TermsDesk;
let adult: number;
const by = { login: 'coord', libraryId: null };
beforeEach(async () => {
  network = await smallNetwork();
  desk = termsDesk(network.ports);
  adult = (await desk.categories())[0]!.id;
});
afterEach(async () => {
  expect(await network.store.read.audit()).toEqual([]);
  await network.close();
});

// The network of the specs: 1 is the fallback, 2 is for DVDs.
const row = (changes: Partial<NewPolicy> = {}): NewPolicy => {
  const { id: _id, ...fallback } = desk.policies().find(({ id }) => id === 1)!;
  return { ...fallback, ...changes };
};
async function journal(type: 'POLICY_CHANGED'): Promise<unknown[]> {
  return (await network.store.read.eventsAfter(0, [type], 10)).map(({ actor, payload }) => [
    actor,
    payload['policy'],
    payload['change'],
    payload['loanDays'],
  ]);
}

test('a saved row decides at once, and the journal tells who saved it', async () => {
  const saved = await desk.addPolicy(by, row({ itemType: 'COMIC', loanDays: 14, hardDueDate: '2027-06-30' }));
  expect(saved).toMatchObject({ granted: true, value: { id: 3, loanDays: 14 } });
  expect(network.ports.directory.policies.match(adult, 'COMIC', 1)?.hardDueDate).toBe('2027-06-30');
  expect(await desk.replacePolicy(by, 3, row({ itemType: 'COMIC', loanDays: 10 }))).toMatchObject({ granted: true });
  expect(await network.store.read.policies()).toContainEqual({ id: 3, ...row({ itemType: 'COMIC', loanDays: 10 }) });
  expect(await desk.retirePolicy(by, 3)).toEqual({ granted: true, value: null });
  expect(network.ports.directory.policies.match(adult, 'COMIC', 1)?.id).toBe(1);
  expect(await journal('POLICY_CHANGED')).toEqual([
    ['user:coord', 3, 'added', 14],
    ['user:coord', 3, 'changed', 10],
    ['user:coord', 3, 'retired', 10],
  ]);
});

test('a row that ties with another is refused, and the other is named', async () => {
  expect(await desk.addPolicy(by, row({ itemType: 'DVD' }))).toEqual({
    granted: false,
    refusal: 'policy-tie',
    facts: { policy: 2, other: null, settledBy: null },
  });
  expect(await desk.addPolicy(by, row({ categoryId: adult }))).toMatchObject({
    refusal: 'policy-tie',
    facts: { policy: 2 },
  });
  expect(await network.store.read.policies()).toHaveLength(2);
});

test('with the row that settles it first, there is no tie; without it, there is one', async () => {
  expect(await desk.addPolicy(by, row({ categoryId: adult, itemType: 'DVD' }))).toMatchObject({ granted: true });
  expect(await desk.addPolicy(by, row({ categoryId: adult }))).toMatchObject({ granted: true });
  expect(await desk.retirePolicy(by, 3)).toEqual({
    granted: false,
    refusal: 'policy-tie',
    facts: { policy: 2, other: 4, settledBy: 3 },
  });
  expect(await desk.replacePolicy(by, 3, row({ categoryId: adult, itemType: 'GAME' }))).toMatchObject({
    refusal: 'policy-tie',
  });
});

test('there is one fallback: it is neither doubled, nor narrowed, nor taken away', async () => {
  const kept = { granted: false, refusal: 'policy-fallback' };
  expect(await desk.addPolicy(by, row())).toEqual({ ...kept, facts: { policy: 1, fallbacks: 2 } });
  expect(await desk.retirePolicy(by, 1)).toEqual({ ...kept, facts: { policy: 1, fallbacks: 0 } });
  expect(await desk.replacePolicy(by, 1, row({ itemType: 'COMIC' }))).toEqual({
    ...kept,
    facts: { policy: 1, fallbacks: 0 },
  });
  expect(await desk.replacePolicy(by, 1, row({ loanDays: 28 }))).toMatchObject({ granted: true });
});

test('two who save at once do not make a tie together', async () => {
  const saves = await Promise.all([
    desk.addPolicy(by, row({ itemType: 'GAME' })),
    desk.addPolicy(by, row({ itemType: 'GAME' })),
  ]);
  expect(saves.map(({ granted }) => granted).toSorted()).toEqual([false, true]);
});

test('a row nobody knows is not changed', async () => {
  const unknown = { granted: false, refusal: 'policy-unknown', facts: { policy: 62 } };
  expect(await desk.replacePolicy(by, 62, row())).toEqual(unknown);
  expect(await desk.retirePolicy(by, 62)).toEqual(unknown);
});

test.each<[string, Partial<NewPolicy>]>([
  ['loanDays', { loanDays: 0 }],
  ['renewals', { renewals: -1 }],
  ['renewDays', { renewDays: 1.5 }],
  ['maxPerType', { maxPerType: -1 }],
  ['maxTotal', { maxTotal: Number.NaN }],
  ['holdsMax', { holdsMax: 1e9 }],
  ['hardDueDate', { hardDueDate: '2027-02-30' }],
  ['graceOpenDays', { graceOpenDays: -1 }],
  ['suspensionPerLateDay', { suspensionPerLateDay: 1000 }],
  ['feeSchedule', { feeSchedule: 'tarif-2027' }],
])('a wrong %s is refused by its name', async (term, changes) => {
  expect(await desk.addPolicy(by, row({ itemType: 'COMIC', ...changes }))).toEqual({
    granted: false,
    refusal: 'policy-invalid',
    facts: { term },
  });
});

test('past loans still name a row taken out of use', async () => {
  await network.item('I1', { type: 'COMIC' });
  await network.patron('P1');
  await desk.addPolicy(by, row({ itemType: 'COMIC' }));
  const lent = await network.checkOut({
    device: network.devices.lens,
    card: 'P1',
    itemBarcode: 'I1',
    renewalAllowed: false,
    transactionDate: 't1',
  });
  expect(lent).toMatchObject({ granted: true, value: { loan: { policyId: 3 } } });
  expect(await desk.retirePolicy(by, 3)).toMatchObject({ granted: true });
});

test('a library that lends by its own row is shown, with what it changes', async () => {
  const { avion } = network.libraries;
  await desk.addPolicy(by, row({ libraryId: avion, itemType: 'DVD', loanDays: 3, maxPerType: 1, selfCheck: false }));
  expect(desk.divergences()).toEqual([
    {
      policy: expect.objectContaining({ id: 3, libraryId: avion }) as unknown,
      otherwise: expect.objectContaining({ id: 2 }) as unknown,
      differences: [{ term: 'loanDays', here: 3, otherwise: 7 }],
    },
  ]);
});
