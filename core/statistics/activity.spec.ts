import { setTimeout as delay } from 'node:timers/promises';
import type { ActivityRow } from '../ports/reading.ts';
import { smallNetwork, start, type SmallNetwork } from '../circulation/small-network.fixture.ts';
import { ActivityFeed } from './activity.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
let network: SmallNetwork;
let feed: ActivityFeed;
beforeEach(async () => {
  network = await smallNetwork();
  await network.item('I1');
  await network.patron('P1');
  feed = new ActivityFeed(
    { store: network.store, clock: { now: () => network.now() }, log: silent },
    { everyMilliseconds: 5 },
  );
});
afterEach(async () => {
  feed.stop();
  await network.close();
});

async function lendAndReturn(): Promise<void> {
  const at = { device: network.devices.lens, itemBarcode: 'I1' };
  await network.checkOut({ ...at, card: 'P1', renewalAllowed: false, transactionDate: 'a' });
  await network.checkIn({ ...at, device: network.devices.avion, returnedAt: start, transactionDate: 'b' });
}

test('tells each follower every movement after he came, once and in order, and never who', async () => {
  const heard: ActivityRow[] = [];
  const stop = feed.follow((row) => heard.push(row));
  await lendAndReturn();
  await delay(100);
  expect(heard.map((row) => [row.type, row.libraryCode, row.device, row.barcode, row.title, row.routing])).toEqual([
    ['LOAN', 'LENS', 'kiosk-lens', 'I1', 'Germinal', null],
    ['RETURN', 'AVION', 'kiosk-avion', 'I1', 'Germinal', 'transit-home:LENS'],
  ]);
  expect(JSON.stringify(heard)).not.toMatch(/P1|Lemaire/);
  stop();
});

test('today has the sums of the day, newest first', async () => {
  await lendAndReturn();
  const today = await feed.today(10);
  expect(today.totals).toEqual({ loans: 1, returns: 1, renewals: 0 });
  expect(today.rows.map((row) => row.type)).toEqual(['RETURN', 'LOAN']);
});

test('a follower who left hears no more, and one who comes later hears what comes later', async () => {
  const heard: ActivityRow[] = [];
  feed.follow((row) => heard.push(row))();
  await lendAndReturn();
  feed.follow((row) => heard.push(row));
  await delay(50);
  expect(heard).toEqual([]);
});
