import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describeMariadb, freshMariadb } from '../../connectors/database/testing.ts';
import { holdsDesk } from '../holds/holds.ts';
import { noTimetable } from '../holds/ports.ts';
import { sweepHolds } from '../holds/sweep.ts';
import { staffPost } from '../network/post.ts';
import { itemMarks } from './entities.ts';
import { changeItemStatus } from './item-state.ts';
import { smallNetwork, start, type SmallNetwork } from './small-network.fixture.ts';
import { undo } from './undo.ts';

/** An act and its undoing leave everything as if neither had been: over random pasts of a small network. */
const pasts = 150;
const eventsEach = 40;

const kinds = ['lend', 'take-back', 'lend-off-line', 'renew', 'reserve', 'reserve', 'cancel', 'mark', 'sweep'] as const;
const happening = fc.record({
  kind: fc.constantFrom(...kinds),
  item: fc.nat(5),
  reader: fc.nat(3),
  place: fc.nat(2),
  chance: fc.nat(999),
});
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

/** Rows of the tables an act writes, without times of the clock, versions and what only tells that something was undone. */
async function rows(network: SmallNetwork, firstItem: number): Promise<unknown> {
  const selections = [
    'id, status, statusSince, holdingLibraryId FROM items WHERE id',
    `id, itemId, openItemId, patronId, libraryId, deviceId, dueAt, returnedAt, returnLibraryId, renewals, policyId
       FROM loans WHERE undoneAt IS NULL AND itemId`,
    'id, itemId, openItemId, fromLibraryId, toLibraryId, reason, holdId, arrivedAt, cancelledAt FROM transits WHERE itemId',
    `id, patronId, recordId, itemId, pickupLibraryId, status, liveKey, boundItemId, shelvedAt, pickupDeadline,
       cancelReason, targetItemId, releasedItemId
       FROM holds WHERE recordId >= (SELECT recordId FROM items WHERE id = ${firstItem}) AND id`,
  ];
  const found: Record<string, unknown>[][] = [];
  for (const selection of selections) {
    const from = selection.includes('holds') ? 0 : firstItem;
    const all = await network.rows(`SELECT ${selection} >= ${from} ORDER BY id`);
    found.push(all.map((row) => ({ ...row })));
  }
  return found;
}

async function live(network: SmallNetwork, past: readonly Happening[], name: number, seen: string[]) {
  const { store, ports } = network;
  const { lens, lievin, avion } = network.devices;
  const posts = [lens, lievin, avion];
  const barcodes: string[] = [];
  let recordId: number | undefined;
  let firstItem = 0;
  for (let n = 0; n < 6; n += 1) {
    const home = posts[n % 3]!.libraryId;
    const shared = n % 3 === 0 || recordId === undefined ? {} : { recordId };
    const made = await network.item(`U${name}-${n}`, { homeLibraryId: home, holdingLibraryId: home, ...shared });
    ({ recordId } = made);
    if (n === 0) firstItem = made.id;
    barcodes.push(`U${name}-${n}`);
  }
  const cards = [0, 1, 2, 3].map((n) => `V${name}-${n}`);
  for (const [n, card] of cards.entries())
    await network.patron(card, { pseudonym: `${name}-${n}`.padStart(32, '0'), pinHash: null });
  const holds = holdsDesk(ports);
  const placed: number[] = [];
  let time = start + (name % 100) * 1_000;

  for (const [index, { kind, item, reader, place, chance }] of past.entries()) {
    network.at((time += 61_000));
    const device = posts[place]!;
    const [itemBarcode, card] = [barcodes[item]!, cards[reader]!];
    const transactionDate = `${name}-${index}`;
    const offline = { at: time - (chance % 48) * 3_600_000, dueAt: null };
    if (kind === 'lend' || kind === 'lend-off-line' || kind === 'take-back') {
      const before = await rows(network, firstItem);
      const lending = { device, card, itemBarcode, renewalAllowed: chance % 2 === 0, transactionDate };
      const done =
        kind === 'take-back'
          ? await network.checkIn({ device, itemBarcode, returnedAt: time, transactionDate })
          : await network.checkOut(kind === 'lend' ? lending : { ...lending, offline });
      if (!done.granted || chance % 3 === 0) continue; // the past goes on with it
      // A loan that was there already: this act wrote nothing, and the one before is not the one to be undone.
      if (kind !== 'take-back' && isDeepStrictEqual(await rows(network, firstItem), before)) continue;
      network.at((time += 5_000));
      const what = kind === 'take-back' ? 'check-in' : 'check-out';
      const undone = await undo(ports)({ device, what, itemBarcode, transactionDate: `${transactionDate}-undo` });
      expect([kind, undone.granted]).toEqual([kind, true]);
      expect(await rows(network, firstItem)).toEqual(before);
      seen.push(`${kind} ${'routing' in done.value ? done.value.routing : done.value.renewed}`);
    } else if (kind === 'renew') await network.renew({ device, card, itemBarcode, transactionDate });
    else if (kind === 'reserve') {
      const sheet = (await store.read.item(itemBarcode))!;
      const { controlNumber } = sheet;
      const hold = await holds.place({ card, controlNumber, pickupLibraryId: device.libraryId, actor: 'user:agent' });
      if (hold.granted) placed.push(hold.value.hold.id);
    } else if (kind === 'cancel' && placed.length > 0) {
      await holds.cancel({ holdId: placed[chance % placed.length]!, reason: 'patron', actor: 'user:agent' });
    } else if (kind === 'mark') {
      const mark = itemMarks[chance % itemMarks.length]!;
      await changeItemStatus(ports)({ device: staffPost('agent', device.libraryId), itemBarcode, mark, why: 'essai' });
    } else if (kind === 'sweep') await sweepHolds({ ...ports, timetable: noTimetable });
  }
  expect(await store.read.audit()).toEqual([]);
}

/** Returns what was done and undone. */
async function anyAct(times: number, url: string): Promise<Set<string>> {
  const network = await smallNetwork(url);
  const seen: string[] = [];
  let name = 0;
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: eventsEach, maxLength: eventsEach }), async (past) => {
        await live(network, past, (name += 1), seen);
      }),
      { seed: 20261121, numRuns: times, endOnFailure: true },
    );
  } finally {
    await network.close();
  }
  return new Set(seen);
}

jest.setTimeout(300_000);

test('an act, then its undoing, leave every row as it was', async () => {
  const seen = await anyAct(pasts, 'sqlite::memory:');
  expect([...seen].toSorted()).toEqual([
    'lend false',
    'lend true',
    'lend-off-line false',
    'lend-off-line true',
    'take-back hold-shelf',
    'take-back no-change',
    'take-back shelf',
    'take-back transit-hold',
    'take-back transit-home',
  ]);
});

describeMariadb('on MariaDB', () => {
  test('an act, then its undoing, leave every row as it was', async () => {
    const { url, remove } = await freshMariadb();
    try {
      expect((await anyAct(20, url)).size).toBeGreaterThan(5);
    } finally {
      await remove();
    }
  });
});
