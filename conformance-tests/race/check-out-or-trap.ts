import type { Returned } from './answers.ts';
import { type Arena, barcode, card, numbers, said } from './arena.ts';
import { checkout } from './posts.ts';

const count = 48;
const refused = /\|AFDocument (réservé par|prêté à) un autre lecteur/;

/**
 * Two readers take a document that the desk scans for a third. Whoever came before the scan has borrowed it, and the scan
 * ends that loan; else both are refused. The scan binds it in any case: never is it lent and bound.
 */
export async function checkOutOrTrap(arena: Arena): Promise<void> {
  const holds: number[] = [];
  for (const index of numbers(count)) {
    const item = barcode(49 + index);
    const { record } = await arena.item(item);
    const pickup = index % 2 === 0 ? 'LENS' : 'HARNES';
    holds.push(await arena.place({ card: card(101 + index), record, barcode: item, pickup }));
  }

  const replies = await arena.race(
    numbers(count).map((index) => {
      const item = barcode(49 + index);
      return [
        { message: checkout(card(1 + index), item), after: index % 5 },
        { message: checkout(card(51 + index), item), after: (index >> 1) % 6 },
        { post: '/returns', body: { item, library: 'LENS' } },
      ];
    }),
  );

  for (const index of numbers(count)) {
    const [first, second, scan] = replies[index]!;
    const lent = [first, second].filter((reply) => reply.granted);
    const back = said<Returned>(scan);
    expect(scan.granted).toBe(true);
    expect(lent).toHaveLength(back.returnedAt === null ? 0 : 1);
    for (const reply of [first, second]) if (!reply.granted) expect(reply.text).toMatch(refused);

    const here = index % 2 === 0;
    expect(back).toMatchObject({ hold: holds[index], routing: here ? 'hold-shelf' : 'transit-hold' });
    expect(await arena.item(barcode(49 + index))).toMatchObject({
      item: { status: here ? 'ON_HOLD_SHELF' : 'TRANSIT_HOLD' },
      loan: null,
      hold: { id: holds[index], status: here ? 'ON_SHELF' : 'IN_TRANSIT' },
    });
  }
}
