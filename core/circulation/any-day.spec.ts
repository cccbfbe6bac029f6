import fc from 'fast-check';
import { describeMariadb, freshMariadb } from '../../connectors/database/testing.ts';
import { holdsDesk } from '../holds/holds.ts';
import { noTimetable } from '../holds/ports.ts';
import { sweepHolds } from '../holds/sweep.ts';
import type { CheckedIn } from '../library.ts';
import type { Outcome } from '../outcome.ts';
import { staffPost, type Post } from '../network/post.ts';
import { itemMarks } from './entities.ts';
import { changeItemStatus } from './item-state.ts';
import { day, smallNetwork, start, type SmallNetwork } from './small-network.fixture.ts';

/** Circulation.md's properties, over random days of a network of six libraries. */
const sequences = 2_000;
const eventsEach = 200;
/** A database serves this many sequences, each with its own readers and documents: the audit stays quick. */
const sequencesEach = 20;
const codes = ['HARNES', 'VENDIN', 'LOOS'] as const;

const kinds = [
  ...Array<'lend'>(6).fill('lend'),
  ...Array<'take-back'>(7).fill('take-back'),
  ...Array<'scan-again'>(2).fill('scan-again'),
  'lend-again',
  'lend-at-desk',
  'lend-off-line',
  'renew',
  ...Array<'reserve'>(3).fill('reserve'),
  'cancel',
  'suspend',
  'change-pickup',
  'not-found',
  'mark',
  'night',
  'weeks',
] as const;
interface Happening {
  readonly kind: (typeof kinds)[number];
  readonly item: number;
  readonly reader: number;
  readonly place: number;
  readonly chance: number;
}
const happening: fc.Arbitrary<Happening> = fc.record({
  kind: fc.constantFrom(...kinds),
  item: fc.nat(9),
  reader: fc.nat(4),
  place: fc.nat(5),
  chance: fc.nat(999),
});

interface World {
  readonly network: SmallNetwork;
  readonly posts: readonly Post[];
}

async function openWorld(url?: string): Promise<World> {
  const network = await smallNetwork(url);
  const { store, ports } = network;
  const more = await store.administration.insertLibraries(
    codes.map((code) => ({
      code,
      name: code,
      commune: code,
      inseeCode: '62413',
      kind: 'BRANCH' as const,
      state: 'LIVE' as const,
      isPickup: code !== 'LOOS',
      acceptsReturns: true,
    })),
  );
  await ports.directory.refresh();
  const { lens, lievin, avion } = network.devices;
  // Staff at three libraries, kiosks at three others: a desk sees what a kiosk refuses.
  return { network, posts: [lens, lievin, avion, ...more.map((id, index) => staffPost(`agent-${index}`, id))] };
}

let sequence = 0;

/** Lets one random day of 200 events happen to ten documents and five readers of its own. Returns what went wrong. */
async function live({ network, posts }: World, day200: readonly Happening[]): Promise<string[]> {
  const { store, ports } = network;
  const name = (sequence += 1);
  const wrong: string[] = [];
  const records: number[] = [];
  const barcodes: string[] = [];
  for (let n = 0; n < 10; n += 1) {
    const barcode = `D${name}-${n}`;
    const homeLibraryId = posts[n % 6]!.libraryId;
    const recordId = n % 3 === 0 ? undefined : records.at(-1)!;
    const made = await network.item(barcode, {
      homeLibraryId,
      holdingLibraryId: homeLibraryId,
      ...(recordId !== undefined && { recordId }),
      ...(n === 8 && { type: 'DVD' as const }),
    });
    records.push(made.recordId);
    barcodes.push(barcode);
  }
  const cards = Array.from({ length: 5 }, (_, n) => `R${name}-${n}`);
  for (const [n, card] of cards.entries()) {
    await network.patron(card, { pseudonym: `${name}-${n}`.padStart(32, '0'), pinHash: null });
  }
  const controlNumbers = new Map(
    (await store.read.records(records)).map((record) => [record.id, record.controlNumber]),
  );
  const holds = holdsDesk(ports);
  const placed: number[] = [];
  let lastScan: { readonly request: Parameters<typeof network.checkIn>[0]; readonly answer: CheckedIn } | null = null;
  let time = start + (name % 300) * 1_000;

  /** Whoever is told that his document is there finds it on the shelf. */
  const told = async (after: string): Promise<void> => {
    const rows = await store.read.outbox('notices', 100);
    if (rows.length === 0) return;
    for (const { payload } of rows) {
      const { kind, holdId } = JSON.parse(payload) as { kind: string; holdId: number };
      if (kind !== 'hold-ready') continue;
      const sheet = await store.read.holds.sheet(holdId);
      if (sheet?.hold.status !== 'ON_SHELF') wrong.push(`${after}: told of hold ${holdId}, ${sheet?.hold.status}`);
    }
    await network.work((work) => work.outbox.done(rows.map(({ id }) => id)));
  };
  const oneDestination = ({ routing, destination, item }: CheckedIn, here: number): void => {
    const stays = routing === 'no-change' || routing === 'shelf' || routing === 'hold-shelf';
    if (stays !== (destination.id === here)) wrong.push(`${item.barcode}: ${routing} towards ${destination.code}`);
  };

  for (const [index, { kind, item, reader, place, chance }] of day200.entries()) {
    time += 61_000;
    network.at(time);
    const device = posts[place]!;
    const itemBarcode = barcodes[item]!;
    const card = cards[reader]!;
    const transactionDate = `${name}-${index}`;
    const lending = { device, card, itemBarcode, renewalAllowed: chance % 2 === 0, transactionDate };
    const taking = { device, itemBarcode, returnedAt: time - (chance % 3) * 3_600_000, transactionDate };
    const holdId = placed[chance % Math.max(1, placed.length)] ?? 0;
    const here = device.libraryId;
    if (kind === 'lend') await network.checkOut(lending);
    else if (kind === 'lend-again') {
      const [first, again] = [await network.checkOut(lending), await network.checkOut(lending)];
      const same = first.granted ? again.granted && again.value.loan.id === first.value.loan.id : !again.granted;
      if (!same) wrong.push(`${transactionDate}: the same check-out was answered otherwise`);
    } else if (kind === 'lend-at-desk') {
      const at = staffPost('agent', here);
      const refusal = await network.checkOut({ ...lending, device: at });
      if (!refusal.granted) {
        const override = { reasons: [refusal.refusal], why: 'au guichet' };
        await network.checkOut({ ...lending, device: at, override, transactionDate: `${transactionDate}-o` });
      }
    } else if (kind === 'lend-off-line') {
      await network.checkOut({ ...lending, offline: { at: time - (chance % 72) * 3_600_000, dueAt: null } });
    } else if (kind === 'renew') await network.renew(lending);
    else if (kind === 'take-back') {
      const taken = await network.checkIn(taking);
      if (taken.granted) {
        oneDestination(taken.value, here);
        lastScan = { request: taking, answer: taken.value };
      }
    } else if (kind === 'scan-again' && lastScan) {
      const { request, answer } = lastScan;
      const moved = request.transactionDate !== `${name}-${index - 1}`;
      const again: Outcome<CheckedIn> = await network.checkIn({ ...request, transactionDate });
      if (again.granted) oneDestination(again.value, request.device.libraryId);
      // Nothing happened in between: the second scan sends it to the same place.
      if (!moved && again.granted && again.value.destination.id !== answer.destination.id) {
        wrong.push(`${transactionDate}: sent to ${answer.destination.code}, then to ${again.value.destination.code}`);
      }
      lastScan = null;
    } else if (kind === 'reserve') {
      const hold = await holds.place({
        card,
        controlNumber: controlNumbers.get(records[item]!)!,
        ...(chance % 5 === 0 && { itemBarcode }),
        ...(chance % 7 === 0 && { notBefore: time + day }),
        ...(chance % 4 === 0 && { expiresAt: time + 3 * day }),
        pickupLibraryId: here,
        actor: 'user:agent',
      });
      if (hold.granted) placed.push(hold.value.hold.id);
    } else if (kind === 'cancel') await holds.cancel({ holdId, reason: 'patron', actor: 'user:agent' });
    else if (kind === 'suspend') {
      await holds.suspend({ holdId, until: chance % 3 === 0 ? null : time + 2 * day, actor: 'user:agent' });
    } else if (kind === 'change-pickup') {
      await holds.changePickup({ holdId, pickupLibraryId: here, actor: 'user:agent' });
    } else if (kind === 'not-found') await holds.notFound({ holdId, actor: 'user:agent' });
    else if (kind === 'mark') {
      const mark = itemMarks[chance % itemMarks.length]!;
      await changeItemStatus(ports)({ device: staffPost('agent', here), itemBarcode, mark, why: 'inventaire' });
    } else if (kind === 'night' || kind === 'weeks') {
      time += kind === 'night' ? day : 20 * day;
      network.at(time);
      await sweepHolds({ ...ports, timetable: noTimetable });
    }
    await told(`${kind} ${transactionDate}`);
  }
  wrong.push(...(await store.read.audit()).map(({ invariant, detail }) => `${invariant}: ${detail}`));
  return wrong;
}

async function anyDay(days: number, url?: () => Promise<string>): Promise<void> {
  for (let from = 0; from < days; from += sequencesEach) {
    const world = await openWorld(await url?.());
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(happening, { minLength: eventsEach, maxLength: eventsEach }), async (events) => {
          expect(await live(world, events)).toEqual([]);
        }),
        { seed: 62_000 + from, numRuns: Math.min(sequencesEach, days - from), endOnFailure: true },
      );
    } finally {
      await world.network.close();
    }
  }
}

jest.setTimeout(900_000);

test('2,000 days of 200 events over six libraries: no invariant breaks, and nobody is told of a document that is not there', () =>
  anyDay(sequences));

describeMariadb('on MariaDB', () => {
  test('20 days of 200 events: no invariant breaks', async () => {
    const { url, remove } = await freshMariadb();
    try {
      await anyDay(sequencesEach, async () => url);
    } finally {
      await remove();
    }
  });
});
