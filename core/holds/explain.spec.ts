import { day, start } from '../circulation/small-network.fixture.ts';
import { holdsNetwork, type HoldsNetwork } from './holds-network.fixture.ts';

let at: HoldsNetwork;
let lens: number;
let lievin: number;
let avion: number;
let recordId: number;
beforeEach(async () => {
  at = await holdsNetwork();
  ({ lens, lievin, avion } = at.network.libraries);
  ({ recordId } = (await at.network.store.read.item('I1'))!.item);
});
afterEach(async () => {
  expect(await at.network.store.read.audit()).toEqual([]);
  await at.close();
});
const actor = 'user:spec';

/** Why a hold waits, and what each copy is to it: `I1 on-loan`. */
async function explained(holdId: number): Promise<{ ahead: number; obstacles: readonly string[]; copies: string[] }> {
  const outcome = await at.desk.explain(holdId);
  if (!outcome.granted) throw new Error(outcome.refusal);
  const { ahead, obstacles, copies } = outcome.value;
  return { ahead, obstacles, copies: copies.map(({ copy, verdict }) => `${copy.barcode} ${verdict}`) };
}

test('a rank is explained by those before, a wait by every copy of the record', async () => {
  await at.network.item('I2', { recordId, homeLibraryId: lievin, holdingLibraryId: lievin });
  await at.network.item('I3', { recordId, status: 'IN_PROCESSING' });
  await at.network.item('I4', { recordId, loanable: false });
  await at.lend('I2', 'P3', 'lievin');
  const first = await at.placed('P1', 'I1', { pickupLibraryId: avion });
  at.network.at(start + 1);
  const second = await at.placed('P2', 'I1');
  await at.sweep();
  const copies = (ofFirst: string) => [ofFirst, 'I2 on-loan', 'I3 not-on-shelf', 'I4 not-loanable'];
  expect(await explained(first)).toEqual({ ahead: 0, obstacles: [], copies: copies('I1 targeted') });
  expect(await explained(second)).toEqual({ ahead: 1, obstacles: [], copies: copies('I1 fetched-for-another') });
  await at.scan('I1', 'lens');
  expect((await explained(first)).copies[0]).toBe('I1 bound');
  expect((await explained(second)).copies[0]).toBe('I1 kept-for-another');
});

test('a hold says what stops it besides the copies, and a copy that would do says so', async () => {
  const hold = await at.placed('P1', 'I1', { pickupLibraryId: lievin });
  await at.desk.suspend({ holdId: hold, until: start + day, actor });
  await at.change('lievin', { isPickup: false });
  expect(await explained(hold)).toEqual({
    ahead: 0,
    obstacles: ['suspended', 'pickup-closed'],
    copies: ['I1 would-do'],
  });
  await at.cancel(hold);
  expect((await explained(hold)).obstacles).toContain('ended');
  expect(await at.desk.explain(9_999)).toMatchObject({ refusal: 'hold-unknown' });
});

test('one copy asked for: the others are said not to be it; a leaving library lends no further than its desk', async () => {
  await at.network.item('I2', { recordId, homeLibraryId: lievin, holdingLibraryId: lievin });
  const one = await at.placed('P1', 'I1', { itemBarcode: 'I1', pickupLibraryId: avion });
  expect((await explained(one)).copies).toEqual(['I1 would-do', 'I2 another-copy-asked']);
  const any = await at.placed('P2', 'I1', { pickupLibraryId: avion });
  await at.change('lievin', { state: 'LEAVING' });
  expect((await explained(any)).copies).toEqual(['I1 would-do', 'I2 leaving-network']);
});

test('holds are found by words of their title, whatever the accents, the case and the article', async () => {
  await at.placed('P1', 'I1');
  const found = async (title: string): Promise<number> => {
    const outcome = await at.desk.find({ title, page: { offset: 0, limit: 9 } });
    return outcome.granted ? outcome.value.total : -1;
  };
  expect([await found('GÉRMIN'), await found('germinal zola'), await found('100%'), lens > 0]).toEqual([1, 0, 0, true]);
});
