import type { Returned } from './answers.ts';
import { type Arena, barcode, card, field, numbers, type Replies, said } from './arena.ts';
import { checkin } from './posts.ts';

const count = 48;
const scanners = ['LIEVIN', 'LENS', 'AVION'];
const pickups = ['HARNES', 'LIEVIN', 'AVION', 'LENS'];

/** One document on loan is checked in at three libraries at once; every second one is wanted by a reader. */
export async function twoScans(arena: Arena): Promise<void> {
  for (const index of numbers(count)) {
    const item = barcode(index + 1);
    await arena.must('/loans', { card: card(1 + (index % 12)), item, library: 'LENS' });
  }
  const wanted = await Promise.all(numbers(count).map((index) => awaited(arena, index)));

  const replies = await arena.race(
    numbers(count).map((index) => {
      const item = barcode(index + 1);
      return [
        { message: checkin(item), after: index % 4 },
        { message: checkin(item), after: (index >> 2) % 4 },
        { post: '/returns', body: { item, library: 'AVION' } },
      ];
    }),
  );

  for (const index of numbers(count)) await checkScans(arena, barcode(index + 1), wanted[index]!, replies[index]!);
}

async function awaited(arena: Arena, index: number): Promise<string | null> {
  if (index % 2 === 0) return null;
  const pickup = pickups[(index >> 1) % pickups.length]!;
  const item = await arena.item(barcode(index + 1));
  const asked = { card: card(13 + index), record: item.record, barcode: barcode(index + 1), pickup };
  await arena.place(asked);
  return pickup;
}

async function checkScans(arena: Arena, item: string, pickup: string | null, replies: Replies): Promise<void> {
  const sheet = await arena.item(item);
  const expected = pickup ?? sheet.home;
  expect(replies.map((reply) => reply.granted)).toEqual([true, true, true]);

  // One destination, whoever scanned first; a kiosk names it only when it is elsewhere (CT).
  const [lievin, lens, avion] = replies;
  const atAvion = said<Returned>(avion);
  const destinations = [field(lievin, 'CT') ?? 'LIEVIN', field(lens, 'CT') ?? 'LENS', atAvion.destination.code];
  expect(destinations).toEqual([expected, expected, expected]);

  // It stands where one of them scanned it, and its state is the one that scan gave it.
  expect(scanners).toContain(sheet.holding);
  expect(sheet.loan).toBeNull();
  const arrived = sheet.holding === expected;
  if (pickup === null) {
    expect(sheet).toMatchObject({ item: { status: arrived ? 'AVAILABLE' : 'TRANSIT_HOME' }, hold: null });
  } else {
    expect(sheet).toMatchObject({
      item: { status: arrived ? 'ON_HOLD_SHELF' : 'TRANSIT_HOLD' },
      hold: { status: arrived ? 'ON_SHELF' : 'IN_TRANSIT', pickup },
    });
  }
  expect(sheet.transit?.to ?? null).toBe(arrived ? null : expected);

  const again = await arena.must<Returned>('/returns', { item, library: 'HULLUCH' });
  expect(again.destination.code).toBe(expected);
}
