import { start } from '../circulation/small-network.fixture.ts';
import { holdsNetwork, type HoldsNetwork } from './holds-network.fixture.ts';
import { followMerge } from './merge-records.ts';

let at: HoldsNetwork;
let from: number;
let into: number;
beforeEach(async () => {
  at = await holdsNetwork();
  into = (await at.network.store.read.item('I1'))!.item.recordId;
  from = (await at.network.item('I2')).recordId;
});
afterEach(async () => {
  expect(await at.network.store.read.audit()).toEqual([]);
  await at.close();
});

const merge = () =>
  at.network.work((work) =>
    followMerge(at.ports, work, { fromRecordId: from, intoRecordId: into, at: start + 9, actor: 'user:spec' }),
  );
async function placedAt(moment: number, card: string, barcode: string, pickupLibraryId = at.network.libraries.lens) {
  at.network.at(start + moment);
  return at.placed(card, barcode, { pickupLibraryId });
}
const queue = async () => (await at.network.work((work) => work.holds.queue(into))).map(({ id }) => id);

test('the two queues become one, first come first served', async () => {
  const third = await placedAt(3, 'P1', 'I1');
  const second = await placedAt(2, 'P2', 'I2');
  const first = await placedAt(1, 'P3', 'I1');
  expect(await merge()).toEqual({ moved: 1, collapsed: 0 });
  expect(await queue()).toEqual([first, second, third]);
  expect((await at.network.store.read.item('I2'))!.item.recordId).toBe(into);
});

test('two holds of one reader become one, as of the earlier date', async () => {
  const earlier = await placedAt(1, 'P1', 'I2');
  const other = await placedAt(2, 'P2', 'I1');
  const later = await placedAt(3, 'P1', 'I1');
  expect(await merge()).toEqual({ moved: 1, collapsed: 1 });
  expect(await queue()).toEqual([earlier, other]);
  expect((await at.network.store.read.holds.sheet(later))!).toMatchObject({
    hold: { status: 'CANCELLED' },
    cancelReason: 'merged',
  });
});

test('the one further along is kept, with the better rank of both', async () => {
  const earlier = await placedAt(1, 'P1', 'I1');
  const other = await placedAt(2, 'P2', 'I1');
  const shelved = await placedAt(3, 'P1', 'I2');
  await at.scan('I2', 'lens');
  await merge();
  expect(await queue()).toEqual([shelved, other]);
  expect([await at.hold(earlier), await at.hold(shelved)]).toEqual(['CANCELLED', 'ON_SHELF I2']);
});

test('when both have a document, the one given up goes to the next reader of either queue', async () => {
  const { lievin, avion } = at.network.libraries;
  await placedAt(1, 'P1', 'I1');
  await at.scan('I1', 'lens');
  const given = await placedAt(2, 'P1', 'I2', lievin);
  await at.scan('I2', 'lens');
  const next = await placedAt(3, 'P2', 'I1', avion);
  await merge();
  expect([await at.hold(given), await at.hold(next)]).toEqual(['CANCELLED', 'IN_TRANSIT I2']);
  expect((await at.network.store.read.item('I2'))!.transit).toMatchObject({ toLibraryId: avion, holdId: next });
});
