import type { CheckedIn } from '../library.ts';
import { smallNetwork, type SmallNetwork } from '../circulation/small-network.fixture.ts';
import type { SortingDesk } from './desk.ts';
import { sortingDesk } from './sorting.ts';

let network: SmallNetwork;
let desk: SortingDesk<CheckedIn>;
const by = { login: 'coord', libraryId: null };
beforeEach(async () => {
  network = await smallNetwork();
  desk = sortingDesk(network.ports);
});
afterEach(() => network.close());

const bins = async (...rules: Parameters<SortingDesk<CheckedIn>['setBins']>[2]) =>
  expect(await desk.setBins(by, network.libraries.lens, rules)).toMatchObject({ granted: true });
function scan(itemBarcode: string, at: 'lens' | 'lievin' = 'lens') {
  const asked = { device: network.devices[at], itemBarcode, returnedAt: network.now(), transactionDate: itemBarcode };
  return network.checkIn(asked);
}
const bin = (sortBin: string | null) => ({ granted: true, value: { sortBin } });

test('a document at home goes to the bin of the list of the library where it was handed in', async () => {
  await network.item('I1');
  await network.item('I2', { location: 'Jeunesse' });
  await network.item('I3', { homeLibraryId: network.libraries.avion, holdingLibraryId: network.libraries.avion });
  await bins(
    { bin: '2', when: { routing: ['transit-home'], destination: ['AVION'] } },
    { bin: '3', when: { location: 'Jeunesse' } },
  );
  expect(await scan('I1')).toMatchObject(bin(null));
  expect(await scan('I2')).toMatchObject(bin('3'));
  expect(await scan('I3')).toMatchObject(bin('2'));
  expect(await scan('I2', 'lievin')).toMatchObject(bin(null));
});

test('a reserved document goes to the bin of holds', async () => {
  const { recordId } = await network.item('I1');
  await network.hold(await network.patron('P1'), recordId);
  await bins({ bin: '1', when: { hold: true } }, { bin: '4', when: {} });
  expect(await scan('I1')).toMatchObject({ value: { routing: 'hold-shelf', sortBin: '1' } });
});

test('the same scan again answers the same, by the list as it is then', async () => {
  await network.item('I1');
  await bins({ bin: '4', when: {} });
  expect(await scan('I1')).toMatchObject(bin('4'));
  await bins({ bin: '5', when: {} });
  expect(await scan('I1')).toMatchObject(bin('5'));
  expect(await network.store.read.eventsAfter(0, ['SCAN'], 10)).toHaveLength(1);
});

test('a saved list is told by the journal; a manager saves that of his library, of no other', async () => {
  await bins({ bin: '4', when: { itemType: ['CD'] } }, { bin: '4', when: {} });
  expect(await network.store.read.eventsAfter(0, ['SORT_BINS_CHANGED'], 10)).toMatchObject([
    { actor: 'user:coord', libraryId: network.libraries.lens, payload: { rules: 2, bins: '4' } },
  ]);
  const manager = { login: 'resp-lievin', libraryId: network.libraries.lievin };
  const { lens, lievin } = network.libraries;
  expect(await desk.setBins(manager, lens, [])).toMatchObject({ refusal: 'library-not-yours' });
  expect(await desk.setBins(manager, lievin, [])).toMatchObject({ granted: true });
  expect(await desk.setFloating(manager, [])).toMatchObject({ refusal: 'library-not-yours' });
});

test.each([{ destination: ['LENS', 'PARIS'] }, { homeLibrary: 'PARIS' }])(
  'a condition on a library out of the network is refused: %j',
  async (when) => {
    await bins({ bin: '4', when: {} });
    expect(await desk.setBins(by, network.libraries.lens, [{ bin: '1', when }])).toEqual({
      granted: false,
      refusal: 'library-unknown',
      facts: { library: 'PARIS' },
    });
    expect(desk.bins(network.libraries.lens)).toEqual([{ bin: '4', when: {} }]);
  },
);

test('a dry run says where a lent document would go, and closes no loan', async () => {
  await network.item('I1');
  await network.patron('P1');
  const asked = { device: network.devices.lens, card: 'P1', itemBarcode: 'I1', transactionDate: '1' };
  await network.checkOut({ ...asked, renewalAllowed: false });
  await bins({ bin: '4', when: { routing: ['shelf'] } });
  const before = await network.store.read.lastEventSeq();
  expect(await desk.dryRun(network.libraries.lens, 'I1')).toMatchObject({ value: { routing: 'shelf', sortBin: '4' } });
  expect(await desk.dryRun(network.libraries.lens, 'I9')).toMatchObject({ refusal: 'item-unknown' });
  expect((await network.store.read.item('I1'))?.loan).not.toBeNull();
  expect(await network.store.read.lastEventSeq()).toBe(before);
  expect(await network.store.read.audit()).toEqual([]);
});

test('a kind that floats between two libraries stays where it came back, and goes home once it floats no more', async () => {
  const { lens, lievin } = network.libraries;
  await network.item('I1', { type: 'CD' });
  const pairs = [lens, lievin, lens].map((libraryId) => ({ itemType: 'CD' as const, libraryId }));
  expect(await desk.setFloating(by, pairs)).toEqual({ granted: true, value: pairs.slice(0, 2) });
  expect(await desk.floating()).toEqual(pairs.slice(0, 2));
  expect(await desk.dryRun(lievin, 'I1')).toMatchObject({ value: { destination: { code: 'LIEVIN' } } });
  expect(await network.store.read.eventsAfter(0, ['FLOATING_CHANGED'], 10)).toMatchObject([
    { actor: 'user:coord', libraryId: null, payload: { rules: 2, itemTypes: 'CD' } },
  ]);
  await desk.setFloating(by, []);
  expect(await desk.dryRun(lievin, 'I1')).toMatchObject({ value: { routing: 'transit-home' } });
});
