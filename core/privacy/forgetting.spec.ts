import { namedReplies } from '../access/replies.ts';
import { day, smallNetwork, start, type SmallNetwork } from '../circulation/small-network.fixture.ts';
import { offlineDesk } from '../offline/offline.ts';
import { erase } from '../patrons/erasure.ts';
import { defaultPatronSettings } from '../patrons/settings.ts';
import { forgetInTime } from './forgetting.ts';

let network: SmallNetwork;
let reader: number;
beforeEach(async () => {
  network = await smallNetwork();
  reader = await network.patron('CARD1');
  await network.patron('CARD2');
  for (const barcode of ['I1', 'I2']) await network.item(barcode);
});
afterEach(async () => {
  expect((await network.store.read.audit()).map(({ invariant }) => invariant)).toEqual([]);
  await network.close();
});

const kiosk = () => network.devices.lens;
async function borrowAndReturn(card: string, itemBarcode: string): Promise<void> {
  const asked = { device: kiosk(), itemBarcode, transactionDate: `${card} ${itemBarcode}` };
  expect(await network.checkOut({ ...asked, card, renewalAllowed: false })).toMatchObject({ granted: true });
  expect(await network.checkIn({ ...asked, returnedAt: network.now() })).toMatchObject({ granted: true });
}
/** The answer kept for a request, by its business key. */
const kept = (key: string) => network.work((work) => work.answers.find(key));
const keysOf = (card: string, item: string) => {
  const { id } = kiosk();
  return [`${card} ${item}|check-out|${id}|${item}|${card}`, `${card} ${item}|check-in|${id}|${item}|`] as const;
};
async function answersOf(card: string, item: string): Promise<boolean[]> {
  return Promise.all(keysOf(card, item).map(async (key) => (await kept(key)) !== null));
}
const by = { login: 'coord', libraryId: null };
const eraseReader = () => erase({ ...network.ports, readers: defaultPatronSettings })(reader, by);

const offline = () => offlineDesk(network.ports);
async function unknownCard(batchKey: string, card: string): Promise<void> {
  const place = { device: 'kiosk-lens' };
  const fact = {
    key: 'k1',
    kind: 'check-out',
    place,
    at: network.now(),
    card,
    itemBarcode: 'NONE',
    dueAt: null,
  } as const;
  await offline().replay({ batchKey, clockOffsets: {}, facts: [fact], by: { login: 'agent', libraryId: null } });
}
const cardOf = async (batchKey: string) => {
  const report = await offline().report(batchKey);
  return report.granted ? report.value.lines[0]!.card : report.refusal;
};

test('an answer kept for a repeated request is forgotten after a day, card and all', async () => {
  await borrowAndReturn('CARD1', 'I1');
  network.at(start + day - 1);
  await borrowAndReturn('CARD2', 'I2');
  expect(await forgetInTime(network.ports)).toMatchObject({ answers: 0 });
  network.at(start + day + 1);
  expect(await forgetInTime(network.ports)).toMatchObject({ answers: 2 });
  expect([await answersOf('CARD1', 'I1'), await answersOf('CARD2', 'I2')]).toEqual([
    [false, false],
    [true, true],
  ]);
});

test('the erasure of a reader takes the answers that name him along, and nobody else’s', async () => {
  await borrowAndReturn('CARD1', 'I1');
  await borrowAndReturn('CARD2', 'I2');
  expect(await eraseReader()).toMatchObject({ granted: true });
  expect([await answersOf('CARD1', 'I1'), await answersOf('CARD2', 'I2')]).toEqual([
    [false, false],
    [true, true],
  ]);
});

test('a reply of the admin API that names the card of an erased reader goes with him', async () => {
  const replies = namedReplies({ store: network.store, clock: network.ports.clock });
  for (const card of ['CARD1', 'CARD2']) {
    await replies.begin(`api|agent|${card}`, 'print');
    const reply = { kind: 'answer', body: { patron: { card, firstName: 'Jeanne', lastName: 'Lemaire' } } };
    await replies.end(`api|agent|${card}`, 'print', JSON.stringify(reply));
  }
  expect(await eraseReader()).toMatchObject({ granted: true });
  expect([await kept('api|agent|CARD1'), await kept('api|agent|CARD2')]).toEqual([null, expect.any(String)]);
});

test('an off-line exception nobody resolves loses its card after sixty days, and stays to be resolved', async () => {
  await unknownCard('old', 'SOMEBODY');
  network.at(start + 59 * day);
  await unknownCard('new', 'SOMEBODY');
  expect(await forgetInTime(network.ports)).toMatchObject({ offlineCards: 0 });
  network.at(start + 60 * day + 1);
  expect(await forgetInTime(network.ports)).toMatchObject({ offlineCards: 1 });
  expect([await cardOf('old'), await cardOf('new')]).toEqual([null, 'SOMEBODY']);
  const open = { libraryId: null, kind: null, state: 'open', offset: 0, limit: 10 } as const;
  expect(await offline().exceptions(open)).toMatchObject({ total: 2 });
  expect(await forgetInTime(network.ports)).toMatchObject({ offlineCards: 0 });
});

test('the card of an off-line exception goes with its reader', async () => {
  await unknownCard('mine', 'card1');
  expect(await cardOf('mine')).toBe('card1');
  expect(await eraseReader()).toMatchObject({ granted: true });
  expect(await cardOf('mine')).toBeNull();
});

test('a batch that broke off and was never sent again loses its cards too', async () => {
  const line = {
    batchId: 0,
    position: 0,
    lineKey: 'k1',
    kind: 'check-out',
    libraryId: network.libraries.lens,
    deviceId: null,
    login: 'agent',
    reportedAt: start,
    at: start,
    barcode: 'I1',
    itemId: null,
    itemSince: null,
    card: 'CARD1',
    dueAt: null,
  } as const;
  const opening = { batchKey: 'broken', digest: 'd'.repeat(64), receivedAt: start, receivedBy: 'agent', lines: 1 };
  await network.work(async (work) => {
    const batchId = (await work.offline.open(opening))!;
    await work.offline.insertLines([{ ...line, batchId }]);
  });
  network.at(start + 60 * day + 1);
  expect(await forgetInTime(network.ports)).toMatchObject({ offlineCards: 1 });
  expect(await cardOf('broken')).toBeNull();
});
